"""受理、核实、立案: until the case waits for a unit."""

from collections.abc import Callable, Mapping
from typing import Any

from dashboard.domain.case import Case, CaseState, Proposal, Proposed
from dashboard.domain.copying import revised
from dashboard.domain.deadline import deadline, of_a_step
from dashboard.domain.desk_commands import Accept, File, RejectReason, VerifyReport
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.clocks import allowances, handling_limit, no_stage, stopped, unsure_of
from dashboard.domain.life.closing import to_call
from dashboard.domain.life.guards import need_words
from dashboard.domain.life.recording import with_attachments
from dashboard.domain.time_limits import Allowances
from dashboard.domain.unit import DutyItem, Limit, Urgency

VERIFIED_FIRST = frozenset({Urgency.E3, Urgency.E4})
"""Only these are verified first: urgent cases don't wait for a look at the spot."""


def gravest(said: Urgency | None, item: DutyItem | None) -> Urgency:
    """The graver of the reported urgency and the item's: a report never lowers it."""
    known = [level for level in (said, item and item.urgency) if level]
    return min(known, default=Urgency.E3)


def reported(case: Case, at: Circumstances) -> Case:
    """The case waits for the intake."""
    return waiting(case, CaseState.REPORTED, at)


def filed(case: Case, at: Circumstances, **changes: Any) -> Case:
    """立案: the case's own clock starts; it waits for a unit."""
    changes = {"filed_at": case.filed_at or at.now} | changes
    return waiting(case, CaseState.FILED, at, **changes)


def waiting(case: Case, state: CaseState, at: Circumstances, **changes: Any) -> Case:
    """A case before a unit has it: the clock of the step, and the deadline if all take their time.

    Made in one go, because every report comes through here.
    """
    wait = allowances(case, at)
    first, *later = [step(wait) for step in STEPS[state]]
    times = of_a_step(deadline(at.now, first, case.urgency, at.calendar), first, at.calendar)
    due_at = case.case_due_at
    if case.first_dispatched_at is None:
        due_at = times.due_at
        for limit in (*later, handling_limit(case, at), wait.verify):
            due_at = at.calendar.add(due_at, limit)
    return revised(
        case,
        state=state,
        stage_at=at.now,
        stage_ms=None,
        limit=first,
        amber_at=times.amber_at,
        due_at=times.due_at,
        severe_at=times.severe_at,
        case_due_at=due_at,
        calendar_provisional=unsure_of(case, first, times.due_at, due_at, at),
        **changes,
    )


STEPS: Mapping[CaseState, tuple[Callable[[Allowances], Limit], ...]] = {
    CaseState.REPORTED: (lambda wait: wait.intake, lambda wait: wait.dispatch),
    CaseState.VERIFYING: (lambda wait: wait.verify_report, lambda wait: wait.dispatch),
    CaseState.FILED: (lambda wait: wait.dispatch,),
}
"""The steps before a unit has the case, the present one first."""


def with_item(case: Case, code: str, said: Urgency | None, at: Circumstances) -> Case:
    """Text that has got its item. A reported urgency above the usual (E3) stays."""
    item = at.district.items[code]
    had = None if case.urgency is Urgency.E3 else case.urgency
    known = [level for level in (said, had, item.urgency) if level]
    return revised(case, item=code, urgency=min(known))


def accept(case: Case, command: Accept, at: Circumstances) -> Case:
    """受理: the grid verifies the report on the spot, or it goes directly to the dispatcher."""
    case = revised(with_item(case, command.item, command.urgency, at), accepted_at=at.now)
    if not (command.verify and case.urgency in VERIFIED_FIRST):
        return filed(case, at)
    return waiting(case, CaseState.VERIFYING, at)


def verify_report(case: Case, command: VerifyReport, at: Circumstances) -> Case:
    """核实: confirmed, the case goes on; if not, it ends once its reporter has been told."""
    need_words(command.opinion, "opinion")
    case = revised(with_attachments(case, command.attachments), opinion=command.opinion)
    if command.found:
        return filed(case, at)
    if not to_call(case):
        return ended(case, CaseState.REJECTED, at)
    nothing = Proposal(
        what=Proposed.REJECT,
        by=at.by,
        at=at.now,
        reason=command.opinion,
        code=RejectReason.NO_FACTS,
    )
    return revised(case, proposal=case.proposal or nothing)


def file(case: Case, command: File, at: Circumstances) -> Case:
    """立案 without the grid's verification."""
    need_words(command.reason, "reason")
    return filed(case, at, accepted_at=case.accepted_at or at.now)


def ended(case: Case, state: CaseState, at: Circumstances, **changes: Any) -> Case:
    """Ends without a result: rejected, voided or merged; all requests are dropped."""
    return revised(
        no_stage(case),
        state=state,
        closed_at=at.now,
        spent=stopped(case, at),
        return_pending="",
        extension_pending=None,
        suspension_pending=None,
        proposal=None,
        **changes,
    )
