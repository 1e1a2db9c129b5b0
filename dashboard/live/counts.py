"""The counters: of the figures, and of what a case belongs to."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TypeVar

from dashboard.live.rows import AMBER, RED, Row, RowStanding

K = TypeVar("K")


@dataclass(slots=True)
class Tally:
    """Counters of one unit, street, community or grid."""

    open: int = 0
    overdue: int = 0
    amber: int = 0


@dataclass(slots=True)
class Tallies:
    """Tallies of all units, streets, communities and grids; empty ones are removed."""

    unit: dict[str, Tally] = field(default_factory=dict)
    street: dict[str, Tally] = field(default_factory=dict)
    community: dict[str, Tally] = field(default_factory=dict)
    grid: dict[int, Tally] = field(default_factory=dict)

    def add(self, row: Row, sign: int, lamp: int) -> None:
        """Counts a row in (`sign` 1) or out (-1)."""
        by = (sign, sign * (lamp >= RED), sign * (lamp == AMBER))
        _count(self.unit, row.unit, by)
        _count(self.street, row.street, by)
        _count(self.community, row.community, by)
        _count(self.grid, row.grid, by)


@dataclass(slots=True)
class Holders:
    """Overdue cases, and those due soon, by who must act: see `Row.holder`."""

    overdue: Counter[str] = field(default_factory=Counter)
    soon: Counter[str] = field(default_factory=Counter)
    soon_unheard: int = 0
    """Those due soon that no unit has acknowledged yet."""

    def add(self, row: Row, standing: RowStanding, sign: int) -> None:
        """Counts a row in (`sign` 1) or out (-1)."""
        if "overdue" in standing.counted:
            _add(self.overdue, row.holder, sign)
        elif "soon" in standing.counted:
            _add(self.soon, row.holder, sign)
            self.soon_unheard += sign * row.unacknowledged


def _add(counter: Counter[str], holder: str, sign: int) -> None:
    counter[holder] += sign
    if not counter[holder]:
        del counter[holder]


def _count(tallies: dict[K, Tally], key: K | None, by: tuple[int, int, int]) -> None:
    if key is None:
        return
    tally = tallies.get(key)
    if tally is None:
        tally = tallies[key] = Tally()
    tally.open += by[0]
    tally.overdue += by[1]
    tally.amber += by[2]
    if not tally.open:
        del tallies[key]


def count(figures: dict[str, int], standing: RowStanding, sign: int) -> None:
    """Counts a row into the figures (`sign` 1) or out (-1)."""
    for name in standing.counted:
        figures[name] += sign
