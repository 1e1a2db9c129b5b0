"""An instruction (批示), its answers, and how it stands; nothing of it is ever deleted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.persons import Role
from dashboard.domain.unit import Limit, LimitUnit

LINE_MAX = 120


class About(StrEnum):
    """What an instruction is about."""

    CASE = "CASE"
    INCIDENT = "INCIDENT"
    UNIT = "UNIT"
    STREET = "STREET"


class Standing(StrEnum):
    """How it stands at an instant: derived from now, never stored."""

    UNREAD = "UNREAD"
    READ = "READ"
    DUE_SOON = "DUE_SOON"
    OVERDUE = "OVERDUE"
    ANSWERED = "ANSWERED"
    ANSWERED_LATE = "ANSWERED_LATE"
    WITHDRAWN = "WITHDRAWN"


ANSWER_WITHIN: Mapping[About, Limit] = {
    About.INCIDENT: Limit(2, LimitUnit.HOUR),
    About.CASE: Limit(1, LimitUnit.WORK_DAY),
    About.UNIT: Limit(1, LimitUnit.WORK_DAY),
    About.STREET: Limit(1, LimitUnit.WORK_DAY),
}
"""How long the final answer may take. A work day runs to the close of business of the next one."""
SOON: Mapping[About, Limit] = {
    About.INCIDENT: Limit(30, LimitUnit.MINUTE),
    About.CASE: Limit(2, LimitUnit.WORK_HOUR),
    About.UNIT: Limit(2, LimitUnit.WORK_HOUR),
    About.STREET: Limit(2, LimitUnit.WORK_HOUR),
}
"""The last stretch before the limit, in which the desk is reminded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Somebody of the addressee has read it."""

    by: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionAnswer:
    """进展 or, if it is final, 办结; with the numbers of the cases that it names."""

    by: str
    name: str
    at: datetime
    words: str
    final: bool
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One instruction; `author` is a log-in; `name` and `role` are theirs as it was written.

    `of` is the number of its case or incident, or the code of its unit or street; `title`, `item`,
    `street` and `grid` say what that was then. `to` is the code of the unit that answers, empty for
    the centre.
    """

    number: str
    version: int
    about: About
    of: str
    words: str
    author: str
    name: str
    role: Role
    at: datetime
    due_at: datetime
    soon_at: datetime
    to: str = ""
    title: str = ""
    item: str | None = None
    street: str = ""
    grid: int = 0
    read: tuple[Reading, ...] = ()
    answers: tuple[InstructionAnswer, ...] = ()
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""

    @property
    def key(self) -> str:
        """The key of its state; its prefix keeps it apart from cases and units."""
        return instruction_key(self.number)

    @property
    def answered_at(self) -> datetime | None:
        """When the final answer was given."""
        return self.answers[-1].at if self.answers and self.answers[-1].final else None

    @property
    def first_words(self) -> str:
        """What it says, in one line of at most `LINE_MAX` characters."""
        line = " ".join(self.words.split())
        return line if len(line) <= LINE_MAX else f"{line[: LINE_MAX - 1]}…"

    @property
    def open(self) -> bool:
        """Whether it still waits for its final answer."""
        return self.answered_at is None and self.withdrawn_at is None

    def standing(self, now: datetime) -> Standing:
        """How it stands at this instant; its limit is the last instant that is in time."""
        if self.withdrawn_at is not None:
            return Standing.WITHDRAWN
        if self.answered_at is not None:
            late = self.answered_at > self.due_at
            return Standing.ANSWERED_LATE if late else Standing.ANSWERED
        if now > self.due_at:
            return Standing.OVERDUE
        if now >= self.soon_at:
            return Standing.DUE_SOON
        return Standing.READ if self.read else Standing.UNREAD


def instruction_key(number: str) -> str:
    """The key of the instruction of this number."""
    return f"instruction:{number}"
