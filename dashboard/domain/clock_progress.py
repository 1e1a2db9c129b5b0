"""How much of a clock is used at each moment: straight lines between a few instants."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from dashboard.domain.calendar import RUNNING, Calendar
from dashboard.domain.unit import LimitUnit

DAY = timedelta(days=1)
FINE_DAYS = 31
"""For longer limits a knot at each close of business is enough for any screen."""

Knot = tuple[datetime, float]


def progress(
    calendar: Calendar, start: datetime, due_at: datetime, unit: LimitUnit
) -> tuple[Knot, ...]:
    """Instants with the share used, from (start, 0) to (due_at, 1), linear in between."""
    whole = calendar.counted(start, due_at, unit)
    if unit in RUNNING or whole <= 0 or due_at <= start:
        return (start, 0.0), (due_at, 1.0)
    between = (at for at in _edges(calendar, start, due_at) if start < at < due_at)
    inner = [(at, calendar.counted(start, at, unit) / whole) for at in between]
    return (start, 0.0), *inner, (due_at, 1.0)


def _edges(calendar: Calendar, start: datetime, due_at: datetime) -> Iterator[datetime]:
    """Where work begins and ends on each working day."""
    day, last = calendar.local(start).date(), calendar.local(due_at).date()
    fine = last - day <= timedelta(days=FINE_DAYS)
    while day <= last:
        if calendar.is_working(day):
            hours = calendar.hours(day)
            for opens, closes in hours if fine else [(hours[0][0], hours[-1][1])]:
                yield _instant(calendar, day, opens)
                yield _instant(calendar, day, closes)
        day += DAY


def _instant(calendar: Calendar, day: date, at: time) -> datetime:
    return datetime.combine(day, at, calendar.zone).astimezone(UTC)
