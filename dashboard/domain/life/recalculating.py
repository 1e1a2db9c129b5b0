"""The calendar has changed: the deadlines that follow from it, anew."""

from datetime import datetime

from dashboard.domain.case import Case
from dashboard.domain.desk import Recalculate
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.clocks import HANDLING, allowances, handling_limit, marked, until
from dashboard.domain.life.reclassifying import provisional_anew
from dashboard.domain.refusals import Refused
from dashboard.domain.revising import revised


def recalculate(case: Case, _: Recalculate, at: Circumstances) -> Case:
    """Both deadlines counted again from the same beginnings; `Refused` if neither moves.

    An extension is a day that a person has named: it stays.
    """
    after = case
    extended = case.state in HANDLING and case.original_due_at is not None
    if case.stage_at is not None and case.limit is not None:
        if not extended or case.stage_ms is not None:
            after = until(after, _due(after, at), at)
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
    unit = case.limit.unit
    return at.calendar.close(at.calendar.advance(case.stage_at, case.stage_ms, unit), unit)


def _case_due(case: Case, at: Circumstances) -> Case:
    """What was extended or suspended keeps the deadline that this gave it."""
    begun = case.first_dispatched_at
    if begun is None:
        return provisional_anew(case, at)
    if case.extensions or case.resumed_at is not None:
        return case
    handled = at.calendar.add(begun, handling_limit(case, at))
    return revised(case, case_due_at=at.calendar.add(handled, allowances(case, at).verify))
