"""The alerts of an instruction: a new one, one that is due soon, and one that is late."""

from collections.abc import Sequence
from datetime import datetime

from dashboard.domain.alerts.life import come_back, end
from dashboard.domain.alerts.turns import AFTER, rank
from dashboard.domain.alerts.value import Alert, AlertState, Turn
from dashboard.domain.alerts.watch import Watched
from dashboard.domain.instructions.instruction import Instruction, Standing
from dashboard.domain.persons import Area
from dashboard.domain.unit import Urgency

TURNS = {
    Standing.UNREAD: Turn.INSTRUCTION,
    Standing.DUE_SOON: Turn.INSTRUCTION_DUE,
    Standing.OVERDUE: Turn.INSTRUCTION_LATE,
}
"""The alert of each standing that needs one: at any time there is one at most."""


def watch_instruction(instruction: Instruction, known: Sequence[Alert], now: datetime) -> Watched:
    """What is due now of its alerts; `known` are all that it has ever had.

    A new one stands until it is read or falls due; one that is due until its final answer.
    """
    turn = TURNS.get(instruction.standing(now))
    raised = tuple(_alert(instruction, one, now) for one in [turn] if one and not _has(known, one))
    gone = [alert for alert in known if alert.open and alert.lamp is not turn]
    back = [
        alert
        for alert in known
        if alert.open and alert.lamp is turn and alert.back_at and alert.back_at <= now
    ]
    return Watched(
        raised,
        tuple(come_back(alert, now) for alert in back),
        tuple(end(alert, now) for alert in gone),
    )


def look_from(instruction: Instruction) -> datetime | None:
    """When the timers must look at it first; None if nothing more is expected of it."""
    return min(instruction.soon_at, instruction.due_at) if instruction.open else None


def next_look(instruction: Instruction, now: datetime) -> datetime | None:
    """When the timers must look at it after `now`; None if nothing more is expected of it."""
    if not instruction.open:
        return None
    turns = (instruction.soon_at, instruction.due_at + AFTER)
    return min((at for at in turns if at > now), default=None)


def _has(known: Sequence[Alert], turn: Turn) -> bool:
    return any(alert.lamp is turn for alert in known)


def _alert(instruction: Instruction, turn: Turn, now: datetime) -> Alert:
    """Of a case's place it says nothing to a unit, which may have lost the case since."""
    kind, priority = rank(turn, Urgency.E1)
    units, placed = bool(instruction.to), not instruction.to
    return Alert(
        case=instruction.number,
        lamp=turn,
        due_at=instruction.due_at,
        urgency=Urgency.E1,
        unit=instruction.to or None,
        at=now,
        item=instruction.item if placed else None,
        street=instruction.street if placed else "",
        grid=instruction.grid if placed else 0,
        stage=instruction.about.value,
        kind=kind,
        priority=priority,
        seats=(Area.CENTRE, Area.UNIT) if units else (Area.CENTRE,),
        state=AlertState.RAISED,
        reached_at=now,
    )
