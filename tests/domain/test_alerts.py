"""One alert: acknowledged, it ages and returns; shelved, it is hidden for a while."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dashboard.domain.alerts import Alert, AlertClass, AlertState, Turn
from dashboard.domain.alerts.incidents import alert_of_incident
from dashboard.domain.alerts.life import acknowledge, come_back, end, shelve
from dashboard.domain.alerts.turns import TurnAt, alert_of, rank
from dashboard.domain.case import CaseState
from dashboard.domain.oversight_commands import AcknowledgeAlert, ShelveAlert
from dashboard.domain.persons import Area, Person, Role
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import may
from dashboard.domain.scope import LEADING, Scope
from dashboard.domain.unit import Urgency
from tests.helpers.clock import MORNING
from tests.helpers.states import new_case
from tests.helpers.states import new_incident as incident

MINUTE = timedelta(minutes=1)
HANDLED = {"state": CaseState.PROCESSING, "unit": "D14"}


def raised(turn: Turn = Turn.RED, urgency: Urgency = Urgency.E2, **fields: Any) -> Alert:
    case = new_case(urgency=urgency, **HANDLED | fields)
    return alert_of(case, TurnAt(turn, MORNING, MORNING), MORNING)


@pytest.mark.parametrize(
    ("turn", "urgency", "kind", "priority"),
    [
        (Turn.RED, Urgency.E1, AlertClass.ALERT, 1),
        (Turn.UNACKNOWLEDGED, Urgency.E1, AlertClass.ALERT, 1),
        (Turn.RED, Urgency.E2, AlertClass.ALERT, 2),
        (Turn.RED, Urgency.E3, AlertClass.ALERT, 3),
        (Turn.SEVERE, Urgency.E4, AlertClass.ALERT, 2),
        (Turn.AMBER, Urgency.E1, AlertClass.ALERT, 2),
        (Turn.AMBER, Urgency.E2, AlertClass.ALERT, 3),
        (Turn.AMBER, Urgency.E3, AlertClass.NOTICE, 3),
        (Turn.AMBER, Urgency.E4, AlertClass.NOTICE, 3),
        (Turn.CASE_RED, Urgency.E1, AlertClass.NOTICE, 2),
        (Turn.INCIDENT, Urgency.E1, AlertClass.ALERT, 1),
        (Turn.PING_PONG, Urgency.E3, AlertClass.ALERT, 2),
        (Turn.SUPERVISED, Urgency.E3, AlertClass.ALERT, 2),
    ],
)
def test_class_and_priority_follow_the_table(
    turn: Turn, urgency: Urgency, kind: AlertClass, priority: int
) -> None:
    assert rank(turn, urgency) == (kind, priority)


def test_a_late_reply_is_an_alert_from_the_second_level_on() -> None:
    found = [rank(Turn.REPLY_DUE, Urgency.E3, level) for level in (1, 2, 3)]
    assert [kind for kind, _ in found] == [AlertClass.NOTICE, AlertClass.ALERT, AlertClass.ALERT]


def concerned(alert: Alert) -> set[str]:
    desks = ("centre", "street/S08", "street/S01", "unit/D14", "unit/D13", "grid/206")
    return {desk for desk in desks if alert.concerns(Scope.read(desk))}


def test_a_late_case_concerns_the_centre_its_street_and_its_unit() -> None:
    assert concerned(raised()) == {"centre", "street/S08", "unit/D14"}


def test_an_amber_that_isnt_urgent_is_a_notice_to_the_unit_alone() -> None:
    assert concerned(raised(Turn.AMBER, Urgency.E3)) == {"unit/D14"}
    own_street = raised(Turn.AMBER, Urgency.E3, unit="S01")
    assert concerned(own_street) == {"street/S01"}


def test_a_supervision_of_the_third_level_concerns_the_leaders_desk_alone() -> None:
    told = raised(Turn.SUPERVISED)
    assert concerned(told) == set()
    assert told.concerns(LEADING)
    assert raised().concerns(LEADING)


@pytest.mark.parametrize("role", [Role.FOREMAN, Role.DUTY_LEADER, Role.SUPERVISOR])
def test_an_alert_to_the_leader_is_known_when_a_leader_knows_of_it(role: Role) -> None:
    told, case = raised(Turn.SUPERVISED), new_case(**HANDLED)
    known = AcknowledgeAlert(alert=told.key)
    shelved = ShelveAlert(alert=told.key, until=MORNING + MINUTE)
    other, leader = (Person(login=one, name=one, role=one) for one in (role, Role.LEADER))
    refused = [may(other, command, case) for command in (known, shelved)]
    codes = [one.code if one else "" for one in refused]
    assert codes == ["ALERT_OF_LEADER"] * 2
    assert may(leader, known, case) is None
    assert may(other, AcknowledgeAlert(alert=raised().key), case) is None


def test_before_there_is_a_unit_the_centre_has_to_act() -> None:
    waiting = raised(Turn.AMBER, Urgency.E3, state=CaseState.FILED, unit=None)
    assert waiting.seats == (Area.CENTRE,)


@pytest.mark.parametrize(("by", "area"), [(None, Area.GRID), ("grid206", Area.COMMUNITY)])
def test_a_late_verification_concerns_whoever_verifies(by: str | None, area: Area) -> None:
    late = raised(state=CaseState.FEEDBACK, self_resolved_by=by)
    assert late.seats == (Area.CENTRE, Area.STREET, area)


@pytest.mark.parametrize(
    ("urgency", "minutes"), [(Urgency.E1, 10), (Urgency.E2, 30), (Urgency.E3, 120)]
)
def test_an_acknowledged_alert_returns_after_twice_its_interval(
    urgency: Urgency, minutes: int
) -> None:
    known = acknowledge(raised(urgency=urgency), "dispatcher", MORNING)
    assert (known.state, known.taken_by) == (AlertState.ACKNOWLEDGED, "dispatcher")
    assert known.back_at == MORNING + minutes * MINUTE
    back = come_back(known, MORNING + minutes * MINUTE)
    assert (back.state, back.reached_at) == (AlertState.RAISED, MORNING + minutes * MINUTE)
    assert back.version == 3


def test_a_second_acknowledgement_is_told_who_was_first() -> None:
    known = acknowledge(raised(), "dispatcher", MORNING)
    with pytest.raises(Refused) as caught:
        acknowledge(known, "dispatcher2", MORNING)
    assert (caught.value.code, caught.value.values) == (
        "ALERT_ACKNOWLEDGED",
        {"by": "dispatcher"},
    )


@pytest.mark.parametrize(
    ("urgency", "most"), [(Urgency.E2, 30), (Urgency.E3, 240), (Urgency.E4, 240)]
)
def test_an_alert_is_shelved_for_its_time_at_most(urgency: Urgency, most: int) -> None:
    alert = raised(urgency=urgency)
    until = MORNING + most * MINUTE
    shelved = shelve(alert, until, "dispatcher", MORNING, reason="等配件")
    assert (shelved.state, shelved.back_at) == (AlertState.SHELVED, until)
    for moment in (until + timedelta(milliseconds=1), MORNING):
        with pytest.raises(Refused) as caught:
            shelve(alert, moment, "dispatcher", MORNING)
        assert (caught.value.code, caught.value.values) == ("SHELF_TOO_LONG", {"minutes": most})


@pytest.mark.parametrize(
    "critical",
    [raised(urgency=Urgency.E1), alert_of_incident(incident(), MORNING)],
    ids=["E1", "incident"],
)
def test_what_is_critical_is_never_shelved(critical: Alert) -> None:
    with pytest.raises(Refused) as caught:
        shelve(critical, MORNING + MINUTE, "dispatcher", MORNING)
    assert caught.value.code == "ALERT_CRITICAL"


@pytest.mark.parametrize(
    "past", [end(raised(), MORNING), replace(raised(), kind=AlertClass.LOG)], ids=["gone", "log"]
)
def test_what_is_gone_or_only_logged_takes_no_act(past: Alert) -> None:
    for act in (acknowledge, lambda *at: shelve(past, MORNING + MINUTE, *at[1:])):
        with pytest.raises(Refused) as caught:
            act(past, "dispatcher", MORNING)
        assert caught.value.code == "ALERT_GONE"


def test_an_incident_that_was_declared_at_once_is_done_with_its_acknowledgement() -> None:
    declared = alert_of_incident(incident(declared=True), MORNING)
    known = acknowledge(declared, "duty", MORNING)
    assert (known.open, known.taken_by) == (False, "duty")
