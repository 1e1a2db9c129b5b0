"""Counting time: known deadlines, the Civil Code's edge cases, and properties of any calendar."""

import csv
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.districts import almanac
from dashboard.domain.calendar import IN_DAYS, Calendar, Day, Season
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import Limit, LimitUnit
from tests.domain.calendars import (
    ALWAYS,
    LONG_ENOUGH,
    STARTS,
    USUAL,
    Plan,
    hours,
    plans,
    slow_add,
    slow_counted,
)
from tests.domain.situations import CALENDAR, DISTRICT

TABLE = (Path(__file__).parent / "deadlines.csv").read_text("utf-8")
VECTORS = list(csv.DictReader(TABLE.splitlines()))
UNITS = st.sampled_from(LimitUnit)
WORKING = st.sampled_from([LimitUnit.WORK_HOUR, LimitUnit.WORK_DAY])
LIMITS = st.builds(Limit, st.integers(1, 8), UNITS)
LENGTHS = st.integers(1, 200_000_000)
MOMENT = timedelta(milliseconds=1)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CALENDAR.zone)


def with_days(*days: Day, seasons: tuple[Season, ...] = ()) -> Calendar:
    known = {day.date: day for day in almanac.all_days(2026)} | {day.date: day for day in days}
    return Calendar(known.values(), (*DISTRICT.seasons, *seasons), CALENDAR.zone)


@pytest.mark.parametrize("row", VECTORS, ids=[row["why"] for row in VECTORS])
def test_a_known_deadline_comes_out(row: dict[str, str]) -> None:
    limit = Limit(int(row["value"]), LimitUnit(row["unit"]))
    assert CALENDAR.add(local(row["start"]), limit) == local(row["due"])


def test_only_a_year_without_an_official_list_is_provisional() -> None:
    ends = [(local(row["start"]), local(row["due"])) for row in VECTORS]
    assert [CALENDAR.provisional(*pair) for pair in ends] == [False] * 19 + [True]


@pytest.mark.parametrize(
    ("unit", "here", "across"),
    [
        (LimitUnit.MINUTE, False, False),
        (LimitUnit.HOUR, False, False),
        (LimitUnit.CAL_DAY, True, False),
        (LimitUnit.WORK_HOUR, True, True),
        (LimitUnit.WORK_DAY, True, True),
    ],
)
def test_a_clock_is_provisional_by_the_days_that_it_hangs_on(
    unit: LimitUnit, here: bool, across: bool
) -> None:
    first, last = local("2027-01-05 10:00"), local("2027-01-06 10:00")
    assert CALENDAR.provisional(first, last, unit) is here
    known = with_days(Day(last.date(), working=True, name="", source="official"))
    assert known.provisional(first, last, unit) is across


def test_the_computed_year_has_its_statutory_holidays() -> None:
    calendar = almanac.calendar(DISTRICT, 2027)
    off = [f"{on:%m-%d}" for on, day in calendar.days.items() if on.year == 2027 and day.name]
    assert " ".join(off) == (
        "01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03"
    )
    assert all(calendar.days[date(2027, 1, 1) + timedelta(n)].provisional for n in range(365))


def test_a_year_nobody_knows_has_weekends_and_is_provisional() -> None:
    start = local("2061-03-07 10:00")
    assert CALENDAR.add(start, Limit(5, LimitUnit.WORK_DAY)) == local("2061-03-14 16:30")
    assert CALENDAR.provisional(start, start)


@pytest.mark.parametrize("start", ["1969-06-01 10:00", "2101-01-01 10:00", "9999-12-31 23:59"])
def test_what_lies_beyond_the_calendar_is_refused(start: str) -> None:
    with pytest.raises(Refused) as caught:
        CALENDAR.add(local(start), Limit(1, LimitUnit.WORK_DAY))
    assert caught.value.code == "BEYOND_CALENDAR"


def test_a_limit_that_ends_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(Refused):
        CALENDAR.advance(local("2099-12-31 10:00"), 10**15, LimitUnit.WORK_HOUR)


def test_a_storm_day_that_the_district_excepts_does_not_count() -> None:
    storm = Day(date(2026, 11, 24), working=False, name="暴雪停工", source="district admin")
    calendar = with_days(storm)
    start, limit = local("2026-11-23 10:00"), Limit(1, LimitUnit.WORK_DAY)
    assert (CALENDAR.add(start, limit), calendar.add(start, limit)) == (
        local("2026-11-24 16:30"),
        local("2026-11-25 16:30"),
    )
    assert calendar.day(storm.date).local


def test_summer_hours_hold_in_summer_only_and_from_the_day_of_the_rule() -> None:
    summer = Season(date(2026, 1, 1), (6, 1), (9, 30), hours("08:00-11:30 14:00-17:30"))
    calendar = with_days(seasons=(summer,))
    limit = Limit(1, LimitUnit.WORK_DAY)
    closes = {
        "2026-07-01 10:00": "2026-07-02 17:30",
        "2026-09-29 10:00": "2026-09-30 17:30",
        "2026-11-23 10:00": "2026-11-24 16:30",
        "2025-07-01 10:00": "2025-07-02 16:30",
    }
    assert {s: calendar.add(local(s), limit) for s in closes} == {
        s: local(due) for s, due in closes.items()
    }


@pytest.mark.parametrize(
    ("at", "on"),
    [
        ("2026-11-23T08:29", False),
        ("2026-11-23T08:30", True),
        ("2026-11-23T12:10", True),
        ("2026-11-23T16:30", False),
        ("2026-11-22T10:00", False),
        ("2026-10-10T10:00", True),
    ],
)
def test_a_working_day_is_on_from_its_first_hour_to_its_last(at: str, *, on: bool) -> None:
    assert CALENDAR.at_work(local(at)) is on


def test_a_season_may_go_over_the_years_end() -> None:
    winter = Season(ALWAYS, (11, 1), (3, 31), USUAL)
    held = [date(2026, 11, 1), date(2026, 12, 31), date(2027, 1, 1), date(2027, 3, 31)]
    assert all(map(winter.holds_on, held))
    assert not any(map(winter.holds_on, [date(2026, 10, 31), date(2027, 4, 1)]))


def test_work_that_has_been_stopped_goes_on_where_it_was() -> None:
    start = local("2026-11-27 15:30")
    left = 2 * 3_600_000
    stopped = CALENDAR.counted(start, local("2026-11-27 20:00"), LimitUnit.WORK_HOUR)
    assert stopped == 3_600_000
    assert CALENDAR.advance(local("2026-11-28 12:00"), left - stopped, LimitUnit.WORK_HOUR) == (
        local("2026-11-30 09:30")
    )


@pytest.mark.parametrize(
    ("at", "closes"),
    [
        ("2026-11-23 10:00", "2026-11-23 16:30"),
        ("2026-11-23 16:30", "2026-11-23 16:30"),
        ("2026-11-23 20:00", "2026-11-24 16:30"),
        ("2026-11-28 03:00", "2026-11-30 16:30"),
    ],
)
def test_a_moved_deadline_in_days_ends_at_a_close_of_business(at: str, closes: str) -> None:
    assert all(CALENDAR.close(local(at), unit) == local(closes) for unit in IN_DAYS)
    assert CALENDAR.close(local(at), LimitUnit.WORK_HOUR) == local(at)


def test_what_a_limit_comes_to_has_the_rest_of_its_first_day_in_it() -> None:
    start = local("2026-11-23 13:00")
    assert CALENDAR.counted(start, local("2026-11-24 00:00"), LimitUnit.WORK_DAY) == 11_630_770
    assert CALENDAR.allowance(start, Limit(2, LimitUnit.WORK_DAY)) == 2 * 21_600_000 + 11_630_770


@given(plan=plans(), start=STARTS, limit=LIMITS)
def test_a_deadline_is_the_one_of_the_slow_way(plan: Plan, start: datetime, limit: Limit) -> None:
    assert plan.calendar().add(start, limit) == slow_add(plan, start, limit)


@given(plan=plans(), start=STARTS, minutes=st.integers(0, 5 * 24 * 60), unit=UNITS)
def test_what_counts_is_what_the_slow_way_counts(
    plan: Plan, start: datetime, minutes: int, unit: LimitUnit
) -> None:
    end = start + timedelta(minutes=minutes)
    counted = plan.calendar().counted(start, end, unit)
    assert abs(counted - slow_counted(plan, start, end, unit)) < 1


@given(plan=plans(LONG_ENOUGH), start=STARTS, ms=LENGTHS, unit=UNITS)
def test_advancing_by_so_much_counts_so_much(
    plan: Plan, start: datetime, ms: int, unit: LimitUnit
) -> None:
    calendar = plan.calendar()
    for length in (ms, -ms):
        assert calendar.counted(start, calendar.advance(start, length, unit), unit) == length


@given(plan=plans(LONG_ENOUGH), start=STARTS, ms=LENGTHS, unit=WORKING)
def test_advancing_ends_at_the_first_instant_that_will_do(
    plan: Plan, start: datetime, ms: int, unit: LimitUnit
) -> None:
    calendar = plan.calendar()
    end = calendar.advance(start, ms, unit)
    assert calendar.counted(start, end - MOMENT, unit) < ms


@given(plan=plans(), start=STARTS, waits=st.tuples(LENGTHS, LENGTHS), unit=UNITS)
def test_stretches_add_up(
    plan: Plan, start: datetime, waits: tuple[int, int], unit: LimitUnit
) -> None:
    calendar = plan.calendar()
    middle = start + waits[0] * MOMENT
    end = middle + waits[1] * MOMENT
    parts = calendar.counted(start, middle, unit) + calendar.counted(middle, end, unit)
    assert parts == calendar.counted(start, end, unit)


@given(plan=plans(), start=STARTS, wait=LENGTHS, limit=LIMITS)
def test_who_begins_later_is_not_due_earlier(
    plan: Plan, start: datetime, wait: int, limit: Limit
) -> None:
    calendar = plan.calendar()
    assert calendar.add(start, limit) <= calendar.add(start + wait * MOMENT, limit)


@given(plan=plans(), start=STARTS, limit=LIMITS, more=st.integers(1, 5))
def test_a_longer_limit_is_due_no_earlier(
    plan: Plan, start: datetime, limit: Limit, more: int
) -> None:
    calendar = plan.calendar()
    assert calendar.add(start, limit) <= calendar.add(start, Limit(limit.value + more, limit.unit))


@given(plan=plans(LONG_ENOUGH), start=STARTS, value=st.integers(1, 30))
def test_from_the_end_of_the_first_day_just_the_limit_counts(
    plan: Plan, start: datetime, value: int
) -> None:
    calendar, limit = plan.calendar(), Limit(value, LimitUnit.WORK_DAY)
    tomorrow = start.astimezone(plan.zone).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time.min, plan.zone).astimezone(UTC)
    due_at = calendar.add(start, limit)
    assert calendar.counted(midnight, due_at, LimitUnit.WORK_DAY) == calendar.ms_of(limit)
