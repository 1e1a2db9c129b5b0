"""Persons of every role, and commands in their names."""

from collections.abc import Mapping

from dashboard.actions.handle import AnyCommand, handle
from dashboard.actions.ingest import Receipt
from dashboard.demo.people import LOGINS
from dashboard.domain.persons import ROLES, Person, Role
from dashboard.domain.refusals import Refused
from tests.helpers.centre import Centre

COMMUNITY = "C-01"
KNOWING = frozenset(
    {
        Role.INTAKE,
        Role.DISPATCHER,
        Role.FOREMAN,
        Role.DIRECTOR,
        Role.UNIT,
        Role.UNIT_HEAD,
    }
)
"""Who may know a reporter, written by another hand than the table of roles: nobody else may."""
PEOPLE: Mapping[str, Person] = {
    **LOGINS,
    "foreman2": Person(login="foreman2", name="Foreman", role=Role.FOREMAN),
    "head-u01": Person(login="head-u01", name="Head", role=Role.UNIT_HEAD, unit="U01"),
    "unit-d18": Person(login="unit-d18", name="Unit", role=Role.UNIT, unit="D18"),
}


def scopes(**places: str | int) -> dict[str, dict[str, str | int]]:
    """The scope of an account of each role, from these places."""
    return {
        role: {office.bounds.value: places[office.bounds.value]}
        for role, office in ROLES.items()
        if office.bounds and office.bounds.value in places
    }


def ask(centre: Centre, who: str, command: AnyCommand, seen: int | None = None) -> Receipt:
    """Gives the command; returns the answer to this person."""
    return handle(centre.system, command, by=PEOPLE[who], seen=seen)


def do(centre: Centre, who: str, command: AnyCommand) -> str:
    """Gives a command that must succeed; returns the key of what it changed or opened."""
    answer = ask(centre, who, command)
    assert answer.refused is None, (who, command, answer.refused.code, answer.refused.words)
    return answer.key


def refused(centre: Centre, who: str, command: AnyCommand, seen: int | None = None) -> Refused:
    """Gives a command that must be refused; returns the refusal."""
    found = ask(centre, who, command, seen).refused
    assert found is not None, (who, command)
    return found
