"""A person's own tours as a file for their calendar program."""

from datetime import timedelta

from flask import Flask, Response

from dashboard.access.identity import caller_here
from dashboard.access.permissions import ROSTER_FILE
from dashboard.store import roster
from dashboard.system import System
from dashboard.web.middleware import asked_language
from layouts.duty import calendar_file

BACK = timedelta(days=31)
"""Tours that ended longer ago aren't in it."""


def register(server: Flask, system: System) -> None:
    """Adds the route."""

    def own() -> Response:
        login, now = caller_here().name, system.clock()
        with system.reader.connect() as connection:
            found = roster.of_person(connection, system.district.key, login, now - BACK)
        content = calendar_file.calendar(asked_language(), system.district, found, now)
        return Response(content, content_type=calendar_file.TYPE)

    server.add_url_rule(ROSTER_FILE, endpoint="roster-file", view_func=own)
