"""受理、核实、立案: until the case waits for a unit."""

from dataclasses import replace
from typing import Any

from dashboard.domain.case import Case, CaseState
from dashboard.domain.desk import Accept, File, VerifyReport
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.clocks import allowances, no_stage, provisional, stage, stopped
from dashboard.domain.life.guards import need_words
from dashboard.domain.life.recording import with_attachments
from dashboard.domain.unit import DutyItem, Urgency

VERIFIED_FIRST = frozenset({Urgency.E3, Urgency.E4})
"""What is urgent isn't held up by a look at the spot."""


def gravest(said: Urgency | None, item: DutyItem | None) -> Urgency:
    """What was said or what the item has, whichever is graver: a report never plays down."""
    known = [level for level in (said, item and item.urgency) if level]
    return min(known, default=Urgency.E3)


def reported(case: Case, at: Circumstances) -> Case:
    """Waits for the intake."""
    wait = allowances(case, at)
    case = stage(case, wait.intake, at, state=CaseState.REPORTED)
    return provisional(case, at.calendar.add(case.due_at or at.now, wait.dispatch), at)


def filed(case: Case, at: Circumstances, **changes: Any) -> Case:
    """立案: the case's own clock starts; it waits for a unit."""
    changes = {"state": CaseState.FILED, "filed_at": case.filed_at or at.now} | changes
    case = stage(case, allowances(case, at).dispatch, at, **changes)
    return provisional(case, case.due_at or at.now, at)


def with_item(case: Case, code: str, said: Urgency | None, at: Circumstances) -> Case:
    """Text that has got its item. An urgency above the usual (E3) that the report had stays."""
    item = at.district.items[code]
    had = None if case.urgency is Urgency.E3 else case.urgency
    known = [level for level in (said, had, item.urgency) if level]
    return replace(case, item=code, urgency=min(known))


def accept(case: Case, command: Accept, at: Circumstances) -> Case:
    """受理: to the grid, which looks at the spot, or straight to the dispatcher."""
    case = replace(with_item(case, command.item, command.urgency, at), accepted_at=at.now)
    if not (command.verify and case.urgency in VERIFIED_FIRST):
        return filed(case, at)
    wait = allowances(case, at)
    case = stage(case, wait.verify_report, at, state=CaseState.VERIFYING)
    return provisional(case, at.calendar.add(case.due_at or at.now, wait.dispatch), at)


def verify_report(case: Case, command: VerifyReport, at: Circumstances) -> Case:
    """核实: there is something, or there is nothing and the case ends."""
    need_words(command.opinion, "opinion")
    case = replace(with_attachments(case, command.attachments), opinion=command.opinion)
    return filed(case, at) if command.found else ended(case, CaseState.REJECTED, at)


def file(case: Case, command: File, at: Circumstances) -> Case:
    """立案 without the grid's look at the spot."""
    need_words(command.reason, "reason")
    return filed(case, at, accepted_at=case.accepted_at or at.now)


def ended(case: Case, state: CaseState, at: Circumstances, **changes: Any) -> Case:
    """Over without a result: rejected, voided or merged; nothing waits for an answer any more."""
    return replace(
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
