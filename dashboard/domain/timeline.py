"""Some years of working time as sorted instants, so that deadlines are found by bisection."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dashboard.domain.unit import LimitUnit

WORK_DAY_MS = 6 * 60 * 60 * 1000
"""What a work day counts, whatever its length; never finer than the real clock from 6 hours on."""

Hours = Sequence[tuple[time, time]]


@dataclass(slots=True)
class Timeline:
    """Instants are ms since 1970. Lists of days begin with 1 January of the first year.

    By day: `midnights` (one more at the end), `worked` and `unofficial` (how many before it).
    By working day: `opens`, `closes`, `lengths`, `first_stretch`.
    By stretch of work: `starts`, `before` (work before it in all), `within` (in its own day).
    """

    first_year: int
    last_year: int
    midnights: list[int] = field(default_factory=list)
    worked: list[int] = field(default_factory=lambda: [0])
    unofficial: list[int] = field(default_factory=lambda: [0])
    opens: list[int] = field(default_factory=list)
    closes: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    first_stretch: list[int] = field(default_factory=lambda: [0])
    starts: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=lambda: [0])
    within: list[int] = field(default_factory=list)
    work_day: list[int] = field(default_factory=list)

    @classmethod
    def empty(cls) -> "Timeline":
        """A timeline that covers nothing."""
        return cls(first_year=9999, last_year=0)

    @classmethod
    def of(cls, days: Iterable[tuple[date, Hours, bool]], zone: ZoneInfo) -> "Timeline":
        """A timeline of whole years of days: the date, its working hours, whether a list has it."""
        line = cls.empty()
        day = date.min
        for day, hours, official in days:
            line.first_year = min(line.first_year, day.year)
            line.midnights.append(_ms(day, time.min, zone))
            line.unofficial.append(line.unofficial[-1] + (not official))
            if hours:
                line.add_work(day, hours, zone)
            line.worked.append(len(line.opens))
        line.last_year = day.year
        line.midnights.append(_ms(day + timedelta(days=1), time.min, zone))
        return line

    def add_work(self, day: date, hours: Hours, zone: ZoneInfo) -> None:
        """Adds a working day at the end."""
        total = 0
        for begins, ends in hours:
            start, end = _ms(day, begins, zone), _ms(day, ends, zone)
            self.starts.append(start)
            self.within.append(total)
            self.work_day.append(len(self.opens))
            self.before.append(self.before[-1] + end - start)
            total += end - start
        self.opens.append(_ms(day, hours[0][0], zone))
        self.closes.append(_ms(day, hours[-1][1], zone))
        self.lengths.append(total)
        self.first_stretch.append(len(self.starts))

    def covers(self, first: int, last: int) -> bool:
        """Whether both instants lie in these years."""
        line = self.midnights
        return bool(line) and line[0] <= first and last < line[-1]

    def day_of(self, at: int) -> int:
        """The index of the day in which an instant lies."""
        return bisect_right(self.midnights, at) - 1

    def position(self, at: int, unit: LimitUnit) -> int:
        """How much work has passed since the start of the timeline, in ms of a working unit."""
        stretch = bisect_right(self.starts, at) - 1
        if stretch < 0:
            return 0
        length = self.before[stretch + 1] - self.before[stretch]
        done = min(at - self.starts[stretch], length)
        if unit is LimitUnit.WORK_HOUR:
            return self.before[stretch] + done
        day = self.work_day[stretch]
        return day * WORK_DAY_MS + (self.within[stretch] + done) * WORK_DAY_MS // self.lengths[day]

    def instant(self, position: int, unit: LimitUnit) -> int | None:
        """The first instant at which this much work has passed; None outside the timeline."""
        if position <= 0:
            return None
        if unit is LimitUnit.WORK_HOUR:
            stretch = bisect_left(self.before, position) - 1
            if stretch >= len(self.starts):
                return None
            return self.starts[stretch] + position - self.before[stretch]
        day, rest = divmod(position - 1, WORK_DAY_MS)
        if day >= len(self.opens):
            return None
        done = -(-(rest + 1) * self.lengths[day] // WORK_DAY_MS)
        first, end = self.first_stretch[day], self.first_stretch[day + 1]
        stretch = bisect_left(self.within, done, first, end) - 1
        return self.starts[stretch] + done - self.within[stretch]


def _ms(day: date, at: time, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, at, zone).timestamp()) * 1000
