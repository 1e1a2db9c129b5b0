"""Commands to the centre: one frozen value for each, named after the contract's messages.

Text, codes and numbers are unchecked; `dashboard.domain.limits` says what is wrong with them.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dashboard.domain.unit import Urgency
from dashboard.domain.warned.messages import PublishWarning


class Channel(StrEnum):
    """The channel of a report (brief: the channels of the district's 2012 report)."""

    PHONE = "PHONE"
    WEB = "WEB"
    GRID = "GRID"
    MAYOR_LINE = "MAYOR_LINE"
    SERVICE_HALL = "SERVICE_HALL"
    ONLINE_OPINION = "ONLINE_OPINION"
    QQ = "QQ"
    SMS = "SMS"
    PETITION_STATION = "PETITION_STATION"
    JUSTICE_OFFICE = "JUSTICE_OFFICE"
    TALK_POINT = "TALK_POINT"
    PATROL = "PATROL"
    OTHER = "OTHER"


class Satisfaction(StrEnum):
    """The reporter's answer at the callback."""

    SATISFIED = "SATISFIED"
    BASIC = "BASIC"
    DISSATISFIED = "DISSATISFIED"


class IncidentKind(StrEnum):
    """The four kinds of the Emergency Response Law (突发事件应对法)."""

    NATURAL = "NATURAL"
    ACCIDENT = "ACCIDENT"
    HEALTH = "HEALTH"
    SECURITY = "SECURITY"


class Crs(StrEnum):
    """Coordinate system of a point from outside."""

    WGS84 = "WGS84"
    CGCS2000 = "CGCS2000"
    GCJ02 = "GCJ02"
    BD09 = "BD09"


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reported; stored apart from the case, encrypted.

    `sealed` has both, encrypted: on the way through the inbox the other fields are empty.
    """

    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    sealed: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCommand:
    """A place: a grid number, or a point with its coordinate system."""

    grid: int | None = None
    lon: float | None = None
    lat: float | None = None
    crs: Crs | None = None
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCase(PlacedCommand):
    """上报: a matter of daily life; `item` is a duty item's code, or `text` stands alone."""

    item: str | None = None
    text: str = ""
    channel: Channel = Channel.OTHER
    urgency: Urgency | None = None
    reporter: Reporter | None = None
    attachments: tuple[str, ...] = ()
    occurred_at: datetime | None = None
    external_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfResolve(ReportCase):
    """自处置: reported and settled by the grid itself; `item` is one that a grid may settle."""

    by: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Direct(ReportCase):
    """网格直派: the grid leader gives a case, new or known, straight to a unit."""

    by: str
    unit: str
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """签收: the unit takes the case."""

    case: str
    unit: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """退单: the unit says that it isn't responsible for the case."""

    case: str
    unit: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedBack:
    """反馈: the unit's result."""

    case: str
    unit: str
    result: str
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExtension:
    """延期申请: the unit asks for more time."""

    case: str
    unit: str
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSuspension:
    """挂账申请: the unit asks to suspend the case, because it must wait for something."""

    case: str
    unit: str
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Verify:
    """核查: passed, or back to the unit (返工).

    `reason` says why it isn't the grid leader who verifies, or the station for what a grid has
    settled. `by` names the post: the community's station or the street by its word, code or name;
    anything else speaks for the grid. Whoever handled the case can't verify it.
    """

    case: str
    passed: bool
    by: str
    opinion: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack:
    """回访: the reporter is called and asked whether it is solved."""

    case: str
    reached: bool
    solved: bool | None = None
    satisfaction: Satisfaction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportIncident(PlacedCommand):
    """突发事件上报; the report clock starts at `known_at`."""

    kind: IncidentKind
    title: str
    text: str = ""
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """A source's sign of life."""

    grid: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCapacity:
    """How many handlers a unit has on duty now; during a working day this sets its capacity."""

    unit: str
    on_duty: int


CaseCommand = (
    ReportCase
    | SelfResolve
    | Direct
    | Acknowledge
    | Return
    | FeedBack
    | RequestExtension
    | RequestSuspension
    | Verify
    | CallBack
)
Command = CaseCommand | ReportIncident | Heartbeat | SetCapacity | PublishWarning


MESSAGES: dict[str, type] = {
    "case.reported": ReportCase,
    "case.acknowledged": Acknowledge,
    "case.returned": Return,
    "case.fed_back": FeedBack,
    "case.extension_requested": RequestExtension,
    "case.suspension_requested": RequestSuspension,
    "case.self_resolved": SelfResolve,
    "case.directed": Direct,
    "case.verified": Verify,
    "case.called_back": CallBack,
    "incident.reported": ReportIncident,
    "grid.heartbeat": Heartbeat,
    "unit.capacity": SetCapacity,
    "warning.published": PublishWarning,
}
"""The types of messages, by their names in the contract."""


@dataclass(frozen=True, slots=True)
class Report:
    """上报: a message from outside; `source` + `id` identify it, `time` is when it happened.

    `key` is the name of the API key that sent it; empty for our own processes.
    """

    source: str
    id: str
    time: datetime | None
    command: Command
    key: str = ""
