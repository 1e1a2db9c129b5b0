"""Who has a case: duties, returns, tiers, helpers, and the accountable owner."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.domain.case import Case, CaseState, Tier
from dashboard.domain.commands import Direct, SelfResolve
from dashboard.domain.desk_commands import (
    AddCoHandler,
    DecideReturn,
    Dispatch,
    FinishCoHandling,
    Reassign,
    ReassignReason,
)
from dashboard.domain.life import Owner, OwnerKind, owner
from dashboard.domain.persons import Person, Role
from dashboard.domain.roles import may
from dashboard.domain.unit import Limit, LimitUnit
from tests.domain.situations import (
    ACKNOWLEDGE,
    CALENDAR,
    CRITICAL,
    DIRECT,
    DISTRICT,
    FEED_BACK,
    GRID,
    IN_STATE,
    LEADER,
    NO,
    OTHER_UNIT,
    PASS,
    PLAIN,
    RETURN,
    SOLVED,
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
STREET = DISTRICT.grids[GRID].street
COMMUNITY = DISTRICT.grids[GRID].community
ELSEWHERE = "D09"
DISPATCH = Dispatch(case=NO, unit=UNIT)
AGREED = DecideReturn(case=NO, agreed=True, reason="属实")
REFUSED = DecideReturn(case=NO, agreed=False, reason="职责所在")
HELP = AddCoHandler(case=NO, unit=OTHER_UNIT, reason="需要吊车")


def to_the_end(case: Case) -> Case:
    """Takes the case to its close: by its unit, the grid leader and the reporter."""
    unit = case.unit or UNIT
    done = (replace(ACKNOWLEDGE, unit=unit), replace(FEED_BACK, unit=unit), PASS, SOLVED)
    return after(case, *done)


def person(role: Role, **scope: object) -> Person:
    return Person(login="li", name="李", role=role, **scope)  # type: ignore[arg-type]


# Duties ------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", [UNIT, STREET])
def test_a_case_is_dispatched_to_its_lead_or_to_its_street(unit: str) -> None:
    case = after(reported(), replace(DISPATCH, unit=unit))
    assert (case.state, case.unit) == (S.DISPATCHED, unit)


def test_who_has_no_duty_is_not_dispatched_to() -> None:
    why = refusal(reported(), replace(DISPATCH, unit=ELSEWHERE))
    assert (why.code, why.values["units"]) == ("NO_DUTY", (UNIT, STREET))


def test_what_two_units_have_returned_is_given_to_anybody_by_the_foreman_alone() -> None:
    case, give = replace(reported(), returned_by=(UNIT, STREET)), replace(DISPATCH, unit=ELSEWHERE)
    assert after(case, give, person=person(Role.FOREMAN)).unit == ELSEWHERE
    assert refusal(case, give).code == "NO_DUTY"
    at_the_desk = (
        person(Role.DISPATCHER),
        person(Role.DISPATCHER, street=STREET),
        person(Role.STREET, street=STREET),
    )
    for who in at_the_desk:
        assert refusal(case, give, person=who).code == "NO_DUTY"
        denied = may(who, DISPATCH, case)
        assert denied
        assert denied.code == "FOREMAN_DESIGNATES"
    assert refusal(case, DIRECT).code == "FOREMAN_DESIGNATES"
    leader = person(Role.GRID_LEADER, grid=GRID)
    assert may(leader, DIRECT, case)
    assert not may(leader, DIRECT, reported())
    assert not may(person(Role.FOREMAN), give, case)
    assert owner(case) == Owner(OwnerKind.FOREMAN)


def test_a_message_tells_what_the_grid_leader_has_arranged_a_desk_is_asked_for_the_duty() -> None:
    elsewhere = replace(DIRECT, unit=ELSEWHERE)
    assert after(reported(), elsewhere).unit == ELSEWHERE
    leader = person(Role.GRID_LEADER, grid=GRID)
    assert refusal(reported(), elsewhere, person=leader).code == "NO_DUTY"


def test_a_reassignment_goes_to_any_other_unit_for_a_reason() -> None:
    move = Reassign(case=NO, unit=ELSEWHERE, code=ReassignReason.OTHER)
    assert refusal(processing(), move).code == "WORDS_MISSING"
    assert after(processing(), replace(move, reason="涉及治安")).unit == ELSEWHERE
    same = replace(move, unit=UNIT, reason="同一单位")
    assert refusal(processing(), same).code == "SAME_UNIT"


# Returns -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "window"),
    [(URGENT, Limit(30, LimitUnit.MINUTE)), (PLAIN, Limit(2, LimitUnit.WORK_HOUR))],
)
def test_a_case_is_returned_within_its_window(item: str, window: Limit) -> None:
    case = after(reported(item=item), DIRECT)
    last = CALENDAR.add(MORNING, window)
    assert after(case, RETURN, now=last).return_pending
    assert refusal(case, RETURN, last + timedelta(milliseconds=1)).code == "RETURN_LATE"


def test_a_refused_return_counts_as_acknowledged() -> None:
    case = after(reported(), DIRECT, RETURN, REFUSED)
    assert (case.state, case.acknowledged_at, case.return_pending) == (S.PROCESSING, MORNING, "")


def test_a_unit_returns_a_case_once() -> None:
    again = after(reported(), DIRECT, RETURN, AGREED, DIRECT)
    assert refusal(again, RETURN).code == "RETURNED_BEFORE"


def test_the_second_return_is_the_last() -> None:
    once = after(reported(), DIRECT, RETURN)
    other = replace(DIRECT, unit=OTHER_UNIT)
    twice = after(once, AGREED, other, replace(RETURN, unit=OTHER_UNIT))
    foreman = person(Role.FOREMAN)
    third = after(after(twice, AGREED), replace(DISPATCH, unit=STREET), person=foreman)
    assert refusal(third, replace(RETURN, unit=STREET)).code == "RULING_FINAL"


def test_there_is_nothing_to_rule_on_where_nobody_has_asked() -> None:
    assert refusal(after(reported(), DIRECT), AGREED).code == "NOTHING_ASKED"


# Tiers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "scope", "unit", "tier"),
    [
        (None, {}, UNIT, Tier.DISTRICT),
        (Role.DISPATCHER, {}, UNIT, Tier.DISTRICT),
        (Role.DISPATCHER, {"street": STREET}, UNIT, Tier.STREET),
        (Role.STREET, {"street": STREET}, UNIT, Tier.STREET),
        (Role.STATION, {"community": COMMUNITY}, UNIT, Tier.COMMUNITY),
        (None, {}, STREET, Tier.STREET),
    ],
)
def test_who_gives_a_case_away_and_to_whom_says_at_which_tier_it_is_resolved(
    role: Role | None, scope: dict[str, object], unit: str, tier: Tier
) -> None:
    who = person(role, **scope) if role else None
    case = after(reported(), replace(DISPATCH, unit=unit), person=who)
    closed = to_the_end(case)
    assert (closed.state, closed.tier_resolved) == (S.CLOSED, tier)


def test_what_the_grid_leader_arranges_is_resolved_in_the_grid() -> None:
    assert to_the_end(after(reported(), DIRECT)).tier_resolved is Tier.GRID


def test_what_is_reassigned_by_the_centre_is_the_districts() -> None:
    move = Reassign(case=NO, unit=OTHER_UNIT, code=ReassignReason.WRONG_TRADE)
    case = to_the_end(after(reported(), DIRECT, move))
    assert case.tier_resolved is Tier.DISTRICT


# Helpers -----------------------------------------------------------------------------------


def test_a_helper_has_a_limit_inside_the_leads() -> None:
    lead = processing()
    case = after(lead, HELP, now=MORNING + timedelta(hours=1))
    [helper] = case.co_handlers
    assert (case.unit, helper.unit, helper.due_at) == (UNIT, OTHER_UNIT, lead.due_at)


def test_a_helpers_part_is_done_once() -> None:
    done = FinishCoHandling(case=NO, unit=OTHER_UNIT, result="已吊走")
    case = after(processing(), HELP, done)
    assert (case.state, case.co_handlers[0].result) == (S.PROCESSING, "已吊走")
    assert refusal(case, done).code == "NO_HELPER"


@pytest.mark.parametrize("unit", [UNIT, OTHER_UNIT])
def test_nobody_helps_twice_or_themselves(unit: str) -> None:
    case = after(processing(), HELP)
    assert refusal(case, replace(HELP, unit=unit)).code == "HELPS_ALREADY"


def test_a_helper_does_not_verify_what_it_helped_with() -> None:
    case = after(processing(), HELP, FEED_BACK)
    assert refusal(case, replace(PASS, by=OTHER_UNIT)).code == "OWN_WORK"


def test_who_reported_the_result_does_not_verify_it_under_another_name() -> None:
    case = after(processing(), FEED_BACK, by="zhang")
    assert refusal(case, PASS, by="zhang").code == "OWN_WORK"


# Owners ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "held"),
    [
        (text_alone(), Owner(OwnerKind.INTAKE)),
        (IN_STATE[S.FILED], Owner(OwnerKind.DISPATCH)),
        (IN_STATE[S.DISPATCHED], Owner(OwnerKind.UNIT, UNIT)),
        (IN_STATE[S.PROCESSING], Owner(OwnerKind.UNIT, UNIT)),
        (after(reported(), DIRECT, RETURN), Owner(OwnerKind.UNIT, UNIT)),
        (IN_STATE[S.FEEDBACK], Owner(OwnerKind.GRID, str(GRID))),
        (reported(SelfResolve, by=LEADER, result="好"), Owner(OwnerKind.STATION, COMMUNITY)),
        (IN_STATE[S.VERIFIED], Owner(OwnerKind.INTAKE)),
        (replace(IN_STATE[S.VERIFIED], reporter_known=False), Owner(OwnerKind.FOREMAN)),
        (IN_STATE[S.CLOSED], None),
    ],
)
def test_everybody_knows_who_answers_for_a_case(case: Case, held: Owner | None) -> None:
    assert owner(case) == held


def test_a_critical_case_is_returned_by_nobody() -> None:
    assert refusal(after(reported(item=CRITICAL), DIRECT), RETURN).code == "E1_NO_RETURN"


def test_a_direct_report_of_a_desk_names_the_person() -> None:
    leader = person(Role.GRID_LEADER, grid=GRID)
    case = after(reported(), Direct(case=NO, unit=UNIT, by="somebody"), person=leader, by="li")
    assert case.directed_by == "li"
