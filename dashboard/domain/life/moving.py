"""Why a deadline has moved: the case keeps the cause of each move."""

from datetime import datetime

from dashboard.domain.case import Case, Move, MoveCause
from dashboard.domain.copying import revised
from dashboard.domain.life.circumstances import Circumstances

ANEW = frozenset({MoveCause.RECLASSIFIED, MoveCause.INCIDENT_OVER})
"""Causes after which the handling time counts from the filing."""
MOVES_MAX = 20
"""How many of its moves a case keeps, the newest last; the journal has all of them."""


def told(
    after: Case,
    before: Case,
    cause: MoveCause,
    at: Circumstances,
    was: datetime | None = None,
) -> Case:
    """The case with the move recorded; `was` is given if the stage before had another deadline.

    A stretch that begins anew is recorded too, even if its deadline stays.
    """
    clocks = (after.stage_at, after.due_at, after.case_due_at)
    if clocks == (before.stage_at, before.due_at, before.case_due_at):
        return after
    move = Move(
        cause=cause,
        at=at.now,
        was=was or before.due_at,
        due_at=after.due_at,
        case_was=before.case_due_at,
        case_due_at=after.case_due_at,
    )
    return revised(after, moves=(*before.moves, move)[-MOVES_MAX:])


def stage_moves(case: Case) -> tuple[Move, ...]:
    """The moves of the present stretch's deadline, the newest last, with the one that began it.

    What moved the deadline of an earlier stage, or of a unit that had it before, is none of them.
    """
    begun = case.stage_at
    return tuple(
        one
        for one in case.moves
        if one.at == begun or (one.was != one.due_at and (begun is None or one.at > begun))
    )


def moved_by(case: Case) -> MoveCause | None:
    """The last cause, except the calendar, that moved the present stage's deadline; or None."""
    causes = (move.cause for move in reversed(stage_moves(case)))
    return next((cause for cause in causes if cause is not MoveCause.RECALCULATED), None)


def case_moved_by(case: Case) -> MoveCause | None:
    """The last cause, except the calendar, that moved the case's own deadline; or None."""
    for move in reversed(case.moves):
        if move.cause is not MoveCause.RECALCULATED and move.case_due_at != move.case_was:
            return move.cause
    return None


def begun_by(case: Case) -> MoveCause | None:
    """The cause that began the present stretch anew; None if it was the step itself."""
    return next((one.cause for one in reversed(case.moves) if one.at == case.stage_at), None)
