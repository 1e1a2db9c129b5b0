"""The major incident (突发事件): its own record, linked to cases."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.life import Circumstances
from dashboard.domain.refusals import Refused


class IncidentState(StrEnum):
    """The life of an incident (brief, 3.3)."""

    SUSPECTED = "SUSPECTED"
    CONFIRMED = "CONFIRMED"
    RESPONDING = "RESPONDING"
    CONTAINED = "CONTAINED"
    ENDED = "ENDED"
    REVIEWED = "REVIEWED"
    DISMISSED = "DISMISSED"


OVER = frozenset({IncidentState.ENDED, IncidentState.REVIEWED, IncidentState.DISMISSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident. Levels run from 1 (gravest) to 4 and are declared by a person, never here.

    `known_at` starts the report clock (接报时间).
    """

    number: str
    version: int
    state: IncidentState
    kind: IncidentKind
    title: str
    text: str
    grid: int
    street: str
    known_at: datetime
    reported_at: datetime
    lon: float | None = None
    lat: float | None = None
    address: str = ""
    warning_level: int | None = None
    event_level: int | None = None
    response_level: int | None = None

    @property
    def open(self) -> bool:
        """Still running."""
        return self.state not in OVER


def open_incident(command: ReportIncident, at: Circumstances) -> Incident:
    """A suspected incident: a person confirms it and declares its level."""
    spot = at.spot
    if spot is None:
        raise Refused("PLACE_MISSING", "An incident needs a place.")
    return Incident(
        number=at.number,
        version=1,
        state=IncidentState.SUSPECTED,
        kind=command.kind,
        title=command.title,
        text=command.text,
        grid=spot.grid,
        street=at.district.grids[spot.grid].street,
        lon=spot.lon,
        lat=spot.lat,
        address=spot.address,
        known_at=command.known_at or at.now,
        reported_at=at.now,
    )
