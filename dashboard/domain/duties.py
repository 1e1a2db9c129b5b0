"""Which units may get a case, and why (职责): lead, assisting, or the street as fallback."""

from enum import StrEnum

from dashboard.domain.district import District
from dashboard.domain.unit import DutyItem


class Duty(StrEnum):
    """Why a unit may get a case; in the order of suggestion."""

    LEAD = "LEAD"
    SUPPLIER = "SUPPLIER"
    """The lead of a shared service in this grid, such as heat."""
    ASSISTING = "ASSISTING"
    STREET = "STREET"
    """兜底: the street centre of the grid takes what nobody else does."""


def duties(district: District, item: DutyItem | None, grid: int) -> dict[str, Duty]:
    """By code, the units with a duty for this item in this grid, in the order of suggestion.

    Text without an item belongs to the street.
    """
    found: dict[str, Duty] = {}
    if item is not None:
        lead = district.unit_for(item, grid).code
        found[lead] = Duty.LEAD if lead == item.unit else Duty.SUPPLIER
        for code in item.co_units:
            local = district.suppliers.get(code, {}).get(grid, code)
            found.setdefault(local, Duty.ASSISTING)
    street = district.grids[grid].street
    if street in district.units:
        found.setdefault(street, Duty.STREET)
    return found
