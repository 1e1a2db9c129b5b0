"""When a case is due, and how its lamp goes from green to severe."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.deadline import Lamp, deadline, lamp, limit_of
from dashboard.domain.unit import DutyItem, Urgency
from tests.domain.situations import CRITICAL, DISTRICT, LONG, PLAIN, URGENT
from tests.helpers.clock import MORNING

HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
ORDER = list(Lamp)
LIMITS = st.timedeltas(timedelta(minutes=1), timedelta(days=400))


@pytest.mark.parametrize(
    ("item", "urgency", "hours"),
    [
        (URGENT, Urgency.E2, 24),
        ("0103", Urgency.E2, 12),
        ("0108", Urgency.E1, 1),
        (CRITICAL, Urgency.E1, 4),
        (PLAIN, Urgency.E3, 72),
        (LONG, Urgency.E4, 360),
    ],
)
def test_a_limit_in_hours_is_kept_and_others_are_the_urgencys(
    item: str, urgency: Urgency, hours: int
) -> None:
    assert limit_of(DISTRICT.items[item], urgency) == hours * HOUR


@pytest.mark.parametrize(
    ("item", "raised", "hours"),
    [
        (URGENT, Urgency.E1, 4),
        ("0114", Urgency.E1, 4),
        (PLAIN, Urgency.E2, 24),
        (LONG, Urgency.E1, 4),
    ],
)
def test_a_report_graver_than_its_item_gets_the_shorter_limit(
    item: str, raised: Urgency, hours: int
) -> None:
    assert limit_of(DISTRICT.items[item], raised) == hours * HOUR


def test_an_items_own_hours_hold_even_where_its_urgency_has_fewer() -> None:
    slow = replace(DISTRICT.items[URGENT], limit_value=48)
    assert limit_of(slow, Urgency.E2) == 48 * HOUR
    assert limit_of(slow, Urgency.E1) == 4 * HOUR


@pytest.mark.parametrize(
    ("urgency", "hours"),
    [(Urgency.E1, 4), (Urgency.E2, 24), (Urgency.E3, 72), (Urgency.E4, 360)],
)
def test_text_without_an_item_gets_the_hours_of_its_urgency(urgency: Urgency, hours: int) -> None:
    assert limit_of(None, urgency) == hours * HOUR


@pytest.mark.parametrize(
    ("urgency", "limit", "amber", "why"),
    [
        (Urgency.E1, 1, 0.75, "fifteen minutes are left"),
        (Urgency.E1, 4, 3.2, "80 % are used"),
        (Urgency.E2, 4, 2, "two hours are left"),
        (Urgency.E2, 24, 19.2, "80 % are used"),
        (Urgency.E3, 24, 19.2, "80 % are used: the limit is no longer than a day"),
        (Urgency.E3, 72, 48, "a day is left"),
        (Urgency.E4, 360, 288, "80 % are used"),
        (Urgency.E2, 1, 0, "two hours are left from the start"),
    ],
)
def test_amber_comes_at_80_percent_or_in_the_last_stretch(
    urgency: Urgency, limit: float, amber: float, why: str
) -> None:
    assert deadline(MORNING, limit * HOUR, urgency).amber_at == MORNING + amber * HOUR, why


@pytest.mark.parametrize(("limit", "over"), [(1, 0.5), (24, 12), (72, 36), (144, 72), (360, 72)])
def test_severe_is_over_by_half_the_limit_or_by_three_days(limit: float, over: float) -> None:
    times = deadline(MORNING, limit * HOUR, Urgency.E3)
    assert times.severe_at - times.due_at == over * HOUR


def test_each_lamp_begins_at_its_instant() -> None:
    at = deadline(MORNING, 72 * HOUR, Urgency.E3)
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


@given(limit=LIMITS, urgency=st.sampled_from(Urgency))
def test_the_instants_come_in_order(limit: timedelta, urgency: Urgency) -> None:
    at = deadline(MORNING, limit, urgency)
    assert MORNING <= at.amber_at < at.due_at < at.severe_at


@given(
    limit=LIMITS,
    urgency=st.sampled_from(Urgency),
    waits=st.lists(st.timedeltas(timedelta(0), timedelta(days=30)), max_size=20),
)
def test_no_lamp_goes_back_while_time_goes_on(
    limit: timedelta, urgency: Urgency, waits: list[timedelta]
) -> None:
    at, now, seen = deadline(MORNING, limit, urgency), MORNING, Lamp.GREEN
    for wait in waits:
        now += wait
        assert ORDER.index(lamp(now, at)) >= ORDER.index(seen)
        seen = lamp(now, at)


@given(item=st.sampled_from(list(DISTRICT.items.values())), raised=st.sampled_from(Urgency))
def test_raising_the_urgency_never_lengthens_a_limit(item: DutyItem, raised: Urgency) -> None:
    assert limit_of(item, min(raised, item.urgency)) <= limit_of(item, item.urgency)
