"""The calendar has changed: the deadlines that follow from it, anew."""

from datetime import datetime

from dashboard.domain.case import Case
from dashboard.domain.desk import Recalculate
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
from dashboard.domain.life.reclassifying import provisional_anew
from dashboard.domain.refusals import Refused
from dashboard.domain.revising import revised


def recalculate(case: Case, _: Recalculate, at: Circumstances) -> Case:
    """Both deadlines counted again from the same beginnings; `Refused` if neither moves.

    An extension is a day that a person has named: it stays. So does what was late before the
    present stretch began.
    """
    after = case
    extended = case.state in HANDLING and case.original_due_at is not None
    if case.stage_at is not None and case.limit is not None:
        late = case.due_at is not None and case.due_at < case.stage_at
        if not late and (not extended or case.stage_ms is not None):
            after = until(after, _due(after, at), at)
            after = revised(after, judged_at=_judged(after, at))
        after = marked(_case_due(after, at), at)
    if after == case:
        words = f"No deadline of case {case.number} moves."
        raise Refused("NOTHING_MOVES", words, case=case.number)
    return after


def _due(case: Case, at: Circumstances) -> datetime:
    assert case.stage_at is not None  # noqa: S101 - `recalculate` has looked
    assert case.limit is not None  # noqa: S101
    if case.stage_ms is None:
        return at.calendar.add(case.stage_at, case.limit)
    return ends(case.stage_at, case.stage_ms, case.limit.unit, at)


def _judged(case: Case, at: Circumstances) -> datetime | None:
    """What is left of the unit's own time, from the same beginning; what is over stays so."""
    judged_at = case.judged_at
    assert case.stage_at is not None  # noqa: S101 - `recalculate` has looked
    assert case.limit is not None  # noqa: S101
    if judged_at is None or judged_at <= case.stage_at or case.stage_ms is None:
        return judged_at
    clock = case.limit.unit
    left = case.allowed_ms - spent_ms(case, case.unit, clock)
    return ends(case.stage_at, left, clock, at) if left > 0 else judged_at


def _case_due(case: Case, at: Circumstances) -> Case:
    """What was extended or suspended keeps the deadline that this gave it."""
    begun = case.first_dispatched_at
    if begun is None:
        return provisional_anew(case, at)
    if case.extensions or case.resumed_at is not None:
        return case
    handled = at.calendar.add(begun, handling_limit(case, at))
    return revised(case, case_due_at=at.calendar.add(handled, allowances(case, at).verify))
