"""The page of the metric dictionary: what every figure counts, for all who may see figures."""

from flask import Flask, Response

from dashboard.access import permissions
from dashboard.access.identity import caller_here, person_here
from dashboard.system import System
from dashboard.web.middleware import asked_language
from layouts import definitions
from layouts.assessment import assessed
from layouts.wall.shown import shown


def register(server: Flask, system: System) -> None:
    """Adds the route."""
    on_walls = dict(shown(system.district))

    def view() -> Response:
        person = person_here() is not None
        lang = asked_language()
        table = permissions.may_pass("/indicators", caller_here())
        made = assessed.section(lang, system.zone, table=table)
        text = definitions.whole(lang, system.district, on_walls, made, person=person)
        answer = Response(text, mimetype="text/html")
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    server.add_url_rule("/definitions", endpoint="definitions", view_func=view)
