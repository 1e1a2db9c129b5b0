"""Who has a case: direct assignment, return, and a unit's requests."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dashboard.domain.case import CaseState
from dashboard.domain.commands import Direct
from dashboard.domain.unit import Limit, LimitUnit, Urgency
from tests.domain.situations import (
    ACKNOWLEDGE,
    CALENDAR,
    CRITICAL,
    DIRECT,
    EXTEND,
    FEED_BACK,
    IN_STATE,
    LATER,
    LEADER,
    LONG,
    OTHER_UNIT,
    PLAIN,
    RETURN,
    SUSPEND,
    UNIT,
    URGENT,
    after,
    processing,
    refusal,
    reported,
    text_alone,
)
from tests.helpers.clock import MORNING

S = CaseState


def test_a_direct_report_is_with_its_unit_from_the_start() -> None:
    case = reported(Direct, by=LEADER, unit=UNIT)
    assert (case.state, case.unit, case.directed_by) == (S.DISPATCHED, UNIT, LEADER)
    assert (case.dispatched_at, case.version) == (MORNING, 1)


def test_text_alone_is_directed_only_with_an_item() -> None:
    assert refusal(text_alone(), DIRECT).code == "ITEM_MISSING"


def test_text_that_gets_its_item_gets_the_items_urgency_and_a_clock_from_there() -> None:
    noon = MORNING + timedelta(hours=2)
    case = after(text_alone(), replace(DIRECT, item=URGENT), now=noon)
    assert (case.item, case.urgency, case.filed_at) == (URGENT, Urgency.E2, noon)
    assert case.due_at == noon + timedelta(hours=24)


def test_text_that_turns_out_complex_gets_the_longer_limit() -> None:
    case = after(text_alone(), replace(DIRECT, item=LONG))
    assert (case.urgency, case.due_at) == (
        Urgency.E4,
        CALENDAR.add(MORNING, Limit(15, LimitUnit.WORK_DAY)),
    )


def test_text_that_was_called_critical_stays_so_with_a_lesser_item() -> None:
    called = reported(item=None, text="楼下堆了很多东西", urgency=Urgency.E1)
    case = after(called, replace(DIRECT, item=PLAIN))
    assert (case.urgency, case.due_at) == (Urgency.E1, MORNING + timedelta(hours=4))


def test_an_assignment_begins_the_units_clock_and_leaves_the_filing() -> None:
    before, later = reported(), MORNING + timedelta(hours=2)
    case = after(before, DIRECT, now=later)
    assert (case.filed_at, case.stage_at) == (before.filed_at, later)
    assert case.due_at == CALENDAR.add(later, Limit(4, LimitUnit.WORK_HOUR))


def test_an_item_given_with_the_assignment_does_not_change_a_known_one() -> None:
    case = after(reported(), replace(DIRECT, item=CRITICAL))
    assert (case.item, case.urgency) == (PLAIN, Urgency.E3)


def test_a_case_is_with_one_unit_at_a_time() -> None:
    refused = refusal(after(reported(), DIRECT), replace(DIRECT, unit=OTHER_UNIT))
    assert (refused.code, UNIT in refused.words) == ("ALREADY_ASSIGNED", True)


@pytest.mark.parametrize(
    ("state", "command"),
    [
        (S.DISPATCHED, ACKNOWLEDGE),
        (S.DISPATCHED, RETURN),
        (S.PROCESSING, FEED_BACK),
        (S.PROCESSING, EXTEND),
        (S.PROCESSING, SUSPEND),
    ],
)
def test_a_unit_does_nothing_to_the_cases_of_another(state: CaseState, command: Any) -> None:
    assert refusal(IN_STATE[state], replace(command, unit=OTHER_UNIT)).code == "OTHER_UNIT"


def test_a_returned_case_stays_with_its_unit_until_somebody_rules() -> None:
    case = after(reported(), DIRECT, RETURN)
    assert (case.state, case.unit) == (S.DISPATCHED, UNIT)
    assert (case.return_pending, case.return_count) == (RETURN.reason, 1)


def test_a_return_is_not_asked_for_twice() -> None:
    assert refusal(after(reported(), DIRECT, RETURN), RETURN).code == "RETURN_PENDING"


def test_a_returned_case_goes_to_another_unit() -> None:
    case = after(reported(), DIRECT, RETURN, replace(DIRECT, unit=OTHER_UNIT))
    assert (case.unit, case.return_pending, case.return_count) == (OTHER_UNIT, "", 1)
    assert refusal(case, ACKNOWLEDGE).code == "OTHER_UNIT"


def test_a_unit_may_take_a_returned_case_after_all() -> None:
    case = after(reported(), DIRECT, RETURN, ACKNOWLEDGE)
    assert (case.state, case.return_pending) == (S.PROCESSING, "")


def test_a_critical_case_is_not_returned() -> None:
    assert refusal(after(reported(item=CRITICAL), DIRECT), RETURN).code == "E1_NO_RETURN"


def test_an_extension_waits_for_a_decision_and_moves_no_deadline() -> None:
    before = processing()
    case = after(before, EXTEND)
    assert (case.extension_pending, case.due_at) == (LATER, before.due_at)


@pytest.mark.parametrize("late", [timedelta(0), timedelta(seconds=1)])
def test_an_extension_is_asked_for_before_the_deadline(late: timedelta) -> None:
    case = processing()
    assert case.due_at
    assert refusal(case, EXTEND, case.due_at + late).code == "TOO_LATE"


def test_an_extension_ends_later_than_the_deadline() -> None:
    case = processing()
    assert case.due_at
    assert refusal(case, replace(EXTEND, until=case.due_at)).code == "NOT_LATER"


def test_a_critical_case_is_never_extended() -> None:
    assert refusal(processing(item=CRITICAL), EXTEND).code == "E1_NO_EXTENSION"


def test_a_suspension_waits_for_a_decision_and_stops_no_clock() -> None:
    case = after(processing(), SUSPEND)
    assert (case.state, case.suspension_pending) == (S.PROCESSING, LATER)
    assert case.clock


@pytest.mark.parametrize("days", [0, -1, 180.1])
def test_a_suspended_case_resumes_within_180_days(days: float) -> None:
    until = MORNING + timedelta(days=days)
    assert refusal(processing(), replace(SUSPEND, until=until)).code == "BAD_RESUME_DATE"


def test_what_is_done_needs_no_more_time() -> None:
    case = after(processing(), EXTEND, SUSPEND, FEED_BACK)
    assert (case.extension_pending, case.suspension_pending) == (None, None)


def test_a_suspended_case_has_no_running_clock() -> None:
    assert replace(processing(), state=S.SUSPENDED).clock is None
