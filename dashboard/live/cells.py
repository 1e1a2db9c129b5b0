"""What is counted of each grid besides its open cases: cases by platform, and the day's cases."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import TypeVar

from dashboard.domain.unit import DutyItem, is_guarded
from dashboard.live.rows import RED, Row

MAJOR = "MAJOR"
K = TypeVar("K")
NO_PLATFORM = ""
"""For a case without an item: nobody has said yet what it is about."""
OPEN, OVERDUE = "open", "overdue"


@dataclass(slots=True)
class Cells:
    """Open cases of each grid; a change costs the same however many there are.

    A case counts on the platform of its item, and as `MAJOR` while it belongs to an incident.
    """

    platforms: dict[int, Counter[str]] = field(default_factory=dict)
    streets: dict[str, Counter[str]] = field(default_factory=dict)
    """The platforms of a street's cases."""
    totals: Counter[str] = field(default_factory=Counter)
    """The platforms of all cases."""
    numbers: dict[int, list[str]] = field(default_factory=dict)
    """The cases of a grid, sorted: a list takes a seventh of what a set does."""
    guarded: dict[int, Counter[str]] = field(default_factory=dict)
    """The same for guarded items alone: how many cases are open and overdue, and by platform."""

    def add(self, row: Row, items: Mapping[str, DutyItem], lamp: int, sign: int) -> None:
        """Counts a row in (`sign` 1) or out (-1); `lamp` is the lamp when it was counted in."""
        platform = platform_of(row, items)
        _count(self.platforms, row.grid, platform, sign)
        _count(self.streets, row.street, platform, sign)
        self.totals[platform] += sign
        if is_guarded(items.get(row.item or "")):
            _count(self.guarded, row.grid, platform, sign)
            _count(self.guarded, row.grid, OPEN, sign)
            if lamp >= RED:
                _count(self.guarded, row.grid, OVERDUE, sign)
        here = self.numbers.setdefault(row.grid, [])
        if sign > 0:
            insort(here, row.number)
        else:
            del here[bisect_left(here, row.number)]
            if not here:
                del self.numbers[row.grid]

    def first(self, grid: int, rows: Mapping[str, Row], count: int) -> list[Row]:
        """The grid's cases that fall due first."""
        found = (rows[number] for number in self.numbers.get(grid, ()))
        return nsmallest(count, found, key=lambda row: (row.due_at, row.number))


@dataclass(slots=True)
class Today:
    """What was reported or closed today, by grid; each case counts once."""

    at: dict[str, int] = field(default_factory=dict)
    grid_of: dict[str, int] = field(default_factory=dict)
    by_grid: Counter[int] = field(default_factory=Counter)

    @classmethod
    def of(cls, found: Mapping[str, tuple[int, int]]) -> "Today":
        """Takes over what SQL has: instant and grid by case number."""
        day = cls()
        for number, (at, grid) in found.items():
            day.note(number, at, grid)
        return day

    def note(self, number: str, at: int, grid: int) -> None:
        """Counts a case; the same case again changes nothing but its instant."""
        if number not in self.at:
            self.grid_of[number] = grid
            self.by_grid[grid] += 1
        self.at[number] = at

    def forget(self, number: str) -> None:
        """Takes a case out of the day."""
        if self.at.pop(number, None) is not None:
            grid = self.grid_of.pop(number)
            self.by_grid[grid] -= 1
            if not self.by_grid[grid]:
                del self.by_grid[grid]

    def __contains__(self, number: str) -> bool:
        return number in self.at

    def __len__(self) -> int:
        return len(self.at)

    def begin(self, start_ms: int) -> None:
        """Begins a new day; keeps cases of that day which came before the clock passed midnight."""
        kept = {number: at for number, at in self.at.items() if at >= start_ms}
        self.grid_of = {number: self.grid_of[number] for number in kept}
        self.at, self.by_grid = kept, Counter(self.grid_of.values())


def platform_of(row: Row, items: Mapping[str, DutyItem]) -> str:
    """The platform (平台) that a case is counted on."""
    if row.incident is not None:
        return MAJOR
    item = items.get(row.item or "")
    return item.platform if item else NO_PLATFORM


def _count(counts: dict[K, Counter[str]], key: K, what: str, sign: int) -> None:
    counter = counts.get(key)
    if counter is None:
        counter = counts[key] = Counter()
    counter[what] += sign
    if not counter[what]:
        del counter[what]
        if not counter:
            del counts[key]
