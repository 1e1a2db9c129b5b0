"""Refuses to give a case to a unit that has too many already."""

from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.case import Case
from dashboard.domain.desk_commands import Dispatch, Reassign
from dashboard.domain.load import Load, capacity, refuse_overload
from dashboard.store import loads


def refuse_if_overloaded(work: UnitOfWork, case: Case, command: object) -> None:
    """Raises `Refused` (OVERLOADED) for a dispatch or reassignment without a reason."""
    if not isinstance(command, Dispatch | Reassign):
        return
    unit = work.system.district.units.get(command.unit)
    if unit is not None:
        held = load_of(work, unit.code)
        refuse_overload(unit.code, held, case.urgency, command.reason)


def load_of(work: UnitOfWork, code: str) -> Load:
    """A unit's open cases and capacity, as this transaction sees them."""
    unit = work.system.district.units[code]
    said = loads.strength(work.connection, work.district, code)
    held = loads.open_cases(work.connection, work.district, code)
    return Load(open=held, capacity=capacity(unit, said))
