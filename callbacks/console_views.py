"""Saved views: the list is sent when the desk opens, and again after every change."""

from dash import Dash, Input, Output
from dash.development.base_component import Component

from dashboard.access.identity import person_here
from dashboard.actions import views
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused
from dashboard.system import System
from layouts.console_views import ASKED, LIST, SAID, links
from layouts.words import Lang, word


def register(app: Dash, system: System) -> None:
    """Wires saving and dropping; a person's views are theirs alone."""

    @app.callback(
        Output(LIST, "children"),
        Output(SAID, "children"),
        Input(ASKED, "data"),
    )
    def show(asked: object) -> tuple[list[Component], str]:
        person = person_here()
        if person is None:
            return [], ""
        lang: Lang = "en" if _text(asked, "lang") == "en" else "zh"
        return _after(system, person, asked, lang)


def _after(
    system: System, person: Person, asked: object, lang: Lang
) -> tuple[list[Component], str]:
    said = ""
    try:
        match _text(asked, "act"):
            case "save":
                views.save(system, person, _text(asked, "name"), _text(asked, "search"))
            case "drop":
                views.drop(system, person, _text(asked, "name"))
    except Refused as refused:
        said = word(lang, f"views.{refused.code}", **refused.values)
    return list(links(views.views_of(system, person), lang)), said


def _text(asked: object, name: str) -> str:
    """A text in a callback's data, which may be anything its sender likes."""
    value = asked.get(name) if isinstance(asked, dict) else None
    return value if isinstance(value, str) else ""
