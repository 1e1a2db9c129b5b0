"""What a person asks for in an incident's workspace: a note, a task, a number, a resource."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from dashboard.domain.minute import read_minute
from dashboard.domain.oversight_commands import LinkCases, UnlinkCases
from dashboard.domain.refusals import Refused
from dashboard.domain.workspace.command_seats import CommandRole, FillSeat
from dashboard.domain.workspace.notes import AddNote, StrikeNote
from dashboard.domain.workspace.numbers import GiveNumber, Measure
from dashboard.domain.workspace.resources import AskForResource, MoveResource, ResourceStage
from dashboard.domain.workspace.site_parties import EnterSite, HearOfParty, LeaveSite
from dashboard.domain.workspace.tasks import AnswerTask, DropTask, SetTask
from dashboard.domain.workspace.workspace_commands import WorkspaceCommand
from dashboard.system import System

DIGITS_MAX = 9
UNIT, POST = "unit", "post"


def _moment(system: System, said: str) -> datetime | None:
    """The minute by the district's clocks; None if none was given. Raises `Refused`."""
    if not said:
        return None
    at = read_minute(said, system.district.timezone)
    if at is None:
        raise Refused("LOG_NO_TIME", "That is no time.")
    return at


def _whole(said: str) -> int | None:
    """A number as people write it, such as 1,800; None for anything else."""
    digits = said.replace(",", "").replace("，", "").strip()
    return int(digits) if digits.isdecimal() and len(digits) <= DIGITS_MAX else None


def _note(system: System, said: dict[str, str]) -> AddNote:
    at = _moment(system, said.get("at", ""))
    return AddNote(incident=said.get("incident", ""), words=said.get("words", ""), at=at)


def _strike(_: System, said: dict[str, str]) -> StrikeNote:
    return StrikeNote(
        incident=said.get("incident", ""),
        number=said.get("entry", ""),
        reason=said.get("reason", ""),
    )


def _task(system: System, said: dict[str, str]) -> SetTask:
    """`owner` is `unit:U01` or `post:MAIN`; the limit a minute, or minutes from now."""
    kind, _, code = said.get("owner", "").partition(":")
    due_at = _moment(system, said.get("due", ""))
    if due_at is None:
        minutes = _whole(said.get("minutes", ""))
        if minutes is None:
            raise Refused("LOG_NO_TIME", "That is no time.")
        due_at = system.clock() + timedelta(minutes=minutes)
    return SetTask(
        incident=said.get("incident", ""),
        words=said.get("words", ""),
        due_at=due_at,
        unit=code if kind == UNIT else "",
        post=code if kind == POST else "",
    )


def _answer(_: System, said: dict[str, str]) -> AnswerTask:
    return AnswerTask(
        incident=said.get("incident", ""),
        number=said.get("entry", ""),
        answer=said.get("answer", ""),
    )


def _drop(_: System, said: dict[str, str]) -> DropTask:
    return DropTask(
        incident=said.get("incident", ""),
        number=said.get("entry", ""),
        reason=said.get("reason", ""),
    )


def _number(system: System, said: dict[str, str]) -> GiveNumber:
    measure, value = said.get("measure", ""), _whole(said.get("value", ""))
    if measure not in set(Measure):
        raise Refused("NO_SUCH_ACT", "There is no such act.")
    if value is None:
        raise Refused("NUMBER_UNREADABLE", "That is no whole number.")
    return GiveNumber(
        incident=said.get("incident", ""),
        measure=Measure(measure),
        value=value,
        source=said.get("source", ""),
        at=_moment(system, said.get("at", "")),
        seen=said.get("seen", ""),
    )


def _seat(system: System, said: dict[str, str]) -> FillSeat:
    """`seen` is the version that the person saw; nobody has it if `holder` is empty."""
    role = said.get("role", "")
    if role not in set(CommandRole):
        raise Refused("NO_SUCH_ACT", "There is no such act.")
    return FillSeat(
        incident=said.get("incident", ""),
        role=CommandRole(role),
        holder=said.get("holder", ""),
        contact=said.get("contact", ""),
        unit=said.get("unit", ""),
        seen=_whole(said.get("seen", "")) or 0,
        at=_moment(system, said.get("at", "")),
    )


def _resource(system: System, said: dict[str, str]) -> AskForResource:
    amount = _whole(said.get("amount", ""))
    if amount is None:
        raise Refused("NUMBER_UNREADABLE", "That is no whole number.")
    return AskForResource(
        incident=said.get("incident", ""),
        what=said.get("what", ""),
        amount=amount,
        unit=said.get("unit", ""),
        source=said.get("source", ""),
        at=_moment(system, said.get("at", "")),
    )


def _move(system: System, said: dict[str, str]) -> MoveResource:
    stage = said.get("stage", "")
    if stage not in set(ResourceStage):
        raise Refused("NO_SUCH_ACT", "There is no such act.")
    return MoveResource(
        incident=said.get("incident", ""),
        number=said.get("entry", ""),
        stage=ResourceStage(stage),
        seen=_whole(said.get("seen", "")) or 0,
        at=_moment(system, said.get("at", "")),
    )


def _enter(system: System, said: dict[str, str]) -> EnterSite:
    people = _whole(said.get("people", ""))
    if people is None:
        raise Refused("NUMBER_UNREADABLE", "That is no whole number.")
    return EnterSite(
        incident=said.get("incident", ""),
        who=said.get("who", ""),
        people=people,
        contact=said.get("contact", ""),
        unit=said.get("unit", ""),
        at=_moment(system, said.get("at", "")),
    )


def _hear(_: System, said: dict[str, str]) -> HearOfParty:
    return HearOfParty(incident=said.get("incident", ""), number=said.get("entry", ""))


def _leave(_: System, said: dict[str, str]) -> LeaveSite:
    return LeaveSite(incident=said.get("incident", ""), number=said.get("entry", ""))


def _chosen(said: dict[str, str]) -> tuple[str, ...]:
    """The cases that were ticked, by number with blanks between."""
    return tuple(said.get("cases", "").split())


def _link(_: System, said: dict[str, str]) -> LinkCases:
    return LinkCases(incident=said.get("incident", ""), cases=_chosen(said))


def _unlink(_: System, said: dict[str, str]) -> UnlinkCases:
    return UnlinkCases(
        incident=said.get("incident", ""),
        cases=_chosen(said),
        reason=said.get("reason", ""),
    )


AskedCommand = WorkspaceCommand | LinkCases | UnlinkCases
ASKED: Mapping[str, Callable[[System, dict[str, str]], AskedCommand]] = {
    "note": _note,
    "strike_note": _strike,
    "task": _task,
    "answer_task": _answer,
    "drop_task": _drop,
    "number": _number,
    "seat": _seat,
    "resource": _resource,
    "move_resource": _move,
    "enter_site": _enter,
    "hear_of_party": _hear,
    "leave_site": _leave,
    "link_cases": _link,
    "unlink_cases": _unlink,
}
"""By the name that the page's program gives the act."""
