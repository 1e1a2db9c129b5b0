"""Jurisdictions: who sees which cases."""

import pytest

from dashboard.domain.persons import ROLES, Area, Person, Role
from dashboard.domain.scope import CENTRE, LEADING, Scope, desk_of, scope_of
from tests.helpers.states import new_case

SOMEWHERE = {"grid": 206, "community": "C-01", "street": "S08", "unit": "U01"}
OF_CENTRE = sorted(role for role, office in ROLES.items() if office.bounds is Area.CENTRE)
OF_AREAS = {
    Role.GRID_LEADER: Area.GRID,
    Role.GRID_ASSISTANT: Area.GRID,
    Role.STATION: Area.COMMUNITY,
    Role.STREET: Area.STREET,
    Role.UNIT: Area.UNIT,
    Role.UNIT_HEAD: Area.UNIT,
}


def person(role: Role, **where: object) -> Person:
    return Person(login="x", name="某人", role=role, **where)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", OF_CENTRE)
def test_at_the_centre_all_cases_are_seen(role: Role) -> None:
    assert scope_of(person(role)) == CENTRE
    assert CENTRE.holds(new_case())


@pytest.mark.parametrize(("role", "area"), [*OF_AREAS.items(), (Role.DISPATCHER, Area.STREET)])
def test_whoever_has_an_area_sees_what_is_theirs(role: Role, area: Area) -> None:
    scope = scope_of(person(role, **SOMEWHERE))
    assert scope == Scope(area, str(SOMEWHERE[area]))
    assert scope.holds(new_case(unit="U01"))
    assert not scope.holds(
        new_case(grid=1, community="C-02", street="S01", unit="D13"),
    )


@pytest.mark.parametrize("role", sorted(set(Role).difference(OF_CENTRE)))
def test_without_a_place_nobody_sees_anything(role: Role) -> None:
    assert scope_of(person(role)) is None


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ASSESSOR, Role.ADMIN])
def test_whoever_has_no_cases_has_none_anywhere(role: Role) -> None:
    assert scope_of(person(role, **SOMEWHERE)) is None


@pytest.mark.parametrize("role", OF_CENTRE)
def test_a_leaders_desk_is_another_with_the_same_cases(role: Role) -> None:
    desk = desk_of(person(role))
    assert desk == (LEADING if role is Role.LEADER else CENTRE)
    assert desk is not None
    assert desk.holds(new_case())


@pytest.mark.parametrize(
    "scope", [CENTRE, LEADING, Scope(Area.STREET, "S08"), Scope(Area.GRID, "206")]
)
def test_a_scope_reads_back_as_it_is_written(scope: Scope) -> None:
    assert Scope.read(str(scope)) == scope


def test_a_street_sees_what_it_handles_elsewhere() -> None:
    assert Scope(Area.STREET, "S08").holds(new_case(street="S01", unit="S08"))
