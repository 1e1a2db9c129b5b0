"""The sheet of a handover as a page to be printed; a signed one never changes."""

from flask import Flask, Response

from dashboard.store import duty
from dashboard.system import System
from dashboard.web.middleware import asked_language
from layouts import sheet

NUMBER_MAX = 12


def register(server: Flask, system: System) -> None:
    """Adds the route."""

    def view(number: str) -> Response:
        with system.reader.connect() as connection:
            found = duty.shift(connection, system.district.key, number[:NUMBER_MAX])
        if found is None or found.handover is None:
            return Response(status=404)
        text = sheet.whole(asked_language(), system.district, found, found.handover)
        return Response(text, mimetype="text/html")

    server.add_url_rule("/duty/shifts/<number>", endpoint="sheet", view_func=view)
