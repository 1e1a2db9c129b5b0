"""States and acts as the actions make them, for tests of the layers below the actions."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from dashboard.domain.alerts import Alert, Turn
from dashboard.domain.alerts.turns import TurnAt, alert_of
from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import Act, Kind, State, Strength
from dashboard.domain.commands import Channel, IncidentKind
from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.unit import Urgency
from tests.helpers.clock import MORNING
from tests.helpers.messages import GRID, ITEM

HOUR = timedelta(hours=1)


def new_case(number: str = "NG20261123-0001", **fields: Any) -> Case:
    """A minimal case, just filed."""
    case = Case(
        number=number,
        version=1,
        state=CaseState.FILED,
        item=ITEM,
        urgency=Urgency.E2,
        text="水很浑浊",
        channel=Channel.PHONE,
        grid=GRID,
        community="C-01",
        street="S08",
        reported_at=MORNING,
        amber_at=MORNING + 20 * HOUR,
        due_at=MORNING + 24 * HOUR,
        severe_at=MORNING + 36 * HOUR,
    )
    return replace(case, **fields)


def new_incident(number: str = "NGI20261123-01", *, declared: bool = False) -> Incident:
    """An incident: suspected, or with `declared` declared at once."""
    return Incident(
        number=number,
        version=1,
        state=IncidentState.CONFIRMED if declared else IncidentState.SUSPECTED,
        kind=IncidentKind.ACCIDENT,
        title="燃气泄漏",
        text="",
        grid=GRID,
        street="S08",
        known_at=MORNING,
        reported_at=MORNING,
        event_level=3 if declared else None,
    )


def changed(case: Case, **fields: Any) -> Case:
    """The next version of a case."""
    return replace(case, version=case.version + 1, **fields)


def strength(unit: str, version: int, on_duty: int = 3) -> Strength:
    """A unit's strength with so many handlers on duty."""
    return Strength(unit=unit, version=version, on_duty=on_duty, at=MORNING)


def alert(case: Case, turn: Turn = Turn.RED) -> Alert:
    """The alert for this turn of the case's clock."""
    assert case.due_at is not None
    return alert_of(case, TurnAt(turn, case.due_at, case.due_at), case.due_at)


def act(state: State, name: str = "report", at: datetime = MORNING, why: str = "") -> Act:
    """The act that made this state."""
    match state:
        case Case():
            kind, key = Kind.CASE, state.number
        case Incident():
            kind, key = Kind.INCIDENT, state.number
        case Strength():
            kind, key = Kind.DUTY, state.unit
        case Alert():
            kind, key = Kind.ALERT, state.key
        case _:
            raise TypeError(state)
    return Act(kind, key, name, "test", why, at, state)
