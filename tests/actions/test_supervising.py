"""The timers' round on a real database: alerts are raised, escalate, end and return."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dashboard.actions.handle import handle
from dashboard.actions.supervising import COVERED_LOOK, look_after
from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain import oversight_commands as p
from dashboard.domain.alerts import Alert, AlertState, Turn
from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import Act, Kind
from dashboard.domain.unit import Urgency
from dashboard.store import alerts, journal
from tests.helpers.centre import Centre
from tests.helpers.messages import WATER_UNIT, report
from tests.helpers.people import PEOPLE

MINUTE = timedelta(minutes=1)
MILLISECOND = timedelta(milliseconds=1)


class Desk:
    """One case at one unit, and what the timers do with it."""

    def __init__(self, centre: Centre, **fields: Any) -> None:
        self.centre = centre
        centre.settle(report(1, **fields))
        [self.number] = centre.numbers()

    @property
    def case(self) -> Case:
        return self.centre.case(self.number)

    def do(self, command: Any, by: str = "dispatcher") -> None:
        answer = handle(self.centre.system, command, by=by)
        assert answer.refused is None, answer.refused

    def hand_over(self) -> None:
        self.do(d.Dispatch(case=self.number, unit=WATER_UNIT))
        self.do(c.Acknowledge(case=self.number, unit=WATER_UNIT))

    def at(self, instant: datetime | None) -> None:
        """Moves the clock to this instant and lets the timers look."""
        assert instant is not None
        self.move_to(instant)
        self.look()

    def move_to(self, instant: datetime) -> None:
        self.centre.clock.move(milliseconds=(instant - self.centre.clock()) // MILLISECOND)

    def late(self) -> None:
        """Moves the clock past the deadline."""
        assert self.case.due_at is not None
        self.at(self.case.due_at + MINUTE)

    def look(self) -> None:
        self.centre.ring_deadlines()

    def standing(self) -> list[Alert]:
        with self.centre.system.reader.connect() as connection:
            return alerts.standing(connection, self.centre.district)

    def turns(self) -> list[str]:
        return sorted(alert.lamp.value for alert in self.standing())

    def history(self) -> list[Act]:
        with self.centre.system.reader.connect() as connection:
            return journal.history(connection, self.centre.district, Kind.CASE, self.number)

    def told(self, key: str) -> list[str]:
        with self.centre.system.reader.connect() as connection:
            found = journal.history(connection, self.centre.district, Kind.ALERT, key)
        return [act.act for act in found]

    def pressed(self) -> list[tuple[str, str]]:
        return [(act.act, act.why) for act in self.history() if act.by == "timers"]


@pytest.fixture
def desk(centre: Centre) -> Iterable[Desk]:
    made = Desk(centre)
    made.hand_over()
    yield made
    assert centre.faults() == []


def test_amber_urges_and_red_supervises_with_a_reply_due_by_the_calendar(desk: Desk) -> None:
    desk.at(desk.case.amber_at)
    desk.late()
    asked = desk.case.supervision
    assert desk.pressed() == [("urge", "AMBER"), ("supervise", "RED")]
    assert asked is not None
    assert (asked.level, asked.by) == (1, "timers")
    assert asked.reply_due_at == datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
    assert desk.turns() == ["RED"]


def test_an_alert_and_what_it_presses_for_are_one_transaction(desk: Desk) -> None:
    desk.late()
    [red] = desk.standing()
    assert desk.case.supervision is not None
    assert red.at == desk.case.supervision.at == desk.history()[-1].at


def test_a_unit_that_never_answers_is_supervised_level_by_level(desk: Desk) -> None:
    desk.late()
    for _ in range(5 * 24):
        desk.at(desk.centre.clock() + timedelta(hours=1))
    assert desk.pressed() == [
        ("supervise", "RED"),
        ("supervise", "SEVERE"),
        ("supervise", "REPLY_LATE"),
    ]
    asked = desk.case.supervision
    assert asked is not None
    assert asked.level == 3
    assert {"REPLY_DUE", "SUPERVISED"} <= set(desk.turns())


def test_an_answered_supervision_ends_its_alert_in_the_same_act(desk: Desk) -> None:
    desk.late()
    asked = desk.case.supervision
    assert asked is not None
    assert asked.reply_due_at is not None
    desk.at(asked.reply_due_at + MINUTE)
    assert "REPLY_DUE" in desk.turns()
    desk.do(p.ReplySupervision(case=desk.number, words="今晚完成"), by="unit-u01")
    assert "REPLY_DUE" not in desk.turns()


def test_the_third_level_is_told_to_the_leader_who_alone_acknowledges_it(desk: Desk) -> None:
    ask = p.Supervise(case=desk.number, level=3, words="请主要负责人到场")
    assert handle(desk.centre.system, ask, by=PEOPLE["leader"]).refused is None
    desk.look()
    [told] = desk.standing()
    assert (told.lamp, told.leader, told.level) == (Turn.SUPERVISED, True, 3)
    known = p.AcknowledgeAlert(alert=told.key)
    refused = handle(desk.centre.system, known, by=PEOPLE["foreman"]).refused
    assert refused is not None
    assert refused.code == "ALERT_OF_LEADER"
    assert handle(desk.centre.system, known, by=PEOPLE["leader"]).refused is None
    desk.do(p.ReplySupervision(case=desk.number, words="今晚完成"), by="unit-u01")
    assert desk.turns() == []
    assert desk.told(told.key) == ["raise", "acknowledge_alert", "gone"]


def test_two_timers_press_once(desk: Desk) -> None:
    assert desk.case.due_at is not None
    desk.move_to(desk.case.due_at + MINUTE)
    with desk.centre.beside() as other:
        look_after(desk.centre.system)
        look_after(other.system)
        look_after(desk.centre.system)
    assert desk.pressed() == [("supervise", "RED")]


def test_feeding_back_ends_the_alert_in_the_same_act(desk: Desk) -> None:
    desk.late()
    desk.do(c.FeedBack(case=desk.number, unit=WATER_UNIT, result="已修复"), by="unit-u01")
    assert desk.turns() == []


def test_a_case_that_is_handed_on_is_no_longer_late_and_late_again_once_that_is_undone(
    desk: Desk,
) -> None:
    desk.late()
    desk.do(d.Reassign(case=desk.number, unit="D13", code=d.ReassignReason.OTHER, reason="转办"))
    assert desk.turns() == []
    desk.do(d.Undo(case=desk.number, version=desk.case.version))
    desk.look()
    assert desk.turns() == []
    desk.at(desk.centre.clock() + 10 * MINUTE)
    assert desk.turns() == ["RED"]


def test_an_unacknowledged_urgent_case_calls_and_is_quiet_once_it_is_taken(
    centre: Centre,
) -> None:
    desk = Desk(centre)
    desk.do(d.Dispatch(case=desk.number, unit=WATER_UNIT))
    assert desk.case.acknowledge_by is not None
    desk.at(desk.case.acknowledge_by + MINUTE)
    assert desk.turns() == ["UNACKNOWLEDGED"]
    assert desk.pressed() == [("supervise", "UNACKNOWLEDGED")]
    desk.do(c.Acknowledge(case=desk.number, unit=WATER_UNIT), by="unit-u01")
    assert desk.turns() == []
    assert centre.faults() == []


def test_a_suspended_case_is_quiet_and_resumes_on_its_date(desk: Desk) -> None:
    until = desk.centre.clock() + timedelta(days=30)
    desk.do(
        c.RequestSuspension(case=desk.number, unit=WATER_UNIT, reason="冻土", until=until),
        by="unit-u01",
    )
    desk.do(d.DecideSuspension(case=desk.number, agreed=True, reason="同意"), by="director")
    desk.at(until - MINUTE)
    assert (desk.turns(), desk.case.state) == ([], CaseState.SUSPENDED)
    desk.at(until)
    assert desk.case.state is CaseState.PROCESSING
    assert desk.pressed()[-1] == ("resume", "RESUME_DATE")


def test_cases_of_a_running_incident_are_quiet_and_the_incident_calls_for_them(
    desk: Desk,
) -> None:
    desk.late()
    desk.do(
        p.EscalateIncident(case=desk.number, kind=c.IncidentKind.ACCIDENT, title="爆管", reason="x")
    )
    desk.look()
    [calling, *reports] = sorted(desk.standing(), key=lambda alert: alert.lamp)
    assert (calling.lamp, calling.priority) == (Turn.INCIDENT, 1)
    assert {alert.lamp for alert in reports} == {Turn.REPORT_LATE}
    desk.at(desk.centre.clock() + timedelta(hours=9))
    assert desk.turns() == ["INCIDENT", "REPORT_LATE", "REPORT_LATE"]
    desk.do(p.DismissIncident(incident=calling.case, reason="误报"))
    desk.at(desk.centre.clock() + COVERED_LOOK)
    assert not {"INCIDENT", "REPORT_LATE"} & set(desk.turns())
    assert set(desk.turns()) & {"RED", "SEVERE"}


def test_an_acknowledged_alert_returns_and_a_shelved_one_too(desk: Desk) -> None:
    desk.late()
    [red] = desk.standing()
    desk.do(p.AcknowledgeAlert(alert=red.key))
    [known] = desk.standing()
    assert (known.state, known.taken_by) == (AlertState.ACKNOWLEDGED, "dispatcher")
    desk.at(known.back_at)
    [back] = desk.standing()
    assert back.state is AlertState.RAISED
    until = desk.centre.clock() + 20 * MINUTE
    desk.do(p.ShelveAlert(alert=red.key, until=until, reason="等配件"))
    desk.at(until)
    [back] = desk.standing()
    assert (back.state, back.reached_at) == (AlertState.RAISED, until)


def test_a_critical_case_is_answered_within_half_an_hour(centre: Centre) -> None:
    desk = Desk(centre, urgency=Urgency.E1)
    desk.hand_over()
    desk.late()
    asked = desk.case.supervision
    assert asked is not None
    assert asked.reply_due_at == asked.at + 30 * MINUTE


def test_an_unknown_alert_and_a_shelf_for_a_critical_one_are_refused(centre: Centre) -> None:
    desk = Desk(centre, urgency=Urgency.E1)
    desk.hand_over()
    desk.late()
    red = next(alert for alert in desk.standing() if alert.lamp is Turn.RED)
    until = centre.clock() + MINUTE
    commands = (p.ShelveAlert(alert=red.key, until=until), p.AcknowledgeAlert(alert=red.key + "9"))
    refused = [handle(centre.system, command, by="dispatcher").refused for command in commands]
    assert [one.code for one in refused if one] == ["ALERT_CRITICAL", "NO_SUCH_ALERT"]
