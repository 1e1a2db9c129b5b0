"""What /wall/queue?of=… gets: the first of the rows that a figure counts."""

from collections.abc import Iterator, Mapping
from typing import Any

from callbacks.wall import masks
from callbacks.wall.address import WallRequest
from callbacks.wall.common import ModelInput, ViewMaker, by_id, frame, listed
from dashboard.domain.figures import DAILY
from dashboard.live.figure_filters import COUNTED_BY, Key, by_rank
from dashboard.live.hub import Model
from dashboard.live.picture import Picture
from dashboard.live.rows import Row, row_of
from dashboard.live.sections import ListSection
from dashboard.live.selection import Cursor, Selection
from dashboard.store import proximity
from dashboard.store.engines import DatabaseUnavailable
from dashboard.system import System

MOST = 120
READ_AT_ONCE = 500
MASKS: masks.Masks = {
    "list": masks.whole,
    "rows": masks.cases,
}


class FigureRows:
    """The list of one screen; remembers what it has read, and follows the touched cases."""

    def __init__(self, system: System, asked: WallRequest) -> None:
        self._system = system
        self._of = asked.of or "open"
        self._asked = asked
        self._cursor = Cursor()
        self._days: Mapping[str, int] = {}
        self._order = self._newest if self._of in DAILY else by_rank
        self._chosen = Selection(self._meets, self._order)
        self._over: dict[str, Row] = {}
        self._unread: set[str] = set()
        self._lines = ListSection(_row_data, by_id)

    def __call__(self, seen: ModelInput) -> Model:
        picture = seen.picture
        self._follow(picture)
        numbers = self._chosen.first(MOST)
        entries = [self._entry(picture, number) for number in numbers]
        what = {"of": self._of, "total": len(self._chosen), **self._asked.part}
        return frame(seen) | {"list": what, "rows": self._lines.of(entries)}

    def _entry(self, picture: Picture, number: str) -> tuple[Row, Key, int | None]:
        row = picture.rows.get(number) or self._over[number]
        return row, self._chosen.key(number), self._days.get(number)

    def _follow(self, picture: Picture) -> None:
        """Checks the touched cases; SQL has the rest of the cases that are closed by now."""
        self._days = getattr(picture, self._of).at if self._of in DAILY else {}
        found = self._cursor.touched(picture)
        self._chosen.follow(picture, found)
        if found is None:
            self._over.clear()
        touched = self._days.keys() if found is None else found.cases
        for number in touched & self._over.keys():
            del self._over[number]
        self._unread = {
            number
            for number in self._unread | touched
            if number in self._days and number not in picture.rows
        }
        for number, row in self._read().items():
            self._chosen.weigh(number, row, picture.now_ms)
            if number in self._chosen:
                self._over[number] = row

    def _read(self) -> dict[str, Row]:
        """The rows of cases that are closed by now; if the database is away, tries again later."""
        if not self._unread:
            return {}
        found: dict[str, Row] = {}
        try:
            with self._system.reader.connect() as connection:
                for some in _by_some(sorted(self._unread)):
                    cases = proximity.cases_by_number(connection, self._system.district.key, some)
                    found |= {number: row_of(case) for number, case in cases.items()}
        except DatabaseUnavailable:
            return {}
        self._unread.clear()
        return found

    def _meets(self, row: Row, now_ms: int) -> bool:
        counts = COUNTED_BY.get(self._of)
        counted = row.number in self._days if counts is None else counts(row, now_ms)
        district = self._system.district
        return counted and self._asked.holds(row, district) and self._asked.shows(row, district)

    def _newest(self, row: Row, _: int) -> Key:
        return (0, "", -self._days[row.number])


def _row_data(row: Row, place: Key, at: int | None) -> dict[str, Any]:
    return listed(row, place) | {"at": at}


def _by_some(numbers: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(numbers), READ_AT_ONCE):
        yield numbers[start : start + READ_AT_ONCE]


view_of: ViewMaker = FigureRows
