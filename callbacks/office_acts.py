"""How the pages of leaders and duty desk ask for an act: by one store, answered in one sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dash import Dash, Input, Output, State, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from callbacks.shell import language, text
from dashboard.access.identity import person_here
from dashboard.domain.limits import TEXT_MAX
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused
from dashboard.system import System
from layouts.parts import data
from layouts.refused import in_words
from layouts.shell import LOCATION
from layouts.words import Lang

TOLD_MAX = TEXT_MAX + 1
"""More than any field may have; the domain says which one is too long."""
ONCE_MAX = 40


@dataclass(frozen=True, slots=True)
class ActAnswer:
    """What to say of an act that is done, and the number of what it has made, if anything."""

    words: str
    made: str = ""


CarryOut = Callable[[Lang, Person, Mapping[str, str]], ActAnswer]
"""Does what is asked. Raises `Refused`."""


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
        said = {str(name): text(value)[:TOLD_MAX] for name, value in asked.items()}
        try:
            return _said(lang, asked, carry_out(lang, person, said), done="yes")
        except Refused as refused:
            answer = ActAnswer(in_words(lang, system.district, refused))
            return _said(lang, asked, answer, done="no")


def _said(lang: Lang, asked: dict[str, Any], answer: ActAnswer, *, done: str) -> Component:
    n = asked.get("n")
    told = data(n=n if isinstance(n, int) else 0, done=done, made=answer.made)
    return html.Span(answer.words, lang="zh-CN" if lang == "zh" else "en-GB", **told)


def once(said: Mapping[str, str]) -> str:
    """What identifies a form that is sent again; see `actions.handle`."""
    return said.get("once", "")[:ONCE_MAX]
