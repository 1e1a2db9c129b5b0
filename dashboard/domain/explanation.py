"""How a deadline comes about: every stretch that counts and every one that doesn't."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from dashboard.domain.calendar import (
    DAY_MS,
    IN_DAYS,
    SATURDAY,
    Calendar,
    Day,
)
from dashboard.domain.unit import Limit, LimitUnit

NEXT = timedelta(days=1)


class StretchRule(StrEnum):
    """The rule by which a stretch counts or doesn't."""

    FROM_THE_MOMENT = "FROM_THE_MOMENT"
    """Hours count from the moment they begin, around the clock (Civil Code 201)."""
    START_DAY = "START_DAY"
    """The day on which a period in days begins doesn't count (Civil Code 201)."""
    EVERY_DAY = "EVERY_DAY"
    """Calendar days count whatever day it is."""
    WORKING_TIME = "WORKING_TIME"
    """Only the district's working hours count."""
    WORKING_DAYS = "WORKING_DAYS"
    """Working days as the State Council arranges them, including make-up days."""
    LOCAL = "LOCAL"
    """A day that the district itself has excepted."""
    LAST_DAY = "LAST_DAY"
    """If the last day is a rest day, the next working day takes its place (Civil Code 203)."""


class Why(StrEnum):
    """The kind of a stretch of time."""

    RUNNING = "RUNNING"
    WORK = "WORK"
    MAKE_UP = "MAKE_UP"
    START_DAY = "START_DAY"
    NIGHT = "NIGHT"
    BREAK = "BREAK"
    WEEKEND = "WEEKEND"
    HOLIDAY = "HOLIDAY"
    EXCEPTION = "EXCEPTION"
    ROLLED = "ROLLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From one instant (aware UTC) to another; `ms` is what of it counts, in the limit's unit.

    `name` is the holiday's; `days` is how many calendar days it touches.
    """

    start: datetime
    end: datetime
    why: Why
    rule: StretchRule
    ms: int = 0
    name: str = ""
    days: int = 1
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The stretches cover the time from start to deadline without a gap.

    Their counted parts add up to the limit, unless something has `moved` the deadline.
    """

    start: datetime
    limit: Limit
    due_at: datetime
    moved: bool
    stretches: tuple[Stretch, ...]

    @property
    def rules(self) -> tuple[StretchRule, ...]:
        """The rules that apply, each once, in the order of the stretches."""
        return tuple(dict.fromkeys(stretch.rule for stretch in self.stretches))

    @property
    def provisional(self) -> bool:
        """Whether one of its days is not from an official list."""
        return any(stretch.provisional for stretch in self.stretches)


def explain(
    calendar: Calendar, start: datetime, limit: Limit, due_at: datetime | None = None
) -> Explanation:
    """The stretches from `start` to the deadline, or to `due_at` if that has been moved.

    A deadline that came with a merged case may be before `start`: then there are none.
    """
    computed = calendar.add(start, limit)
    due_at = computed if due_at is None else due_at
    if due_at <= start:
        pieces: Iterator[Stretch] = iter(())
    elif limit.unit is LimitUnit.WORK_HOUR:
        pieces = _in_work_hours(calendar, start, due_at)
    elif limit.unit in IN_DAYS:
        pieces = _in_days(calendar, start, due_at, limit)
    else:
        ms = (due_at - start) // timedelta(milliseconds=1)
        rule = StretchRule.FROM_THE_MOMENT
        pieces = iter([Stretch(start=start, end=due_at, why=Why.RUNNING, rule=rule, ms=ms)])
    return Explanation(
        start=start,
        limit=limit,
        due_at=due_at,
        moved=due_at != computed,
        stretches=tuple(_merged(pieces)),
    )


def _in_work_hours(calendar: Calendar, start: datetime, due_at: datetime) -> Iterator[Stretch]:
    for day, begins, ends in _days(calendar, start, due_at):
        if not day.working:
            yield _rest(day, begins, ends)
            continue
        at, why = begins, Why.NIGHT
        for opens, closes in calendar.hours(day.date):
            first = min(max(at, _instant(calendar, day.date, opens)), ends)
            last = min(max(at, _instant(calendar, day.date, closes)), ends)
            if at < first:
                yield _off(day, at, first, why)
            if first < last:
                ms = (last - first) // timedelta(milliseconds=1)
                yield replace(_work(day, first, last), ms=ms)
            at, why = max(at, last), Why.BREAK
        if at < ends:
            yield _off(day, at, ends, Why.NIGHT)


def _in_days(
    calendar: Calendar, start: datetime, due_at: datetime, limit: Limit
) -> Iterator[Stretch]:
    left = limit.value if due_at == calendar.add(start, limit) else None
    days = _days(calendar, start, due_at)
    first, begins, ends = next(days)
    yield Stretch(
        start=begins,
        end=ends,
        why=Why.START_DAY,
        rule=StretchRule.START_DAY,
        provisional=first.provisional,
    )
    for day, begins, ends in days:
        if left == 0:
            yield replace(_rest(day, begins, ends), why=Why.ROLLED, rule=StretchRule.LAST_DAY)
            continue
        counts = day.working or limit.unit is LimitUnit.CAL_DAY
        if not counts:
            yield _rest(day, begins, ends)
        elif limit.unit is LimitUnit.CAL_DAY:
            yield _day(day, begins, ends)
        else:
            ms, work = calendar.counted(begins, ends, limit.unit), _work(day, begins, ends)
            yield replace(
                work, ms=ms, rule=StretchRule.LOCAL if day.local else StretchRule.WORKING_DAYS
            )
        left = left - counts if left is not None else None


def _day(day: Day, begins: datetime, ends: datetime) -> Stretch:
    """A calendar day; the last one ends at the close of business and counts in full."""
    return Stretch(
        start=begins,
        end=ends,
        why=Why.RUNNING,
        rule=StretchRule.EVERY_DAY,
        ms=DAY_MS,
        provisional=day.provisional,
    )


def _work(day: Day, begins: datetime, ends: datetime) -> Stretch:
    make_up = day.date.weekday() >= SATURDAY
    usual = StretchRule.WORKING_DAYS if make_up else StretchRule.WORKING_TIME
    return Stretch(
        start=begins,
        end=ends,
        why=Why.MAKE_UP if make_up else Why.WORK,
        rule=StretchRule.LOCAL if day.local else usual,
        name=day.name if make_up or day.local else "",
        provisional=day.provisional,
    )


def _off(day: Day, begins: datetime, ends: datetime, why: Why) -> Stretch:
    return Stretch(
        start=begins, end=ends, why=why, rule=StretchRule.WORKING_TIME, provisional=day.provisional
    )


def _rest(day: Day, begins: datetime, ends: datetime) -> Stretch:
    why = Why.HOLIDAY if day.name else Why.WEEKEND
    return Stretch(
        start=begins,
        end=ends,
        why=Why.EXCEPTION if day.local else why,
        rule=StretchRule.LOCAL if day.local else StretchRule.WORKING_DAYS,
        name=day.name,
        provisional=day.provisional,
    )


def _days(
    calendar: Calendar, start: datetime, due_at: datetime
) -> Iterator[tuple[Day, datetime, datetime]]:
    """Each day from start to deadline, with the part that lies between them."""
    day, last = calendar.local(start).date(), calendar.local(due_at).date()
    while day <= last:
        midnight = _instant(calendar, day, time.min)
        next_midnight = _instant(calendar, day + NEXT, time.min)
        begins, ends = max(start, midnight), min(due_at, next_midnight)
        if begins < ends:
            yield calendar.day(day), begins, ends
        day += NEXT


def _instant(calendar: Calendar, day: date, at: time) -> datetime:
    return datetime.combine(day, at, calendar.zone).astimezone(UTC)


def _merged(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Joins equal neighbours."""
    last = next(stretches, None)
    if last is None:
        return
    for stretch in stretches:
        if (stretch.why, stretch.rule, stretch.name) == (last.why, last.rule, last.name):
            last = replace(
                last,
                end=stretch.end,
                ms=last.ms + stretch.ms,
                days=last.days + stretch.days,
                provisional=last.provisional or stretch.provisional,
            )
        else:
            yield last
            last = stretch
    yield last
