"""Cases as they were at a past instant, as far as a picture of it needs them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic

from sqlalchemy import ColumnElement

from dashboard.domain.case import Case, CaseState
from dashboard.store.reads import Keep, Kept
from dashboard.system import to_ms

ASKED_AT_ONCE = 500


def numbered(column: ColumnElement[str], numbers: Sequence[str]) -> list[ColumnElement[bool]]:
    """Conditions for all these numbers, some hundreds in each."""
    starts = range(0, len(numbers), ASKED_AT_ONCE)
    return [column.in_(numbers[start : start + ASKED_AT_ONCE]) for start in starts]


@dataclass(frozen=True, slots=True)
class CasesThen(Generic[Kept]):
    """By number, what is kept of those that were open, and those that were over, whole.

    These are few: they have been reopened, or their end was taken back.
    """

    keep: Keep[Kept]
    open: dict[str, Kept] = field(default_factory=dict)
    over: dict[str, Case] = field(default_factory=dict)

    def add(self, cases: Iterable[Case]) -> None:
        """Some cases, each as it was; the same one again changes nothing."""
        for case in cases:
            if case.open:
                self.open[case.number] = self.keep(case)
            else:
                self.over[case.number] = case

    def __contains__(self, number: str) -> bool:
        return number in self.open or number in self.over

    def __len__(self) -> int:
        return len(self.open) + len(self.over)

    def ends(self) -> Iterator[tuple[int, str]]:
        """When the closed ones were closed."""
        for number, case in self.over.items():
            if case.state is CaseState.CLOSED and case.closed_at is not None:
                yield to_ms(case.closed_at), number
