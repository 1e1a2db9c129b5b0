"""Persons and their roles (brief of the field, 2.7); `roles` says what a role may do."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A person's role; walls and outside systems are no persons."""

    INTAKE = "intake"
    DISPATCHER = "dispatcher"
    FOREMAN = "foreman"
    SUPERVISOR = "supervisor"
    GRID_LEADER = "grid_leader"
    GRID_ASSISTANT = "grid_assistant"
    STATION = "station"
    STREET = "street"
    UNIT = "unit"
    UNIT_HEAD = "unit_head"
    DUTY = "duty"
    DUTY_LEADER = "duty_leader"
    DIRECTOR = "director"
    LEADER = "leader"
    ASSESSOR = "assessor"
    AUDITOR = "auditor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with an account.

    The scope is what the role needs: a grid leader's grid, a station's community, a street's or a
    unit's code.
    """

    login: str
    name: str
    role: Role
    grid: int | None = None
    community: str | None = None
    street: str | None = None
    unit: str | None = None

    @property
    def speaks_for(self) -> str | None:
        """The unit for which this person acts; a street is also a unit."""
        return self.unit or (self.street if self.role is Role.STREET else None)
