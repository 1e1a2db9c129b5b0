"""How the pages of leaders and duty desk ask for an act: by one store, answered in one sentence."""

from collections.abc import Callable, Mapping
from typing import Any

from dash import Dash, Input, Output, State, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from callbacks.shell import language, text
from dashboard.access.identity import person_here
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused
from dashboard.system import System
from layouts.parts import data
from layouts.refused import in_words
from layouts.shell import LOCATION
from layouts.words import Lang

TEXT_MAX = 2_000
"""More than any field may have; the domain says which one is too long."""
CarryOut = Callable[[Lang, Person, Mapping[str, str]], str]
"""Does what is asked and returns what to say. Raises `Refused`."""


def answering(
    app: Dash, system: System, asked_by: str, answered_in: str, carry_out: CarryOut
) -> None:
    """Wires the store `asked_by`; each answer appears in `answered_in` under the request's `n`."""

    @app.callback(
        Output(answered_in, "children"),
        Input(asked_by, "data"),
        State(LOCATION, "search"),
        prevent_initial_call=True,
    )
    def answer(asked: object, search: object) -> Component:
        person = person_here()
        if person is None or not isinstance(asked, dict):
            raise PreventUpdate
        lang = language(search)
        said = {str(name): text(value)[:TEXT_MAX] for name, value in asked.items()}
        try:
            return _said(lang, asked, carry_out(lang, person, said), done=True)
        except Refused as refused:
            return _said(lang, asked, in_words(lang, system.district, refused), done=False)


def _said(lang: Lang, asked: dict[str, Any], words: str, *, done: bool) -> Component:
    n = asked.get("n")
    return html.Span(
        words,
        lang="zh-CN" if lang == "zh" else "en-GB",
        **data(n=n if isinstance(n, int) else 0, done="yes" if done else "no"),
    )
