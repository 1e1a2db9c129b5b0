"""What a leader asks for on their page: to preview, write or withdraw an instruction."""

from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, State, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from callbacks.shell import language, text
from dashboard.access.identity import person_here
from dashboard.actions.handle import handle, preview
from dashboard.domain.instructions.instruction import About
from dashboard.domain.instructions.instruction_commands import (
    InstructionCommand,
    WithdrawInstruction,
    WriteInstruction,
)
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused
from dashboard.system import System
from layouts.instruction_lines import addressee
from layouts.leaders.instruct import ANSWER, ASKED
from layouts.parts import data
from layouts.refused import in_words
from layouts.shell import LOCATION
from layouts.times import Local
from layouts.words import Lang, word

TEXT_MAX = 2_000
"""More than any field may have; the domain says which one is too long."""
ONCE_MAX = 40


def register(app: Dash, system: System) -> None:
    """Wires the one store that the page's program asks by."""

    @app.callback(
        Output(ANSWER, "children"),
        Input(ASKED, "data"),
        State(LOCATION, "search"),
        prevent_initial_call=True,
    )
    def answer(asked: object, search: object) -> Component:
        person = person_here()
        if person is None or not isinstance(asked, dict):
            raise PreventUpdate
        lang = language(search)
        try:
            words = _carry_out(system, lang, person, asked)
        except Refused as refused:
            return _said(lang, asked, in_words(lang, system.district, refused), done=False)
        return _said(lang, asked, words, done=True)


def _carry_out(system: System, lang: Lang, person: Person, asked: dict[str, Any]) -> str:
    """Does it; returns what to say. Raises `Refused`."""
    said = {name: text(value)[:TEXT_MAX] for name, value in asked.items()}
    act, command = said.get("act", ""), _command(said)
    if act == "preview":
        assert isinstance(command, WriteInstruction)  # noqa: S101 - see `_command`
        made = preview(system, command, by=person)
        local = Local(system.zone, lang, system.clock())
        to = addressee(lang, system.district, made.to)
        return word(lang, "leaders.done.preview", to=to, at=local.moment(made.due_at))
    once = said.get("once", "")[:ONCE_MAX]
    refused = handle(system, command, by=person, once=once).refused
    if refused is not None:
        raise refused
    return word(lang, f"leaders.done.{act}")


def _command(said: Mapping[str, str]) -> InstructionCommand:
    if said.get("act") == "withdraw":
        return WithdrawInstruction(
            instruction=said.get("instruction", ""), reason=said.get("reason", "")
        )
    if said.get("act") not in ("instruct", "preview") or said.get("about") not in set(About):
        raise Refused("NO_SUCH_ACT", "There is no such act.")
    return WriteInstruction(
        about=About(said["about"]),
        of=said.get("of", ""),
        words=said.get("words", ""),
        to=said.get("to", ""),
    )


def _said(lang: Lang, asked: dict[str, Any], words: str, *, done: bool) -> Component:
    n = asked.get("n")
    return html.Span(
        words,
        lang="zh-CN" if lang == "zh" else "en-GB",
        **data(n=n if isinstance(n, int) else 0, done="yes" if done else "no"),
    )
