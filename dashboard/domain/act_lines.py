"""The course of an incident (经过) line by line: cases linked one after the other are one line.

An act on several cases has their number before its reason, which `counted` writes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Generic, Protocol, TypeVar

LINK_CASE, LINK_CASES, UNLINK_CASES = "link_case", "link_cases", "unlink_cases"
"""The names of acts on the cases of an incident, in its history."""
_LINKS = frozenset({LINK_CASE, LINK_CASES})
_COUNTED = frozenset({LINK_CASES, UNLINK_CASES})


class Done(Protocol):
    """An act on an incident."""

    @property
    def act(self) -> str:
        """Its name."""

    @property
    def why(self) -> str:
        """The words on record."""


D = TypeVar("D", bound=Done)


@dataclass(frozen=True, slots=True)
class ActLine(Generic[D]):
    """One line: its last act, how many acts it stands for, how many cases were (un)linked."""

    last: D
    acts: int = 1
    cases: int = 0

    @property
    def act(self) -> str:
        """The name of its act; one name for all that link cases."""
        return LINK_CASE if self.last.act in _LINKS else self.last.act

    @property
    def words(self) -> str:
        """The words of its last act, without the number of cases."""
        return _parted(self.last)[1]


def counted(cases: int, reason: str = "") -> str:
    """What the journal keeps of an act on so many cases."""
    return f"{cases}: {reason}" if reason else str(cases)


def joined(lines: Sequence[ActLine[D]], done: D) -> tuple[ActLine[D], ...]:
    """The lines with one more act; older lines that were left out make no difference."""
    more = ActLine(done, cases=_parted(done)[0])
    before = lines[-1] if lines else None
    if before is None or not (more.act == before.act == LINK_CASE):
        return (*lines, more)
    both = replace(more, acts=before.acts + more.acts, cases=before.cases + more.cases)
    return (*lines[:-1], both)


def lines_of(acts: Iterable[D]) -> tuple[ActLine[D], ...]:
    """The lines of these acts, oldest first as they are."""
    nothing: tuple[ActLine[D], ...] = ()
    return reduce(joined, acts, nothing)


def _parted(done: Done) -> tuple[int, str]:
    """How many cases an act linked or unlinked, and its words without that number."""
    if done.act not in _COUNTED:
        return (1 if done.act == LINK_CASE else 0), done.why
    count, _, reason = done.why.partition(": ")
    return int(count), reason
