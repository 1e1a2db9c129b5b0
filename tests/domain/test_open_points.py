"""What must be done now at the duty desk: which lines, from when on, in which order."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dashboard.domain.alerts import Alert, AlertClass, AlertState, Turn
from dashboard.domain.case import CaseState
from dashboard.domain.commands import IncidentKind
from dashboard.domain.duty.open_points import (
    LINKED,
    OpenPoint,
    PointKind,
    gathered,
    in_order,
    of_alerts,
    of_case,
    of_incident,
)
from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.milestones import BY_HAND
from dashboard.domain.persons import Area
from dashboard.domain.situation_reports import SituationKind, SituationReport
from dashboard.domain.unit import Urgency

ZONE = ZoneInfo("Asia/Shanghai")
KNOWN = datetime(2026, 11, 23, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FIRE = Incident(
    number="NGI20261123-01",
    version=1,
    state=IncidentState.SUSPECTED,
    kind=IncidentKind.ACCIDENT,
    title="厂房起火",
    text="",
    grid=310,
    street="S08",
    known_at=KNOWN,
    reported_at=KNOWN,
)
DECLARED = replace(
    FIRE, state=IncidentState.CONFIRMED, event_level=3, declared_by="leader", declared_at=KNOWN
)


@dataclass(frozen=True)
class Held:
    """The fields of a case that the list reads."""

    state: CaseState
    urgency: Urgency = Urgency.E1
    number: str = "NG20261123-0001"
    item: str | None = "0101"
    street: str = "S08"
    grid: int = 206


def kinds(points: list[OpenPoint]) -> list[tuple[PointKind, str]]:
    return [(point.kind, point.more) for point in points]


def test_a_suspected_incident_owes_its_confirmation_and_its_reports() -> None:
    assert kinds(of_incident(FIRE, ZONE)) == [
        (PointKind.REPORT, SituationKind.PHONE),
        (PointKind.REPORT, SituationKind.FIRST),
        (PointKind.SUSPECTED, ""),
    ]


def test_a_report_stands_in_the_list_from_its_first_reminder_on() -> None:
    phone = of_incident(FIRE, ZONE)[0]
    assert phone.due_at == KNOWN + 30 * MINUTE
    assert phone.since == KNOWN + 20 * MINUTE


def test_one_that_waits_for_its_signature_stands_there_at_once() -> None:
    at = KNOWN + 5 * MINUTE
    paper = SituationReport(
        kind=SituationKind.FIRST, text="经过：起火", filed_at=at, entered_at=at, by="duty"
    )
    [waiting] = [
        one for one in of_incident(replace(DECLARED, reports=(paper,)), ZONE) if one.unsigned
    ]
    assert (waiting.more, waiting.since) == (SituationKind.FIRST, at)


def test_of_a_declared_incident_each_milestone_that_nobody_noted_is_a_line() -> None:
    points = of_incident(DECLARED, ZONE)
    noted = [one.more for one in points if one.kind is PointKind.MILESTONE]
    assert noted == [milestone.value for milestone in BY_HAND]
    assert PointKind.SUSPECTED not in {one.kind for one in points}


def test_a_false_alarm_leaves_nothing() -> None:
    over = replace(FIRE, state=IncidentState.DISMISSED, over_at=KNOWN + MINUTE)
    assert of_incident(over, ZONE) == []


@pytest.mark.parametrize(
    ("state", "late", "kind"),
    [
        (CaseState.REPORTED, False, PointKind.UNDISPATCHED),
        (CaseState.FILED, True, PointKind.UNDISPATCHED),
        (CaseState.PROCESSING, False, None),
        (CaseState.PROCESSING, True, PointKind.CRITICAL_LATE),
    ],
)
def test_a_critical_case_is_a_line_without_a_unit_or_late(
    state: CaseState, late: bool, kind: PointKind | None
) -> None:
    due_at = KNOWN + 10 * MINUTE
    now = due_at + (MINUTE if late else -MINUTE)
    found = of_case(Held(state), due_at, now)
    assert [point.kind for point in found] == ([kind] if kind else [])
    assert of_case(Held(state, Urgency.E2), due_at, now) == []


def alert(case: str, **more: object) -> Alert:
    made = Alert(
        case=case,
        lamp=Turn.RED,
        due_at=KNOWN,
        urgency=Urgency.E2,
        unit=None,
        at=KNOWN,
        reached_at=KNOWN,
        kind=AlertClass.ALERT,
        state=AlertState.RAISED,
        seats=(Area.CENTRE,),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def test_the_centres_alerts_that_nobody_acknowledged_are_lines_but_none_is_said_twice() -> None:
    listed = of_incident(FIRE, ZONE)
    alerts = [
        alert("A"),
        alert("B", state=AlertState.ACKNOWLEDGED),
        alert("C", seats=(Area.UNIT,)),
        alert("D", kind=AlertClass.NOTICE),
        alert(FIRE.number, lamp=Turn.INCIDENT),
    ]
    assert [point.of for point in of_alerts(alerts, KNOWN + MINUTE, listed)] == ["A"]


def test_the_list_goes_by_the_time_left_and_what_only_lasts_stands_behind() -> None:
    source = OpenPoint(kind=PointKind.SOURCE, of="12345", since=KNOWN - 60 * MINUTE)
    case = of_case(Held(CaseState.FILED), KNOWN + 31 * MINUTE, KNOWN)
    points = in_order([source, *of_incident(FIRE, ZONE), *case, *of_incident(DECLARED, ZONE)[2:]])
    assert [point.kind for point in points] == [
        PointKind.SUSPECTED,
        PointKind.REPORT,
        PointKind.UNDISPATCHED,
        PointKind.REPORT,
        PointKind.SOURCE,
        *[PointKind.MILESTONE] * len(BY_HAND),
    ]


def test_the_cases_of_one_running_incident_are_one_line_of_each_kind() -> None:
    now = KNOWN
    held = [Held(CaseState.FILED, number=f"NG20261123-{n:04}") for n in range(40)]
    late = Held(CaseState.PROCESSING, number="NG20261123-0099")
    other = Held(CaseState.FILED, number="NG20261123-0100")
    found: list[tuple[str | None, OpenPoint]] = []
    found += [(FIRE.number, p) for n, one in enumerate(held) for p in of_case(one, due(n), now)]
    found += [(FIRE.number, p) for p in of_case(late, due(-1), now)]
    found += [(None, p) for p in of_case(other, due(0), now)]
    lines = gathered(found, {FIRE.number: FIRE})
    assert [(one.kind, one.of, one.more, one.number) for one in lines] == [
        (PointKind.UNDISPATCHED, other.number, "FILED", 0),
        (PointKind.UNDISPATCHED, FIRE.number, LINKED, 40),
        (PointKind.CRITICAL_LATE, late.number, "PROCESSING", 0),
    ]
    assert lines[1].due_at == due(0), "the one that falls due first"
    assert len(gathered(found, {})) == 42, "of an incident that is over each stands alone"


def due(minutes: int) -> datetime:
    return KNOWN + timedelta(minutes=minutes)
