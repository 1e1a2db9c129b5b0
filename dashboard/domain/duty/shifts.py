"""Shifts (班) and how one is handed to the next (交接班): a chain without a gap.

A shift ends in the instant in which the next one begins, and only with both signatures: the
outgoing officer signs by offering, the incoming one by taking over, after each line of the sheet.
For an officer who can't sign the foreman or the leader on duty does, with the reason; nobody signs
on both sides.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dashboard.domain.duty.open_points import OpenPoint, PointKind
from dashboard.domain.persons import FOREMEN, Person, Role
from dashboard.domain.refusals import Refused

ACCEPT_WITHIN = timedelta(minutes=15)
"""How long an offered handover may wait for the incoming officer."""
STAND_INS = FOREMEN | {Role.DUTY_LEADER}
"""Who may sign for an officer who can't."""
WORD_MAX = 1000
LINES_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """The sheet: what was open at the offer, the outgoing officer's word, and the lines seen.

    `offered_name` is the name of who has signed for the officer, else empty. `incoming`
    acknowledges the lines; a line is identified by its `OpenPoint.key`.
    """

    offered_at: datetime
    offered_by: str
    word: str
    lines: tuple[OpenPoint, ...]
    offered_name: str = ""
    left_out: int = 0
    """How many lines the sheet had no room for."""
    incoming: str = ""
    incoming_name: str = ""
    seen: tuple[str, ...] = ()

    @property
    def accept_by(self) -> datetime:
        """By when somebody must take over."""
        return self.offered_at + ACCEPT_WITHIN

    @property
    def unseen(self) -> tuple[str, ...]:
        """The lines that the incoming officer hasn't acknowledged."""
        return tuple(line.key for line in self.lines if line.key not in self.seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One officer's shift; `ended_at` is when the next one, of `taken_by`, began.

    Its officer is accountable until it has ended, even after offering it.
    """

    number: str
    version: int
    officer: str
    name: str
    began_at: datetime
    handover: Handover | None = None
    ended_at: datetime | None = None
    taken_by: str = ""
    taken_name: str = ""

    @property
    def key(self) -> str:
        """The key of its state; its prefix keeps it apart from cases and units."""
        return shift_key(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginShift:
    """开班: the very first shift, which nobody hands over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferHandover:
    """交班: the outgoing officer, or a stand-in, signs the sheet of what is open, with a word."""

    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawHandover:
    """收回: the shift goes on; acknowledged lines no longer count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeLine:
    """The incoming officer has seen this line of the sheet."""

    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver:
    """接班: the incoming officer signs; the outgoing shift ends and theirs begins."""


ShiftCommand = BeginShift | OfferHandover | WithdrawHandover | AcknowledgeLine | TakeOver


def shift_key(number: str) -> str:
    """The key of the shift of this number."""
    return f"shift:{number}"


def begun(number: str, officer: Person, now: datetime) -> Shift:
    """A shift that begins now."""
    return Shift(number=number, version=1, officer=officer.login, name=officer.name, began_at=now)


def may_offer(shift: Shift, by: Person) -> bool:
    """Whether this is the outgoing officer, or somebody who may sign in their place."""
    return by.login == shift.officer or by.role in STAND_INS


def offered(
    shift: Shift, word: str, lines: tuple[OpenPoint, ...], by: Person, now: datetime
) -> Shift:
    """The shift with its sheet, signed by the outgoing officer or for them. Raises `Refused`."""
    mine = by.login == shift.officer
    if not may_offer(shift, by):
        raise Refused("NOT_YOUR_SHIFT", f"{shift.name} is on duty.", who=shift.name)
    if shift.handover is not None:
        raise Refused("HANDOVER_OFFERED", "The handover is offered already.")
    if not mine and not word.strip():
        raise Refused("STAND_IN_WHY", f"Say why {shift.name} can't sign.", who=shift.name)
    if len(word) > WORD_MAX:
        raise Refused("WORD_TOO_LONG", f"At most {WORD_MAX} characters.", most=WORD_MAX)
    sheet = Handover(
        offered_at=now,
        offered_by=by.login,
        offered_name="" if mine else by.name,
        word=word.strip(),
        lines=lines[:LINES_MAX],
        left_out=max(0, len(lines) - LINES_MAX),
    )
    return replace(shift, version=shift.version + 1, handover=sheet)


def withdrawn(shift: Shift, by: Person) -> Shift:
    """The shift without its sheet. Raises `Refused`."""
    sheet = _sheet(shift)
    if by.login not in (shift.officer, sheet.offered_by):
        raise Refused("NOT_YOUR_SHIFT", f"{shift.name} is on duty.", who=shift.name)
    return replace(shift, version=shift.version + 1, handover=None)


def acknowledged(shift: Shift, line: str, by: Person) -> Shift:
    """The sheet with one more line seen. Raises `Refused`.

    Another incoming officer begins with the first line: nobody signs what somebody else has read.
    """
    sheet = _sheet(shift)
    _need_another(shift, by)
    if line not in {one.key for one in sheet.lines}:
        raise Refused("NO_SUCH_LINE", "The sheet has no such line.")
    known = sheet.seen if sheet.incoming == by.login else ()
    if line in known:
        raise Refused("LINE_SEEN", "You have acknowledged this line.")
    read = replace(sheet, incoming=by.login, incoming_name=by.name, seen=(*known, line))
    return replace(shift, version=shift.version + 1, handover=read)


def taken_over(shift: Shift, number: str, by: Person, now: datetime) -> tuple[Shift, Shift]:
    """The ended shift, which never changes again, and the next one. Raises `Refused`."""
    sheet = _sheet(shift)
    _need_another(shift, by)
    unseen = len(sheet.unseen) if sheet.incoming == by.login else len(sheet.lines)
    if unseen:
        raise Refused("LINES_UNSEEN", f"{unseen} lines aren't acknowledged.", n=unseen)
    signed = replace(sheet, incoming=by.login, incoming_name=by.name)
    ended = replace(
        shift,
        version=shift.version + 1,
        handover=signed,
        ended_at=now,
        taken_by=by.login,
        taken_name=by.name,
    )
    return ended, begun(number, by, now)


def waiting(shift: Shift | None) -> list[OpenPoint]:
    """The duty desk's line for an offered handover, until somebody takes over."""
    if shift is None or shift.handover is None or shift.ended_at is not None:
        return []
    sheet = shift.handover
    return [
        OpenPoint(
            kind=PointKind.HANDOVER,
            of=shift.number,
            title=shift.name,
            since=sheet.offered_at,
            due_at=sheet.accept_by,
        )
    ]


def _sheet(shift: Shift) -> Handover:
    if shift.ended_at is not None:
        raise Refused("SHIFT_OVER", "This shift has been handed over.")
    if shift.handover is None:
        raise Refused("NOT_OFFERED", "No handover is offered.")
    return shift.handover


def _need_another(shift: Shift, by: Person) -> None:
    if by.login in (shift.officer, _sheet(shift).offered_by):
        raise Refused("OWN_HANDOVER", "Another officer has to take over.")
