"""Selected cases kept in order by what was touched: a change costs the same for any number."""

from collections.abc import Iterable

from sortedcontainers import SortedList

from dashboard.live.figure_filters import Key, Meets, SortOrder
from dashboard.live.picture import Picture
from dashboard.live.rows import RED, Row
from dashboard.live.touched import Touched


class Cursor:
    """How far a reader has followed the picture."""

    def __init__(self) -> None:
        self._picture: Picture | None = None
        self._touches = 0
        self._day = 0

    def touched(self, picture: Picture) -> Touched | None:
        """What may differ from last time; None if all may.

        All may differ with another picture, after too many touches, and on a new day.
        """
        same = picture is self._picture and picture.day_start_ms == self._day
        found = picture.touched_since(self._touches) if same else None
        self._picture, self._touches = picture, picture.touches
        self._day = picture.day_start_ms
        return found


Place = tuple[int, str, int, str, bool]
"""A row's sort key, its number, and whether it is late: one object in the order and by number."""


class Selection:
    """The numbers of the rows that meet a condition, in order."""

    def __init__(self, meets: Meets, order: SortOrder) -> None:
        self._meets = meets
        self._order = order
        self._places: dict[str, Place] = {}
        self._sorted: SortedList = SortedList()
        self.late = 0
        """How many of them are past their deadline."""
        self.moves = 0
        """How often a row has come, moved or gone."""

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, number: str) -> bool:
        return number in self._places

    def follow(self, picture: Picture, touched: Touched | None) -> None:
        """Checks the open cases that were touched; None checks all and drops the rest."""
        if touched is None:
            self._fill(picture.rows.values(), picture.now_ms)
            return
        for number in touched.cases:
            self.weigh(number, picture.rows.get(number), picture.now_ms)

    def _fill(self, rows: Iterable[Row], now_ms: int) -> None:
        self._places = {
            row.number: self._placed(row, now_ms) for row in rows if self._meets(row, now_ms)
        }
        self._sorted = SortedList(self._places.values())
        self.late = sum(late for *_, late in self._places.values())
        self.moves += 1

    def weigh(self, number: str, row: Row | None, now_ms: int) -> None:
        """Adds, moves or drops a row; None means that the case isn't open."""
        before = self._places.get(number)
        after = self._placed(row, now_ms) if row is not None and self._meets(row, now_ms) else None
        if before == after:
            return
        self.moves += 1
        if before is not None:
            del self._places[number]
            self._sorted.remove(before)
            self.late -= before[4]
        if after is not None:
            self._places[number] = after
            self._sorted.add(after)
            self.late += after[4]

    def _placed(self, row: Row, now_ms: int) -> Place:
        return (*self._order(row, now_ms), row.number, row.lamp(now_ms) >= RED)

    def first(self, count: int) -> list[str]:
        return [place[3] for place in self._sorted[:count]]

    def key(self, number: str) -> Key:
        """The sort key of a selected case."""
        return self._places[number][:3]

    def least(self, groups: Iterable[str]) -> int | None:
        """The earliest instant in these urgencies; keys are sorted by urgency, then by instant."""
        firsts = (self._sorted.bisect_left((0, urgency)) for urgency in groups)
        found = [self._sorted[at][2] for at in firsts if at < len(self._sorted)]
        return min(found, default=None)
