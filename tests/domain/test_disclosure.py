"""Who may know a reporter, and what they see before unmasking."""

from dataclasses import replace

import pytest

from dashboard.domain.commands import Reporter
from dashboard.domain.disclosure import (
    masked,
    may_know_reporter,
    may_search_phones,
    without_phones,
)
from dashboard.domain.persons import Person, Role
from tests.domain.situations import GRID, reported
from tests.helpers.people import KNOWING, scopes

CASE = replace(reported(), unit="D14")
STREET = CASE.street
SCOPES = scopes(grid=GRID, community=CASE.community, street=STREET, unit="D14")


def somebody(role: Role, **scope: object) -> Person:
    return Person(login=role, name="某", role=role, **(SCOPES.get(role, {}) | scope))  # type: ignore[arg-type]


@pytest.mark.parametrize("role", list(Role))
def test_intake_dispatch_foremen_and_the_unit_of_the_case_may_know(role: Role) -> None:
    assert may_know_reporter(somebody(role), CASE) is (role in KNOWING)


@pytest.mark.parametrize("role", list(Role))
def test_whoever_knows_all_reporters_finds_cases_by_their_phones(role: Role) -> None:
    assert may_search_phones(somebody(role)) is (role in KNOWING - {Role.UNIT, Role.UNIT_HEAD})
    assert not may_search_phones(somebody(role, street=STREET)) or role is not Role.DISPATCHER


def test_another_unit_may_not_even_when_it_helps() -> None:
    assert not may_know_reporter(somebody(Role.UNIT, unit="D13"), CASE)


def test_a_unit_may_not_before_the_case_is_its_own() -> None:
    assert not may_know_reporter(somebody(Role.UNIT), replace(CASE, unit=None))


def test_a_dispatcher_of_another_street_may_not() -> None:
    assert not may_know_reporter(somebody(Role.DISPATCHER, street="S01"), CASE)
    assert may_know_reporter(somebody(Role.DISPATCHER, street=STREET), CASE)


@pytest.mark.parametrize(
    ("reporter", "shown"),
    [
        (Reporter("王秀英", "13504311234"), Reporter("王**", "*1234")),
        (Reporter("王", "1234"), Reporter("王**", "")),
        (Reporter("", ""), Reporter("", "")),
    ],
)
def test_a_mask_leaves_the_first_character_and_the_last_four(
    reporter: Reporter, shown: Reporter
) -> None:
    assert masked(reporter) == shown


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("请回 13504311234，急", "请回 *1234，急"),
        ("请回 8512345，急", "请回 *2345，急"),
        ("0431-8512 3456 或 +86 135 0431 1234", "*3456 或 *1234"),
        ("138.1234.5678、138–1234–5678，订单 1123-0308", "*5678、*5678，订单 1123-0308"),
        ("3 号楼 110220 室，2026 年 11 月", "3 号楼 110220 室，2026 年 11 月"),
    ],
)
def test_a_list_leaves_of_every_phone_number_the_end(said: str, listed: str) -> None:
    assert without_phones(said) == listed
