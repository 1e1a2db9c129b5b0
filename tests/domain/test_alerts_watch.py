"""A case and its alerts: each turn is raised once, and ends with its cause."""

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.domain.alerts import Alert, AlertState, Turn
from dashboard.domain.alerts.incidents import watch_incident
from dashboard.domain.alerts.life import acknowledge
from dashboard.domain.alerts.turns import stage_of
from dashboard.domain.alerts.watch import Watched, watch
from dashboard.domain.case import CaseState, Supervision
from dashboard.domain.incident import IncidentState
from dashboard.domain.unit import Urgency
from tests.helpers.clock import MORNING
from tests.helpers.states import HOUR, changed, new_case, new_incident

MINUTE = timedelta(minutes=1)
ZONE = ZoneInfo("Asia/Shanghai")
THIRD = Supervision(level=3, by="timers", at=MORNING, reply_due_at=MORNING + 9 * HOUR)


class Desk:
    """The alerts of one case, recorded at each look."""

    def __init__(self, **fields: Any) -> None:
        self.case = new_case(**{"state": CaseState.PROCESSING, "unit": "D14"} | fields)
        self.alerts: dict[str, Alert] = {}
        self.raised: list[tuple[str, datetime]] = []

    def look(self, at: datetime, *, covered: bool = False) -> Watched:
        watched = watch(self.case, list(self.alerts.values()), at, covered=covered)
        for alert in (*watched.raised, *watched.back, *watched.gone):
            before = self.alerts.get(alert.key)
            assert alert.version == (before.version if before else 0) + 1
            self.alerts[alert.key] = alert
        self.raised += [(a.lamp.value, at) for a in watched.raised if a.open]
        return watched

    def standing(self) -> list[str]:
        return sorted(a.lamp.value for a in self.alerts.values() if a.open)

    def become(self, **fields: Any) -> None:
        self.case = changed(self.case, **fields)


def clock(start: datetime, hours: int) -> dict[str, datetime]:
    return {
        "stage_at": start,
        "amber_at": start + hours * HOUR * 0.8,
        "due_at": start + hours * HOUR,
        "severe_at": start + hours * HOUR * 1.5,
    }


def names(alerts: Iterable[Alert]) -> list[str]:
    return [alert.lamp.value for alert in alerts]


def test_a_graver_lamp_takes_the_place_of_the_one_before() -> None:
    desk = Desk(**clock(MORNING, 10))
    seen = []
    for hours in (0, 8, 9, 10, 10.1, 14, 15.1, 99):
        desk.look(MORNING + hours * HOUR)
        seen.append(desk.standing())
    assert seen == [[], ["AMBER"], ["AMBER"], ["AMBER"], ["RED"], ["RED"], ["SEVERE"], ["SEVERE"]]
    assert [name for name, _ in desk.raised] == ["AMBER", "RED", "SEVERE"]


def test_whoever_slept_through_tells_severe_and_puts_red_on_record() -> None:
    desk = Desk(**clock(MORNING, 10))
    watched = desk.look(MORNING + 99 * HOUR)
    assert [(a.lamp, a.open) for a in watched.raised] == [(Turn.RED, False), (Turn.SEVERE, True)]
    assert desk.look(MORNING + 100 * HOUR) == Watched()


def test_a_clock_set_back_takes_no_alert_away_and_raises_none_again() -> None:
    desk = Desk(**clock(MORNING, 10))
    for hours in (8, 10.1, 9, 10.1, 15.1, 9, 16):
        desk.look(MORNING + hours * HOUR)
    assert [name for name, _ in desk.raised] == ["AMBER", "RED", "SEVERE"]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": CaseState.CLOSED},
        {"state": CaseState.MERGED},
        {"state": CaseState.SUSPENDED},
        clock(MORNING, 40),
    ],
    ids=["closed", "merged", "suspended", "new deadline"],
)
def test_an_alert_is_gone_with_its_cause(fields: dict[str, Any]) -> None:
    desk = Desk(**clock(MORNING, 10))
    desk.look(MORNING + 11 * HOUR)
    desk.become(**fields)
    gone = desk.look(MORNING + 12 * HOUR).gone
    assert [(a.lamp, a.state, a.gone_at) for a in gone] == [
        (Turn.RED, AlertState.GONE, MORNING + 12 * HOUR)
    ]


def test_a_running_incident_keeps_its_cases_quiet_and_they_speak_again_after_it() -> None:
    desk = Desk(**clock(MORNING, 10))
    desk.look(MORNING + 11 * HOUR)
    desk.look(MORNING + 12 * HOUR, covered=True)
    assert desk.standing() == []
    desk.look(MORNING + 16 * HOUR, covered=True)
    assert desk.standing() == []
    desk.look(MORNING + 17 * HOUR)
    assert desk.standing() == ["SEVERE"]


def test_what_flips_back_and_forth_is_told_again_after_ten_minutes_only() -> None:
    desk = Desk(**clock(MORNING, 10))
    late, later = clock(MORNING, 10), clock(MORNING, 99)
    start = MORNING + 11 * HOUR
    for minute in range(40):
        desk.become(**(later if minute % 2 else late))
        desk.look(start + minute * MINUTE)
    at = [(when - start) // MINUTE for name, when in desk.raised if name == "RED"]
    assert at == [0, 10, 20, 30]


def test_what_waits_for_its_ten_minutes_is_looked_at_then() -> None:
    desk = Desk(**clock(MORNING, 10))
    desk.look(MORNING + 11 * HOUR)
    desk.become(**clock(MORNING, 99))
    desk.look(MORNING + 11 * HOUR + MINUTE)
    desk.become(**clock(MORNING, 10))
    watched = desk.look(MORNING + 11 * HOUR + 2 * MINUTE)
    assert (names(watched.raised), watched.waits) == ([], (MORNING + 11 * HOUR + 10 * MINUTE,))


def test_another_stage_that_is_late_at_once_is_told_at_once() -> None:
    desk = Desk(state=CaseState.FILED, unit=None, **clock(MORNING, 1))
    desk.look(MORNING + 1.1 * HOUR)
    desk.become(state=CaseState.DISPATCHED, unit="D14", **clock(MORNING, 1))
    desk.case = replace(desk.case, due_at=MORNING + HOUR + MINUTE)
    desk.look(MORNING + 1.15 * HOUR)
    assert [name for name, _ in desk.raised] == ["RED", "RED"]


def test_only_a_urgent_case_that_nobody_has_taken_turns_unacknowledged() -> None:
    by = {"acknowledge_by": MORNING + 30 * MINUTE, "state": CaseState.DISPATCHED}
    for urgency, expected in zip(Urgency, (True, True, False, False), strict=True):
        desk = Desk(urgency=urgency, **by)
        assert ("UNACKNOWLEDGED" in names(desk.look(MORNING + HOUR).raised)) is expected


def test_a_case_taken_or_on_its_way_back_is_not_unacknowledged() -> None:
    by = {"acknowledge_by": MORNING + 30 * MINUTE}
    for fields in ({"state": CaseState.PROCESSING}, {"return_pending": "不属职责"}):
        desk = Desk(**{"state": CaseState.DISPATCHED} | by | fields)
        assert desk.look(MORNING + HOUR).raised == ()


def test_the_clock_of_the_whole_case_turns_for_itself() -> None:
    desk = Desk(case_due_at=MORNING + HOUR)
    assert names(desk.look(MORNING + HOUR).raised) == []
    assert names(desk.look(MORNING + HOUR + MINUTE).raised) == ["CASE_RED"]


def test_the_late_case_moves_to_the_desk_that_has_to_act_now() -> None:
    desk = Desk(case_due_at=MORNING + HOUR)
    desk.look(MORNING + 2 * HOUR)
    for change in ({"state": CaseState.FEEDBACK}, {"state": CaseState.DISPATCHED, "unit": "D13"}):
        desk.become(**change)
        desk.look(MORNING + 3 * HOUR)
        desk.look(MORNING + 3 * HOUR + 10 * MINUTE)
        [alert] = [alert for alert in desk.alerts.values() if alert.open]
        assert (alert.stage, alert.unit) == (stage_of(desk.case), desk.case.unit)


def test_a_missed_reply_stands_until_the_unit_answers_though_the_level_has_risen() -> None:
    first = Supervision(level=2, by="timers", at=MORNING, reply_due_at=MORNING + HOUR)
    desk = Desk(supervision=first)
    desk.look(MORNING + 2 * HOUR)
    second = replace(first, level=3, at=MORNING + 2 * HOUR, reply_due_at=MORNING + 9 * HOUR)
    desk.become(supervision=second)
    desk.look(MORNING + 3 * HOUR)
    assert desk.standing() == ["REPLY_DUE", "SUPERVISED"]
    desk.become(supervision=replace(second, replied_at=MORNING + 4 * HOUR))
    desk.look(MORNING + 4 * HOUR)
    assert desk.standing() == []


@pytest.mark.parametrize(
    "over",
    [
        {"supervision": replace(THIRD, replied_at=MORNING + HOUR)},
        {"state": CaseState.FEEDBACK},
        {"state": CaseState.SUSPENDED},
        {"state": CaseState.CLOSED},
    ],
    ids=["answered", "with the grid", "suspended", "closed"],
)
def test_the_third_level_is_told_at_once_until_it_is_over(over: dict[str, Any]) -> None:
    desk = Desk(supervision=replace(THIRD, level=2))
    desk.look(MORNING)
    assert desk.standing() == []
    desk.become(supervision=THIRD)
    desk.look(MORNING)
    assert desk.standing() == ["SUPERVISED"]
    [told] = desk.alerts.values()
    assert (told.level, told.leader, told.seats) == (3, True, ())
    desk.become(**over)
    desk.look(MORNING + HOUR)
    assert desk.standing() == []


def test_a_second_missed_reply_takes_the_place_of_the_first() -> None:
    asked = Supervision(level=2, by="timers", at=MORNING, reply_due_at=MORNING + HOUR)
    desk = Desk(supervision=asked)
    desk.look(MORNING + 2 * HOUR)
    desk.become(supervision=replace(asked, level=3, reply_due_at=MORNING + 3 * HOUR))
    desk.look(MORNING + 4 * HOUR)
    late = [alert for alert in desk.alerts.values() if alert.open and alert.lamp is Turn.REPLY_DUE]
    assert [alert.level for alert in late] == [3]


def test_a_case_that_came_back_twice_is_ping_pong_until_a_unit_takes_it() -> None:
    desk = Desk(state=CaseState.DISPATCHED, return_count=1)
    assert desk.look(MORNING).raised == ()
    desk.become(return_count=2, return_pending="不属职责")
    assert names(desk.look(MORNING).raised) == ["PING_PONG"]
    desk.become(state=CaseState.PROCESSING, return_pending="")
    assert names(desk.look(MORNING + MINUTE).gone) == ["PING_PONG"]


def test_a_third_rework_is_an_alert() -> None:
    desk = Desk(rework_count=2)
    assert desk.look(MORNING).raised == ()
    desk.become(rework_count=3)
    assert names(desk.look(MORNING).raised) == ["REWORK"]


def test_an_acknowledged_alert_comes_back_on_time_and_not_if_it_is_gone() -> None:
    desk = Desk(**clock(MORNING, 10))
    desk.look(MORNING + 11 * HOUR)
    [red] = desk.alerts.values()
    desk.alerts[red.key] = acknowledge(red, "dispatcher", MORNING + 11 * HOUR)
    assert desk.look(MORNING + 11 * HOUR + 29 * MINUTE) == Watched()
    assert names(desk.look(MORNING + 11 * HOUR + 30 * MINUTE).back) == ["RED"]
    desk.alerts[red.key] = acknowledge(desk.alerts[red.key], "dispatcher", MORNING + 12 * HOUR)
    severe = desk.look(MORNING + 16 * HOUR)
    assert (names(severe.raised), names(severe.gone), severe.back) == (["SEVERE"], ["RED"], ())


def test_an_incident_is_told_once_and_gone_when_somebody_has_dealt_with_it() -> None:
    suspected = new_incident()
    [alert] = watch_incident(suspected, [], MORNING, ZONE).raised
    assert watch_incident(suspected, [alert], MORNING, ZONE) == Watched()
    confirmed = replace(suspected, state=IncidentState.CONFIRMED)
    [gone] = watch_incident(confirmed, [alert], MORNING, ZONE).gone
    assert watch_incident(confirmed, [gone], MORNING, ZONE) == Watched()


DEADLINES = st.integers(1, 50).map(lambda hours: clock(MORNING, hours))
STATES = st.sampled_from([CaseState.PROCESSING, CaseState.SUSPENDED, CaseState.FEEDBACK])


Step = tuple[int, dict[str, datetime] | None, CaseState, bool]
# Due two hours after the morning and told; then moved to one hour, which is severe by then: that
# red is put on record and never told.
MOVED: list[Step] = [
    (121, clock(MORNING, 2), CaseState.PROCESSING, False),
    (1, clock(MORNING, 1), CaseState.PROCESSING, False),
]


@given(
    steps=st.lists(
        st.tuples(st.integers(0, 120), st.none() | DEADLINES, STATES, st.booleans()), max_size=30
    )
)
@example(steps=MOVED)
def test_whatever_happens_one_lamp_stands_at_most_and_no_turn_is_told_twice_in_ten_minutes(
    steps: list[Step],
) -> None:
    desk, now = Desk(), MORNING
    told: dict[tuple[str, str], list[datetime]] = {}
    for minutes, deadline, state, covered in steps:
        now += minutes * MINUTE
        desk.become(state=state, **(deadline or {}))
        for alert in desk.look(now, covered=covered).raised:
            if alert.open:
                told.setdefault((alert.lamp.value, alert.stage), []).append(now)
        assert len([name for name in desk.standing() if name in ("AMBER", "RED", "SEVERE")]) <= 1
        assert desk.look(now, covered=covered).raised == ()
    for at in told.values():
        assert all(b - a >= 10 * MINUTE for a, b in itertools.pairwise(at) if b != a)
