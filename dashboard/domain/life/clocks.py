"""The clocks of a case: that of its present stage, the case's own, and what each unit has used."""

from datetime import datetime
from typing import Any

from dashboard.domain.allowances import Allowances
from dashboard.domain.case import Case, CaseState, Spent
from dashboard.domain.deadline import deadline, deadline_of, limit_of
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.revising import revised
from dashboard.domain.unit import Limit, LimitUnit

HANDLING = frozenset({CaseState.DISPATCHED, CaseState.PROCESSING})
"""One stage for the unit: from dispatch to feedback."""
LEAST_PARTS = 5
"""Rework gets at least this part of the limit."""


def allowances(case: Case, at: Circumstances) -> Allowances:
    """The limits of the steps at the case's urgency."""
    return at.district.allowances[case.urgency]


def handling_limit(case: Case, at: Circumstances) -> Limit:
    """How long the unit has by item and urgency."""
    item = at.district.items[case.item] if case.item else None
    return limit_of(item, case.urgency, at.district.allowances)


def stage(case: Case, limit: Limit, at: Circumstances, **changes: Any) -> Case:
    """The case with these changes and a new stage, which begins now."""
    urgency = changes.get("urgency", case.urgency)
    times = deadline(at.now, limit, urgency, at.calendar)
    return revised(
        case,
        stage_at=at.now,
        stage_ms=None,
        limit=limit,
        amber_at=times.amber_at,
        due_at=times.due_at,
        severe_at=times.severe_at,
        **changes,
    )


def short_stage(case: Case, limit: Limit, ms: int, at: Circumstances, **changes: Any) -> Case:
    """A new stage that has so many counted ms instead of its whole limit."""
    begun = revised(case, stage_at=at.now, stage_ms=ms, limit=limit, **changes)
    due_at = at.calendar.close(at.calendar.advance(at.now, ms, limit.unit), limit.unit)
    return until(begun, due_at, at)


def until(case: Case, due_at: datetime, at: Circumstances) -> Case:
    """The same stage with its deadline moved."""
    assert case.stage_at is not None  # noqa: S101 - only a running stage is moved
    assert case.limit is not None  # noqa: S101 - and it has its limit
    start = min(case.stage_at, due_at)
    times = deadline_of(due_at, start, case.limit, case.urgency, at.calendar)
    return revised(case, amber_at=times.amber_at, due_at=times.due_at, severe_at=times.severe_at)


def no_stage(case: Case) -> Case:
    """Nothing runs."""
    return revised(case, stage_at=None, amber_at=None, due_at=None, severe_at=None)


# What units have used -----------------------------------------------------------------------


def running_ms(case: Case, at: Circumstances) -> int:
    """Counted ms of the stretch that the unit is in now; 0 if it is in none."""
    if case.state not in HANDLING or case.stage_at is None or case.limit is None:
        return 0
    return at.calendar.counted(case.stage_at, at.now, case.limit.unit)


def spent_ms(case: Case, unit: str | None, clock: LimitUnit) -> int:
    """What is written down for a unit, without a running stretch."""
    return sum(one.ms for one in case.spent if (one.unit, one.clock) == (unit, clock))


def used_ms(case: Case, at: Circumstances) -> int:
    """All that the accountable unit has used of its time, up to now."""
    clock = case.limit.unit if case.limit else LimitUnit.HOUR
    return spent_ms(case, case.unit, clock) + running_ms(case, at)


def stopped(case: Case, at: Circumstances) -> tuple[Spent, ...]:
    """`spent` with the running stretch in it: to be kept when the unit's clock stops."""
    if case.state not in HANDLING or case.unit is None or case.limit is None:
        return case.spent
    key = (case.unit, case.limit.unit)
    before = sum(one.ms for one in case.spent if (one.unit, one.clock) == key)
    others = tuple(one for one in case.spent if (one.unit, one.clock) != key)
    now = Spent(unit=key[0], clock=key[1], ms=before + running_ms(case, at))
    return (*others, now)


def handed_over(case: Case, unit: str, at: Circumstances, **changes: Any) -> Case:
    """The handling stage of `unit` begins: with its full limit, or what it left of it before.

    The first dispatch fixes the case's own deadline; no later one moves it.
    """
    limit = handling_limit(case, at)
    spent = stopped(case, at)
    changes = {
        "state": CaseState.DISPATCHED,
        "unit": unit,
        "spent": spent,
        "dispatched_at": at.now,
        "acknowledged_at": None,
        "acknowledge_by": at.calendar.add(at.now, allowances(case, at).acknowledge),
        "return_pending": "",
        "extension_pending": None,
        "suspension_pending": None,
        "handling_due_at": None,
        "on_time": None,
        "original_due_at": None,
    } | changes
    begun = stage(case, limit, at, **changes)
    assert begun.due_at is not None  # noqa: S101 - a stage has just begun
    allowed = at.calendar.counted(at.now, begun.due_at, limit.unit)
    gone = spent_ms(begun, unit, limit.unit)
    if gone:
        begun = short_stage(begun, limit, left_of(allowed - gone, limit, at), at)
    return fixed(revised(begun, allowed_ms=allowed), at)


def left_of(remaining: int, limit: Limit, at: Circumstances) -> int:
    """What a stage that is entered again has: the rest, but at least a fifth of the limit."""
    return max(remaining, at.calendar.ms_of(limit) // LEAST_PARTS)


# The case's own clock -----------------------------------------------------------------------


def fixed(case: Case, at: Circumstances) -> Case:
    """The case's deadline as the first dispatch fixes it: when handled and verified."""
    if case.first_dispatched_at is not None:
        return marked(case, at)
    assert case.due_at is not None  # noqa: S101 - a dispatched case has a running stage
    due = at.calendar.add(case.due_at, allowances(case, at).verify)
    return marked(revised(case, first_dispatched_at=at.now, case_due_at=due), at)


def provisional(case: Case, start: datetime, at: Circumstances) -> Case:
    """The case's deadline as long as no unit has it: every step takes all of its time.

    `start` is when the stage before the handling is over at the latest.
    """
    if case.first_dispatched_at is not None:
        return marked(case, at)
    handled = at.calendar.add(start, handling_limit(case, at))
    due = at.calendar.add(handled, allowances(case, at).verify)
    return marked(revised(case, case_due_at=due), at)


def marked(case: Case, at: Circumstances) -> Case:
    """Says whether a deadline of the case lies in days that no official list has told."""
    last = max((end for end in (case.due_at, case.case_due_at) if end), default=at.now)
    unsure = at.calendar.provisional(at.now, max(last, at.now))
    if unsure == case.calendar_provisional:
        return case
    return revised(case, calendar_provisional=unsure)
