"""Commands of oversight: urging, supervision, alerts, incidents."""

from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.alerts.value import subject_of
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.desk_commands import OnCase
from dashboard.domain.milestones import Milestone


@dataclass(frozen=True, slots=True, kw_only=True)
class Urge(OnCase):
    """催办: urges the unit, without a level."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervise(OnCase):
    """督办 at level 1 to 3; starts the clock of the reply."""

    level: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySupervision(OnCase):
    """督办答复: answers a supervision."""

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
    """Somebody has seen the alert; that solves nothing, so it ages and returns."""

    alert: str

    @property
    def case(self) -> str:
        """The number of its case, or of its incident."""
        return subject_of(self.alert)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelveAlert:
    """搁置 of an alert for some minutes; never for a critical one."""

    alert: str
    until: datetime
    reason: str = ""

    @property
    def case(self) -> str:
        """The number of its case, or of its incident."""
        return subject_of(self.alert)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginDrill(ReportIncident):
    """开始演练: raises an incident as a drill; nobody outside can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnIncident:
    """A command on one incident, by its number."""

    incident: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmIncident(OnIncident):
    """Declares the level (定级), 1 the gravest; confirms a suspected incident."""

    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissIncident(OnIncident):
    """A false alarm; its cases go on alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndIncident(OnIncident):
    """It is over; its cases go on alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewIncident(OnIncident):
    """复盘 of an ended incident: what was learnt. Nothing is added to it any more."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCases(OnIncident):
    """挂接 of several open cases at once: all of them are linked, or none."""

    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlinkCases(OnIncident):
    """解除挂接: these open cases don't belong to the incident, for a reason; all, or none."""

    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectKnownAt(OnIncident):
    """Corrects the instant of 接报, from which the report clock counts; the journal has both."""

    known_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareWarningLevel(OnIncident):
    """The level of the warning (预警) under which the incident runs, 1 the gravest."""

    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMilestone(OnIncident):
    """记录节点: it happened at `at`, else now. Noting it again corrects it, for a reason."""

    milestone: Milestone
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportByPhone(OnIncident):
    """电话报告 to the city's duty office: whom, and what was said."""

    words: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSituationReport(OnIncident):
    """初报、续报、终报, whichever is next; one that nobody has signed yet is written anew."""

    text: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignSituationReport(OnIncident):
    """签发: the report goes out as it stands, and never changes any more."""


OversightCommand = (
    Urge
    | Supervise
    | ReplySupervision
    | EscalateIncident
    | BeginDrill
    | AcknowledgeAlert
    | ShelveAlert
)
ReportingCommand = NoteMilestone | ReportByPhone | FileSituationReport | SignSituationReport
IncidentCommand = (
    ConfirmIncident
    | DismissIncident
    | EndIncident
    | ReviewIncident
    | LinkCases
    | UnlinkCases
    | CorrectKnownAt
    | DeclareWarningLevel
    | ReportingCommand
)
