"""One alert: what has turned, how grave that is, whom it concerns and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.scope import LEADING, Area, Scope
from dashboard.domain.unit import Urgency


class Turn(StrEnum):
    """What has turned: the lamp of the stage's clock, or something that counts like one."""

    AMBER = "AMBER"
    RED = "RED"
    SEVERE = "SEVERE"
    CASE_RED = "CASE_RED"
    """The clock of the whole case (结案时限) has run out."""
    UNACKNOWLEDGED = "UNACKNOWLEDGED"
    """A critical or urgent case that its unit hasn't taken (签收) in time."""
    REPLY_DUE = "REPLY_DUE"
    """A supervision (督办) that was answered late, or not at all."""
    SUPERVISED = "SUPERVISED"
    """A supervision of the third level, which is the district leader's to know of."""
    PING_PONG = "PING_PONG"
    """A case that units have returned twice."""
    REWORK = "REWORK"
    """A case that was sent back for the third time."""
    INCIDENT = "INCIDENT"
    """A major incident that nobody has confirmed yet."""


LAMPS = (Turn.AMBER, Turn.RED, Turn.SEVERE)
"""The lamp's turns, the graver one later: it takes the place of the one before."""


class AlertClass(StrEnum):
    """An alert needs somebody at a seat; a notice stands in a list; the log is for later."""

    ALERT = "ALERT"
    NOTICE = "NOTICE"
    LOG = "LOG"


class AlertState(StrEnum):
    """Acknowledged isn't solved: it ages and returns. What has lost its cause is gone."""

    RAISED = "RAISED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    SHELVED = "SHELVED"
    GONE = "GONE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One turn of the clock of a case, or an incident; `case` is the number of either.

    `due_at` is the instant that was passed, and with case and turn what identifies it; a turn
    that no clock makes has the instant of the report there. `at` is when it was raised,
    `reached_at` when it came to the desks last: raised, or back since `back_at`. `taken_by`,
    `taken_at` and `reason` say who has acknowledged or shelved it. `stage` is the case's state
    by whose clock it is late, DISPATCHED counted as PROCESSING. `seats` are the kinds of desk
    that it concerns; `leader` says that it is the district leader's and no other desk's.
    `priority` runs from 1 to 3, `level` is the supervision's that wants its answer.

    The defaults are what an alert is that was told before alerts had a life.
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

    @property
    def key(self) -> str:
        """Case, turn and deadline: the same passing has the same key."""
        return key_for(self.case, self.lamp, self.due_at)

    @property
    def open(self) -> bool:
        """Its cause is still there."""
        return self.state is not AlertState.GONE

    @property
    def helpers(self) -> tuple[str, ...]:
        """Co-handling units aren't called: the lead is accountable."""
        return ()

    def concerns(self, scope: Scope) -> bool:
        """Whether it belongs on the desks of this jurisdiction.

        A street is also the unit that it sends out itself.
        """
        if self.leader:
            return scope == LEADING
        if scope.area in self.seats:
            return scope.holds(self)
        return scope.area is Area.STREET and Area.UNIT in self.seats and self.unit == scope.key


def key_for(case: str, turn: Turn, due_at: datetime) -> str:
    """The key of an alert that there may not be yet."""
    return f"{case}/{turn}/{round(due_at.timestamp() * 1000)}"


def subject_of(key: str) -> str:
    """The number of the case or incident that an alert's key names."""
    return key.partition("/")[0]


def is_for_leader(key: str) -> bool:
    """Whether the alert of this key is addressed to the district leader."""
    return key.split("/")[1:2] == [Turn.SUPERVISED]
