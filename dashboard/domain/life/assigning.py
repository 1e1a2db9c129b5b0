"""派遣、签收、退单、改派: which unit has a case."""

from dashboard.domain.case import UNASSIGNED, Case, CaseState
from dashboard.domain.commands import Acknowledge, Direct, Return
from dashboard.domain.copying import revised
from dashboard.domain.desk_commands import DecideReturn, Dispatch, Reassign, ReassignReason
from dashboard.domain.life.assignment import disputed, need_duty, tier_of_assignment
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.clocks import allowances, handed_over, stopped
from dashboard.domain.life.filing import filed, with_item
from dashboard.domain.life.guards import need_unit, need_words
from dashboard.domain.refusals import Refused


def dispatch(case: Case, command: Dispatch, at: Circumstances) -> Case:
    """派遣 by a dispatcher."""
    need_duty(case, command.unit, at)
    return given(case, command.unit, at, directed_by=None)


def unassigned(case: Case, _: Circumstances) -> None:
    """Guard: no unit has it, or the unit that has it wants to return it."""
    if case.state not in UNASSIGNED and not case.return_pending:
        raise Refused(
            "ALREADY_ASSIGNED",
            f"Case {case.number} is already with {case.unit}.",
            case=case.number,
            unit=case.unit,
        )


def directed(case: Case, command: Direct, at: Circumstances) -> Case:
    """网格直派. A message reports what is arranged already; at a desk the duty is checked.

    What two units have returned waits for the foreman, whoever has arranged something else.
    """
    if at.person is None and disputed(case):
        words = f"Two units have returned case {case.number}; the shift foreman says who takes it."
        raise Refused("FOREMAN_DESIGNATES", words, case=case.number)
    if case.item is None:
        if command.item is None:
            raise Refused("ITEM_MISSING", "A direct assignment needs the duty item.")
        case = with_item(case, command.item, None, at)
    if at.person is not None:
        need_duty(case, command.unit, at)
    case = revised(case, filed_at=case.filed_at or at.now)
    by = at.person.login if at.person else command.by
    return given(case, command.unit, at, directed_by=by)


def given(case: Case, unit: str, at: Circumstances, directed_by: str | None) -> Case:
    """In the hands of a unit that hasn't acknowledged it yet."""
    tier = tier_of_assignment(unit, at, direct=directed_by is not None)
    return handed_over(case, unit, at, directed_by=directed_by, assigned_tier=tier)


def acknowledge(case: Case, command: Acknowledge, at: Circumstances) -> Case:
    """签收: the unit takes it, even after requesting to return it."""
    need_unit(case, command.unit)
    return taken(case, at)


def taken(case: Case, at: Circumstances) -> Case:
    """The unit has it and has acknowledged it."""
    return revised(case, state=CaseState.PROCESSING, acknowledged_at=at.now, return_pending="")


def returnable(case: Case, at: Circumstances) -> None:
    """Guard of 退单: not critical, in time, not requested yet, once a unit, twice a case."""
    number = case.number
    window = allowances(case, at).return_within
    if window is None:
        raise Refused("E1_NO_RETURN", "A critical case (E1) can't be returned.", case=number)
    if case.return_pending:
        raise Refused("RETURN_PENDING", f"Case {number} already waits for a ruling.", case=number)
    if case.unit in case.returned_by:
        raise Refused(
            "RETURNED_BEFORE",
            f"Unit {case.unit} has returned case {number} once; that was its one time.",
            case=number,
            unit=case.unit,
        )
    if disputed(case):
        raise Refused(
            "RULING_FINAL",
            f"Case {number} was returned twice; the foreman's ruling is final.",
            case=number,
        )
    until = at.calendar.add(case.dispatched_at or at.now, window)
    if at.now > until:
        raise Refused(
            "RETURN_LATE",
            f"Case {number} could be returned until {until:%Y-%m-%d %H:%M} UTC.",
            case=number,
            until=until,
        )


def return_case(case: Case, command: Return, _: Circumstances) -> Case:
    """退单: waits for a ruling; until then the unit has it."""
    need_unit(case, command.unit)
    need_words(command.reason, "reason")
    return revised(
        case,
        return_pending=command.reason,
        return_count=case.return_count + 1,
        returned_by=(*case.returned_by, command.unit),
    )


def return_asked(case: Case, _: Circumstances) -> None:
    """Guard: there is a return to rule on."""
    if not case.return_pending:
        raise Refused(
            "NOTHING_ASKED",
            f"Nobody has asked to return case {case.number}.",
            case=case.number,
            what="return",
        )


def decide_return(case: Case, command: DecideReturn, at: Circumstances) -> Case:
    """退单裁定: back to the dispatcher, or it stays with the unit. No clock stops."""
    need_words(command.reason, "reason")
    if not command.agreed:
        return taken(case, at)
    return filed(
        case,
        at,
        spent=stopped(case, at),
        unit=None,
        directed_by=None,
        dispatched_at=None,
        acknowledge_by=None,
        return_pending="",
    )


def reassign(case: Case, command: Reassign, at: Circumstances) -> Case:
    """改派: to any other unit, for a reason; the case's own deadline doesn't move."""
    if command.unit == case.unit:
        raise Refused(
            "SAME_UNIT",
            f"Case {case.number} is with {command.unit} already.",
            case=case.number,
            unit=command.unit,
        )
    if command.code is ReassignReason.OTHER:
        need_words(command.reason, "reason")
    helpers = tuple(one for one in case.co_handlers if one.unit != command.unit)
    return given(revised(case, co_handlers=helpers), command.unit, at, directed_by=None)
