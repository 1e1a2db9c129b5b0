"""After a change of the calendar, recounts the deadlines that depend on it."""

from datetime import datetime

from dashboard.domain.case import Case, MoveCause
from dashboard.domain.copying import revised
from dashboard.domain.desk_commands import Recalculate
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.clocks import (
    HANDLING,
    allowances,
    ends,
    handling_limit,
    marked,
    spent_ms,
    until,
)
from dashboard.domain.life.moving import ANEW, case_moved_by, moved_by, told
from dashboard.domain.life.reclassifying import provisional_anew
from dashboard.domain.refusals import Refused

BROUGHT = frozenset({MoveCause.MERGED, MoveCause.ESCALATED})
"""Causes that never give a stage more than its own time, but may have brought an earlier end."""
COUNTED = frozenset({None, MoveCause.MERGED, *ANEW})
"""Causes after which the case's own deadline still follows from its limits."""


def recalculate(case: Case, _: Recalculate, at: Circumstances) -> Case:
    """Recounts both deadlines from the same starts; `Refused` if neither moves.

    A deadline named by a person or taken from another case stays, and so does what was late before
    the present stretch began.
    """
    after = case
    if case.stage_at is not None and case.limit is not None and case.due_at is not None:
        due_at = _due(case, at)
        if due_at != case.due_at:
            after = until(after, due_at, at)
        after = revised(after, judged_at=_judged(after, at))
        after = told(marked(_case_due(after, at), at), case, MoveCause.RECALCULATED, at)
    if after == case:
        words = f"No deadline of case {case.number} moves."
        raise Refused("NOTHING_MOVES", words, case=case.number)
    return after


def _due(case: Case, at: Circumstances) -> datetime:
    """The stage's deadline, by what has moved it."""
    assert case.stage_at is not None  # noqa: S101 - `recalculate` has looked
    assert case.due_at is not None  # noqa: S101
    assert case.limit is not None  # noqa: S101
    cause = moved_by(case)
    if case.due_at < case.stage_at or cause is MoveCause.EXTENDED or _extended_once(case):
        return case.due_at
    if cause in ANEW and case.state in HANDLING:
        return at.calendar.add(case.filed_at or case.stage_at, case.limit)
    if case.stage_ms is None:
        own = at.calendar.add(case.stage_at, case.limit)
    else:
        own = ends(case.stage_at, case.stage_ms, case.limit.unit, at)
    return min(own, case.due_at) if cause in BROUGHT else own


def _extended_once(case: Case) -> bool:
    """Whether a version that kept no causes has extended it."""
    known = case.state in HANDLING and case.stage_ms is None and not case.moves
    return known and case.original_due_at is not None


def _judged(case: Case, at: Circumstances) -> datetime | None:
    """The end of what is left of the unit's own time, from the same start; a passed one stays."""
    judged_at = case.judged_at
    assert case.stage_at is not None  # noqa: S101 - `recalculate` has looked
    assert case.limit is not None  # noqa: S101
    if judged_at is None or judged_at <= case.stage_at or case.stage_ms is None:
        return judged_at
    clock = case.limit.unit
    left = case.allowed_ms - spent_ms(case, case.unit, clock)
    return ends(case.stage_at, left, clock, at) if left > 0 else judged_at


def _case_due(case: Case, at: Circumstances) -> Case:
    """The case's deadline; after an extension, suspension or raise it stays as that set it."""
    begun, cause = case.first_dispatched_at, case_moved_by(case)
    if begun is None and cause is None:
        return provisional_anew(case, at)
    if case.extensions or case.resumed_at is not None or cause not in COUNTED:
        return case
    if cause in ANEW:
        begun = case.filed_at
    handled = at.calendar.add(begun or at.now, handling_limit(case, at))
    own = at.calendar.add(handled, allowances(case, at).verify)
    if cause is MoveCause.MERGED and case.case_due_at is not None:
        own = min(own, case.case_due_at)
    return revised(case, case_due_at=own)
