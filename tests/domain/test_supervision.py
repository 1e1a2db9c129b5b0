"""Whom the timers urge: one level at a time, each with its own clock, never while suspended."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from dashboard.domain.alerts.turns import owes_reply
from dashboard.domain.case import Case, CaseState, Supervision, Suspension
from dashboard.domain.desk_commands import Resume
from dashboard.domain.life import OwnerKind, decide, owner
from dashboard.domain.life.owner import level_of, supervised_seat
from dashboard.domain.oversight_commands import Supervise, Urge
from dashboard.domain.supervision import Trigger, due, look_at
from dashboard.domain.unit import Urgency
from tests.domain.situations import circumstances as at
from tests.helpers.clock import MORNING
from tests.helpers.states import HOUR, new_case

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
REPLY = DAY
AMBER, RED, SEVERE = MORNING + 21 * HOUR, MORNING + 25 * HOUR, MORNING + 37 * HOUR


def handled(**fields: Any) -> Case:
    """A case with a unit since the morning: amber after 20, due after 24, severe after 36 hours."""
    given: dict[str, Any] = {"state": CaseState.PROCESSING, "unit": "D14", "stage_at": MORNING}
    return new_case(**given | fields)


def supervised(level: int, at: datetime, **fields: Any) -> Case:
    return handled(supervision=asked(level, at), **fields)


def asked(level: int, at: datetime, **fields: Any) -> Supervision:
    return Supervision(level=level, by="timers", at=at, reply_due_at=at + REPLY, **fields)


def wanted(case: Case, now: datetime) -> tuple[int, str] | None:
    command = due(case, now)
    return (command.level, command.words) if isinstance(command, Supervise) else None


def test_amber_urges_once_in_each_stage() -> None:
    case = handled()
    assert due(case, MORNING) is None
    assert due(case, AMBER) == Urge(case=case.number, words=Trigger.AMBER)
    urged = replace(case, urged_at=AMBER)
    assert due(urged, AMBER + HOUR) is None
    handed_on = replace(urged, stage_at=AMBER + HOUR)
    assert isinstance(due(handed_on, AMBER + HOUR), Urge)


def test_red_is_supervised_and_no_longer_urged() -> None:
    assert wanted(handled(), RED) == (1, "RED")


@pytest.mark.parametrize(
    ("urgency", "expected"),
    [
        (Urgency.E1, (1, "UNACKNOWLEDGED")),
        (Urgency.E2, (1, "UNACKNOWLEDGED")),
        (Urgency.E3, None),
        (Urgency.E4, None),
    ],
)
def test_an_urgent_case_that_nobody_takes_is_supervised(
    urgency: Urgency, expected: tuple[int, str] | None
) -> None:
    case = handled(
        urgency=urgency, state=CaseState.DISPATCHED, acknowledge_by=MORNING + 30 * MINUTE
    )
    assert wanted(case, MORNING + 30 * MINUTE) is None
    assert wanted(case, MORNING + 31 * MINUTE) == expected
    assert wanted(replace(case, return_pending="不属职责"), MORNING + HOUR) is None


def test_the_first_rework_is_supervised_at_once() -> None:
    assert wanted(handled(rework_count=1), MORNING) == (1, "REWORK")


def test_a_level_that_is_answered_in_time_goes_no_higher() -> None:
    replied = asked(1, RED, replied_at=RED + HOUR)
    answered = handled(supervision=replied, severe_at=RED + 99 * DAY)
    assert due(answered, RED + 9 * DAY) is None


def test_a_level_that_isnt_answered_rises_by_one_when_its_reply_is_late() -> None:
    far = {"severe_at": MORNING + 99 * DAY}
    assert wanted(supervised(1, RED, **far), RED + REPLY) is None
    assert wanted(supervised(1, RED, **far), RED + REPLY + MINUTE) == (2, "REPLY_LATE")
    assert wanted(supervised(2, RED, **far), RED + REPLY + MINUTE) == (3, "REPLY_LATE")
    assert wanted(supervised(3, RED, **far), RED + REPLY + MINUTE) is None


def test_severe_counts_for_one_level_more_unless_it_was_there_before() -> None:
    assert wanted(supervised(1, RED), SEVERE) == (2, "SEVERE")
    assert wanted(supervised(2, RED), SEVERE) == (3, "SEVERE")
    assert wanted(supervised(1, SEVERE), SEVERE + HOUR) is None


def test_the_second_and_third_rework_count_for_the_second_and_third_level() -> None:
    again = {"rework_count": 2, "stage_at": MORNING + 2 * HOUR}
    assert wanted(supervised(1, MORNING + HOUR, **again), MORNING + 3 * HOUR) == (2, "REWORK")
    assert wanted(supervised(2, MORNING + HOUR, **again), MORNING + 3 * HOUR) is None
    third = {"rework_count": 3, "stage_at": MORNING + 2 * HOUR}
    assert wanted(supervised(2, MORNING + HOUR, **third), MORNING + 3 * HOUR) == (3, "REWORK")


def test_a_first_rework_under_level_1_asks_for_no_more() -> None:
    once = supervised(1, MORNING, rework_count=1, stage_at=MORNING + HOUR)
    assert due(once, MORNING + 2 * HOUR) is None


def test_a_backlog_climbs_no_faster_than_its_replies() -> None:
    case, now, rises = handled(), MORNING + 30 * DAY, []
    for minute in range(0, 3 * 24 * 60, 30):
        at = now + minute * MINUTE
        command = due(case, at)
        if isinstance(command, Supervise):
            rises.append((command.level, at - now))
            case = replace(case, supervision=asked(command.level, at))
    assert rises == [(1, timedelta()), (2, DAY + 30 * MINUTE), (3, 2 * DAY + HOUR)]


@pytest.mark.parametrize("state", [CaseState.FILED, CaseState.VERIFIED, CaseState.CLOSED])
def test_the_centre_itself_is_told_by_its_alerts_and_not_pressed(state: CaseState) -> None:
    assert due(handled(state=state, rework_count=3), SEVERE) is None


# Whoever holds it --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "seat"),
    [
        ({"state": CaseState.VERIFYING, "unit": None}, OwnerKind.GRID),
        ({"state": CaseState.FEEDBACK}, OwnerKind.GRID),
        ({"state": CaseState.FEEDBACK, "self_resolved_by": "grid206"}, OwnerKind.STATION),
        ({"extension_pending": RED}, OwnerKind.UNIT),
    ],
)
def test_whoever_holds_a_case_is_urged_and_supervised_for_it(
    fields: dict[str, Any], seat: OwnerKind
) -> None:
    case = handled(**fields)
    held = owner(case)
    assert held
    assert (held.seat, supervised_seat(case)) == (seat, seat)
    assert isinstance(due(case, AMBER), Urge)
    assert wanted(case, RED) == (1, "RED")
    told = replace(case, supervision=replace(asked(1, RED), seat=seat))
    assert owes_reply(told)
    assert wanted(told, RED + REPLY + MINUTE) == (2, "REPLY_LATE")


def test_a_late_grid_is_supervised_from_the_first_level_and_its_unit_goes_on_from_its_own() -> None:
    unit_data = supervised(2, RED, state=CaseState.FEEDBACK, due_at=RED, severe_at=SEVERE)
    assert not owes_reply(unit_data)
    now = RED + HOUR
    late = Supervise(case=unit_data.number, level=1, words="核查超时")
    grid_told = decide(unit_data, late, at(now))
    assert grid_told.supervision
    assert (grid_told.supervision.seat, grid_told.supervision.level) == (OwnerKind.GRID, 1)
    again = replace(grid_told, state=CaseState.PROCESSING, rework_count=3)
    assert level_of(again) == 2
    assert wanted(again, now + HOUR) == (3, "RED")


def test_a_suspended_case_is_never_pressed_and_resumes_on_its_date() -> None:
    rest = Suspension(
        reason="SEASON", at=MORNING, resume_at=MORNING + DAY, stage_left_ms=1, case_left_ms=1
    )
    case = handled(state=CaseState.SUSPENDED, suspension=rest, rework_count=3)
    assert due(case, MORNING + DAY - MINUTE) is None
    assert due(case, MORNING + DAY) == Resume(case=case.number, reason=Trigger.RESUME_DATE)
    assert look_at(case) == MORNING + DAY


def test_the_timers_look_when_something_falls_due_and_at_once_after_a_rework() -> None:
    assert look_at(handled()) == MORNING + 20 * HOUR
    assert look_at(handled(acknowledge_by=MORNING, state=CaseState.DISPATCHED)) == (
        MORNING + timedelta(milliseconds=1)
    )
    again = supervised(1, MORNING, rework_count=2, stage_at=MORNING + HOUR)
    assert look_at(again) == again.reported_at
    assert look_at(handled(state=CaseState.CLOSED)) is None
