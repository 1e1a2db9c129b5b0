"""The case (案卷): its states and its whole record."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.commands import Channel, Satisfaction
from dashboard.domain.deadline import Deadline
from dashboard.domain.desk_commands import RejectReason
from dashboard.domain.unit import Limit, LimitUnit, Urgency


class CaseState(StrEnum):
    """The states of a case from report to close (brief of the field, 2.3)."""

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


class Proposed(StrEnum):
    """What waits for a second pair of eyes."""

    REJECT = "REJECT"
    VOID = "VOID"
    RECLASSIFY = "RECLASSIFY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An act that another person has to confirm; `item` and `urgency` are a reclassification's."""

    what: Proposed
    by: str
    at: datetime
    reason: str
    code: RejectReason | None = None
    item: str | None = None
    urgency: Urgency | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision:
    """督办 at present: the level, who raised it, and the clock of the unit's reply."""

    level: int
    by: str
    at: datetime
    words: str = ""
    seat: str = "UNIT"
    """The kind of holder at that time: see `owner.OwnerKind`."""
    unit_level: int = 0
    """The unit's level before somebody else was supervised."""
    reply_due_at: datetime | None = None
    replied_at: datetime | None = None
    reply: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """挂账: what was left of each clock, in counted ms of its own unit, and until when.

    If a deadline is given too, it had passed already: nothing was left, and it stays.
    """

    reason: str
    at: datetime
    resume_at: datetime
    stage_left_ms: int
    case_left_ms: int
    judged_left_ms: int = 0
    late_since: datetime | None = None
    case_late_since: datetime | None = None
    judged_at: datetime | None = None


class MoveCause(StrEnum):
    """Why a deadline differs from what its limit gives."""

    EXTENDED = "EXTENDED"
    RESUMED = "RESUMED"
    REWORKED = "REWORKED"
    GIVEN_BACK = "GIVEN_BACK"
    """The unit has had the case before."""
    RECLASSIFIED = "RECLASSIFIED"
    ESCALATED = "ESCALATED"
    INCIDENT_OVER = "INCIDENT_OVER"
    MERGED = "MERGED"
    UNMERGED = "UNMERGED"
    REOPENED = "REOPENED"
    RECALCULATED = "RECALCULATED"
    """The calendar has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One move of a deadline: the stage's from `was`, the case's from `case_was`."""

    cause: MoveCause
    at: datetime
    was: datetime | None = None
    due_at: datetime | None = None
    case_was: datetime | None = None
    case_due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Counted handling time of one unit on a case, in ms of the limit's unit; it only grows.

    It excludes the running stretch. A reclassified case may count in another unit of time; then a
    unit has an entry for each, named by `clock`.
    """

    unit: str
    clock: LimitUnit
    ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoHandler:
    """会办: a unit that helps, inside the lead's limit."""

    unit: str
    added_at: datetime
    due_at: datetime | None
    done_at: datetime | None = None
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Links to other cases: parent, blocking and detached children, mergers.

    `reporters` are the merged cases with a known reporter, who must be called back too.
    """

    parent: str | None = None
    blocking: tuple[str, ...] = ()
    detached: tuple[str, ...] = ()
    merged_into: str | None = None
    merged_at: datetime | None = None
    merged: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()


NO_LINKS = Links()


# Without slots, so that `copying.revised` can copy it fast.
@dataclass(frozen=True, kw_only=True)
class Case:
    """The whole state of one case. Times are aware UTC; a missing time hasn't come yet.

    `unit` is the accountable unit once there is one. The reporter is stored elsewhere; the case
    only has `reporter_known`. `version` counts the changes from 1.

    `amber_at`, `due_at` and `severe_at` are the clock of the present stage, which began at
    `stage_at` under `limit`; the lamp follows it. `stage_ms` is the time it has instead of the
    whole limit (rework, resume), in counted ms. `case_due_at` is the other clock (结案时限),
    provisional until `first_dispatched_at`. `original_due_at` is the deadline before an extension.

    A unit is on time until `due_at`: it is judged by what is shown. If a stage has more time than
    was left of the unit's own (`allowed_ms` in all), the unit is judged by `judged_at` instead, the
    lamp follows `due_at`, and both are shown. `handling_due_at` is when it had to be done,
    `on_time` whether it was; both are known from the feedback on.

    `urgency_before` is its urgency before its incident made it critical. `called_at` is the last
    counted attempt of the present callback. No case with a known reporter closes without `reply`
    (what they were told besides the callback) or `no_reply` (why nobody could be told).
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
    called_at: datetime | None = None
    reply: str = ""
    no_reply: str = ""
    called_back: tuple[str, ...] = ()
    solved: bool | None = None
    satisfaction: Satisfaction | None = None
    rework_count: int = 0
    return_count: int = 0
    return_pending: str = ""
    extension_pending: datetime | None = None
    suspension_pending: datetime | None = None
    suspension_reason: str = ""
    incident: str | None = None
    urgency_before: Urgency | None = None
    accepted_at: datetime | None = None
    stage_at: datetime | None = None
    stage_ms: int | None = None
    limit: Limit | None = None
    first_dispatched_at: datetime | None = None
    resumed_at: datetime | None = None
    allowed_ms: int = 0
    judged_at: datetime | None = None
    handling_due_at: datetime | None = None
    on_time: bool | None = None
    assigned_tier: Tier | None = None
    acknowledge_by: datetime | None = None
    case_due_at: datetime | None = None
    calendar_provisional: bool = False
    original_due_at: datetime | None = None
    extensions: int = 0
    moves: tuple[Move, ...] = ()
    spent: tuple[Spent, ...] = ()
    returned_by: tuple[str, ...] = ()
    handled_by: str = ""
    verified_by: str = ""
    urged_at: datetime | None = None
    suspension: Suspension | None = None
    supervision: Supervision | None = None
    proposal: Proposal | None = None
    co_handlers: tuple[CoHandler, ...] = ()
    links: Links = NO_LINKS

    @property
    def open(self) -> bool:
        """Any case not closed, rejected, voided or merged."""
        return self.state not in TERMINAL

    @property
    def helpers(self) -> tuple[str, ...]:
        """Codes of the co-handling units."""
        return tuple(one.unit for one in self.co_handlers)

    @property
    def clock(self) -> Deadline | None:
        """The running clock; None for a closed or suspended case."""
        if self.due_at is None or self.amber_at is None or self.severe_at is None:
            return None
        if self.state in TERMINAL or self.state is CaseState.SUSPENDED:
            return None
        return Deadline(self.amber_at, self.due_at, self.severe_at)
