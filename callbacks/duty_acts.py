"""What a person at the duty desk asks for: an entry of the log, a handover's step, a tour."""

from collections.abc import Callable, Mapping
from typing import Any

from dash import Dash, Input, Output, State, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from flask import request

from callbacks import duty_roster, incident_acts
from callbacks.shell import language, text
from dashboard.access.identity import person_here
from dashboard.actions.handle import handle
from dashboard.domain.duty.duty_commands import DutyCommand
from dashboard.domain.duty.duty_log import LogKind, StrikeInLog, WriteInLog
from dashboard.domain.duty.shifts import (
    AcknowledgeLine,
    BeginShift,
    OfferHandover,
    TakeOver,
    WithdrawHandover,
)
from dashboard.domain.minute import read_minute
from dashboard.domain.refusals import Refused
from dashboard.system import System
from layouts.duty.duty_desk import ANSWER, ASKED
from layouts.parts import data
from layouts.refused import in_words
from layouts.shell import LOCATION
from layouts.words import Lang, word

PageCommand = DutyCommand | incident_acts.AskedCommand
TEXT_MAX = 2_000
"""More than any field may have; the domain says which one is too long."""


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
        values: dict[str, str] = {}
        command: PageCommand | Refused
        if asked.get("act") == duty_roster.OPEN_ADDRESS:
            command, values = duty_roster.address(request.host_url, lang)
        else:
            command = command_of(system, asked)
        if isinstance(command, Refused):
            return _said(lang, asked, in_words(lang, system.district, command), done=False)
        refused = handle(system, command, by=person).refused
        if refused is not None:
            return _said(lang, asked, in_words(lang, system.district, refused), done=False)
        return _said(lang, asked, word(lang, f"duty.done.{asked['act']}", **values), done=True)


def _said(lang: Lang, asked: dict[str, Any], words: str, *, done: bool) -> Component:
    n = asked.get("n")
    return html.Span(
        words,
        lang="zh-CN" if lang == "zh" else "en-GB",
        **data(n=n if isinstance(n, int) else 0, done="yes" if done else "no"),
    )


def command_of(system: System, asked: dict[str, Any]) -> PageCommand | Refused:
    """The command that a page asks for; the refusal if there is no such act."""
    said = {name: text(value)[:TEXT_MAX] for name, value in asked.items()}
    made = MAKE.get(said.get("act", ""))
    if made is None:
        return Refused("NO_SUCH_ACT", "There is no such act.")
    try:
        return made(system, said)
    except Refused as refused:
        return refused


def _entry(system: System, said: dict[str, str]) -> WriteInLog:
    """An entry of the log. Raises `Refused`."""
    kind, moment = said.get("kind", ""), said.get("at", "")
    if kind not in set(LogKind):
        raise Refused("NO_SUCH_ACT", "There is no such act.")
    at = read_minute(moment, system.district.timezone) if moment else None
    if moment and at is None:
        raise Refused("LOG_NO_TIME", "That is no time.")
    return WriteInLog(
        kind=LogKind(kind),
        words=said.get("words", ""),
        whom=said.get("whom", ""),
        at=at,
    )


Made = Callable[[System, dict[str, str]], PageCommand]
MAKE: Mapping[str, Made] = {
    "write": _entry,
    "strike": lambda _, said: StrikeInLog(
        number=said.get("entry", ""), reason=said.get("reason", "")
    ),
    "begin": lambda _, __: BeginShift(),
    "offer": lambda _, said: OfferHandover(word=said.get("word", "")),
    "withdraw": lambda _, __: WithdrawHandover(),
    "seen": lambda _, said: AcknowledgeLine(line=said.get("line", "")),
    "take": lambda _, __: TakeOver(),
    **duty_roster.ASKED,
    **incident_acts.ASKED,
}
"""By the act's name in the page's requests."""
