"""Persons, their roles and what each role may do (brief of the field, 2.7)."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.refusals import Refused


class Role(StrEnum):
    """What a person is; the wall and outside systems are no persons."""

    INTAKE = "intake"
    DISPATCHER = "dispatcher"
    FOREMAN = "foreman"
    SUPERVISOR = "supervisor"
    GRID_LEADER = "grid_leader"
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

    The scope is the one of grid, community, street and unit that the role has: a grid leader's
    grid, a station's community, a street's or a unit's code.
    """

    login: str
    name: str
    role: Role
    grid: int | None = None
    community: str | None = None
    street: str | None = None
    unit: str | None = None


class Denied(Refused):
    """Who asked may not, whatever the state of the case."""


def may(person: Person, command: object, case: object | None) -> Denied | None:
    """None, or the rule that stands against it."""
    return None
