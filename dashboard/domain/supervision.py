"""催办 and 督办 by the timers: whom they urge or supervise for a case, and when.

One level at a time. A level's clock of reply starts when it is set, so a case that was late long
before anybody looked climbs no faster than others; only what has happened since counts again.
"""

from datetime import datetime
from enum import StrEnum

from dashboard.domain.alerts.turns import IN_HAND, moments
from dashboard.domain.case import Case, CaseState, Supervision
from dashboard.domain.deadline import Lamp, lamp
from dashboard.domain.desk_commands import Resume
from dashboard.domain.life.owner import level_of, standing, supervised_seat
from dashboard.domain.oversight_commands import Supervise, Urge
from dashboard.domain.unit import Urgency

LEVEL_MAX = 3
TO_ACKNOWLEDGE = frozenset({Urgency.E1, Urgency.E2})


class Trigger(StrEnum):
    """Why the timers acted: the `words` or `reason` of their command."""

    AMBER = "AMBER"
    RED = "RED"
    SEVERE = "SEVERE"
    UNACKNOWLEDGED = "UNACKNOWLEDGED"
    REWORK = "REWORK"
    REPLY_LATE = "REPLY_LATE"
    RESUME_DATE = "RESUME_DATE"


def due(case: Case, now: datetime) -> Urge | Supervise | Resume | None:
    """What the timers do to the case now; None if there is nothing to urge."""
    if case.state is CaseState.SUSPENDED:
        resume_at = case.suspension.resume_at if case.suspension else None
        if resume_at is None or now < resume_at:
            return None
        return Resume(case=case.number, reason=Trigger.RESUME_DATE)
    if supervised_seat(case) is None:
        return None
    asked, level = standing(case), level_of(case)
    trigger = _first(case, now) if asked is None else _further(case, asked, now)
    if trigger is not None and level < LEVEL_MAX:
        return Supervise(case=case.number, level=level + 1, words=trigger)
    if asked is None and lamp(now, case.clock) is Lamp.AMBER and not _urged(case):
        return Urge(case=case.number, words=Trigger.AMBER)
    return None


def _first(case: Case, now: datetime) -> Trigger | None:
    """Why level 1 is due; None if it isn't."""
    if lamp(now, case.clock) in (Lamp.RED, Lamp.SEVERE):
        return Trigger.RED
    waits = case.state is CaseState.DISPATCHED and not case.return_pending
    if waits and case.urgency in TO_ACKNOWLEDGE and _passed(case.acknowledge_by, now):
        return Trigger.UNACKNOWLEDGED
    return Trigger.REWORK if case.rework_count and case.state in IN_HAND else None


def _further(case: Case, asked: Supervision, now: datetime) -> Trigger | None:
    """Why the next level is due: only what has come since the present one was set."""
    if asked.level >= LEVEL_MAX:
        return None
    if asked.replied_at is None and _passed(asked.reply_due_at, now):
        return Trigger.REPLY_LATE
    if case.state in IN_HAND and _reworked(case, asked):
        return Trigger.REWORK
    clock = case.clock
    if clock and asked.at <= clock.severe_at and _passed(clock.severe_at, now):
        return Trigger.SEVERE
    return None


def _reworked(case: Case, asked: Supervision | None) -> bool:
    if asked is None:
        return case.rework_count > 0
    since = case.stage_at is not None and case.stage_at > asked.at
    return since and asked.level < min(case.rework_count, LEVEL_MAX)


def _urged(case: Case) -> bool:
    """Whether it was urged already: once in each stage."""
    return case.urged_at is not None and (case.stage_at is None or case.urged_at >= case.stage_at)


def _passed(at: datetime | None, now: datetime) -> bool:
    return at is not None and now > at


def look_at(case: Case) -> datetime | None:
    """When the timers must next look at the case; None if it can't be late for anything."""
    instants = [moment.at for moment in moments(case)]
    if case.state is CaseState.SUSPENDED and case.suspension:
        instants.append(case.suspension.resume_at)
    if case.state in IN_HAND and _reworked(case, standing(case)) and level_of(case) < LEVEL_MAX:
        instants.append(case.reported_at)
    return min(instants, default=None)
