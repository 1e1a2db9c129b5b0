"""The administrator's page of working days: a plain form whose posts are commands."""

from datetime import date

from flask import Flask, Response, request
from flask_wtf.csrf import generate_csrf

from dashboard.access import identity
from dashboard.actions.handle import handle
from dashboard.domain.calendar_state import NAME, CalendarCommand, ExceptDay, RestoreDay
from dashboard.domain.changes import Kind
from dashboard.domain.refusals import Refused
from dashboard.store import calendar, journal
from dashboard.system import System
from dashboard.web.middleware import asked_language
from layouts import calendar as pages
from layouts.refused import in_words
from layouts.words import word

FIELD_MAX = 100


def register(server: Flask, system: System) -> None:
    """Adds the route."""

    def view() -> Response:
        said, form = "", pages.DayForm()
        if request.method == "POST":
            refused = _carry_out(system)
            if refused:
                form = pages.DayForm(_field("day"), _field("reason"))
                said = in_words(asked_language(), system.district, refused)
            else:
                said = word(asked_language(), "calendar.done")
        text = pages.whole(asked_language(), _known(system), said, generate_csrf(), form)
        return Response(text, mimetype="text/html")

    server.add_url_rule("/calendar", endpoint="calendar", view_func=view, methods=["GET", "POST"])


def _known(system: System) -> pages.Known:
    key = system.district.key
    with system.reader.connect() as connection:
        return pages.Known(
            district=system.district,
            now=system.clock(),
            calendar=calendar.current(connection, system.district),
            arrangement=calendar.arrangement(connection, key),
            history=journal.history(connection, key, Kind.CALENDAR, NAME),
        )


def _carry_out(system: System) -> Refused | None:
    command = _asked()
    if isinstance(command, Refused):
        return command
    admin = identity.person_here()
    assert admin is not None  # noqa: S101 - the middleware lets nobody else in
    return handle(system, command, by=admin).refused


def _asked() -> CalendarCommand | Refused:
    try:
        day = date.fromisoformat(_field("day"))
    except ValueError:
        return Refused("BAD_DAY", "Choose a day.")
    if _field("act") == "restore":
        return RestoreDay(day=day, reason=_field("reason"))
    return ExceptDay(day=day, working=_field("act") == "works", reason=_field("reason"))


def _field(name: str) -> str:
    return request.form.get(name, "").strip()[:FIELD_MAX]
