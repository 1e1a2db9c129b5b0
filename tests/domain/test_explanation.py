"""How a deadline comes about, stretch by stretch."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.districts import almanac
from dashboard.domain.explanation import StretchRule, Why, explain
from dashboard.domain.unit import Limit, LimitUnit
from tests.domain.calendars import STARTS, Plan, plans
from tests.domain.situations import DISTRICT

CALENDAR = almanac.calendar(DISTRICT, 2028)
LIMITS = st.builds(Limit, st.integers(1, 60), st.sampled_from(LimitUnit))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CALENDAR.zone)


def told(start: str, limit: Limit) -> list[tuple[str, str, int]]:
    """Each stretch: its end, what it is, and how many days it touches."""
    found = explain(CALENDAR, local(start), limit)
    return [
        (f"{CALENDAR.local(one.end):%m-%d %H:%M}", one.name or str(one.why), one.days)
        for one in found.stretches
    ]


def test_work_hours_over_a_night_a_lunch_and_a_holiday() -> None:
    assert told("2026-02-14 11:00", Limit(5, LimitUnit.WORK_HOUR)) == [
        ("02-14 11:30", "春节", 1),
        ("02-14 13:00", "BREAK", 1),
        ("02-14 16:30", "春节", 1),
        ("02-15 00:00", "NIGHT", 1),
        ("02-24 00:00", "春节", 9),
        ("02-24 08:30", "NIGHT", 1),
        ("02-24 09:30", "WORK", 1),
    ]


def test_work_days_are_told_in_runs() -> None:
    assert told("2026-02-13 10:00", Limit(4, LimitUnit.WORK_DAY)) == [
        ("02-14 00:00", "START_DAY", 1),
        ("02-15 00:00", "春节", 1),
        ("02-24 00:00", "春节", 9),
        ("02-26 16:30", "WORK", 3),
    ]


def test_a_last_day_that_is_a_rest_day_gives_way() -> None:
    found = explain(CALENDAR, local("2026-09-28 10:00"), Limit(7, LimitUnit.CAL_DAY))
    assert [one.why for one in found.stretches] == [
        Why.START_DAY,
        Why.RUNNING,
        Why.ROLLED,
        Why.ROLLED,
    ]
    assert found.due_at == local("2026-10-08 16:30")
    assert found.rules == (StretchRule.START_DAY, StretchRule.EVERY_DAY, StretchRule.LAST_DAY)


def test_hours_run_through_everything() -> None:
    assert told("2026-02-17 22:10", Limit(24, LimitUnit.HOUR)) == [("02-18 22:10", "RUNNING", 1)]


@pytest.mark.parametrize("unit", LimitUnit)
def test_sixty_of_anything_stay_readable(unit: LimitUnit) -> None:
    found = explain(CALENDAR, local("2026-11-21 12:00"), Limit(60, unit))
    assert len(found.stretches) <= 60
    assert found.provisional is (unit in (LimitUnit.CAL_DAY, LimitUnit.WORK_DAY))


def test_a_moved_deadline_is_explained_to_where_it_lies() -> None:
    start, limit = local("2026-11-23 10:00"), Limit(3, LimitUnit.WORK_DAY)
    found = explain(CALENDAR, start, limit, local("2026-11-30 16:30"))
    assert found.moved
    assert sum(one.ms for one in found.stretches) == 5 * CALENDAR.ms_of(Limit(1, limit.unit))


@pytest.mark.parametrize("unit", LimitUnit)
def test_a_deadline_that_was_before_the_start_has_no_way(unit: LimitUnit) -> None:
    start = local("2026-11-23 10:00")
    found = explain(CALENDAR, start, Limit(3, unit), local("2026-11-20 16:30"))
    assert (found.moved, found.stretches) == (True, ())


@given(plan=plans(), start=STARTS, limit=LIMITS)
def test_the_stretches_join_and_what_counts_is_the_limit(
    plan: Plan, start: datetime, limit: Limit
) -> None:
    calendar = plan.calendar()
    found = explain(calendar, start, limit)
    edges = [start] + [one.end for one in found.stretches]
    assert [one.start for one in found.stretches] == edges[:-1]
    assert edges[-1] == found.due_at == calendar.add(start, limit)
    assert not found.moved
    assert abs(sum(one.ms for one in found.stretches) - calendar.ms_of(limit)) <= limit.value


@given(start=STARTS, limit=LIMITS)
def test_with_the_districts_hours_it_adds_up_to_the_millisecond(
    start: datetime, limit: Limit
) -> None:
    found = explain(CALENDAR, start, limit)
    assert sum(one.ms for one in found.stretches) == CALENDAR.ms_of(limit)
    assert all(one.end - one.start > timedelta(0) for one in found.stretches)
