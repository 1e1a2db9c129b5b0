"""The unit that is about to get a case: refused where it holds too much already."""

from dashboard.actions.sitting import Sitting
from dashboard.domain.case import Case
from dashboard.domain.desk import Dispatch, Reassign
from dashboard.domain.load import Load, capacity, refuse_overload
from dashboard.store import loads


def refuse_if_overloaded(sitting: Sitting, case: Case, command: object) -> None:
    """Raises `Refused` (OVERLOADED) for a dispatch or reassignment that gives no reason."""
    if not isinstance(command, Dispatch | Reassign):
        return
    unit = sitting.system.district.units.get(command.unit)
    if unit is not None:
        held = load_of(sitting, unit.code)
        refuse_overload(unit.code, held, case.urgency, command.reason)


def load_of(sitting: Sitting, code: str) -> Load:
    """What a unit of the district holds, as this transaction sees it."""
    unit = sitting.system.district.units[code]
    said = loads.strength(sitting.connection, sitting.district, code)
    held = loads.open_cases(sitting.connection, sitting.district, code)
    return Load(open=held, capacity=capacity(unit, said))
