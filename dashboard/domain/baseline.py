"""Reports of past hours by cell, and those of the same hours of day on past days."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dashboard.domain.calendar import HOUR_MS, Calendar
from dashboard.domain.unusual import DAYS, HOURS, DistrictBaseline, Usual, usual

DAY_H = 24
SPAN_H = DAYS * DAY_H + HOURS
"""How many whole hours back are needed: the oldest day's three hours begin before that day."""
Hours = Mapping[int, Mapping[int, int]]
"""Reports by hour since 1970 and by grid number."""


@dataclass(frozen=True, slots=True)
class Period:
    """Three hours up to an instant, as whole hours since 1970 with the part of each inside.

    `days_back` are the past days of the same kind, as numbers of days before; each is 24 hours, so
    a change of summer time blurs it by an hour.
    """

    parts: tuple[tuple[int, float], ...]
    days_back: tuple[int, ...]

    def again(self) -> Iterator[tuple[int, float]]:
        """The same hours on those days: (hour, part of it inside)."""
        for back in self.days_back:
            for hour, part in self.parts:
                yield hour - back * DAY_H, part


class History:
    """Counts of the whole hours before `until`. Immutable; the next hour makes a new one."""

    def __init__(self, hours: Hours, until: int, cells: int) -> None:
        first = min((hour for hour, found in hours.items() if found), default=until)
        self.days = min(DAYS, max(0, until - HOURS - first) // DAY_H)
        """How many full days are known."""
        self._hours = hours
        self._cells = cells
        self._in_hour = {hour: sum(found.values()) for hour, found in hours.items()}
        self._all_day: Counter[int] = Counter()
        for hour in range(until - self.days * DAY_H, until):
            self._all_day.update(hours.get(hour, {}))

    def period(self, now_ms: int, calendar: Calendar) -> Period:
        """The three hours before `now_ms`, and the days to compare them with."""
        hour, rest = divmod(now_ms, HOUR_MS)
        inside = rest / HOUR_MS
        whole = [(hour - back, 1.0) for back in range(1, HOURS)]
        now = datetime.fromtimestamp(now_ms / 1000, UTC)
        working = [
            calendar.is_working(calendar.local(now - timedelta(days=back)).date())
            for back in range(self.days + 1)
        ]
        same = (back for back in range(1, self.days + 1) if working[back] == working[0])
        return Period(((hour - HOURS, 1 - inside), *whole, (hour, inside)), tuple(same))

    def of_district(self, period: Period) -> DistrictBaseline:
        """The whole district's reports in such hours."""
        return DistrictBaseline(
            days=self.days,
            same=len(period.days_back),
            in_hours=sum(part * self._in_hour.get(hour, 0) for hour, part in period.again()),
            all_day=self._all_day.total(),
            cells=self._cells,
        )

    def usual(self, period: Period, whole: DistrictBaseline, grid: int) -> Usual | None:
        """The baseline of one cell in such hours; None if too few days are known."""
        seen = sum(part * self._hours.get(h, {}).get(grid, 0) for h, part in period.again())
        return usual(whole, seen, self._all_day[grid])
