"""Pressing and raising: what a person may ask for beyond the course of the case itself."""

from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.alerts.value import subject_of
from dashboard.domain.commands import IncidentKind
from dashboard.domain.desk_commands import OnCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Urge(OnCase):
    """催办: a word to the unit, no level."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervise(OnCase):
    """督办 at level 1 to 3; starts the clock of the reply."""

    level: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySupervision(OnCase):
    """督办答复."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateIncident(OnCase):
    """升级突发事件: opens an incident, or links the case to the running one named in `incident`."""

    kind: IncidentKind | None = None
    title: str = ""
    level: int | None = None
    incident: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeAlert:
    """An alert is known at a seat; that solves nothing, so it ages and returns."""

    alert: str

    @property
    def case(self) -> str:
        """The number of its case, or of its incident."""
        return subject_of(self.alert)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelveAlert:
    """搁置 of an alert for some minutes; never for what is critical."""

    alert: str
    until: datetime
    reason: str = ""

    @property
    def case(self) -> str:
        """The number of its case, or of its incident."""
        return subject_of(self.alert)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnIncident:
    """A command on one incident, by its number."""

    incident: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmIncident(OnIncident):
    """Declares the level (定级), 1 the gravest; what was suspected is confirmed."""

    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissIncident(OnIncident):
    """A false alarm; its cases go on alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndIncident(OnIncident):
    """It is over; its cases go on alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectKnownAt(OnIncident):
    """Another instant of 接报: the report clock counts from there; both stand in the journal."""

    known_at: datetime


PressingCommand = (
    Urge | Supervise | ReplySupervision | EscalateIncident | AcknowledgeAlert | ShelveAlert
)
IncidentCommand = ConfirmIncident | DismissIncident | EndIncident | CorrectKnownAt
