"""A report that falls due raises the duty desk's alert: once, until it has gone out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.alerts import Alert, AlertState, Turn
from dashboard.domain.alerts.incidents import idle, next_look, watch_incident
from dashboard.domain.alerts.life import acknowledge, shelve
from dashboard.domain.alerts.turns import AFTER
from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.persons import Area
from dashboard.domain.refusals import Refused
from dashboard.domain.report_clocks import clocks
from dashboard.domain.situation_reports import SituationKind, SituationReport
from tests.helpers.clock import MORNING
from tests.helpers.states import new_incident

ZONE = ZoneInfo("Asia/Shanghai")
MINUTE = timedelta(minutes=1)
CALLED = SituationReport(
    kind=SituationKind.PHONE, text="市值班室", filed_at=MORNING, entered_at=MORNING, by="duty"
)
SIGNED = replace(CALLED, kind=SituationKind.FIRST, signed_by="leader", signed_at=MORNING)


class Desk:
    """The alerts of one incident, recorded at each look."""

    def __init__(self, *reports: SituationReport) -> None:
        self.incident = replace(new_incident(declared=True), reports=reports)
        self.alerts: dict[str, Alert] = {}

    def look(self, at: datetime) -> None:
        watched = watch_incident(self.incident, list(self.alerts.values()), at, ZONE)
        for alert in (*watched.raised, *watched.back, *watched.gone):
            before = self.alerts.get(alert.key)
            assert alert.version == (before.version if before else 0) + 1
            self.alerts[alert.key] = alert

    def standing(self) -> list[tuple[str, str]]:
        return [
            (a.lamp.value, a.stage) for a in self.alerts.values() if a.open and a.stage in KINDS
        ]


KINDS = frozenset(SituationKind)


def test_a_report_is_told_as_it_falls_due_and_the_late_one_takes_its_place() -> None:
    desk = Desk(CALLED)
    desk.look(MORNING + 49 * MINUTE)
    assert desk.standing() == []
    desk.look(MORNING + 50 * MINUTE)
    assert desk.standing() == [("REPORT_DUE", "FIRST")]
    desk.look(MORNING + 60 * MINUTE + AFTER)
    assert desk.standing() == [("REPORT_LATE", "FIRST")]
    late = next(alert for alert in desk.alerts.values() if alert.lamp is Turn.REPORT_LATE)
    assert (late.priority, late.seats) == (1, (Area.CENTRE,))


def test_the_alert_ends_with_the_signature_and_not_before() -> None:
    desk = Desk(CALLED)
    desk.look(MORNING + 70 * MINUTE)
    waits = replace(SIGNED, signed_by="", signed_at=None)
    desk.incident = replace(desk.incident, reports=(CALLED, waits))
    standing = [alert for alert in desk.alerts.values() if alert.open]
    late = [alert for alert in standing if alert.lamp is Turn.REPORT_LATE]
    assert idle(desk.incident, late, ZONE) == []
    out = replace(desk.incident, reports=(CALLED, SIGNED))
    assert idle(out, late, ZONE) == late


def test_the_alert_is_never_shelved_and_returns_with_the_next_reminder() -> None:
    desk, now = Desk(CALLED), MORNING + 50 * MINUTE
    desk.look(now)
    (alert,) = [one for one in desk.alerts.values() if one.lamp is Turn.REPORT_DUE]
    with pytest.raises(Refused) as caught:
        shelve(alert, now + MINUTE, "duty", now)
    assert caught.value.code == "ALERT_CRITICAL"
    known = acknowledge(alert, "duty", now)
    assert known.back_at == MORNING + 55 * MINUTE
    desk.alerts[alert.key] = known
    desk.look(MORNING + 55 * MINUTE)
    assert desk.alerts[alert.key].state is AlertState.RAISED


def test_whoever_slept_through_is_told_that_it_is_late_alone() -> None:
    desk = Desk()
    desk.look(MORNING + 5 * 60 * MINUTE)
    assert desk.standing() == [("REPORT_LATE", "PHONE"), ("REPORT_LATE", "FIRST")]


def test_a_false_alarm_owes_nothing_any_more() -> None:
    desk = Desk()
    desk.look(MORNING + 5 * 60 * MINUTE)
    desk.incident = replace(desk.incident, state=IncidentState.DISMISSED, over_at=MORNING)
    desk.look(MORNING + 5 * 60 * MINUTE)
    assert desk.standing() == []
    assert next_look(desk.incident, MORNING, ZONE) is None


@given(steps=st.lists(st.tuples(st.integers(0, 90), st.booleans()), max_size=20))
def test_whatever_happens_each_report_stands_once_at_most_and_only_while_it_is_owed(
    steps: Sequence[tuple[int, bool]],
) -> None:
    desk, now = Desk(), MORNING
    for minutes, tells in steps:
        now += minutes * MINUTE
        if tells:
            kind = SituationKind.FOLLOW_UP if desk.incident.reports else SituationKind.FIRST
            number = len(desk.incident.reports)
            told = replace(
                SIGNED, kind=kind, number=number, filed_at=now, entered_at=now, signed_at=now
            )
            desk.incident = replace(desk.incident, reports=(*desk.incident.reports, told))
        desk.look(now)
        assert sorted(desk.standing()) == sorted(_owed(desk.incident, now))
        again = watch_incident(desk.incident, list(desk.alerts.values()), now, ZONE)
        assert (again.raised, again.back, again.gone) == ((), (), ())
        look = next_look(desk.incident, now, ZONE)
        assert look is not None
        assert look > now


def _owed(incident: Incident, now: datetime) -> list[tuple[str, str]]:
    owed = [c for c in clocks(incident, ZONE) if c.delivered_at is None and now >= c.soon_at]
    return [("REPORT_LATE" if now > c.due_at else "REPORT_DUE", c.kind.value) for c in owed]
