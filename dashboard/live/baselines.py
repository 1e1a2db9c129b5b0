"""What is unusual for this hour; read from SQL once a minute."""

from dataclasses import dataclass

from dashboard.domain.baseline import SPAN_H, History
from dashboard.domain.calendar import HOUR_MS, Calendar
from dashboard.domain.unusual import ENOUGH_DAYS, HOURS, grade
from dashboard.store import baselines, calendar
from dashboard.system import System

LOOK_MS = 60_000


@dataclass(frozen=True, slots=True)
class UnusualCell:
    """A cell with more reports in the last three hours than its baseline expects."""

    grid: int
    observed: int
    expected: float
    grade: int
    tail: float


@dataclass(frozen=True, slots=True)
class Unusual:
    """What is unusual now, the rarest first; `known` is true if enough past days allow to judge."""

    known: bool = False
    cells: tuple[UnusualCell, ...] = ()


class UnusualWatch:
    """Reads past hours once, then each hour when it has ended, and the last three every minute.

    Only one thread uses it; what it shows is replaced as a whole.
    """

    def __init__(self, system: System) -> None:
        self._system = system
        self._hours: dict[int, dict[int, int]] = {}
        self._known = range(0)
        self._history = History({}, 0, 0)
        self._looked_ms = 0
        self.now = Unusual()

    def refresh(self, now_ms: int) -> bool:
        """Looks if it is time; true if the result has changed. Raises `DatabaseUnavailable`."""
        if abs(now_ms - self._looked_ms) < LOOK_MS:
            return False
        system = self._system
        district = system.district
        with system.reader.connect() as connection:
            days = calendar.current(connection, district)
            came = baselines.since(connection, district.key, now_ms - HOURS * HOUR_MS)
            hour = now_ms // HOUR_MS
            wanted = range(hour - SPAN_H, hour)
            if wanted != self._known:
                # The last known hour again: reports that were being written then are complete now.
                first = max(wanted.start, min(self._known.stop - 1, hour))
                self._keep(baselines.by_hour(connection, district.key, first, hour), wanted)
        self._looked_ms = now_ms
        before, self.now = self.now, self._judge(now_ms, days, came)
        return before != self.now

    def _keep(self, found: dict[int, dict[int, int]], wanted: range) -> None:
        kept = {hour: counts for hour, counts in self._hours.items() if hour in wanted}
        self._hours, self._known = kept | found, wanted
        self._history = History(self._hours, wanted.stop, len(self._system.district.grids))

    def _judge(self, now_ms: int, days: Calendar, came: dict[int, int]) -> Unusual:
        history = self._history
        period = history.period(now_ms, days)
        whole = history.of_district(period)
        odd = []
        for grid, observed in came.items():
            norm = history.usual(period, whole, grid)
            found = grade(observed, norm) if norm else 0
            if norm and found:
                odd.append(UnusualCell(grid, observed, norm.expected, found, norm.tail(observed)))
        odd.sort(key=lambda one: (one.tail, -one.observed, one.grid))
        return Unusual(whole.days >= ENOUGH_DAYS, tuple(odd))
