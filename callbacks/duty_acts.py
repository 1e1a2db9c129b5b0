"""What a person at the duty desk asks for: an entry of the log, a handover's step, a tour."""

from collections.abc import Callable, Mapping

from dash import Dash
from flask import request

from callbacks import duty_roster, incident_acts
from callbacks.dialogs.values import given
from callbacks.office_acts import ActAnswer, answering, once
from dashboard.actions import dry_running
from dashboard.actions.handle import handle
from dashboard.domain.commands import ReportIncident
from dashboard.domain.duty.calls import AnswerCall, SendAgain
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
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused
from dashboard.senders.outlets import OutletError
from dashboard.system import System
from layouts import dry_run_text
from layouts.acts import BY_NAME
from layouts.duty.duty_desk import ANSWER, ASKED
from layouts.words import Lang, word

PageCommand = DutyCommand | incident_acts.AskedCommand | ReportIncident


def register(app: Dash, system: System) -> None:
    """Wires the one store that the page's program asks by."""

    def carry_out(lang: Lang, person: Person, said: Mapping[str, str]) -> ActAnswer:
        act = said.get("act", "")
        values: dict[str, str] = {}
        command: PageCommand
        if act == duty_roster.OPEN_ADDRESS:
            command, values = duty_roster.address(request.host_url, lang)
        else:
            command = command_of(system, said)
        answer = handle(system, command, by=person, once=once(said))
        if answer.refused is not None:
            raise answer.refused
        made = answer.key if isinstance(command, ReportIncident) else ""
        return ActAnswer(word(lang, f"duty.done.{act}", **values), made)

    answering(app, system, ASKED, ANSWER, carry_out)


def command_of(system: System, said: Mapping[str, str]) -> PageCommand:
    """The command that a page asks for. Raises `Refused` if there is no such act."""
    made = MAKE.get(said.get("act", ""))
    if made is None:
        raise Refused("NO_SUCH_ACT", "There is no such act.")
    return made(system, dict(said))


def _dry_run(system: System, _: dict[str, str]) -> WriteInLog:
    """What a dry run finds, as an entry of who asked for it. Raises `Refused`."""
    try:
        found = dry_running.now_unreached(system)
    except OutletError as error:
        raise Refused("CHANNELS_UNREADABLE", "The channels can't be read.") from error
    words = dry_run_text.report(system.district, found, system.clock())
    return WriteInLog(kind=LogKind.NOTE, words=words)


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


def _incident(system: System, said: Mapping[str, str]) -> ReportIncident:
    """As the desk's dialog of this act reads it. Raises `Refused` for a missing or bad field."""
    act = BY_NAME["report_incident"]
    made: ReportIncident = act.command(**given(act, said, system.zone))
    return made


Made = Callable[[System, dict[str, str]], PageCommand]
MAKE: Mapping[str, Made] = {
    "write": _entry,
    "strike": lambda _, said: StrikeInLog(
        number=said.get("entry", ""), reason=said.get("reason", "")
    ),
    "report_incident": _incident,
    "begin": lambda _, __: BeginShift(),
    "offer": lambda _, said: OfferHandover(word=said.get("word", "")),
    "withdraw": lambda _, __: WithdrawHandover(),
    "seen": lambda _, said: AcknowledgeLine(line=said.get("line", "")),
    "take": lambda _, __: TakeOver(),
    "dry_run": _dry_run,
    "answer_call": lambda _, said: AnswerCall(chain=said.get("chain", "")),
    "send_again": lambda _, said: SendAgain(number=said.get("message", "")),
    **duty_roster.ASKED,
    **incident_acts.ASKED,
}
"""By the act's name in the page's requests."""
