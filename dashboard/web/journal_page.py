"""The journal's page: what happened, who did it, and what was denied to whom."""

from datetime import timedelta

from flask import Flask, Response, request

from dashboard.store import journal_pages
from dashboard.system import System
from dashboard.web.middleware import asked_language
from layouts import journal as pages

AT_ONCE = 100
FIELD_MAX = 200
NUMBER_MAX = 1 << 62
RESETS = timedelta(days=7)
"""Who resets a password can then log in with it, so resets are shown first."""


def register(server: Flask, system: System) -> None:
    """Adds the route."""

    def view() -> Response:
        wanted = journal_pages.JournalFilter(
            _field("kind"), _field("key"), _field("by"), _number("before")
        )
        with system.reader.connect() as connection:
            found = journal_pages.latest(connection, system.district.key, wanted, AT_ONCE + 1)
            resets = journal_pages.resets_since(
                connection, system.district.key, system.clock() - RESETS
            )
        more = len(found) > AT_ONCE
        shown = found[:AT_ONCE]
        told = pages.JournalContent(shown, wanted, resets)
        text = pages.entries(asked_language(), system.district, told, more=more)
        return Response(text, mimetype="text/html")

    server.add_url_rule("/journal", endpoint="journal", view_func=view)


def _field(name: str) -> str:
    return request.args.get(name, "").strip()[:FIELD_MAX]


def _number(name: str) -> int:
    text = _field(name)
    return (
        min(int(text), NUMBER_MAX) if text.isdecimal() and len(text) < len(str(NUMBER_MAX)) else 0
    )
