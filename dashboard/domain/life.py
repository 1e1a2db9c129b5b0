"""What a command does to a case: pure functions from (case, command, now) to the next case.

Guards refuse with a sentence; the brief's section 2.3 is the reference.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from dashboard.domain.calendar import Calendar
from dashboard.domain.case import UNASSIGNED, Case, CaseState, Tier
from dashboard.domain.commands import (
    Acknowledge,
    CallBack,
    CaseCommand,
    Direct,
    FeedBack,
    ReportCase,
    RequestExtension,
    RequestSuspension,
    Return,
    SelfResolve,
    Verify,
)
from dashboard.domain.deadline import deadline, limit_of
from dashboard.domain.district import District
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import DutyItem, Urgency

CALLBACK_ATTEMPTS_MAX = 3
SUSPENSION_MAX = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that has been found on the district's map; the point is WGS-84."""

    grid: int
    lon: float | None
    lat: float | None
    address: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a rule may know besides the case: the one clock reading, the district, the place."""

    now: datetime
    district: District
    calendar: Calendar
    number: str = ""
    spot: Spot | None = None


Rule = Callable[[Case, Any, Circumstances], Case]


def open_case(command: ReportCase, at: Circumstances) -> Case:
    """A new case out of a report. Known items are filed at once, text alone waits for a person.

    Raises `Refused` if a self-resolved report is critical (E1): that is never settled alone.
    """
    spot = at.spot
    if spot is None:
        raise Refused("PLACE_MISSING", "A report needs a place.")
    item = at.district.items[command.item] if command.item else None
    urgency = _gravest(command.urgency, item)
    grid = at.district.grids[spot.grid]
    times = deadline(at.now, limit_of(item, urgency, at.district.allowances), urgency, at.calendar)
    case = Case(
        number=at.number,
        version=1,
        state=CaseState.FILED if item else CaseState.REPORTED,
        item=command.item,
        urgency=urgency,
        text=command.text,
        channel=command.channel,
        grid=grid.no,
        community=grid.community,
        street=grid.street,
        lon=spot.lon,
        lat=spot.lat,
        address=spot.address,
        reported_at=at.now,
        occurred_at=command.occurred_at,
        filed_at=at.now if item else None,
        amber_at=times.amber_at,
        due_at=times.due_at,
        severe_at=times.severe_at,
        attachments=command.attachments,
        external_no=command.external_no,
        reporter_known=command.reporter is not None,
    )
    if isinstance(command, SelfResolve):
        return _self_resolved(case, command, at)
    if isinstance(command, Direct):
        return _directed(case, command, at)
    return case


def _gravest(said: Urgency | None, item: DutyItem | None) -> Urgency:
    """What was said or what the item has, whichever is graver: a report never plays down."""
    known = [level for level in (said, item and item.urgency) if level]
    return min(known, default=Urgency.E3)


def decide(case: Case, command: CaseCommand, at: Circumstances) -> Case:
    """The case after the command, one version on; `Refused` if a guard stands against it."""
    if not case.open:
        raise Refused("CASE_CLOSED", f"Case {case.number} is {case.state}; nothing can change it.")
    after = RULES[type(command)](case, command, at)
    return replace(after, version=case.version + 1)


def _need(case: Case, *states: CaseState) -> None:
    if case.state not in states:
        wanted = " or ".join(states)
        raise Refused("WRONG_STATE", f"Case {case.number} is {case.state}; this needs {wanted}.")


def _need_unit(case: Case, unit: str) -> None:
    if case.unit != unit:
        raise Refused(
            "OTHER_UNIT", f"Case {case.number} is with {case.unit or 'no unit'}, not with {unit}."
        )


def _self_resolved(case: Case, command: SelfResolve, at: Circumstances) -> Case:
    if case.urgency is Urgency.E1:
        raise Refused("E1_NOT_ALONE", "A critical case (E1) can't be settled by the grid alone.")
    return replace(
        case,
        state=CaseState.FEEDBACK,
        filed_at=at.now,
        fed_back_at=at.now,
        self_resolved_by=command.by,
        result=command.result,
        tier_resolved=Tier.GRID,
    )


def _directed(case: Case, command: Direct, at: Circumstances) -> Case:
    if case.state not in UNASSIGNED and not case.return_pending:
        raise Refused("ALREADY_ASSIGNED", f"Case {case.number} is already with {case.unit}.")
    if case.item is None:
        if command.item is None:
            raise Refused("ITEM_MISSING", "A direct assignment needs the duty item.")
        case = _filed(case, at.district.items[command.item], at)
    return replace(
        case,
        state=CaseState.DISPATCHED,
        unit=command.unit,
        directed_by=command.by,
        filed_at=case.filed_at or at.now,
        dispatched_at=at.now,
        acknowledged_at=None,
        return_pending="",
    )


def _filed(case: Case, item: DutyItem, at: Circumstances) -> Case:
    """Text that has got its item: urgency and clock are the item's, counted from here."""
    said = None if case.urgency is Urgency.E3 else case.urgency
    urgency = _gravest(said, item)
    times = deadline(at.now, limit_of(item, urgency, at.district.allowances), urgency, at.calendar)
    return replace(
        case,
        item=item.code,
        urgency=urgency,
        filed_at=at.now,
        amber_at=times.amber_at,
        due_at=times.due_at,
        severe_at=times.severe_at,
    )


def _acknowledge(case: Case, command: Acknowledge, at: Circumstances) -> Case:
    _need(case, CaseState.DISPATCHED)
    _need_unit(case, command.unit)
    return replace(case, state=CaseState.PROCESSING, acknowledged_at=at.now, return_pending="")


def _return(case: Case, command: Return, _: Circumstances) -> Case:
    _need(case, CaseState.DISPATCHED)
    _need_unit(case, command.unit)
    if case.urgency is Urgency.E1:
        raise Refused("E1_NO_RETURN", "A critical case (E1) can't be returned.")
    if case.return_pending:
        raise Refused("RETURN_PENDING", f"Case {case.number} already waits for a ruling.")
    return replace(case, return_pending=command.reason, return_count=case.return_count + 1)


def _feed_back(case: Case, command: FeedBack, at: Circumstances) -> Case:
    _need(case, CaseState.PROCESSING)
    _need_unit(case, command.unit)
    return replace(
        case,
        state=CaseState.FEEDBACK,
        fed_back_at=at.now,
        result=command.result,
        attachments=case.attachments + command.attachments,
        extension_pending=None,
        suspension_pending=None,
    )


def _request_extension(case: Case, command: RequestExtension, at: Circumstances) -> Case:
    _need(case, CaseState.PROCESSING)
    _need_unit(case, command.unit)
    if case.urgency is Urgency.E1:
        raise Refused("E1_NO_EXTENSION", "A critical case (E1) is never extended.")
    if case.due_at is None or at.now >= case.due_at:
        raise Refused("TOO_LATE", "An extension must be asked for before the deadline.")
    if command.until <= case.due_at:
        raise Refused("NOT_LATER", "The new deadline must be later than the present one.")
    return replace(case, extension_pending=command.until)


def _request_suspension(case: Case, command: RequestSuspension, at: Circumstances) -> Case:
    _need(case, CaseState.PROCESSING)
    _need_unit(case, command.unit)
    if not at.now < command.until <= at.now + SUSPENSION_MAX:
        raise Refused("BAD_RESUME_DATE", "A case resumes within the next 180 days.")
    return replace(case, suspension_pending=command.until)


def _verify(case: Case, command: Verify, at: Circumstances) -> Case:
    _need(case, CaseState.FEEDBACK)
    if command.by in (case.self_resolved_by, case.unit):
        raise Refused("OWN_WORK", "Nobody verifies their own work.")
    if not command.passed:
        return _rework(case, command.opinion)
    verified = replace(case, state=CaseState.VERIFIED, verified_at=at.now, opinion=command.opinion)
    return verified if case.reporter_known else _closed(verified, at)


def _rework(case: Case, opinion: str) -> Case:
    """Back to the handler. What the grid settled itself goes back to be assigned."""
    unassigned = CaseState.FILED if case.item else CaseState.REPORTED
    return replace(
        case,
        state=CaseState.PROCESSING if case.unit else unassigned,
        fed_back_at=None,
        verified_at=None,
        self_resolved_by=None,
        tier_resolved=None,
        opinion=opinion,
        callback_attempts=0,
        rework_count=case.rework_count + 1,
    )


def _call_back(case: Case, command: CallBack, at: Circumstances) -> Case:
    _need(case, CaseState.VERIFIED)
    case = replace(case, callback_attempts=case.callback_attempts + 1)
    if not command.reached:
        done = case.callback_attempts >= CALLBACK_ATTEMPTS_MAX
        return _closed(case, at) if done else case
    if command.solved is None:
        raise Refused("ANSWER_MISSING", "A reached reporter has said whether it is solved.")
    case = replace(case, solved=command.solved, satisfaction=command.satisfaction)
    return _closed(case, at) if command.solved else _rework(case, case.opinion)


def _closed(case: Case, at: Circumstances) -> Case:
    tier = case.tier_resolved or (Tier.GRID if case.directed_by else Tier.DISTRICT)
    return replace(case, state=CaseState.CLOSED, closed_at=at.now, tier_resolved=tier)


RULES: Mapping[type, Rule] = {
    Direct: _directed,
    Acknowledge: _acknowledge,
    Return: _return,
    FeedBack: _feed_back,
    RequestExtension: _request_extension,
    RequestSuspension: _request_suspension,
    Verify: _verify,
    CallBack: _call_back,
}
