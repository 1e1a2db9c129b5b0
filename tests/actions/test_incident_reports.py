"""Milestones and reports of an incident through handle(): recorded, published, due and signed."""

from datetime import timedelta

import pytest

from dashboard.domain import oversight_commands as p
from dashboard.domain.alerts import Alert
from dashboard.domain.changes import Kind
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.incident import Incident
from dashboard.domain.milestones import Milestone
from dashboard.domain.situation_reports import SituationKind
from dashboard.store import alerts, journal, proximity
from tests.helpers.centre import Centre
from tests.helpers.people import ask, do, refused

MINUTE = timedelta(minutes=1)


@pytest.fixture
def number(centre: Centre) -> str:
    """A confirmed incident of level IV."""
    what = ReportIncident(kind=IncidentKind.ACCIDENT, title="供热爆管", grid=206)
    found = do(centre, "duty", what)
    do(centre, "duty-leader", p.ConfirmIncident(incident=found, level=4))
    return found


def incident(centre: Centre) -> Incident:
    with centre.system.reader.connect() as connection:
        (found,) = proximity.incidents_at_hand(connection, centre.district)
    return found


def reminders(centre: Centre) -> list[tuple[str, str]]:
    centre.ring_deadlines()
    with centre.system.reader.connect() as connection:
        found = alerts.standing(connection, centre.district)
    return [(one.lamp.value, one.stage) for one in found if one.stage in frozenset(SituationKind)]


def told(centre: Centre, number: str) -> list[str]:
    with centre.system.reader.connect() as connection:
        found = journal.history(connection, centre.district, Kind.INCIDENT, number)
    return [act.act for act in found]


def test_the_course_of_an_incident_is_on_record_and_every_report_ends_its_alert(
    centre: Centre, number: str
) -> None:
    centre.clock.move(minutes=25)
    assert reminders(centre) == [("REPORT_DUE", "PHONE")]
    do(centre, "duty", p.ReportByPhone(incident=number, words="市应急局值班室：供热爆管"))
    assert reminders(centre) == []
    on_site = p.NoteMilestone(incident=number, milestone=Milestone.ON_SITE)
    do(centre, "duty", on_site)
    centre.clock.move(minutes=40)
    assert reminders(centre) == [("REPORT_LATE", "FIRST")]
    do(centre, "duty", p.FileSituationReport(incident=number, text="情况：爆管"))
    assert reminders(centre) == [("REPORT_LATE", "FIRST")], "a paper counts once it is signed"
    do(centre, "duty-leader", p.SignSituationReport(incident=number))
    assert reminders(centre) == []
    do(centre, "duty-leader", p.EndIncident(incident=number, reason="已修复"))
    centre.clock.move(hours=23)
    assert reminders(centre) == [("REPORT_DUE", "FINAL")]
    do(centre, "duty", p.FileSituationReport(incident=number, text="情况：已恢复供热"))
    do(centre, "leader", p.SignSituationReport(incident=number))
    assert reminders(centre) == []
    with centre.system.reader.connect() as connection:
        assert proximity.incidents_at_hand(connection, centre.district) == []
    assert told(centre, number)[2:] == [
        *("report_by_phone", "note_milestone", "file_report", "sign_report"),
        *("end_incident", "file_report", "sign_report"),
    ]
    assert centre.faults() == []


def test_each_turn_of_a_report_is_recorded_once(centre: Centre, number: str) -> None:
    for _ in range(4):
        centre.clock.move(minutes=31)
        reminders(centre)
    with centre.system.reader.connect() as connection:
        found = alerts.of_subjects(connection, centre.district, [number])
    raised: list[Alert] = [one for one in found if one.stage in frozenset(SituationKind)]
    assert sorted((one.lamp.value, one.stage) for one in raised) == [
        ("REPORT_LATE", "FIRST"),
        ("REPORT_LATE", "PHONE"),
    ]
    late = raised[0]
    shelve = p.ShelveAlert(alert=late.key, until=centre.clock() + MINUTE)
    assert refused(centre, "duty", shelve).code == "ALERT_CRITICAL"
    assert centre.faults() == []


def test_who_may_sign_is_a_leader_and_who_writes_is_the_duty_desk(
    centre: Centre, number: str
) -> None:
    paper = p.FileSituationReport(incident=number, text="情况：爆管")
    assert refused(centre, "dispatcher", paper).code == "NOT_YOUR_ROLE"
    do(centre, "duty", paper)
    sign = p.SignSituationReport(incident=number)
    assert refused(centre, "duty", sign).code == "NOT_YOUR_ROLE"
    do(centre, "leader", sign)
    assert incident(centre).reports[0].signed_by == "leader"


def test_nobody_signs_words_that_they_have_not_seen(centre: Centre, number: str) -> None:
    do(centre, "duty", p.FileSituationReport(incident=number, text="情况：烟"))
    seen = incident(centre).version
    do(centre, "foreman", p.FileSituationReport(incident=number, text="情况：明火"))
    sign = p.SignSituationReport(incident=number)
    why = refused(centre, "leader", sign, seen)
    assert (why.code, why.values["who"]) == ("INCIDENT_CHANGED", "foreman")
    note = p.NoteMilestone(incident=number, milestone=Milestone.ON_SITE)
    assert ask(centre, "duty", note, seen).refused is None, "a milestone is no other text"
    assert ask(centre, "leader", sign, seen + 1).refused is None
