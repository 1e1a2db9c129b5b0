"""The table of roles: every role has its line, and what follows from the lines is consistent."""

import pytest

from dashboard.access.identity import Caller, Who
from dashboard.access.permissions import home, may_pass
from dashboard.domain.persons import ROLES, Entry, Person, Role
from dashboard.store import tables
from layouts.words import word


def test_every_role_has_its_line() -> None:
    assert ROLES.keys() == set(Role)


@pytest.mark.parametrize("role", Role)
def test_a_role_may_enter_where_it_lands(role: Role) -> None:
    caller = Caller(Who.PERSON, person=Person(login="li", name="Li", role=role))
    assert may_pass(home(caller), caller)


@pytest.mark.parametrize("role", Role)
def test_who_works_at_a_desk_has_cases_and_nobody_else_has(role: Role) -> None:
    assert (Entry.DESK in ROLES[role].enters) is (ROLES[role].bounds is not None)


@pytest.mark.parametrize("role", Role)
def test_a_role_is_called_something_and_fits_its_column(role: Role) -> None:
    assert word("zh", f"role.{role}") != word("en", f"role.{role}")
    assert len(role) <= tables.people.c.role.type.length  # type: ignore[attr-defined]
