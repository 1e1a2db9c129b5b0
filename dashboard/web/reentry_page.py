"""Entering what was written on paper: each row is a command of its own, answered in its place."""

from datetime import datetime
from typing import TypeVar

from flask import Flask, Response, request
from flask_wtf.csrf import generate_csrf

from dashboard.access import identity, permissions
from dashboard.actions.handle import handle
from dashboard.domain.commands import Channel, Reporter
from dashboard.domain.desk_commands import EnterFromPaper
from dashboard.domain.limits import SHORT_MAX, TEXT_MAX
from dashboard.domain.minute import read_minute
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import Urgency
from dashboard.store.engines import DatabaseUnavailable
from dashboard.store.proximity import cases_by_number
from dashboard.system import System
from dashboard.web.middleware import asked_language
from layouts import reentry as pages
from layouts.reentry import PaperRow
from layouts.refused import in_words
from layouts.words import word

GRID_DIGITS = 6
KNOWN = "FORM_ENTERED"
Choice = TypeVar("Choice", Channel, Urgency)


def register(server: Flask, system: System) -> None:
    """Adds the route."""

    def view() -> Response:
        rows, said = [PaperRow() for _ in range(pages.ROWS)], ""
        if request.method == "POST":
            rows, said = _entered(system)
        told = pages.ReentryPage(
            rows=rows,
            csrf=generate_csrf(),
            home=permissions.home(identity.caller_here()),
            said=said,
        )
        text = pages.whole(asked_language(), system.district, told)
        return Response(text, mimetype="text/html")

    server.add_url_rule("/reentry", endpoint="reentry", view_func=view, methods=["GET", "POST"])


def _entered(system: System) -> tuple[list[PaperRow], str]:
    """The rows with their answers, and a sentence about all of them."""
    lang, person = asked_language(), identity.person_here()
    assert person is not None  # noqa: S101 - the middleware lets nobody else in
    rows = [_row(system, person, _typed(n)) for n in range(1, pages.ROWS + 1)]
    done, left = sum(bool(row.done) for row in rows), sum(bool(row.refused) for row in rows)
    if not done and not left:
        return rows, word(lang, "reentry.nothing")
    if left:
        return rows, word(lang, "reentry.some", done=done, left=left)
    return rows, word(lang, "reentry.all", done=done)


def _typed(n: int) -> PaperRow:
    """A row as it was typed; nothing longer than its field takes."""
    values = {}
    for name in pages.FIELDS:
        most = TEXT_MAX if name == "text" else SHORT_MAX
        values[name] = request.form.get(f"{name}-{n}", "").strip()[:most]
    return PaperRow(values)


def _row(system: System, person: Person, row: PaperRow) -> PaperRow:
    """The row's answer; what wasn't entered keeps all that was typed."""
    if not row.filled:
        return row
    lang = asked_language()
    form = row.values["form"].upper()
    try:
        command = _command(system, form, row.values)
        answer = handle(system, command, by=person)
        refused, key = answer.refused, "reentry.done"
        number = answer.key
        if refused is not None and refused.code == KNOWN:
            number, key = str(refused.values["case"]), "reentry.known"
            refused = None if _same(system, number, command) else refused
    except Refused as error:
        refused = error
    except DatabaseUnavailable:
        refused = Refused("REENTRY_AWAY", "The database is away; press again.")
    if refused is not None:
        return PaperRow(row.values, refused=in_words(lang, system.district, refused))
    return PaperRow(row.values, done=word(lang, key, form=form, case=number), case=number)


def _same(system: System, number: str, command: EnterFromPaper) -> bool:
    """Whether this is the row that became the case, sent again; else its number is wrong."""
    with system.reader.connect() as connection:
        found = cases_by_number(connection, system.district.key, [number]).get(number)
    same = found is not None and found.reported_at == command.reported_at
    return same and found is not None and found.grid == command.grid


def _command(system: System, form: str, said: dict[str, str]) -> EnterFromPaper:
    """The command of a row. Raises `Refused` for a value that can't be read."""
    if not form:
        raise Refused("FORM_NUMBER", "A form's number is missing.")
    if not said["grid"].isdecimal() or len(said["grid"]) > GRID_DIGITS:
        raise Refused("REENTRY_GRID", "A grid is a number.")
    named = bool(said["reporter"] or said["phone"])
    urgency = said["urgency"]
    return EnterFromPaper(
        form=form,
        reported_at=_instant(system, said["at"]),
        grid=int(said["grid"]),
        address=said["address"],
        item=said["item"].split()[0] if said["item"] else None,
        text=said["text"],
        channel=_choice(Channel, "channel", said["channel"] or Channel.OTHER.value),
        urgency=_choice(Urgency, "urgency", urgency) if urgency else None,
        reporter=Reporter(said["reporter"], said["phone"]) if named else None,
        external_no=form,
    )


def _instant(system: System, said: str) -> datetime:
    found = read_minute(said, system.district.timezone)
    if found is None:
        raise Refused("REENTRY_TIME", "Say when it was reported.")
    return found


def _choice(kind: type[Choice], name: str, said: str) -> Choice:
    try:
        return kind(said)
    except ValueError as error:
        raise Refused("REENTRY_CHOICE", f"{said[:20]!r} is no {name}.", field=name) from error
