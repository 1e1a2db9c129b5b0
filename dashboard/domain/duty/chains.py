"""Chains of calls (逐级呼叫): who is called about what, step by step, until somebody answers.

A chain belongs to one object: an alert, or an offered handover. It lives as long as that stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dashboard.domain.alerts import Alert, AlertState, Place, Turn, place
from dashboard.domain.duty.chain_rules import Matter
from dashboard.domain.duty.shifts import Shift
from dashboard.domain.scope import CENTRE
from dashboard.domain.unit import Urgency

ANSWER_LASTS = timedelta(minutes=10)
"""How long an answer counts for an object that has no acknowledgement of its own."""


OF_TURNS: Mapping[Turn, Matter] = {
    Turn.INCIDENT: Matter.INCIDENT,
    Turn.REPORT_DUE: Matter.REPORT_DUE,
    Turn.REPORT_LATE: Matter.REPORT_LATE,
    Turn.UNACKNOWLEDGED: Matter.CRITICAL,
    Turn.RED: Matter.CRITICAL,
    Turn.SEVERE: Matter.CRITICAL,
}
GRAVE = frozenset({Matter.INCIDENT, Matter.REPORT_LATE, Matter.CRITICAL})
"""What may use the reserve of a channel's quota."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainSubject:
    """The object of a chain as it stands.

    `raised_at` is when it last asked for somebody, `taken_by` who has acknowledged it since. An
    alert keeps its own acknowledgements; an object that doesn't is `unkept`.
    """

    matter: Matter
    key: str
    of: str
    title: str
    due_at: datetime
    raised_at: datetime
    taken_by: str = ""
    unkept: bool = False


def of_alert(alert: Alert, title: str, now: datetime) -> ChainSubject | None:
    """What an alert calls people for; None if it calls nobody."""
    matter = OF_TURNS.get(alert.lamp)
    if matter is None or not _calls(alert, now):
        return None
    return ChainSubject(
        matter=matter,
        key=alert.key,
        of=alert.case,
        title=title,
        due_at=alert.due_at,
        raised_at=alert.reached_at or alert.at,
        taken_by=alert.taken_by if alert.state is AlertState.ACKNOWLEDGED else "",
    )


def _calls(alert: Alert, now: datetime) -> bool:
    listed = alert.concerns(CENTRE) and place(alert, now) is Place.LIST
    return alert.urgency is Urgency.E1 and listed


def asks(alert: Alert, now: datetime) -> bool:
    """Whether the alert calls people and nobody has acknowledged it since it last came."""
    waits = alert.state is not AlertState.ACKNOWLEDGED
    return alert.lamp in OF_TURNS and _calls(alert, now) and waits


def of_shift(shift: Shift | None, now: datetime) -> ChainSubject | None:
    """What an offered handover calls people for, once it has waited too long."""
    if shift is None or shift.handover is None or shift.ended_at is not None:
        return None
    accept_by = shift.handover.accept_by
    if now <= accept_by:
        return None
    offered = round(shift.handover.offered_at.timestamp() * 1000)
    return ChainSubject(
        matter=Matter.HANDOVER,
        key=f"{shift.key}/{offered}",
        of=shift.number,
        title=shift.name,
        due_at=accept_by,
        raised_at=accept_by,
        unkept=True,
    )


class ChainState(StrEnum):
    """呼叫中、已应答、无人应答、事由已消除."""

    CALLING = "CALLING"
    ANSWERED = "ANSWERED"
    UNANSWERED = "UNANSWERED"
    GONE = "GONE"


class Empty(StrEnum):
    """Why a step has reached nobody."""

    NOBODY = "NOBODY"
    """No post of it is held by anybody."""
    NO_CHANNEL = "NO_CHANNEL"
    """Its holders are reached by no channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken:
    """A step that was due at `due_at` and taken at `at`; an `empty` one was skipped at once."""

    step: int
    due_at: datetime
    at: datetime
    called: tuple[str, ...] = ()
    empty: Empty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Who has answered, and when."""

    login: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """One chain; `round` counts how often it has begun, `raised_at` is its object's of this round.

    `next_at` is when the next step, or the end, is due; None if nothing more is due by itself.
    """

    key: str
    version: int
    matter: Matter
    subject: str
    of: str
    title: str
    due_at: datetime
    round: int
    raised_at: datetime
    state: ChainState
    next_at: datetime | None
    steps: tuple[StepTaken, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def calling(self) -> bool:
        """Whether somebody is still being called."""
        return self.state is ChainState.CALLING

    @property
    def called(self) -> frozenset[str]:
        """The log-ins of all who were called in this round."""
        return frozenset(login for step in self.steps for login in step.called)


PREFIX = "chain:"


def chain_key(subject: str) -> str:
    """The key of the chain of this object; its prefix keeps it apart from the object's own."""
    return f"{PREFIX}{subject}"


def key_of_subject(chain: str) -> str:
    """The key of the object of the chain of this key."""
    return chain.removeprefix(PREFIX)
