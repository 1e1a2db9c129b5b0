"""The working calendar: what counts as time, in each of the units a limit may have.

Periods are counted as the Civil Code has it (articles 201 and 203): hours from the moment they
begin; days without the day on which they begin, to the close of business of the last one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from dashboard.domain.refusals import Refused
from dashboard.domain.timeline import WORK_DAY_MS, Timeline
from dashboard.domain.unit import Limit, LimitUnit

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MS = timedelta(milliseconds=1)
YEARS = range(1970, 2100)
SATURDAY = 5
DISTRICT = "district"
"""Begins the source of a day that the district has excepted; the person follows."""

NOMINAL_MS: Mapping[LimitUnit, int] = {
    LimitUnit.MINUTE: MINUTE_MS,
    LimitUnit.HOUR: HOUR_MS,
    LimitUnit.WORK_HOUR: HOUR_MS,
    LimitUnit.WORK_DAY: WORK_DAY_MS,
    LimitUnit.CAL_DAY: DAY_MS,
}
RUNNING = frozenset({LimitUnit.MINUTE, LimitUnit.HOUR, LimitUnit.CAL_DAY})
"""The units whose time goes on through nights and rest days."""
IN_DAYS = frozenset({LimitUnit.WORK_DAY, LimitUnit.CAL_DAY})


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar: its name and its source.

    `name` is empty for plain weekdays and weekends; a make-up working day has the holiday's.
    `provisional` until the official list of its year is known.
    """

    date: date
    working: bool
    name: str
    source: str
    provisional: bool = False

    @property
    def local(self) -> bool:
        """Whether the district itself has made this exception."""
        return self.source.startswith(DISTRICT)


@dataclass(frozen=True, slots=True)
class Season:
    """Working hours of a part of each year, from the day on which the rule came into force.

    If several apply to a day, the newest rule counts; of equally new ones, the last.

    `begins` and `ends` are month and day, both inside; a season may go over the year's end.
    `stretches` are local times, in order.
    """

    valid_from: date
    begins: tuple[int, int]
    ends: tuple[int, int]
    stretches: tuple[tuple[time, time], ...]

    def holds_on(self, day: date) -> bool:
        """Whether this rule applies to that day."""
        here = (day.month, day.day)
        if day < self.valid_from:
            return False
        if self.begins <= self.ends:
            return self.begins <= here <= self.ends
        return here >= self.begins or here <= self.ends


class Calendar:
    """Working days and hours of one district. Immutable; a new list makes a new calendar.

    Time that counts is measured in milliseconds of the limit's own unit, so that it can be stopped,
    kept and taken up again: real ones for hours and calendar days, those of working hours, and
    `WORK_DAY_MS` a work day, whatever its hours. Instants are aware; answers are UTC, to the
    millisecond. Days that aren't in the list are plain weekdays and weekends, provisional. Instants
    outside the years 1970 to 2099 are `Refused`.
    """

    def __init__(self, days: Iterable[Day], seasons: Sequence[Season], zone: ZoneInfo) -> None:
        self._days = {day.date: day for day in days}
        self._seasons = sorted(seasons, key=lambda season: season.valid_from)[::-1]
        self._line = Timeline.empty()
        self.zone = zone

    @property
    def days(self) -> Mapping[date, Day]:
        return MappingProxyType(self._days)

    def day(self, on: date) -> Day:
        """That day, from the list or as its weekday has it."""
        found = self._days.get(on)
        return found or Day(on, on.weekday() < SATURDAY, "", "", provisional=True)

    def is_working(self, on: date) -> bool:
        return self.day(on).working

    def hours(self, on: date) -> tuple[tuple[time, time], ...]:
        """The working hours of a day on which people work."""
        return next((s.stretches for s in self._seasons if s.holds_on(on)), ())

    def at_work(self, at: datetime) -> bool:
        """Whether it is during a working day, including the break at noon."""
        local = self.local(at)
        hours = self.hours(local.date()) if self.is_working(local.date()) else ()
        return bool(hours) and hours[0][0] <= local.time() < hours[-1][1]

    def local(self, at: datetime) -> datetime:
        """The same instant on the district's clocks."""
        return at.astimezone(self.zone)

    def ms_of(self, limit: Limit) -> int:
        """The limit in counted milliseconds of its unit."""
        return limit.value * NOMINAL_MS[limit.unit]

    def add(self, start: datetime, limit: Limit) -> datetime:
        """The deadline of a period that begins at `start`."""
        at = _ms(start)
        if limit.unit in IN_DAYS:
            line = self._around(at, at + 2 * DAY_MS * limit.value)
            while (closes := _last_close(line, at, limit)) is None:
                line = self._longer(line)
            return _instant(closes)
        return self.advance(start, self.ms_of(limit), limit.unit)

    def counted(self, start: datetime, end: datetime, unit: LimitUnit) -> int:
        """Milliseconds that count between two instants; adjacent stretches add up exactly.

        Unlike in `add`, the day of the start counts: `allowance` gives a limit in this measure.
        """
        first, last = _ms(start), _ms(end)
        if unit in RUNNING:
            return last - first
        line = self._around(first, last)
        return line.position(last, unit) - line.position(first, unit)

    def allowance(self, start: datetime, limit: Limit) -> int:
        """What `counted` gives from `start` to the deadline, if nothing has moved it."""
        return self.counted(start, self.add(start, limit), limit.unit)

    def advance(self, start: datetime, ms: int, unit: LimitUnit) -> datetime:
        """The first instant by which `ms` have counted since `start`; backwards if `ms` < 0."""
        at = _ms(start)
        if unit in RUNNING or ms == 0:
            return _instant(at + ms)
        line = self._around(at, at + 3 * ms)
        while (found := line.instant(line.position(at, unit) + ms, unit)) is None:
            line = self._longer(line)
        return _instant(found)

    def close(self, at: datetime, unit: LimitUnit) -> datetime:
        """Where a moved deadline ends: for limits in days, at the next close of business."""
        if unit not in IN_DAYS:
            return at
        due = _ms(at)
        line = self._around(due, due)
        while not line.closes or due > line.closes[-1]:
            line = self._longer(line)
        return _instant(line.closes[bisect_left(line.closes, due)])

    def provisional(
        self, start: datetime, end: datetime, unit: LimitUnit = LimitUnit.WORK_DAY
    ) -> bool:
        """Whether a deadline may still move, because a day that it depends on has no official list.

        Limits that run around the clock depend on no list; calendar days only on that of the last
        day, which moves if it is a rest day; working time on every day from `start` to `end`.
        """
        if unit in RUNNING and unit is not LimitUnit.CAL_DAY:
            return False
        first, last = _ms(end if unit is LimitUnit.CAL_DAY else start), _ms(end)
        line = self._around(first, last)
        days = line.unofficial
        return days[line.day_of(last) + 1] > days[line.day_of(first)]

    def work_ms(self, at: datetime) -> int:
        """Working milliseconds of the working day at `at`, or of the last one before."""
        line = self._around(_ms(at), _ms(at))
        while not line.closes or line.opens[0] > _ms(at):
            line = self._longer(line)
        return line.lengths[bisect_right(line.opens, _ms(at)) - 1]

    def _around(self, first: int, last: int) -> Timeline:
        """The timeline, long enough for both instants plus a day."""
        line = self._line
        if not line.covers(min(first, last) - DAY_MS, max(first, last) + DAY_MS):
            low = (_instant(min(first, last)) - timedelta(days=2)).year
            high = (_instant(max(first, last)) + timedelta(days=2)).year
            line = self._of_years(min(low, line.first_year), max(high, line.last_year))
        return line

    def _longer(self, line: Timeline) -> Timeline:
        """A timeline with more years on both sides, because an answer lay outside."""
        if line.first_year <= YEARS[0] and line.last_year >= YEARS[-1]:
            raise _outside()
        return self._of_years(
            max(line.first_year - 1, YEARS[0]), min(line.last_year + 2, YEARS[-1])
        )

    def _of_years(self, first: int, last: int) -> Timeline:
        if first < YEARS[0] or last > YEARS[-1]:
            raise _outside()
        start = date(first, 1, 1)
        dates = (start + timedelta(n) for n in range((date(last + 1, 1, 1) - start).days))
        days = ((on, self.hours(on) if self.is_working(on) else (), self._said(on)) for on in dates)
        self._line = Timeline.of(days, self.zone)
        return self._line

    def _said(self, on: date) -> bool:
        return not self.day(on).provisional


def _last_close(line: Timeline, at: int, limit: Limit) -> int | None:
    """The close of business on the last day of a period in days; None: beyond the timeline."""
    day = line.day_of(at)
    if limit.unit is LimitUnit.WORK_DAY:
        last = line.worked[day + 1] + limit.value - 1
    elif day + limit.value < len(line.worked):
        last = line.worked[day + limit.value]
    else:
        return None
    return line.closes[last] if last < len(line.closes) else None


def _outside() -> Refused:
    return Refused(
        "BEYOND_CALENDAR",
        f"The calendar reaches from {YEARS[0]} to {YEARS[-1]}.",
        first=YEARS[0],
        last=YEARS[-1],
    )


def _ms(at: datetime) -> int:
    return (at - EPOCH) // MS


def _instant(ms: int) -> datetime:
    try:
        return EPOCH + timedelta(milliseconds=ms)
    except OverflowError as error:
        raise _outside() from error
