"""One alert: its turn, its priority, whom it concerns and its state."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.persons import Area
from dashboard.domain.scope import LEADING, Scope
from dashboard.domain.unit import Urgency


class Turn(StrEnum):
    """What has turned: the lamp of the stage's clock, or something that counts like one."""

    AMBER = "AMBER"
    RED = "RED"
    SEVERE = "SEVERE"
    CASE_RED = "CASE_RED"
    """The clock of the whole case (结案时限) has run out."""
    UNACKNOWLEDGED = "UNACKNOWLEDGED"
    """A critical or urgent case that its unit hasn't acknowledged (签收) in time."""
    REPLY_DUE = "REPLY_DUE"
    """A supervision (督办) that was answered late, or not at all."""
    SUPERVISED = "SUPERVISED"
    """A supervision of the third level, which is for the district leader."""
    PING_PONG = "PING_PONG"
    """A case that units have returned twice."""
    REWORK = "REWORK"
    """A case that was sent back for the third time."""
    INCIDENT = "INCIDENT"
    """A major incident that nobody has confirmed yet."""
    REPORT_DUE = "REPORT_DUE"
    """A report of an incident to the city falls due soon."""
    REPORT_LATE = "REPORT_LATE"
    """A report that is due and hasn't gone out."""
    INSTRUCTION = "INSTRUCTION"
    """A leader's instruction that nobody has read yet."""
    INSTRUCTION_DUE = "INSTRUCTION_DUE"
    """The final answer to an instruction falls due soon."""
    INSTRUCTION_LATE = "INSTRUCTION_LATE"
    """An instruction that is due and has no final answer."""


LAMPS = (Turn.AMBER, Turn.RED, Turn.SEVERE)
"""The lamp's turns in order; a graver one replaces the one before."""


OF_REPORTS = (Turn.REPORT_DUE, Turn.REPORT_LATE)
"""The turns of an incident's report clocks; `stage` is the kind of the report then."""


OF_INSTRUCTIONS = (Turn.INSTRUCTION, Turn.INSTRUCTION_DUE, Turn.INSTRUCTION_LATE)
"""The turns of an instruction; `case` is its number then, `stage` what it is about."""


class AlertClass(StrEnum):
    """An alert needs somebody at a desk; a notice is in a list; the log is for later."""

    ALERT = "ALERT"
    NOTICE = "NOTICE"
    LOG = "LOG"


class AlertState(StrEnum):
    """An acknowledged alert isn't solved: it ages and returns. A gone one has lost its cause."""

    RAISED = "RAISED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    SHELVED = "SHELVED"
    GONE = "GONE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One turn of the clock of a case, an incident or an instruction; `case` is its number.

    `due_at` is the instant that was passed, and with case and turn what identifies it; for a turn
    without a clock it is the instant of the report. `at` is when it was raised, `reached_at` when
    it last came to the desks: raised, or returned at `back_at`. `taken_by`, `taken_at` and `reason`
    say who has acknowledged or shelved it. `stage` is the case's state by whose clock it is late,
    DISPATCHED counted as PROCESSING. `seats` are the kinds of desk that it concerns; `leader` means
    that only the district leader's desk gets it. `priority` runs from 1 to 3, `level` is that of
    the unanswered supervision.

    The defaults fit alerts from before alerts had states.
    """

    case: str
    lamp: Turn
    due_at: datetime
    urgency: Urgency
    unit: str | None
    at: datetime
    version: int = 1
    item: str | None = None
    street: str = ""
    community: str = ""
    grid: int = 0
    stage: str = ""
    kind: AlertClass = AlertClass.LOG
    priority: int = 3
    seats: tuple[Area, ...] = ()
    leader: bool = False
    state: AlertState = AlertState.GONE
    reached_at: datetime | None = None
    back_at: datetime | None = None
    taken_by: str = ""
    taken_at: datetime | None = None
    reason: str = ""
    level: int = 0
    gone_at: datetime | None = None
    drill: bool = False
    """It is of a drill: it says so, and never counts in the rate of alerts."""

    @property
    def key(self) -> str:
        """Case, turn and deadline: the same passing has the same key."""
        return key_for(self.case, self.lamp, self.due_at)

    @property
    def open(self) -> bool:
        """Whether its cause still exists."""
        return self.state is not AlertState.GONE

    @property
    def helpers(self) -> tuple[str, ...]:
        """Empty: co-handling units get no alerts, as the lead is accountable."""
        return ()

    def concerns(self, scope: Scope) -> bool:
        """Whether it belongs on the desks of this jurisdiction.

        A street is also a unit.
        """
        if self.leader:
            return scope == LEADING
        if scope.area in self.seats:
            return scope.holds(self)
        return scope.area is Area.STREET and Area.UNIT in self.seats and self.unit == scope.key


def key_for(case: str, turn: Turn, due_at: datetime) -> str:
    """The key of an alert that may not exist yet."""
    return f"{case}/{turn}/{round(due_at.timestamp() * 1000)}"


def subject_of(key: str) -> str:
    """The number of the case or incident that an alert's key names."""
    return key.partition("/")[0]


def is_for_leader(key: str) -> bool:
    """Whether the alert of this key is addressed to the district leader."""
    return key.split("/")[1:2] == [Turn.SUPERVISED]
