"""What persons at a desk may ask for: one frozen value a command (brief of the field, 2.3).

The commands that also come as messages from outside are in `dashboard.domain.commands`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.commands import ReportCase
from dashboard.domain.unit import Urgency


class RejectReason(StrEnum):
    """Why a report isn't accepted (不予受理)."""

    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    IN_COURT = "IN_COURT"
    ALREADY_FINAL = "ALREADY_FINAL"
    ABUSIVE = "ABUSIVE"
    NO_FACTS = "NO_FACTS"


class ReassignReason(StrEnum):
    """Why a case changes hands (改派)."""

    NOT_RESPONSIBLE = "NOT_RESPONSIBLE"
    WRONG_TRADE = "WRONG_TRADE"
    NO_CAPACITY = "NO_CAPACITY"
    OTHER_GRID = "OTHER_GRID"
    OTHER = "OTHER"


class SuspendReason(StrEnum):
    """What a case may wait for (挂账)."""

    SEASON = "SEASON"
    PROCEDURE = "PROCEDURE"
    FUNDING = "FUNDING"
    FORCE_MAJEURE = "FORCE_MAJEURE"
    CITIZEN_UNAVAILABLE = "CITIZEN_UNAVAILABLE"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCase:
    """A command on one case, by its number."""

    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(OnCase):
    """受理: gives the item; files at once, or first asks the grid to verify the report (核实)."""

    item: str
    urgency: Urgency | None = None
    verify: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport(OnCase):
    """核实: what the grid found on the spot; `found` false ends the case."""

    found: bool
    opinion: str
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class File(OnCase):
    """立案 without waiting for the verification of the report."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch(OnCase):
    """派遣: exactly one lead unit; a unit beyond 150 % of its capacity only for a `reason`."""

    unit: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideReturn(OnCase):
    """退单裁定: agreed, it must be dispatched again; refused, the unit has acknowledged it."""

    agreed: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassign(OnCase):
    """改派: another lead unit, a full handling limit for it, the case's deadline unmoved."""

    unit: str
    code: ReassignReason
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCoHandler(OnCase):
    """会办: another unit helps; the lead stays accountable."""

    unit: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishCoHandling(OnCase):
    """A co-handling unit has finished its part."""

    unit: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpawnChild(OnCase):
    """转子案: a `blocking` child must close before its parent; a detached one (转长期件) not."""

    item: str
    text: str
    blocking: bool
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideExtension(OnCase):
    """延期审批: decides about more time."""

    agreed: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideSuspension(OnCase):
    """挂账审批: decides about a suspension."""

    agreed: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(OnCase):
    """恢复: the clocks run on with what was left of them."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeReject(OnCase):
    """不予受理, to be confirmed by another person."""

    code: RejectReason
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeVoid(OnCase):
    """作废, to be confirmed by another person."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reclassify(OnCase):
    """Another item or urgency; a longer limit after amber needs another person."""

    item: str
    urgency: Urgency
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideProposal(OnCase):
    """The second person's decision on a rejection, a voiding or a reclassification.

    `reply` is what a known reporter has been told; required if this ends the case.
    """

    agreed: bool
    reason: str
    reply: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(OnCase):
    """结案 by the shift foreman, without waiting for the callback.

    `reply` is what a known reporter has been told instead, `no_reply` why nobody could be told: one
    of them is required.
    """

    reason: str
    reply: str = ""
    no_reply: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(OnCase):
    """复开: the same fact has come back within 30 days."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(OnCase):
    """并案 of `case` into `into`, which inherits the earliest deadline and highest urgency."""

    into: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerge(OnCase):
    """Makes a merged case independent again, within 24 hours."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(OnCase):
    """A remark; nothing else changes."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCall(OnCase):
    """打电话: records with whom and what was said."""

    whom: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attach(OnCase):
    """More evidence: addresses of pictures or documents."""

    attachments: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(OnCase):
    """撤销 within 30 seconds: the state before `version`, as a new version."""

    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalculate(OnCase):
    """The calendar has changed: the timers recount open deadlines."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterFromPaper(ReportCase):
    """补录: a report that was written on paper, by its form's number and the time on it."""

    form: str
    reported_at: datetime


DeskCommand = (
    Accept
    | VerifyReport
    | File
    | Dispatch
    | DecideReturn
    | Reassign
    | AddCoHandler
    | FinishCoHandling
    | SpawnChild
    | DecideExtension
    | DecideSuspension
    | Resume
    | ProposeReject
    | ProposeVoid
    | Reclassify
    | DecideProposal
    | Close
    | Reopen
    | Merge
    | Unmerge
    | Comment
    | LogCall
    | Attach
    | Undo
    | Recalculate
    | EnterFromPaper
)
