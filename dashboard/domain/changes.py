"""A change: what the journal stores and the stream carries."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dashboard.domain.accounts import Account, Denial
from dashboard.domain.alerts import Alert
from dashboard.domain.calendar_state import Arrangement
from dashboard.domain.case import Case
from dashboard.domain.disclosure import Disclosure
from dashboard.domain.duty.chains import Chain
from dashboard.domain.duty.duty_log import LogEntry
from dashboard.domain.duty.outgoing import OutgoingMessage
from dashboard.domain.duty.roster import RosterEntry
from dashboard.domain.duty.shifts import Shift
from dashboard.domain.incident import Incident
from dashboard.domain.instructions.instruction import Instruction
from dashboard.domain.keys import ApiKey
from dashboard.domain.screens import WallScreen
from dashboard.domain.warned.warning import PublicWarning
from dashboard.domain.workspace.command_seats import CommandSeat
from dashboard.domain.workspace.notes import IncidentNote
from dashboard.domain.workspace.numbers import SituationNumber
from dashboard.domain.workspace.resources import IncidentResource
from dashboard.domain.workspace.site_parties import SiteParty
from dashboard.domain.workspace.tasks import IncidentTask


class Kind(StrEnum):
    """What a change is about; with a verb it is the type, e.g. `case.changed`."""

    CASE = "case"
    INCIDENT = "incident"
    DUTY = "duty"
    ALERT = "alert"
    PERSON = "person"
    DENIED = "denied"
    CALENDAR = "calendar"
    DISCLOSED = "disclosed"
    SCREEN = "screen"
    KEY = "key"
    LOG = "log"
    SHIFT = "shift"
    ROSTER = "roster"
    NOTE = "note"
    TASK = "task"
    SITUATION = "situation"
    SEAT = "seat"
    RESOURCE = "resource"
    PARTY = "party"
    WARNING = "warning"
    INSTRUCTION = "instruction"
    CHAIN = "chain"
    MESSAGE = "message"


CHANGE_TYPES = {
    Kind.CASE: "case.changed",
    Kind.INCIDENT: "incident.changed",
    Kind.DUTY: "duty.changed",
    Kind.ALERT: "alert.raised",
    Kind.PERSON: "person.changed",
    Kind.DENIED: "act.denied",
    Kind.CALENDAR: "calendar.changed",
    Kind.DISCLOSED: "reporter.disclosed",
    Kind.SCREEN: "screen.changed",
    Kind.KEY: "key.changed",
    Kind.LOG: "log.changed",
    Kind.SHIFT: "shift.changed",
    Kind.ROSTER: "roster.changed",
    Kind.NOTE: "note.changed",
    Kind.TASK: "task.changed",
    Kind.SITUATION: "situation.changed",
    Kind.SEAT: "seat.changed",
    Kind.RESOURCE: "resource.changed",
    Kind.PARTY: "party.changed",
    Kind.WARNING: "warning.changed",
    Kind.INSTRUCTION: "instruction.changed",
    Kind.CHAIN: "chain.changed",
    Kind.MESSAGE: "message.changed",
}


RAISE = "raise"
ALERT_CHANGED = "alert.changed"
KINDS = {name: kind for kind, name in CHANGE_TYPES.items()} | {ALERT_CHANGED: Kind.ALERT}


def change_type(kind: Kind, act: str) -> str:
    """The type of a change; an act on an alert other than raising it is a change of the alert."""
    return ALERT_CHANGED if kind is Kind.ALERT and act != RAISE else CHANGE_TYPES[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How many handlers a unit has on duty (在岗), by its last report."""

    unit: str
    version: int
    on_duty: int
    at: datetime
    by_day: int | None = None
    """The number in its last report during a working day; None if there was none yet."""


State = (
    Case
    | Incident
    | Strength
    | Alert
    | Account
    | Denial
    | Arrangement
    | Disclosure
    | WallScreen
    | ApiKey
    | LogEntry
    | Shift
    | RosterEntry
    | IncidentNote
    | IncidentTask
    | SituationNumber
    | CommandSeat
    | IncidentResource
    | SiteParty
    | PublicWarning
    | Instruction
    | Chain
    | OutgoingMessage
)

STATES: dict[Kind, type] = {
    Kind.CASE: Case,
    Kind.INCIDENT: Incident,
    Kind.DUTY: Strength,
    Kind.ALERT: Alert,
    Kind.PERSON: Account,
    Kind.DENIED: Denial,
    Kind.CALENDAR: Arrangement,
    Kind.DISCLOSED: Disclosure,
    Kind.SCREEN: WallScreen,
    Kind.KEY: ApiKey,
    Kind.LOG: LogEntry,
    Kind.SHIFT: Shift,
    Kind.ROSTER: RosterEntry,
    Kind.NOTE: IncidentNote,
    Kind.TASK: IncidentTask,
    Kind.SITUATION: SituationNumber,
    Kind.SEAT: CommandSeat,
    Kind.RESOURCE: IncidentResource,
    Kind.PARTY: SiteParty,
    Kind.WARNING: PublicWarning,
    Kind.INSTRUCTION: Instruction,
    Kind.CHAIN: Chain,
    Kind.MESSAGE: OutgoingMessage,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What happened to which state: the command's name, by whom, why, and when.

    `via` is the API key by which it came, `key:<name>`; empty for persons and our own processes.
    """

    kind: Kind
    key: str
    act: str
    by: str
    why: str
    at: datetime
    via: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Act(Heading):
    """A state with the act that made it."""

    state: State


@dataclass(frozen=True, slots=True)
class Change:
    """An act with its place in the order of all: `seq` has no gaps.

    Changes of incidents have `heading`: pictures keep who did what there.
    """

    seq: int
    kind: Kind
    key: str
    state: State
    heading: Heading | None = None
