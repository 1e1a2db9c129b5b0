"""升级突发事件: the case becomes critical and gets the clocks of a critical case."""

from dashboard.domain.case import TERMINAL, Case, CaseState, MoveCause
from dashboard.domain.copying import revised
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.clocks import (
    HANDLING,
    allowances,
    handling_limit,
    marked,
    stage,
    stopped,
    until,
)
from dashboard.domain.life.guards import need_state
from dashboard.domain.life.moving import told
from dashboard.domain.life.reclassifying import STEP, hurried, reclassified
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import Urgency


def escalatable(case: Case, _: Circumstances) -> None:
    """Guard: a case belongs to at most one incident."""
    if case.incident is not None:
        raise Refused(
            "ESCALATED_ALREADY",
            f"Case {case.number} belongs to incident {case.incident}.",
            case=case.number,
            incident=case.incident,
        )


def escalated(case: Case, incident: str, at: Circumstances) -> Case:
    """The case as part of an incident: E1, each clock from now on, and none later than before.

    A critical case doesn't wait: a suspended one resumes, and requests for time are dropped.
    """
    before = case = hurried(case, at)
    case = revised(
        case,
        urgency=Urgency.E1,
        incident=incident,
        urgency_before=None if case.urgency is Urgency.E1 else case.urgency,
        spent=stopped(case, at),
    )
    limits = allowances(case, at)
    if case.state in HANDLING:
        case = _hurried(case, at)
    else:
        case = stage(case, STEP[case.state](limits), at)
    if before.due_at is not None and case.due_at is not None and before.due_at < case.due_at:
        case = until(case, before.due_at, at)
    if before.judged_at is not None and case.state in HANDLING:
        case = revised(case, judged_at=before.judged_at)
    return told(marked(_due(case, before, at), at), before, MoveCause.ESCALATED, at)


def _hurried(case: Case, at: Circumstances) -> Case:
    case = stage(case, handling_limit(case, at), at)
    assert case.due_at is not None  # noqa: S101 - a stage has just begun
    assert case.limit is not None  # noqa: S101 - with its limit
    soon = at.calendar.add(at.now, allowances(case, at).acknowledge)
    by = min((one for one in (case.acknowledge_by, soon) if one), default=None)
    allowed = at.calendar.counted(at.now, case.due_at, case.limit.unit)
    return revised(case, acknowledge_by=by, allowed_ms=allowed, original_due_at=None)


def _due(case: Case, before: Case, at: Circumstances) -> Case:
    handled = case.due_at or at.now
    if case.state not in HANDLING:
        handled = at.calendar.add(handled, handling_limit(case, at))
    due = at.calendar.add(handled, allowances(case, at).verify)
    earlier = before.case_due_at
    return revised(case, case_due_at=min(due, earlier) if earlier else due)


def unlinked(case: Case, incident: str, at: Circumstances) -> Case:
    """The open case once it doesn't belong to this incident. Raises `Refused`."""
    need_state(case, frozenset(CaseState) - TERMINAL)
    if case.incident != incident:
        raise Refused(
            "CASE_NOT_LINKED",
            f"Case {case.number} doesn't belong to incident {incident}.",
            case=case.number,
            incident=incident,
        )
    return released(case, at)


def released(case: Case, at: Circumstances) -> Case:
    """The case after its incident: with its urgency from before and its own clocks.

    A reclassification by a person in the meantime stays.
    """
    alone = revised(case, incident=None, urgency_before=None)
    before = case.urgency_before
    if before is None or case.urgency is not Urgency.E1:
        return alone
    return reclassified(alone, case.item, before, at, MoveCause.INCIDENT_OVER)
