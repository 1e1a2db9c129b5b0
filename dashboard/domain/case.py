"""The case (案卷): its states and its whole record."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.commands import Channel, Satisfaction
from dashboard.domain.deadline import Deadline
from dashboard.domain.unit import Urgency


class CaseState(StrEnum):
    """Where a case stands on its way from report to close (brief, 2.3)."""

    REPORTED = "REPORTED"
    VERIFYING = "VERIFYING"
    FILED = "FILED"
    DISPATCHED = "DISPATCHED"
    PROCESSING = "PROCESSING"
    FEEDBACK = "FEEDBACK"
    VERIFIED = "VERIFIED"
    SUSPENDED = "SUSPENDED"
    CLOSED = "CLOSED"
    REJECTED = "REJECTED"
    VOIDED = "VOIDED"
    MERGED = "MERGED"


TERMINAL = frozenset(
    {CaseState.CLOSED, CaseState.REJECTED, CaseState.VOIDED, CaseState.MERGED},
)
UNASSIGNED = frozenset({CaseState.REPORTED, CaseState.VERIFYING, CaseState.FILED})


class Tier(StrEnum):
    """The tier that resolved a case: 小事不出网格，大事不出社区、街道."""

    GRID = "GRID"
    COMMUNITY = "COMMUNITY"
    STREET = "STREET"
    DISTRICT = "DISTRICT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The whole state of one case. Times are aware UTC; an absent time hasn't come yet.

    `unit` is the accountable unit once there is one. The reporter isn't in here: only whether
    one is known. `version` counts the changes from 1.
    """

    number: str
    version: int
    state: CaseState
    item: str | None
    urgency: Urgency
    text: str
    channel: Channel
    grid: int
    community: str
    street: str
    reported_at: datetime
    lon: float | None = None
    lat: float | None = None
    address: str = ""
    occurred_at: datetime | None = None
    filed_at: datetime | None = None
    dispatched_at: datetime | None = None
    acknowledged_at: datetime | None = None
    fed_back_at: datetime | None = None
    verified_at: datetime | None = None
    closed_at: datetime | None = None
    amber_at: datetime | None = None
    due_at: datetime | None = None
    severe_at: datetime | None = None
    unit: str | None = None
    directed_by: str | None = None
    self_resolved_by: str | None = None
    result: str = ""
    opinion: str = ""
    attachments: tuple[str, ...] = ()
    external_no: str = ""
    reporter_known: bool = False
    tier_resolved: Tier | None = None
    callback_attempts: int = 0
    solved: bool | None = None
    satisfaction: Satisfaction | None = None
    rework_count: int = 0
    return_count: int = 0
    return_pending: str = ""
    extension_pending: datetime | None = None
    suspension_pending: datetime | None = None
    incident: str | None = None

    @property
    def open(self) -> bool:
        """Any case not closed, rejected, voided or merged."""
        return self.state not in TERMINAL

    @property
    def clock(self) -> Deadline | None:
        """The running clock: none for a closed or suspended case."""
        if self.due_at is None or self.amber_at is None or self.severe_at is None:
            return None
        if self.state in TERMINAL or self.state is CaseState.SUSPENDED:
            return None
        return Deadline(self.amber_at, self.due_at, self.severe_at)
