"""The two clocks of a case: what starts and moves them, and what a unit has used."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dashboard.domain.case import Case, CaseState
from dashboard.domain.desk_commands import (
    Accept,
    DecideExtension,
    DecideReturn,
    DecideSuspension,
    Reassign,
    ReassignReason,
    Recalculate,
    Resume,
)
from dashboard.domain.unit import Limit, LimitUnit, Urgency
from tests.domain.situations import (
    ACKNOWLEDGE,
    CALENDAR,
    CRITICAL,
    DIRECT,
    DISTRICT,
    EXTEND,
    FAIL,
    FEED_BACK,
    IN_STATE,
    LONG,
    NO,
    OTHER_UNIT,
    PLAIN,
    RETURN,
    SUSPEND,
    UNIT,
    UNSOLVED,
    URGENT,
    after,
    processing,
    refusal,
    reported,
    text_alone,
)
from tests.helpers.clock import MORNING

S = CaseState
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
HOUR_MS = 3_600_000
E3 = DISTRICT.allowances[Urgency.E3]
FOUR = Limit(4, LimitUnit.WORK_HOUR)
MOVE = Reassign(case=NO, unit=OTHER_UNIT, code=ReassignReason.WRONG_TRADE)
BACK = Reassign(case=NO, unit=UNIT, code=ReassignReason.WRONG_TRADE)
GRANT = DecideExtension(case=NO, agreed=True, reason="配件已订")
REST = DecideSuspension(case=NO, agreed=True, reason="冻土")
RESUME = Resume(case=NO)


def due(case: Case) -> datetime:
    assert case.due_at
    return case.due_at


@pytest.mark.parametrize(
    ("state", "limit"),
    [
        (S.REPORTED, E3.intake),
        (S.FILED, E3.dispatch),
        (S.DISPATCHED, FOUR),
        (S.PROCESSING, FOUR),
        (S.FEEDBACK, E3.verify),
        (S.VERIFIED, E3.callback),
    ],
)
def test_each_stage_has_its_own_limit(state: CaseState, limit: Limit) -> None:
    case = IN_STATE[state]
    assert (case.limit, case.stage_at) == (limit, MORNING)
    assert case.due_at == CALENDAR.add(MORNING, limit)


def test_what_the_grid_looks_at_first_has_a_clock_for_that() -> None:
    case = after(text_alone(), Accept(case=NO, item=PLAIN, verify=True))
    assert (case.state, case.limit) == (S.VERIFYING, E3.verify_report)


def test_what_is_urgent_is_not_looked_at_first() -> None:
    assert after(text_alone(), Accept(case=NO, item=URGENT, verify=True)).state is S.FILED


def test_an_acknowledgement_begins_no_new_clock() -> None:
    before = after(reported(), DIRECT)
    case = after(before, ACKNOWLEDGE, now=MORNING + HOUR)
    assert (case.stage_at, case.due_at) == (before.stage_at, before.due_at)


def test_the_unit_has_so_long_to_acknowledge() -> None:
    case = after(reported(), DIRECT)
    assert case.acknowledge_by == CALENDAR.add(MORNING, E3.acknowledge)


def test_before_a_unit_has_it_the_cases_deadline_takes_every_step_into_account() -> None:
    case = text_alone()
    sure = CALENDAR.add(CALENDAR.add(MORNING, E3.intake), E3.dispatch)
    assert case.case_due_at == CALENDAR.add(CALENDAR.add(sure, E3.handle), E3.verify)


def test_the_first_dispatch_fixes_the_cases_deadline() -> None:
    case = after(reported(), DIRECT, now=MORNING + HOUR)
    assert case.case_due_at == CALENDAR.add(due(case), E3.verify)
    assert case.first_dispatched_at == MORNING + HOUR


def test_another_unit_gets_the_whole_limit_and_the_cases_deadline_stays() -> None:
    before = processing()
    case = after(before, MOVE, now=MORNING + HOUR)
    assert (case.state, case.unit) == (S.DISPATCHED, OTHER_UNIT)
    assert case.due_at == CALENDAR.add(MORNING + HOUR, FOUR)
    assert case.case_due_at == before.case_due_at
    assert [(one.unit, one.ms) for one in case.spent] == [(UNIT, HOUR_MS)]


def test_who_gets_a_case_back_has_what_was_left() -> None:
    away = after(processing(), MOVE, now=MORNING + HOUR)
    case = after(away, BACK, now=MORNING + HOUR + 10 * MINUTE)
    left = CALENDAR.ms_of(FOUR) - HOUR_MS
    assert case.stage_ms == left
    assert case.due_at == CALENDAR.advance(case.stage_at or MORNING, left, LimitUnit.WORK_HOUR)


def test_a_unit_gets_no_clock_of_its_own_by_returning() -> None:
    back = after(reported(), DIRECT, RETURN)
    agreed = DecideReturn(case=NO, agreed=True, reason="属实")
    case = after(back, agreed, now=MORNING + HOUR)
    assert (case.state, case.limit, case.unit) == (S.FILED, E3.dispatch, None)
    assert case.case_due_at == back.case_due_at
    again = after(case, DIRECT, now=MORNING + HOUR)
    assert again.stage_ms == CALENDAR.ms_of(FOUR) - HOUR_MS


def test_rework_has_what_is_left_of_the_units_time() -> None:
    done = after(processing(), FEED_BACK, now=MORNING + HOUR)
    case = after(done, FAIL, now=MORNING + 90 * MINUTE)
    assert case.stage_ms == CALENDAR.ms_of(FOUR) - HOUR_MS
    assert case.case_due_at == done.case_due_at


def test_rework_has_a_fifth_of_the_limit_at_least() -> None:
    late = after(processing(), FEED_BACK, now=due(processing()) - MINUTE)
    case = after(late, FAIL, now=due(processing()))
    assert case.stage_ms == CALENDAR.ms_of(FOUR) // 5


def test_on_time_is_judged_on_all_that_a_unit_has_used() -> None:
    done = after(processing(), FEED_BACK, now=due(processing()))
    assert (done.on_time, done.handling_due_at) == (True, due(processing()))
    again = after(done, FAIL, now=due(processing()))
    done_again = after(again, FEED_BACK, now=due(again))
    assert (again.on_time, done_again.on_time) == (None, False)
    assert sum(one.ms for one in done_again.spent) > CALENDAR.ms_of(FOUR)


def test_an_unsolved_case_is_rework_too() -> None:
    case = after(IN_STATE[S.VERIFIED], UNSOLVED, now=MORNING + HOUR)
    assert (case.state, case.rework_count, case.stage_at) == (S.PROCESSING, 1, MORNING + HOUR)


# More time, and none -----------------------------------------------------------------------


def test_an_extension_moves_both_deadlines_by_as_much() -> None:
    before = processing()
    asked = replace(EXTEND, until=due(before) + 30 * MINUTE)
    case = after(before, asked, GRANT)
    assert (case.due_at, case.original_due_at) == (asked.until, before.due_at)
    assert (case.extensions, case.extension_pending) == (1, None)
    assert before.case_due_at
    assert case.case_due_at == CALENDAR.close(
        CALENDAR.advance(before.case_due_at, HOUR_MS // 2, LimitUnit.WORK_HOUR),
        LimitUnit.WORK_HOUR,
    )


def test_a_refused_extension_moves_nothing() -> None:
    before = processing()
    no = replace(GRANT, agreed=False)
    case = after(before, replace(EXTEND, until=due(before) + HOUR), no)
    assert (case.due_at, case.extensions, case.extension_pending) == (before.due_at, 0, None)


def test_an_extension_is_no_longer_than_the_limit() -> None:
    asked = after(processing(), EXTEND)
    assert refusal(asked, GRANT).code == "LONGER_THAN_LIMIT"


def test_an_urgent_case_is_extended_once_and_by_a_day() -> None:
    before = processing(item=URGENT)
    day = replace(EXTEND, until=due(before) + timedelta(hours=24))
    case = after(before, day, GRANT)
    assert case.due_at == day.until
    assert refusal(case, replace(day, until=day.until + HOUR)).code == "EXTENDED_ENOUGH"
    longer = after(before, replace(day, until=day.until + MINUTE))
    assert refusal(longer, GRANT).code in ("E2_A_DAY", "LONGER_THAN_LIMIT")


def test_other_cases_are_extended_twice() -> None:
    case = processing()
    for _ in range(2):
        case = after(case, replace(EXTEND, until=due(case) + HOUR), GRANT)
    assert refusal(case, replace(EXTEND, until=due(case) + HOUR)).code == "EXTENDED_ENOUGH"


def test_a_decision_that_comes_after_the_new_deadline_is_refused() -> None:
    asked = after(processing(), replace(EXTEND, until=due(processing()) + HOUR))
    assert refusal(asked, GRANT, due(processing()) + HOUR).code == "ALREADY_PAST"


def test_a_suspension_keeps_what_is_left_and_gives_it_back() -> None:
    before = processing()
    rest = after(before, SUSPEND, REST, now=MORNING + HOUR)
    assert (rest.state, rest.due_at, rest.case_due_at) == (S.SUSPENDED, None, None)
    assert rest.suspension
    assert rest.suspension.stage_left_ms == CALENDAR.ms_of(FOUR) - HOUR_MS
    later = MORNING + timedelta(days=7, hours=1)
    case = after(rest, RESUME, now=later)
    assert (case.state, case.suspension) == (S.PROCESSING, None)
    assert case.due_at == due(before) + timedelta(days=7)
    assert [one.ms for one in case.spent] == [HOUR_MS]


def test_what_was_late_is_late_again_when_it_resumes() -> None:
    late = due(processing()) + HOUR
    rest = after(processing(), SUSPEND, REST, now=late)
    case = after(rest, RESUME, now=late + timedelta(days=3))
    assert due(case) <= late + timedelta(days=3)


def test_a_deadline_in_a_year_without_a_list_is_provisional() -> None:
    december = datetime(2026, 12, 21, 2, 0, tzinfo=MORNING.tzinfo)
    assert not processing().calendar_provisional
    case = after(reported(item=LONG, now=december), DIRECT, now=december)
    assert case.calendar_provisional


def test_what_runs_around_the_clock_waits_for_no_list() -> None:
    january = datetime(2027, 1, 12, 2, 0, tzinfo=MORNING.tzinfo)
    case = reported(item=CRITICAL, now=january)
    assert not case.calendar_provisional
    assert not after(case, DIRECT, ACKNOWLEDGE, now=january).calendar_provisional
    plain = reported(now=january)
    assert plain.calendar_provisional
    assert after(plain, DIRECT, now=january).calendar_provisional


def test_a_calendar_that_has_not_changed_moves_no_deadline() -> None:
    again = Recalculate(case=NO, reason="2027")
    for case in IN_STATE.values():
        if case.open:
            assert refusal(case, again, MORNING).code == "NOTHING_MOVES", case.state
