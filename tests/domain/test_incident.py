"""A report of an incident opens a suspicion: a person confirms it and declares its level."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.incident import OVER, Incident, IncidentState, open_incident
from dashboard.domain.life import Circumstances, Spot
from dashboard.domain.refusals import Refused
from tests.domain.situations import CALENDAR, DISTRICT, GRID
from tests.helpers.clock import MORNING

NUMBER = "NGI20261123-01"
SPOT = Spot(GRID, 125.34148, 43.8653, "大经路")
KNOWN = MORNING - timedelta(minutes=3)


def suspected(spot: Spot | None = SPOT, **fields: Any) -> Incident:
    command = ReportIncident(kind=IncidentKind.ACCIDENT, title="供热爆管", **fields)
    return open_incident(command, Circumstances(MORNING, DISTRICT, CALENDAR, NUMBER, spot))


def test_an_incident_begins_as_a_suspicion_without_any_level() -> None:
    found = suspected()
    assert found.state is IncidentState.SUSPECTED
    assert (found.warning_level, found.event_level, found.response_level) == (None, None, None)


def test_an_incident_stands_in_the_street_of_its_grid() -> None:
    found = suspected()
    assert (found.grid, found.street) == (GRID, DISTRICT.grids[GRID].street)
    assert (found.lon, found.lat, found.address) == (125.34148, 43.8653, "大经路")


def test_the_report_clock_starts_when_the_incident_was_known() -> None:
    assert suspected(known_at=KNOWN).known_at == KNOWN


def test_the_report_clock_starts_now_if_nobody_says_when_it_was_known() -> None:
    assert suspected().known_at == suspected().reported_at == MORNING


def test_an_incident_needs_a_place() -> None:
    with pytest.raises(Refused, match="place") as refused:
        suspected(spot=None)
    assert refused.value.code == "PLACE_MISSING"


@pytest.mark.parametrize("state", IncidentState)
def test_an_incident_runs_until_it_is_ended_reviewed_or_dismissed(state: IncidentState) -> None:
    assert replace(suspected(), state=state).open is (state not in OVER)
