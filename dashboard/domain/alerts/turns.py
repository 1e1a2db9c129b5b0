"""Which limits a case passes, and when: the rules from a case's state to its alerts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.domain.alerts.value import Alert, AlertClass, AlertState, Turn
from dashboard.domain.case import Case, CaseState
from dashboard.domain.life.owner import standing
from dashboard.domain.persons import Area
from dashboard.domain.unit import Urgency

AFTER = timedelta(milliseconds=1)
"""A deadline has passed in the millisecond after it."""
IN_HAND = frozenset({CaseState.DISPATCHED, CaseState.PROCESSING})
"""A unit has it: the stage of handling."""
URGENT = frozenset({Urgency.E1, Urgency.E2})
PING_PONG_RETURNS = 2
REWORKS = 3
LEADERS_LEVEL = 3
"""From this level on the district leader is told of a supervision."""


@dataclass(frozen=True, slots=True)
class TurnAt:
    """A turn that a case will make or has made: true from `at` on; `due_at` identifies it."""

    turn: Turn
    at: datetime
    due_at: datetime


def moments(case: Case) -> list[TurnAt]:
    """All turns that the case has made or will make in its present state; none if suspended."""
    if not case.open or case.state is CaseState.SUSPENDED:
        return []
    return [*_of_clocks(case), *_of_unit(case), *_of_counts(case)]


def _of_clocks(case: Case) -> list[TurnAt]:
    found, clock = [], case.clock
    if clock is not None:
        found = [
            TurnAt(Turn.AMBER, clock.amber_at, clock.due_at),
            TurnAt(Turn.RED, clock.due_at + AFTER, clock.due_at),
            TurnAt(Turn.SEVERE, clock.severe_at + AFTER, clock.due_at),
        ]
    return found + _passed(Turn.CASE_RED, case.case_due_at)


def _of_unit(case: Case) -> list[TurnAt]:
    """What the unit that has the case owes besides the work."""
    found: list[TurnAt] = []
    waits = case.state is CaseState.DISPATCHED and not case.return_pending
    if waits and case.urgency in URGENT:
        found += _passed(Turn.UNACKNOWLEDGED, case.acknowledge_by)
    asked = case.supervision
    if owes_reply(case) and asked is not None:
        found += _passed(Turn.REPLY_DUE, asked.reply_due_at)
        if asked.level >= LEADERS_LEVEL:
            found.append(TurnAt(Turn.SUPERVISED, asked.at, asked.at))
    return found


def _passed(turn: Turn, due_at: datetime | None) -> list[TurnAt]:
    return [] if due_at is None else [TurnAt(turn, due_at + AFTER, due_at)]


def _of_counts(case: Case) -> list[TurnAt]:
    """Turns without a clock: true as soon as they are counted."""
    found, since = [], case.reported_at
    unsettled = case.state in (CaseState.FILED, CaseState.DISPATCHED)
    if unsettled and case.return_count >= PING_PONG_RETURNS:
        found.append(TurnAt(Turn.PING_PONG, since, since))
    if case.state is CaseState.PROCESSING and case.rework_count >= REWORKS:
        found.append(TurnAt(Turn.REWORK, since, since))
    return found


def owes_reply(case: Case) -> bool:
    """Whether its holder is supervised and has not answered yet."""
    asked = standing(case)
    rests = case.state is CaseState.SUSPENDED
    return asked is not None and asked.replied_at is None and not rests


def alert_of(case: Case, moment: TurnAt, now: datetime) -> Alert:
    """The alert of a turn that has come."""
    level = case.supervision.level if case.supervision else 0
    kind, priority = rank(moment.turn, case.urgency, level)
    return Alert(
        case=case.number,
        lamp=moment.turn,
        due_at=moment.due_at,
        urgency=case.urgency,
        unit=case.unit,
        at=now,
        item=case.item,
        street=case.street,
        community=case.community,
        grid=case.grid,
        stage=stage_of(case),
        kind=kind,
        priority=priority,
        seats=_seats(case, moment.turn),
        leader=moment.turn is Turn.SUPERVISED,
        state=AlertState.RAISED,
        reached_at=now,
        level=level if moment.turn in (Turn.REPLY_DUE, Turn.SUPERVISED) else 0,
    )


def stage_of(case: Case) -> str:
    """The stage by whose clock the case runs."""
    return (CaseState.PROCESSING if case.state in IN_HAND else case.state).value


WITHOUT_URGENCY: Mapping[Turn, int] = {
    Turn.PING_PONG: 2,
    Turn.REWORK: 2,
    Turn.SUPERVISED: 2,
    Turn.REPORT_DUE: 2,
    Turn.REPORT_LATE: 1,
    Turn.INCIDENT: 1,
    Turn.INSTRUCTION: 2,
    Turn.INSTRUCTION_DUE: 2,
    Turn.INSTRUCTION_LATE: 1,
}
"""The priorities of turns that are as grave whatever the urgency of a case."""


def rank(turn: Turn, urgency: Urgency, level: int = 0) -> tuple[AlertClass, int]:
    """Class and priority: 1 for critical and late, 2 for urgent, 3 for all others.

    A late reply at level 1 is followed by level 2, so the supervisor only gets a notice.
    """
    match turn:
        case Turn.AMBER if urgency not in URGENT:
            return AlertClass.NOTICE, 3
        case Turn.AMBER:
            return AlertClass.ALERT, 2 if urgency is Urgency.E1 else 3
        case Turn.CASE_RED:
            return AlertClass.NOTICE, 2 if urgency in URGENT else 3
        case Turn.REPLY_DUE:
            return (AlertClass.ALERT, 2) if level > 1 else (AlertClass.NOTICE, 3)
        case _ if turn in WITHOUT_URGENCY:
            return AlertClass.ALERT, WITHOUT_URGENCY[turn]
        case _:
            late = {Urgency.E1: 1, Urgency.E2: 2}.get(urgency, 3)
            return AlertClass.ALERT, min(late, 2) if turn is Turn.SEVERE else late


def _seats(case: Case, turn: Turn) -> tuple[Area, ...]:
    """The desk that must act, and, unless it is a mere reminder, the centre and the street.

    None of them if the alert is for the district leader.
    """
    if turn is Turn.SUPERVISED:
        return ()
    acts = _acting(case)
    if turn is Turn.AMBER and case.urgency not in URGENT:
        return (acts,)
    return tuple(dict.fromkeys((Area.CENTRE, Area.STREET, acts)))


def _acting(case: Case) -> Area:
    if case.state in IN_HAND:
        return Area.UNIT
    if case.state is CaseState.FEEDBACK:
        return Area.COMMUNITY if case.self_resolved_by else Area.GRID
    return Area.GRID if case.state is CaseState.VERIFYING else Area.CENTRE
