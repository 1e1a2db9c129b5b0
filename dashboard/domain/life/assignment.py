"""Whose duty a case is, and which tier settles it by assigning it."""

from dashboard.domain.case import Case, Tier
from dashboard.domain.duties import duties
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.persons import FOREMEN, Role
from dashboard.domain.refusals import Refused

RULED_BY_FOREMAN = 2
"""From this return on, the ruling is the shift foreman's, and final."""


def disputed(case: Case) -> bool:
    """Whether two units have returned it: then the shift foreman designates the next."""
    return len(case.returned_by) >= RULED_BY_FOREMAN


def need_duty(case: Case, unit: str, at: Circumstances) -> None:
    """Refuses a unit without a duty for the case, unless the foreman designates it."""
    item = at.district.items.get(case.item or "")
    able = tuple(duties(at.district, item, case.grid))
    designated = disputed(case) and at.person is not None and at.person.role in FOREMEN
    if unit not in able and not designated:
        raise Refused(
            "NO_DUTY",
            f"Unit {unit} has no duty for item {case.item} in grid {case.grid}; "
            f"{', '.join(able)} have.",
            unit=unit,
            item=case.item,
            grid=case.grid,
            units=able,
        )


def tier_of_assignment(unit: str, at: Circumstances, *, direct: bool) -> Tier:
    """The tier that settles a case by assigning it to this unit."""
    if at.district.units[unit].kind == "street":
        return Tier.STREET
    person = at.person
    if person is not None and person.role is Role.STATION:
        return Tier.COMMUNITY
    if person is not None and person.street is not None:
        return Tier.STREET
    return Tier.GRID if direct else Tier.DISTRICT
