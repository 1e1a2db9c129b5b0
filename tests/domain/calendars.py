"""Random calendars, and a second way of counting with them: slow and plain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from dashboard.domain.calendar import Calendar, Day, Season
from dashboard.domain.timeline import WORK_DAY_MS
from dashboard.domain.unit import Limit, LimitUnit

MINUTE = timedelta(minutes=1)
ONE_DAY = timedelta(days=1)
MINUTE_MS = 60_000
ALL_YEAR = ((1, 1), (12, 31))
ALWAYS = date(1970, 1, 1)

Stretches = tuple[tuple[time, time], ...]


def hours(words: str) -> Stretches:
    """Working hours such as "08:30-11:30 13:00-16:30"."""
    pairs = (word.split("-") for word in words.split())
    return tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in pairs)


USUAL = hours("08:30-11:30 13:00-16:30")
# From here on unrealistic hours, so that nights with a change of the clocks are included.
HOURS = [USUAL, hours("09:00-12:00 14:00-18:00"), hours("10:00-15:00"), hours("00:30-07:00")]
LONG_ENOUGH = [pieces for pieces in HOURS if pieces != hours("10:00-15:00")]
ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]


@dataclass(frozen=True)
class Plan:
    """The input of a calendar; the slow way reads only this."""

    exceptions: Mapping[date, bool]
    seasons: tuple[Season, ...]
    zone: ZoneInfo

    def calendar(self) -> Calendar:
        days = [Day(on, working, "名", "notice") for on, working in self.exceptions.items()]
        return Calendar(days, self.seasons, self.zone)

    def works(self, on: date) -> bool:
        return self.exceptions.get(on, on.weekday() < 5)

    def hours(self, on: date) -> Stretches:
        found = USUAL
        for season in sorted(self.seasons, key=lambda one: one.valid_from):
            if season.holds_on(on):
                found = season.stretches
        return found

    def close(self, on: date) -> datetime:
        return datetime.combine(on, self.hours(on)[-1][1], self.zone).astimezone(UTC)

    def at_work(self, at: datetime) -> bool:
        """Whether the minute that begins here is working time."""
        local = at.astimezone(self.zone)
        stretches = self.hours(local.date())
        return self.works(local.date()) and any(a <= local.time() < b for a, b in stretches)


def slow_add(plan: Plan, start: datetime, limit: Limit) -> datetime:
    """The deadline, minute by minute or day by day."""
    if limit.unit is LimitUnit.WORK_HOUR:
        at, left = start, limit.value * 60
        while left:
            left -= plan.at_work(at)
            at += MINUTE
        return at
    on = start.astimezone(plan.zone).date()
    if limit.unit is LimitUnit.WORK_DAY:
        for _ in range(limit.value):
            on += ONE_DAY
            while not plan.works(on):
                on += ONE_DAY
        return plan.close(on)
    if limit.unit is LimitUnit.CAL_DAY:
        on += limit.value * ONE_DAY
        while not plan.works(on):
            on += ONE_DAY
        return plan.close(on)
    return start + limit.value * (MINUTE if limit.unit is LimitUnit.MINUTE else 60 * MINUTE)


def slow_counted(plan: Plan, start: datetime, end: datetime, unit: LimitUnit) -> Fraction:
    """Counted milliseconds, minute by minute."""
    total, at = Fraction(0), start
    while at < end:
        if unit is LimitUnit.WORK_HOUR:
            total += MINUTE_MS * plan.at_work(at)
        elif unit is LimitUnit.WORK_DAY:
            total += plan.at_work(at) and _share(plan, at)
        else:
            total += MINUTE_MS
        at += MINUTE
    return total


def _share(plan: Plan, at: datetime) -> Fraction:
    """How much a minute of work counts on its day."""
    on = at.astimezone(plan.zone).date()
    ends = [
        [datetime.combine(on, edge, plan.zone).astimezone(UTC) for edge in edges]
        for edges in plan.hours(on)
    ]
    length = sum(((b - a) for a, b in ends), timedelta())
    return WORK_DAY_MS * Fraction(1, length // MINUTE)


@st.composite
def plans(draw: st.DrawFn, kinds: list[Stretches] = HOURS) -> Plan:
    """Plans with days off and make-up days around the starts, a summer season, changed hours."""
    seasons = [Season(ALWAYS, *ALL_YEAR, draw(st.sampled_from(kinds)))]
    if draw(st.booleans()):
        seasons.append(Season(ALWAYS, (11, 1), (3, 31), draw(st.sampled_from(kinds))))
    if draw(st.booleans()):
        since = date(2026, 1, 1) + draw(st.integers(-40, 400)) * ONE_DAY
        seasons.append(Season(since, *ALL_YEAR, draw(st.sampled_from(kinds))))
    first = date(2025, 12, 1)
    offsets = st.dictionaries(st.integers(0, 420), st.booleans(), max_size=40)
    exceptions = {first + n * ONE_DAY: working for n, working in draw(offsets).items()}
    if draw(st.booleans()):  # a long holiday
        begins = date(2025, 12, 25) + draw(st.integers(0, 380)) * ONE_DAY
        exceptions |= {begins + n * ONE_DAY: False for n in range(9)}
    return Plan(exceptions, tuple(seasons), ZoneInfo(draw(st.sampled_from(ZONES))))


STARTS = st.one_of(
    st.integers(0, 400 * 24 * 60),
    st.integers(0, 14 * 24 * 60).map(lambda n: n + 83 * 24 * 60),  # clocks go forward
    st.integers(0, 14 * 24 * 60).map(lambda n: n + 297 * 24 * 60),  # and back
).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + minutes * MINUTE)
