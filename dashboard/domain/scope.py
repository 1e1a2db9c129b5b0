"""Whose cases somebody sees: all of the centre's, or those of one street, grid or unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dashboard.domain.grid import Grid
from dashboard.domain.persons import Area, Person, Role


class Placed(Protocol):
    """What a jurisdiction needs of a case or its row."""

    @property
    def grid(self) -> int:
        """Number of its grid."""

    @property
    def community(self) -> str:
        """Code of its community."""

    @property
    def street(self) -> str:
        """Code of its street."""

    @property
    def unit(self) -> str | None:
        """Code of the accountable unit, once there is one."""

    @property
    def helpers(self) -> Sequence[str]:
        """Codes of the co-handling units."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A jurisdiction; `key` is the code of the street, community or unit, or the grid's number.

    The centre's key is empty, except for `LEADING`.
    """

    area: Area
    key: str = ""

    @classmethod
    def read(cls, text: str) -> "Scope":
        """Decodes what `str` has made."""
        area, _, key = text.partition("/")
        return cls(Area(area), key)

    def __str__(self) -> str:
        return f"{self.area}/{self.key}" if self.key else str(self.area)

    def holds(self, case: Placed) -> bool:
        """Whether a case belongs to it. A street is also a unit."""
        match self.area:
            case Area.CENTRE:
                return True
            case Area.STREET:
                return case.street == self.key or self._handles(case)
            case Area.COMMUNITY:
                return case.community == self.key
            case Area.GRID:
                return str(case.grid) == self.key
            case Area.UNIT:
                return self._handles(case)

    def covers(self, grid: Grid) -> bool:
        """Whether all cases of a grid belong to it."""
        keys = {Area.STREET: grid.street, Area.COMMUNITY: grid.community, Area.GRID: str(grid.no)}
        return self.area is Area.CENTRE or keys.get(self.area) == self.key

    def _handles(self, case: Placed) -> bool:
        return case.unit == self.key or self.key in case.helpers


CENTRE = Scope(Area.CENTRE)
LEADING = Scope(Area.CENTRE, "leader")
"""A district leader's desk: all of the centre's cases, and alerts that go to no other desk."""


def scope_of(person: Person) -> Scope | None:
    """The jurisdiction of a person; None for those who see no case at all."""
    for area in (person.office.narrowed, person.office.bounds):
        if area is Area.CENTRE:
            return CENTRE
        key = getattr(person, area) if area else None
        if area and key is not None:
            return Scope(area, str(key))
    return None


def desk_of(person: Person) -> Scope | None:
    """The kind of desk of a person: their jurisdiction; a leader's differs from all others."""
    return LEADING if person.role is Role.LEADER else scope_of(person)
