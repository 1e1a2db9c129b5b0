"""The alerts of a desk: in order, grouped in a flood, and how fast they come."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.alerts import (
    Alert,
    Grade,
    Group,
    Turn,
    flood,
    grade,
    recent,
    rollup,
    standing,
)
from dashboard.domain.alerts.life import acknowledge, end, shelve
from dashboard.domain.alerts.pace import WINDOW_MS
from dashboard.domain.alerts.turns import TurnAt, alert_of
from dashboard.domain.case import CaseState
from dashboard.domain.unit import Urgency
from tests.helpers.clock import MORNING
from tests.helpers.states import HOUR, new_case

E1, E2, E3 = Urgency.E1, Urgency.E2, Urgency.E3
MINUTE_MS = 60_000


def red(number: int, urgency: Urgency = E2, unit: str | None = "D14", **fields: object) -> Alert:
    case = new_case(
        f"NG{number}", urgency=urgency, unit=unit, **{"state": CaseState.PROCESSING} | fields
    )
    due_at = MORNING - number * timedelta(minutes=1)
    return alert_of(case, TurnAt(Turn.RED, MORNING, due_at), MORNING)


def test_alerts_stand_by_priority_then_unacknowledged_then_longest_late() -> None:
    known = acknowledge(red(9), "dispatcher", MORNING)
    alerts = [red(1, E3), red(2), known, red(3), red(4, E1)]
    assert [a.case for a in standing(alerts, MORNING).alerts] == ["NG4", "NG3", "NG2", "NG9", "NG1"]


def test_each_alert_stands_in_one_place() -> None:
    shelved = shelve(red(2), MORNING + timedelta(minutes=9), "dispatcher", MORNING)
    notice = alert_of(new_case("NG3", urgency=E3), TurnAt(Turn.AMBER, MORNING, MORNING), MORNING)
    found = standing([red(1), shelved, notice, end(red(4), MORNING)], MORNING)
    assert [
        [alert.case for alert in part]
        for part in (found.alerts, found.notices, found.shelved, found.long_overdue)
    ] == [["NG1"], ["NG3"], ["NG2"], []]


def test_what_is_late_for_more_than_a_day_leaves_the_list_for_the_ledger() -> None:
    alert = red(0)
    assert standing([alert], MORNING + 24 * HOUR).alerts == (alert,)
    later = standing([alert], MORNING + 24 * HOUR + timedelta(milliseconds=1))
    assert (later.alerts, later.long_overdue) == ((), (alert,))


def shape(group: Group) -> tuple[object, ...]:
    return (group.by, group.name, group.count, [shape(part) for part in group.parts])


def test_a_flood_is_rolled_up_by_unit_then_item_then_street() -> None:
    alerts = [
        red(1, item="0101", street="S01"),
        red(2, item="0101", street="S02"),
        red(3, E3, item="0101", street="S02"),
        red(4, E3, item="0202", street="S01"),
        red(5, E1),
        red(6, unit="D13"),
    ]
    alone, groups = rollup(alerts)
    assert [alert.case for alert in alone] == ["NG5", "NG6"]
    assert [shape(group) for group in groups] == [
        (
            "unit",
            "D14",
            4,
            [
                ("item", "0101", 3, [("street", "S02", 2, []), ("street", "S01", 1, [])]),
                ("item", "0202", 1, [("street", "S01", 1, [])]),
            ],
        )
    ]
    assert groups[0].by_urgency == {E2: 2, E3: 2}
    assert groups[0].oldest == MORNING - timedelta(minutes=4)


ALERTS = st.lists(
    st.builds(
        red,
        st.integers(1, 99),
        st.sampled_from(list(Urgency)),
        st.sampled_from(["D13", "D14", None]),
        item=st.sampled_from(["0101", "0202", None]),
        street=st.sampled_from(["S01", "S02"]),
    ),
    unique_by=lambda alert: alert.key,
)


@given(alerts=ALERTS)
def test_no_alert_is_lost_or_doubled_by_rolling_up_and_priority_1_stays_alone(
    alerts: list[Alert],
) -> None:
    alone, groups = rollup(alerts)
    keys = [alert.key for alert in alone] + [key for group in groups for key in group.keys]
    assert sorted(keys) == sorted(alert.key for alert in alerts)
    assert all(alert in alone for alert in alerts if alert.priority == 1)
    for group in groups:
        assert sum(group.by_urgency.values()) == group.count
        assert sorted(k for part in group.parts for k in part.keys) == sorted(group.keys)


def obviously(reached: Sequence[int], now_ms: int) -> bool:
    """The rule, applied millisecond by millisecond."""
    on = False
    for at in range(now_ms + 1):
        count = sum(at - WINDOW < one <= at for one in reached)
        on = count > 10 or (on and count >= 5)
    return on


WINDOW = 20


@given(
    gaps=st.lists(st.integers(0, 6), max_size=60),
    rest=st.integers(0, 30),
)
def test_a_flood_begins_above_ten_and_ends_below_five(gaps: list[int], rest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dashboard.domain.alerts.pace.WINDOW_MS", WINDOW)
        reached = [sum(gaps[: n + 1]) for n in range(len(gaps))]
        now = sum(gaps) + rest
        assert flood(reached, now) is obviously(reached, now)


@given(gaps=st.lists(st.integers(0, 3 * MINUTE_MS), min_size=1, max_size=60))
def test_time_alone_never_begins_a_flood(gaps: list[int]) -> None:
    reached = [sum(gaps[: n + 1]) for n in range(len(gaps))]
    before = flood(reached, reached[-1])
    for minutes in range(1, 12):
        now = flood(reached, reached[-1] + minutes * MINUTE_MS)
        assert before or not now
        before = now
    assert not before


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, Grade.ACCEPTABLE),
        (1, Grade.ACCEPTABLE),
        (2, Grade.MANAGEABLE),
        (4, Grade.MANAGEABLE),
        (5, Grade.OVER_DEMANDING),
        (10, Grade.OVER_DEMANDING),
        (11, Grade.UNACCEPTABLE),
    ],
)
def test_the_rate_is_graded_as_eemua_has_it(count: int, expected: Grade) -> None:
    assert grade(count) is expected


def test_the_rate_counts_the_last_ten_minutes() -> None:
    assert recent([0, 1, WINDOW_MS, WINDOW_MS + 1], WINDOW_MS) == 2
