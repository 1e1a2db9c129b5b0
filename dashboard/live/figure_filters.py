"""Which cases a figure counts, in the whole district or a part: the counters count the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.domain.district import District
from dashboard.domain.figures import COUNTED
from dashboard.live.rows import NEVER, RED, Row

Meets = Callable[[Row, int], bool]
"""Whether a row counts at an instant."""
Key = tuple[int, str, int]
"""The sort key of a row in a list: its group, its urgency, an instant."""
SortOrder = Callable[[Row, int], Key]

LATE_GROUPS = 3
COUNTED_BY: Mapping[str, Meets] = {name: figure.counts for name, figure in COUNTED.items()}
"""By figure, the open cases that it counts."""

WAITS: Mapping[str, Callable[[Row], bool]] = {
    "return": lambda row: row.return_pending,
    "extension": lambda row: row.extension_pending,
    "suspension": lambda row: row.suspension_pending,
    "proposal": lambda row: row.proposal,
}
"""Kinds of request that wait for a decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Narrows a list of rows; an empty field matches all; `item` may be a category."""

    street: str = ""
    unit: str = ""
    grid: str = ""
    urgency: str = ""
    item: str = ""
    state: str = ""
    wait: str = ""

    def holds(self, row: Row, district: District) -> bool:
        return (
            self.street in ("", row.street)
            and self.unit in ("", row.unit)
            and (not self.grid or int(self.grid) == row.grid)
            and self.urgency in ("", row.urgency.value)
            and self.state in ("", row.state.value)
            and (not self.wait or WAITS[self.wait](row))
            and (not self.item or self._of_item(row.item, district))
        )

    def _of_item(self, code: str | None, district: District) -> bool:
        item = district.items.get(code or "")
        return code == self.item or (item is not None and item.category == self.item)


def by_rank(row: Row, now_ms: int) -> Key:
    """Sort key: late cases by their rank, then the others by when they fall due."""
    if row.lamp(now_ms) >= RED:
        return row.rank(now_ms)[:3]
    return (LATE_GROUPS, "", row.due_at)


def by_waiting(row: Row, _: int) -> Key:
    """Sort key: by urgency, then the longest wait first."""
    return (0, row.urgency.value, row.stage_at)


def instant(at: int) -> int | None:
    """An instant to send: None if it never comes."""
    return None if at == NEVER else at
