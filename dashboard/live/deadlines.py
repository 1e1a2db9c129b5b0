"""Deadlines sorted by time: counts that change with time alone are bisected, not recounted."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from sortedcontainers import SortedList

from dashboard.live.rows import NEVER, Row

HOUR_MS = round(timedelta(hours=1) / timedelta(milliseconds=1))
AGES_MS = (HOUR_MS, 4 * HOUR_MS, 24 * HOUR_MS, 72 * HOUR_MS)
"""Limits of the bands by how long a case is overdue, in ms; the last band has no end."""


class Deadlines:
    """Deadlines of open cases: all, and by unit; also replies and waits."""

    def __init__(self) -> None:
        self._all: SortedList = SortedList()
        self._of_unit: dict[str, SortedList] = defaultdict(SortedList)
        self._waits: SortedList = SortedList()
        self._replies: SortedList = SortedList()

    def add(self, row: Row) -> None:
        for known, value in self._places(row):
            known.add(value)

    def remove(self, row: Row) -> None:
        """Removes a case, with the same row with which it was added."""
        for known, value in self._places(row):
            known.remove(value)

    def _places(self, row: Row) -> Iterator[tuple[SortedList, object]]:
        number = row.number
        if row.unacknowledged:
            yield self._waits, (row.stage_at, number)
        if row.reply_due_at != NEVER:
            yield self._replies, (row.reply_due_at, number)
        if row.due_at == NEVER:
            return
        due = (row.due_at, number)
        yield self._all, due
        if row.unit is not None:
            yield self._of_unit[row.unit], due

    # Asking --------------------------------------------------------------------------------

    def ages(self, now_ms: int) -> list[int]:
        """How many cases are overdue, in the bands of `AGES_MS`, the shortest first."""
        since = [_before(self._all, now_ms - age + 1) for age in AGES_MS]
        upto = [_before(self._all, now_ms), *since]
        return [more - less for more, less in zip(upto, [*since, 0], strict=True)]

    def due_from(self, since_ms: int, until_ms: int) -> Iterator[str]:
        """The cases that fall due from `since_ms` on and before `until_ms`, by number."""
        found = self._all.irange((since_ms, ""), (until_ms, ""), inclusive=(True, False))
        return (number for _, number in found)

    def due_of_unit(self, unit: str, now_ms: int, within_ms: int) -> int:
        """How many of a unit's cases fall due within `within_ms` from now."""
        return _between(self._of_unit[unit], now_ms, within_ms) if unit in self._of_unit else 0

    def next_due(self, now_ms: int, within_ms: int, count: int) -> list[str]:
        """The numbers of the next `count` cases to fall due within `within_ms`."""
        until = (now_ms + within_ms + 1, "")
        found = self._all.irange((now_ms, ""), until, inclusive=(True, False))
        return [number for (_, number), _ in zip(found, range(count), strict=False)]

    def oldest_wait(self) -> int | None:
        """When the longest wait for an acknowledgement began, in ms since 1970; None: no wait."""
        return self._waits[0][0] if self._waits else None

    def oldest_reply(self, now_ms: int) -> int | None:
        """When the longest overdue reply was due, in ms since 1970; None if none is overdue."""
        return self._replies[0][0] if self._replies and self._replies[0][0] < now_ms else None


def _before(known: SortedList, at_ms: int) -> int:
    found: int = known.bisect_left((at_ms, ""))
    return found


def _between(known: SortedList, now_ms: int, within_ms: int) -> int:
    return _before(known, now_ms + within_ms + 1) - _before(known, now_ms)
