"""How long something may take, and how its lamp goes from green to severe."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.deadline import (
    Deadline,
    Lamp,
    deadline,
    deadline_of,
    lamp,
    limit_of,
    of_a_step,
)
from dashboard.domain.unit import DutyItem, Limit, LimitUnit, Urgency
from tests.domain.situations import (
    CALENDAR,
    CRITICAL,
    DIRECT,
    DISTRICT,
    LONG,
    URGENT,
    after,
    reported,
)
from tests.helpers.clock import MORNING

MOMENT = timedelta(milliseconds=1)
ORDER = list(Lamp)
STARTS = st.integers(0, 16 * 365 * 24 * 60).map(
    lambda minutes: datetime(2012, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
LIMITS = st.builds(Limit, st.integers(1, 90), st.sampled_from(LimitUnit))
MINUTE, HOUR, WORK_HOUR, WORK_DAY, CAL_DAY = LimitUnit
E1, E2, E3, E4 = Urgency


def handling(item: str | None, urgency: Urgency) -> Limit:
    return limit_of(DISTRICT.items[item] if item else None, urgency, DISTRICT.allowances)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CALENDAR.zone)


def clock(start: str, limit: Limit, urgency: Urgency) -> list[str]:
    """Amber, due and severe, as the district's clocks show them."""
    at = deadline(local(start), limit, urgency, CALENDAR)
    return [
        f"{CALENDAR.local(instant):%m-%d %H:%M}"
        for instant in (at.amber_at, at.due_at, at.severe_at)
    ]


@pytest.mark.parametrize(
    ("item", "urgency", "limit"),
    [
        (URGENT, E2, Limit(24, HOUR)),
        ("0108", E1, Limit(1, HOUR)),
        (CRITICAL, E1, Limit(4, HOUR)),
        (LONG, E4, Limit(15, WORK_DAY)),
        (None, E1, Limit(4, HOUR)),
        (None, E3, Limit(7, WORK_DAY)),
    ],
)
def test_an_item_keeps_its_own_limit_and_text_gets_its_urgencys(
    item: str | None, urgency: Urgency, limit: Limit
) -> None:
    assert handling(item, urgency) == limit


@pytest.mark.parametrize(
    ("own", "raised", "limit"),
    [
        (Limit(24, HOUR), E1, Limit(4, HOUR)),
        (Limit(2, HOUR), E1, Limit(2, HOUR)),
        (Limit(4, WORK_HOUR), E2, Limit(4, HOUR)),
        (Limit(1, WORK_DAY), E2, Limit(8, HOUR)),
        (Limit(15, WORK_DAY), E2, Limit(24, HOUR)),
        (Limit(15, WORK_DAY), E3, Limit(7, WORK_DAY)),
        (Limit(60, CAL_DAY), E3, Limit(7, CAL_DAY)),
    ],
)
def test_a_report_graver_than_its_item_gets_the_shorter_limit(
    own: Limit, raised: Urgency, limit: Limit
) -> None:
    item = replace(DISTRICT.items[LONG], urgency=E4, limit_value=own.value, limit_unit=own.unit)
    assert limit_of(item, raised, DISTRICT.allowances) == limit


def test_a_report_less_grave_than_its_item_gets_no_more_time() -> None:
    assert handling(URGENT, E4) == handling(URGENT, E2)


@given(
    start=STARTS,
    item=st.sampled_from(list(DISTRICT.items.values())),
    raised=st.sampled_from(Urgency),
)
def test_raising_the_urgency_never_gives_more_time(
    start: datetime, item: DutyItem, raised: Urgency
) -> None:
    usual = limit_of(item, item.urgency, DISTRICT.allowances)
    graver = limit_of(item, min(raised, item.urgency), DISTRICT.allowances)
    assert CALENDAR.add(start, graver) <= CALENDAR.add(start, usual)


@pytest.mark.parametrize(
    ("limit", "urgency", "amber", "why"),
    [
        (Limit(5, MINUTE), E1, "11-23 10:04", "80 %: the limit is shorter than a quarter hour"),
        (Limit(1, HOUR), E1, "11-23 10:45", "a quarter of an hour is left"),
        (Limit(4, HOUR), E1, "11-23 13:12", "80 % are used"),
        (Limit(2, HOUR), E2, "11-23 11:36", "80 %: the limit is no longer than two hours"),
        (Limit(4, HOUR), E2, "11-23 12:00", "two hours are left"),
        (Limit(24, HOUR), E2, "11-24 05:12", "80 % are used"),
        (Limit(10, WORK_HOUR), E2, "11-24 11:30", "two working hours are left"),
        (Limit(3, WORK_DAY), E2, "11-26 11:06", "80 % are used"),
        (Limit(4, WORK_HOUR), E3, "11-23 14:42", "80 %: the limit is shorter than a work day"),
        (Limit(1, WORK_DAY), E3, "11-24 15:12", "80 %: the limit is a work day"),
        (Limit(3, WORK_DAY), E3, "11-25 16:30", "a work day is left"),
        (Limit(10, WORK_DAY), E4, "12-03 16:30", "80 % are used"),
        (Limit(60, CAL_DAY), E4, "01-10 16:30", "80 % are used"),
    ],
)
def test_amber_comes_at_80_percent_or_in_the_last_stretch(
    limit: Limit, urgency: Urgency, amber: str, why: str
) -> None:
    assert clock("2026-11-23 10:00", limit, urgency)[0] == amber, why


@pytest.mark.parametrize(
    ("limit", "due", "severe", "why"),
    [
        (Limit(4, HOUR), "11-23 14:00", "11-23 16:00", "over by half the limit"),
        (Limit(24, HOUR), "11-24 10:00", "11-24 22:00", "over by half the limit"),
        (Limit(3, WORK_DAY), "11-26 16:30", "11-30 13:15", "over by a work day and a half"),
        (Limit(15, WORK_DAY), "12-14 16:30", "12-17 16:30", "over by three work days"),
        (Limit(240, HOUR), "12-03 10:00", "12-08 10:00", "over by three work days"),
    ],
)
def test_severe_is_over_by_half_the_limit_or_by_three_work_days(
    limit: Limit, due: str, severe: str, why: str
) -> None:
    assert clock("2026-11-23 10:00", limit, E3)[1:] == [due, severe], why


@pytest.mark.parametrize(
    ("limit", "urgency", "due", "severe"),
    [
        (Limit(5, MINUTE), E1, "11-23 10:05", "11-23 12:05"),
        (Limit(15, MINUTE), E2, "11-23 10:15", "11-23 12:15"),
        (Limit(1, WORK_HOUR), E3, "11-23 11:00", "11-23 14:30"),
        (Limit(4, HOUR), E2, "11-23 14:00", "11-23 16:00"),
        (Limit(1, WORK_DAY), E3, "11-24 16:30", "11-25 13:15"),
        (Limit(3, CAL_DAY), E3, "11-26 16:30", "11-28 04:30"),
    ],
)
def test_no_step_at_the_centre_is_severe_before_two_hours(
    limit: Limit, urgency: Urgency, due: str, severe: str
) -> None:
    at = of_a_step(_at(local("2026-11-23 10:00"), limit, urgency), limit, CALENDAR)
    found = [f"{CALENDAR.local(one):%m-%d %H:%M}" for one in (at.due_at, at.severe_at)]
    assert found == [due, severe]


def test_minutes_at_the_centre_never_stand_above_hours() -> None:
    undispatched = reported(item=CRITICAL)
    over = (undispatched.due_at or MORNING) + timedelta(minutes=27)
    assert lamp(over, undispatched.clock) is Lamp.RED
    handled = after(undispatched, DIRECT)
    due_at = handled.due_at or MORNING
    assert lamp(due_at + timedelta(minutes=121), handled.clock) is Lamp.SEVERE


def test_a_moved_deadline_keeps_the_last_fifth_of_its_limit_amber() -> None:
    start, limit = local("2026-11-23 10:00"), Limit(24, HOUR)
    at = deadline_of(local("2026-11-25 10:00"), start, limit, E2, CALENDAR)
    assert at.amber_at == local("2026-11-25 05:12")


def test_a_deadline_that_was_before_the_start_is_red_at_once() -> None:
    start, due_at = local("2026-11-23 10:00"), local("2026-11-23 09:00")
    at = deadline_of(due_at, start, Limit(24, HOUR), E2, CALENDAR)
    assert at.amber_at <= at.due_at
    assert lamp(start, at) is Lamp.RED


def test_each_lamp_begins_at_its_instant() -> None:
    at = deadline(MORNING, Limit(72, HOUR), E3, CALENDAR)
    instants = {
        MORNING: Lamp.GREEN,
        at.amber_at - MOMENT: Lamp.GREEN,
        at.amber_at: Lamp.AMBER,
        at.due_at: Lamp.AMBER,
        at.due_at + MOMENT: Lamp.RED,
        at.severe_at: Lamp.RED,
        at.severe_at + MOMENT: Lamp.SEVERE,
    }
    assert {now: lamp(now, at) for now in instants} == instants


def test_without_a_clock_the_lamp_is_green() -> None:
    assert lamp(MORNING, None) is Lamp.GREEN


def _at(start: datetime, limit: Limit, urgency: Urgency) -> Deadline:
    return deadline(start, limit, urgency, CALENDAR)


@given(start=STARTS, limit=LIMITS, urgency=st.sampled_from(Urgency))
def test_the_instants_come_in_order(start: datetime, limit: Limit, urgency: Urgency) -> None:
    at = _at(start, limit, urgency)
    assert start <= at.amber_at < at.due_at < at.severe_at


@given(
    start=STARTS,
    limit=LIMITS,
    urgency=st.sampled_from(Urgency),
    waits=st.lists(st.timedeltas(timedelta(0), timedelta(days=30)), max_size=20),
)
def test_no_lamp_goes_back_while_time_goes_on(
    start: datetime, limit: Limit, urgency: Urgency, waits: list[timedelta]
) -> None:
    at, now, seen = _at(start, limit, urgency), start, Lamp.GREEN
    for wait in waits:
        now += wait
        assert ORDER.index(lamp(now, at)) >= ORDER.index(seen)
        seen = lamp(now, at)
