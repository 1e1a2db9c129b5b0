"""延期、挂账: what a unit requests and somebody else decides."""

from datetime import datetime, timedelta

from dashboard.domain.case import Case, CaseState, MoveCause, Suspension
from dashboard.domain.commands import RequestExtension, RequestSuspension
from dashboard.domain.copying import revised
from dashboard.domain.desk_commands import DecideExtension, DecideSuspension, Resume
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.clocks import (
    ends,
    handling_limit,
    kept_rest,
    marked,
    no_stage,
    stopped,
    until,
)
from dashboard.domain.life.guards import need_unit, need_words
from dashboard.domain.life.moving import told
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import LimitUnit, Urgency

SUSPENSION_MAX = timedelta(days=180)
EXTENSIONS_MAX = {Urgency.E1: 0, Urgency.E2: 1, Urgency.E3: 2, Urgency.E4: 2}
E2_EXTENSION_MAX = timedelta(hours=24)


def extensible(case: Case, at: Circumstances) -> None:
    """Guard of 延期: never for E1, once for E2, twice for others; before the deadline."""
    if case.urgency is Urgency.E1:
        raise Refused("E1_NO_EXTENSION", "A critical case (E1) is never extended.")
    most = EXTENSIONS_MAX[case.urgency]
    if case.extensions >= most:
        raise Refused(
            "EXTENDED_ENOUGH",
            f"Case {case.number} has been extended {case.extensions} times; {most} is the most.",
            case=case.number,
            most=most,
        )
    if case.due_at is None or at.now >= case.due_at:
        raise Refused("TOO_LATE", "An extension must be asked for before the deadline.")


def request_extension(case: Case, command: RequestExtension, at: Circumstances) -> Case:
    """延期申请: waits for a decision and moves no deadline."""
    need_unit(case, command.unit)
    need_words(command.reason, "reason")
    assert case.due_at is not None  # noqa: S101 - `extensible` has looked
    if command.until <= case.due_at:
        raise Refused("NOT_LATER", "The new deadline must be later than the present one.")
    if at.person is not None:
        _need_moderate(case, command.until, at)
    return revised(case, extension_pending=command.until)


def _need_moderate(case: Case, wanted: datetime, at: Circumstances) -> None:
    """At most the limit itself. A desk is refused at once, a message when it is decided."""
    assert case.due_at is not None  # noqa: S101 - a case that is handled has a deadline
    limit = handling_limit(case, at)
    more = at.calendar.counted(case.due_at, wanted, limit.unit)
    if more > at.calendar.ms_of(limit):
        raise Refused(
            "LONGER_THAN_LIMIT",
            f"An extension is no longer than the limit itself ({limit.value} {limit.unit}).",
            value=limit.value,
            clock=limit.unit,
        )
    if case.urgency is Urgency.E2 and wanted > case.due_at + E2_EXTENSION_MAX:
        raise Refused("E2_A_DAY", "An urgent case (E2) is extended by 24 hours at most.")


def extension_asked(case: Case, _: Circumstances) -> None:
    """Guard: there is an extension to decide on."""
    if case.extension_pending is None:
        raise Refused(
            "NOTHING_ASKED",
            f"Nobody has asked for more time for case {case.number}.",
            case=case.number,
            what="extension",
        )


def decide_extension(case: Case, command: DecideExtension, at: Circumstances) -> Case:
    """延期审批: both clocks move by the same time; both old deadlines are kept."""
    need_words(command.reason, "reason")
    wanted, case = case.extension_pending, revised(case, extension_pending=None)
    if not command.agreed:
        return case
    if case.urgency is Urgency.E1:
        raise Refused("E1_NO_EXTENSION", "A critical case (E1) is never extended.")
    assert wanted is not None  # noqa: S101 - `extension_asked` has looked
    assert case.due_at is not None  # noqa: S101 - a case that is handled has a deadline
    assert case.limit is not None  # noqa: S101 - and a limit
    if wanted <= at.now:
        raise Refused(
            "ALREADY_PAST",
            f"The deadline asked for ({wanted:%Y-%m-%d %H:%M} UTC) is past.",
            until=wanted,
        )
    _need_moderate(case, wanted, at)
    clock = case.limit.unit
    more = max(0, at.calendar.counted(case.due_at, wanted, clock))
    longer = revised(
        case,
        extensions=case.extensions + 1,
        allowed_ms=case.allowed_ms + more,
        original_due_at=case.original_due_at or case.due_at,
        case_due_at=_moved(case.case_due_at, more, clock, at),
        judged_at=_moved(case.judged_at, more, clock, at),
    )
    return told(marked(until(longer, wanted, at), at), case, MoveCause.EXTENDED, at)


def _moved(
    due_at: datetime | None, ms: int, clock: LimitUnit, at: Circumstances
) -> datetime | None:
    return None if due_at is None else ends(due_at, ms, clock, at)


# 挂账 -----------------------------------------------------------------------------------------


def suspendable(case: Case, _: Circumstances) -> None:
    """Guard of 挂账: never for a critical case (E1)."""
    if case.urgency is Urgency.E1:
        raise Refused("E1_NO_SUSPENSION", "A critical case (E1) is never suspended.")


def request_suspension(case: Case, command: RequestSuspension, at: Circumstances) -> Case:
    """挂账申请: waits for a decision and stops no clock."""
    need_unit(case, command.unit)
    need_words(command.reason, "reason")
    if not at.now < command.until <= at.now + SUSPENSION_MAX:
        days = SUSPENSION_MAX.days
        raise Refused("BAD_RESUME_DATE", f"A case resumes within the next {days} days.", days=days)
    return revised(case, suspension_pending=command.until, suspension_reason=command.reason)


def suspension_asked(case: Case, _: Circumstances) -> None:
    """Guard: there is a suspension to decide on."""
    if case.suspension_pending is None:
        raise Refused(
            "NOTHING_ASKED",
            f"Nobody has asked to suspend case {case.number}.",
            case=case.number,
            what="suspension",
        )


def decide_suspension(case: Case, command: DecideSuspension, at: Circumstances) -> Case:
    """挂账审批: keeps what is left of both clocks, in counted time, until the case resumes."""
    need_words(command.reason, "reason")
    resume_at = case.suspension_pending
    case = revised(case, suspension_pending=None, extension_pending=None)
    if not command.agreed:
        return revised(case, suspension_reason="")
    suspendable(case, at)
    assert resume_at is not None  # noqa: S101 - `suspension_asked` has looked
    assert case.limit is not None  # noqa: S101 - a case that is handled has its limit
    if resume_at <= at.now:
        raise Refused(
            "ALREADY_PAST",
            f"The day on which it resumes ({resume_at:%Y-%m-%d %H:%M} UTC) is past.",
            until=resume_at,
        )
    kept = Suspension(
        reason=case.suspension_reason,
        at=at.now,
        resume_at=resume_at,
        **kept_rest(case.limit.unit, at, case.due_at, case.case_due_at, case.judged_at),
    )
    case = revised(
        case,
        state=CaseState.SUSPENDED,
        suspension=kept,
        suspension_reason="",
        spent=stopped(case, at),
        case_due_at=None,
    )
    return no_stage(case)


def resume(case: Case, _: Resume, at: Circumstances) -> Case:
    """恢复: the clocks run on with the rest; a case that was late stays as late as it was."""
    kept, limit = case.suspension, case.limit
    assert kept is not None  # noqa: S101 - the state says so
    assert limit is not None  # noqa: S101 - it was being handled
    again = revised(
        case,
        stage_at=at.now,
        stage_ms=kept.stage_left_ms,
        state=CaseState.PROCESSING,
        suspension=None,
        resumed_at=at.now,
        case_due_at=_run_on(kept, kept.case_left_ms, kept.case_late_since, limit.unit, at),
        judged_at=kept.judged_at
        and _run_on(kept, kept.judged_left_ms, kept.judged_at, limit.unit, at),
    )
    due_at = _run_on(kept, kept.stage_left_ms, kept.late_since, limit.unit, at)
    again = marked(until(again, due_at, at), at)
    return told(again, case, MoveCause.RESUMED, at, kept.late_since)


def _run_on(
    kept: Suspension, left: int, was: datetime | None, unit: LimitUnit, at: Circumstances
) -> datetime:
    """A deadline that runs on; one that had passed stays, or was `kept.at` if not recorded."""
    return ends(at.now, left, unit, at) if left > 0 else was or kept.at
