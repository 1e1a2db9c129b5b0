"""The clocks of a case: that of its stage, the case's own, and what each unit has used."""

from datetime import datetime
from typing import Any

from dashboard.domain.case import Case, CaseState, MoveCause, Spent
from dashboard.domain.copying import revised
from dashboard.domain.deadline import deadline, deadline_of, limit_of, of_a_step
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.moving import told
from dashboard.domain.time_limits import Allowances
from dashboard.domain.unit import Limit, LimitUnit

HANDLING = frozenset({CaseState.DISPATCHED, CaseState.PROCESSING})
"""One stage for the unit: from dispatch to feedback."""
LEAST_PARTS = 5
"""A unit that gets a case again has at least this part of the limit until the lamp is red."""


def allowances(case: Case, at: Circumstances) -> Allowances:
    """The limits of the steps at the case's urgency."""
    return at.district.allowances[case.urgency]


def handling_limit(case: Case, at: Circumstances) -> Limit:
    """The unit's time limit by item and urgency."""
    item = at.district.items[case.item] if case.item else None
    return limit_of(item, case.urgency, at.district.allowances)


def stage(case: Case, limit: Limit, at: Circumstances, **changes: Any) -> Case:
    """The case with these changes and a new stage, which begins now."""
    urgency = changes.get("urgency", case.urgency)
    times = deadline(at.now, limit, urgency, at.calendar)
    if changes.get("state", case.state) not in HANDLING:
        times = of_a_step(times, limit, at.calendar)
    return revised(
        case,
        stage_at=at.now,
        stage_ms=None,
        judged_at=None,
        limit=limit,
        amber_at=times.amber_at,
        due_at=times.due_at,
        severe_at=times.severe_at,
        **changes,
    )


def entered_again(case: Case, limit: Limit, left: int, at: Circumstances, **changes: Any) -> Case:
    """The stage of a unit with this much of its time left, but at least a fifth of the limit.

    If the fifth is more than it has left, the lamp follows the fifth, but the unit is judged by
    what is left: rework gives no extra time, and the case isn't red before anybody could act.
    """
    ms = max(left, at.calendar.ms_of(limit) // LEAST_PARTS)
    judged_at = ends(at.now, left, limit.unit, at) if left < ms else None
    begun = revised(
        case, stage_at=at.now, stage_ms=ms, limit=limit, **({"judged_at": judged_at} | changes)
    )
    return until(begun, ends(at.now, ms, limit.unit, at), at)


def ends(start: datetime, ms: int, unit: LimitUnit, at: Circumstances) -> datetime:
    """Where a stretch of counted time ends: in days, at the close of business, as every deadline.

    If no time is left, it ended before `start`.
    """
    end = at.calendar.advance(start, ms, unit)
    return at.calendar.close(end, unit) if ms > 0 else end


def kept_rest(
    clock: LimitUnit,
    at: Circumstances,
    due_at: datetime | None,
    case_due_at: datetime | None,
    judged_at: datetime | None = None,
) -> dict[str, Any]:
    """What a suspension keeps of the deadlines at its start.

    A deadline that has passed has nothing left and gains nothing by waiting: it stays.
    """

    def left(end: datetime | None) -> int:
        future = end is not None and end > at.now
        return max(1, at.calendar.counted(at.now, end, clock)) if future and end else 0

    return {
        "stage_left_ms": left(due_at),
        "case_left_ms": left(case_due_at),
        "judged_left_ms": left(judged_at),
        "late_since": due_at if not left(due_at) else None,
        "case_late_since": case_due_at if not left(case_due_at) else None,
        "judged_at": judged_at,
    }


def until(case: Case, due_at: datetime, at: Circumstances) -> Case:
    """The same stage with another deadline."""
    assert case.stage_at is not None  # noqa: S101 - only a running stage is moved
    assert case.limit is not None  # noqa: S101 - and it has its limit
    start = min(case.stage_at, due_at)
    times = deadline_of(due_at, start, case.limit, case.urgency, at.calendar)
    if case.state not in HANDLING:
        times = of_a_step(times, case.limit, at.calendar)
    return revised(case, amber_at=times.amber_at, due_at=times.due_at, severe_at=times.severe_at)


def no_stage(case: Case) -> Case:
    """The case without a running stage."""
    return revised(case, stage_at=None, amber_at=None, due_at=None, severe_at=None, judged_at=None)


# What units have used -----------------------------------------------------------------------


def running_ms(case: Case, at: Circumstances) -> int:
    """Counted ms of the unit's running stretch; 0 if there is none."""
    if case.state not in HANDLING or case.stage_at is None or case.limit is None:
        return 0
    return at.calendar.counted(case.stage_at, at.now, case.limit.unit)


def spent_ms(case: Case, unit: str | None, clock: LimitUnit) -> int:
    """A unit's recorded ms, without a running stretch."""
    return sum(one.ms for one in case.spent if (one.unit, one.clock) == (unit, clock))


def to_be_judged(case: Case) -> datetime | None:
    """Until when the unit is on time."""
    return min((end for end in (case.judged_at, case.due_at) if end), default=None)


def stopped(case: Case, at: Circumstances) -> tuple[Spent, ...]:
    """`spent` including the running stretch: to be recorded when the unit's clock stops."""
    if case.state not in HANDLING or case.unit is None or case.limit is None:
        return case.spent
    key = (case.unit, case.limit.unit)
    before = sum(one.ms for one in case.spent if (one.unit, one.clock) == key)
    others = tuple(one for one in case.spent if (one.unit, one.clock) != key)
    now = Spent(unit=key[0], clock=key[1], ms=before + running_ms(case, at))
    return (*others, now)


def handed_over(case: Case, unit: str, at: Circumstances, **changes: Any) -> Case:
    """The handling stage of `unit` begins: with its full limit, or what it had left before.

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
        whole, begun = begun, entered_again(begun, limit, allowed - gone, at)
        begun = told(begun, whole, MoveCause.GIVEN_BACK, at)
    return fixed(revised(begun, allowed_ms=allowed), at)


# The case's own clock -----------------------------------------------------------------------


def fixed(case: Case, at: Circumstances) -> Case:
    """The case's deadline as the first dispatch fixes it: the time to handle and verify it."""
    if case.first_dispatched_at is not None:
        return marked(case, at)
    assert case.due_at is not None  # noqa: S101 - a dispatched case has a running stage
    due = at.calendar.add(case.due_at, allowances(case, at).verify)
    return marked(revised(case, first_dispatched_at=at.now, case_due_at=due), at)


def provisional(case: Case, start: datetime, at: Circumstances) -> Case:
    """The case's deadline while no unit has it, if every step takes all of its time.

    `start` is when the stage before the handling ends at the latest.
    """
    if case.first_dispatched_at is not None:
        return marked(case, at)
    handled = at.calendar.add(start, handling_limit(case, at))
    due = at.calendar.add(handled, allowances(case, at).verify)
    return marked(revised(case, case_due_at=due), at)


def marked(case: Case, at: Circumstances) -> Case:
    """Notes whether a deadline of the case depends on days without an official list."""
    unsure = unsure_of(case, case.limit, case.due_at, case.case_due_at, at)
    if unsure == case.calendar_provisional:
        return case
    return revised(case, calendar_provisional=unsure)


def unsure_of(
    case: Case,
    limit: Limit | None,
    due_at: datetime | None,
    case_due_at: datetime | None,
    at: Circumstances,
) -> bool:
    """Judges each deadline by its own unit of time; one that has passed is certain."""

    def unsure(end: datetime | None, unit: LimitUnit) -> bool:
        return end is not None and end > at.now and at.calendar.provisional(at.now, end, unit)

    whole = {handling_limit(case, at).unit, allowances(case, at).verify.unit}
    own = limit is not None and unsure(due_at, limit.unit)
    return own or any(unsure(case_due_at, unit) for unit in whole)
