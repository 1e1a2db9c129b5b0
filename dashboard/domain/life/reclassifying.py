"""Another item or urgency: every clock starts anew, with deadlines from the filing."""

from collections.abc import Callable, Mapping

from dashboard.domain.case import Case, CaseState, MoveCause
from dashboard.domain.copying import revised
from dashboard.domain.desk_commands import Resume
from dashboard.domain.life.approving import resume
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.clocks import (
    HANDLING,
    allowances,
    handling_limit,
    kept_rest,
    marked,
    provisional,
    stage,
    stopped,
    until,
)
from dashboard.domain.life.moving import told
from dashboard.domain.time_limits import Allowances
from dashboard.domain.unit import Limit, Urgency

S = CaseState
STEP: Mapping[CaseState, Callable[[Allowances], Limit]] = {
    S.REPORTED: lambda limits: limits.intake,
    S.VERIFYING: lambda limits: limits.verify_report,
    S.FILED: lambda limits: limits.dispatch,
    S.FEEDBACK: lambda limits: limits.verify,
    S.VERIFIED: lambda limits: limits.callback,
}
"""The limit of each step that has its own; handling has the item's."""


def reclassified(
    case: Case,
    item: str | None,
    urgency: Urgency,
    at: Circumstances,
    cause: MoveCause = MoveCause.RECLASSIFIED,
) -> Case:
    """The case with this item and urgency; the present step keeps its start.

    A case that becomes critical (E1) doesn't wait: it resumes, and requests for time are dropped.
    """
    if urgency is Urgency.E1:
        case = hurried(case, at)
    spent = stopped(case, at)
    after = revised(case, item=item, urgency=urgency, urgency_before=None, spent=spent)
    if case.state in HANDLING:
        after = _handled_anew(after, at)
    elif case.state is S.SUSPENDED:
        after = _left_anew(after, at)
    else:
        begun = revised(at, now=case.stage_at or at.now)
        after = stage(after, STEP[case.state](allowances(after, at)), begun)
        if after.unit is not None:
            had = at.calendar.allowance(case.filed_at or at.now, handling_limit(after, at))
            after = revised(after, allowed_ms=had)
    return told(_due_anew(after, at), case, cause, at)


def hurried(case: Case, at: Circumstances) -> Case:
    """Resumes a suspended case and drops requests for time."""
    if case.state is S.SUSPENDED:
        case = resume(case, Resume(case=case.number), at)
    return revised(case, extension_pending=None, suspension_pending=None, suspension_reason="")


def _handled_anew(case: Case, at: Circumstances) -> Case:
    """The unit's deadline counts from the filing; a new stretch of its time begins now."""
    limit = handling_limit(case, at)
    due_at = at.calendar.add(case.filed_at or at.now, limit)
    allowed = at.calendar.counted(case.filed_at or at.now, due_at, limit.unit)
    case = revised(
        case, stage_at=at.now, stage_ms=None, judged_at=None, limit=limit, original_due_at=None
    )
    return until(revised(case, allowed_ms=allowed), due_at, at)


def _left_anew(case: Case, at: Circumstances) -> Case:
    assert case.suspension is not None  # noqa: S101 - the state says so
    limit, kept = handling_limit(case, at), case.suspension
    begun = case.filed_at or at.now
    due_at = at.calendar.add(begun, limit)
    whole_at = at.calendar.add(due_at, allowances(case, at).verify)
    then = revised(at, now=kept.at)
    rest = kept_rest(limit.unit, then, due_at=due_at, case_due_at=whole_at)
    allowed = at.calendar.counted(begun, due_at, limit.unit)
    return revised(case, limit=limit, allowed_ms=allowed, suspension=revised(kept, **rest))


def _due_anew(case: Case, at: Circumstances) -> Case:
    if case.state is S.SUSPENDED:
        return case
    if case.first_dispatched_at is None:
        return provisional_anew(case, at)
    handled = at.calendar.add(case.filed_at or at.now, handling_limit(case, at))
    due = at.calendar.add(handled, allowances(case, at).verify)
    return marked(revised(case, case_due_at=due), at)


def provisional_anew(case: Case, at: Circumstances) -> Case:
    """The deadline of a case that no unit has had yet, from its present step."""
    start = case.due_at or at.now
    if case.state not in (S.FILED, S.FEEDBACK, S.VERIFIED):
        start = at.calendar.add(start, allowances(case, at).dispatch)
    if case.state in (S.FEEDBACK, S.VERIFIED):
        return marked(revised(case, case_due_at=start), at)
    return provisional(case, start, at)


def lengthens(before: Case, after: Case, at: Circumstances) -> bool:
    """Whether it needs a second person: less urgent, or more time after amber."""
    if after.urgency > before.urgency:
        return True
    lit = before.amber_at is not None and at.now >= before.amber_at
    later = (after.due_at and before.due_at and after.due_at > before.due_at) or (
        after.case_due_at and before.case_due_at and after.case_due_at > before.case_due_at
    )
    return lit and bool(later)
