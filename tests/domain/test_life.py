"""A case from report to close: where each command leads, and what forbids it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.domain.case import TERMINAL, Case, CaseState
from dashboard.domain.commands import CaseCommand, Direct, Satisfaction
from dashboard.domain.persons import Person, Role
from tests.domain.situations import (
    ACKNOWLEDGE,
    CALENDAR,
    DIRECT,
    DISTRICT,
    EXTEND,
    FAIL,
    FEED_BACK,
    IN_STATE,
    LEADER,
    PASS,
    PLAIN,
    RETURN,
    SOLVED,
    SUSPEND,
    UNIT,
    UNREACHED,
    UNSOLVED,
    WAY,
    after,
    processing,
    refusal,
    reported,
)
from tests.helpers.clock import MORNING

S = CaseState
LEADS: dict[CaseState, dict[CaseCommand, CaseState]] = {
    S.REPORTED: {replace(DIRECT, item=PLAIN): S.DISPATCHED},
    S.FILED: {DIRECT: S.DISPATCHED},
    S.DISPATCHED: {ACKNOWLEDGE: S.PROCESSING, RETURN: S.DISPATCHED},
    S.PROCESSING: {FEED_BACK: S.FEEDBACK, EXTEND: S.PROCESSING, SUSPEND: S.PROCESSING},
    S.FEEDBACK: {PASS: S.VERIFIED, FAIL: S.PROCESSING},
    S.VERIFIED: {SOLVED: S.CLOSED, UNSOLVED: S.PROCESSING, UNREACHED: S.VERIFIED},
}
EVERY_COMMAND: list[CaseCommand] = [one for leads in LEADS.values() for one in leads]


@pytest.mark.parametrize(
    ("case", "command", "state"),
    [(IN_STATE[a], command, b) for a, leads in LEADS.items() for command, b in leads.items()],
)
def test_each_command_leads_to_its_state_one_version_on(
    case: Case, command: CaseCommand, state: CaseState
) -> None:
    done = after(case, command)
    assert (done.state, done.version) == (state, case.version + 1)


@pytest.mark.parametrize("command", EVERY_COMMAND)
def test_a_command_is_refused_wherever_it_leads_nowhere(command: CaseCommand) -> None:
    kinds = {state: {type(one) for one in leads} for state, leads in LEADS.items()}
    for state, case in IN_STATE.items():
        if type(command) not in kinds.get(state, set()):
            code = "ALREADY_ASSIGNED" if isinstance(command, Direct) else "WRONG_STATE"
            assert refusal(case, command).code == (code if case.open else "CASE_CLOSED"), state


@pytest.mark.parametrize("state", sorted(TERMINAL))
@pytest.mark.parametrize("command", EVERY_COMMAND)
def test_nothing_changes_what_is_over(state: CaseState, command: CaseCommand) -> None:
    assert refusal(replace(IN_STATE[S.VERIFIED], state=state), command).code == "CASE_CLOSED"


def test_a_result_comes_with_its_attachments_behind_the_reports() -> None:
    case = after(processing(attachments=("1.jpg",)), replace(FEED_BACK, attachments=("2.jpg",)))
    assert (case.result, case.attachments) == (FEED_BACK.result, ("1.jpg", "2.jpg"))


def test_a_unit_does_not_verify_its_own_work() -> None:
    assert refusal(IN_STATE[S.FEEDBACK], replace(PASS, by=UNIT)).code == "OWN_WORK"


@pytest.mark.parametrize("called", ["d14", " D 14 ", "name_zh", "short_zh", "name_en"])
def test_a_message_verifies_no_work_of_its_unit_however_that_is_written(called: str) -> None:
    by = getattr(DISTRICT.units[UNIT], called, called)
    assert refusal(IN_STATE[S.FEEDBACK], replace(PASS, by=by)).code == "OWN_WORK"


def test_a_message_in_the_place_of_the_grid_waits_its_turn_and_says_why() -> None:
    """As at the desk: the station or street may once the grid is late, with the reason."""
    case = IN_STATE[S.FEEDBACK]
    assert case.clock is not None
    late = case.clock.due_at + timedelta(milliseconds=1)
    for by in (f"station-{case.community}", "社区站", "街道中心", case.street):
        instead = replace(PASS, by=by)
        assert refusal(case, instead).code == "NOT_YOUR_VERIFICATION"
        assert refusal(case, instead, now=late).code == "WORDS_MISSING"
        done = after(case, replace(instead, reason="网格长请假"), now=late)
        assert done.state is S.VERIFIED


def test_a_passed_case_without_a_reporter_is_closed_at_once() -> None:
    case = after(processing(reporter=None), FEED_BACK, PASS)
    assert (case.state, case.closed_at, case.verified_at) == (S.CLOSED, MORNING, MORNING)


def test_a_failed_case_goes_back_to_the_same_unit_and_its_own_deadline_stays() -> None:
    before = IN_STATE[S.FEEDBACK]
    case = after(before, FAIL)
    assert (case.state, case.unit, case.rework_count) == (S.PROCESSING, UNIT, 1)
    assert (case.due_at, case.case_due_at) == (before.handling_due_at, before.case_due_at)
    assert (case.fed_back_at, case.opinion) == (None, FAIL.opinion)


def test_a_reporter_who_is_not_reached_on_three_days_stops_no_case() -> None:
    case = IN_STATE[S.VERIFIED]
    for day in range(2):
        case = after(case, UNREACHED, now=MORNING + timedelta(days=day))
    assert (case.state, case.callback_attempts) == (S.VERIFIED, 2)
    over = after(case, UNREACHED, now=MORNING + timedelta(days=2))
    assert (over.state, over.no_reply, over.solved) == (S.CLOSED, "UNREACHED", None)


def test_however_often_somebody_tries_one_attempt_a_day_counts() -> None:
    case = after(IN_STATE[S.VERIFIED], *[UNREACHED] * 5)
    assert (case.state, case.callback_attempts) == (S.VERIFIED, 1)
    evening = MORNING + timedelta(hours=13, minutes=50)
    assert CALENDAR.local(evening).date() == CALENDAR.local(MORNING).date()
    assert after(case, UNREACHED, now=evening).callback_attempts == 1
    past_midnight = after(case, UNREACHED, now=MORNING + timedelta(hours=20))
    assert past_midnight.callback_attempts == 2
    assert after(case, SOLVED).state is S.CLOSED


def test_a_reached_reporter_has_said_whether_it_is_solved() -> None:
    silent = replace(SOLVED, solved=None)
    assert refusal(IN_STATE[S.VERIFIED], silent).code == "ANSWER_MISSING"


def test_what_is_not_solved_is_done_again_and_called_back_anew() -> None:
    case = after(IN_STATE[S.VERIFIED], UNREACHED, UNSOLVED)
    assert (case.state, case.rework_count, case.callback_attempts) == (S.PROCESSING, 1, 0)
    assert (case.solved, case.verified_at) == (False, None)


def test_solved_but_dissatisfied_closes_and_counts() -> None:
    case = after(IN_STATE[S.VERIFIED], replace(SOLVED, satisfaction=Satisfaction.DISSATISFIED))
    assert (case.state, case.satisfaction) == (S.CLOSED, Satisfaction.DISSATISFIED)


def test_a_closed_case_has_every_instant_of_its_way_and_no_running_clock() -> None:
    case = reported()
    for hour, command in enumerate(WAY, start=1):
        case = after(case, command, now=MORNING + timedelta(hours=hour))
    instants = [
        case.reported_at,
        case.dispatched_at,
        case.acknowledged_at,
        case.fed_back_at,
        case.verified_at,
        case.closed_at,
    ]
    assert instants == [MORNING + timedelta(hours=hour) for hour in range(6)]
    assert (case.clock, case.open) == (None, False)


def test_who_looks_in_place_of_the_grid_leader_says_why() -> None:
    case = IN_STATE[S.FEEDBACK]
    assistant = Person(login="xie", name="谢", role=Role.GRID_ASSISTANT, grid=206)
    silent = replace(PASS, by="xie")
    assert refusal(case, silent, person=assistant, by="xie").code == "WORDS_MISSING"
    told = after(case, replace(silent, reason="网格长休假"), person=assistant, by="xie")
    assert (told.state, told.verified_by) == (S.VERIFIED, "xie")
    leader = Person(login=LEADER, name="刘", role=Role.GRID_LEADER, grid=206)
    assert after(case, PASS, person=leader, by=LEADER).state is S.VERIFIED
