"""What a leader asks for on their page: to preview, write or withdraw an instruction."""

from collections.abc import Mapping

from dash import Dash

from callbacks.office_acts import ActAnswer, answering, once
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
from layouts.times import Local
from layouts.words import Lang, word


def register(app: Dash, system: System) -> None:
    """Wires the one store that the page's program asks by."""

    def carry_out(lang: Lang, person: Person, said: Mapping[str, str]) -> ActAnswer:
        return ActAnswer(_carry_out(system, lang, person, said))

    answering(app, system, ASKED, ANSWER, carry_out)


def _carry_out(system: System, lang: Lang, person: Person, said: Mapping[str, str]) -> str:
    act, command = said.get("act", ""), _command(said)
    if act == "preview":
        assert isinstance(command, WriteInstruction)  # noqa: S101 - see `_command`
        made = preview(system, command, by=person)
        local = Local(system.zone, lang, system.clock())
        to = addressee(lang, system.district, made.to)
        return word(lang, "leaders.done.preview", to=to, at=local.moment(made.due_at))
    refused = handle(system, command, by=person, once=once(said)).refused
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
