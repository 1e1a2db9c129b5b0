"""What a person reads over HTTP: cases of their own jurisdiction, and figures of only those."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.domain import commands as c
from dashboard.domain.persons import Role
from dashboard.domain.visibility import CHECKERS
from tests.helpers.messages import WATER_UNIT, message, report
from tests.helpers.web import Web

GRID, FAR_GRID = 206, 1


@pytest.fixture
def lived(web: Web) -> list[str]:
    """Three cases: two in grid 206, one of them the water company's; one far away."""
    centre = web.centre
    centre.settle(report(1), report(2), report(3, grid=FAR_GRID))
    numbers = centre.numbers()
    direct = c.Direct(case=numbers[0], by="anna", unit=WATER_UNIT)
    centre.settle(message("direct", direct, "acts"))
    centre.clock.move(hours=100)
    web.catch_up()
    web.follower.step(1)
    return numbers


def picture(browser: FlaskClient) -> dict[str, Any]:
    answer = browser.get("/api/picture")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def seen(browser: FlaskClient) -> list[str]:
    return [case["number"] for case in picture(browser)["cases"]]


def test_the_centre_reads_all_and_so_do_those_who_check(web: Web, lived: list[str]) -> None:
    for role in (Role.DISPATCHER, Role.LEADER, *CHECKERS):
        assert seen(web.person(role)) == lived
        assert picture(web.person(role))["figures"] == picture(web.outside())["figures"]


@pytest.mark.parametrize(
    ("role", "scope", "places"),
    [
        (Role.GRID_LEADER, {"grid": GRID}, [0, 1]),
        (Role.GRID_LEADER, {"grid": FAR_GRID}, [2]),
        (Role.STREET, {"street": "S08"}, [0, 1]),
        (Role.UNIT, {"unit": WATER_UNIT}, [0]),
        (Role.UNIT, {"unit": "D13"}, []),
        (Role.DISPATCHER, {"street": "S08"}, [0, 1]),
    ],
)
def test_others_read_their_own_part_and_its_figures(
    web: Web, lived: list[str], role: Role, scope: dict[str, Any], places: list[int]
) -> None:
    browser, own = web.person(role, **scope), [lived[place] for place in places]
    shown = picture(browser)
    assert [case["number"] for case in shown["cases"]] == own
    figures = shown["figures"]
    assert figures["open"] == len(own)
    assert figures["overdue"] == len(own)
    assert sum(one["open"] for one in figures["grids"].values()) == len(own)
    for number in lived:
        status = browser.get(f"/api/cases/{number}").status_code
        assert status == (200 if number in own else 404)


def test_what_came_today_is_counted_for_the_part(web: Web, lived: list[str]) -> None:
    web.centre.settle(report(4), report(5, grid=FAR_GRID))
    web.catch_up()
    figures = picture(web.person(Role.GRID_LEADER, grid=GRID))["figures"]
    assert len(lived) == 3
    assert (figures["reported_today"], figures["closed_today"]) == (1, 0)


@pytest.mark.parametrize("role", [Role.ADMIN])
def test_who_has_nothing_to_do_with_cases_reads_none(web: Web, role: Role) -> None:
    assert web.person(role).get("/api/picture").status_code == 403
    assert web.person(role).get("/api/cases/NG20261123-0001").status_code == 403


def test_no_answer_holds_a_reporters_name_or_phone(web: Web) -> None:
    told = c.Reporter(name="王女士", phone="15400000000")
    web.centre.settle(report(9, reporter=told))
    web.catch_up()
    number = web.centre.numbers()[0]
    for browser in (web.person(), web.person(Role.AUDITOR), web.outside()):
        text = browser.get(f"/api/cases/{number}").text + browser.get("/api/picture").text
        assert "王女士" not in text
        assert "15400000000" not in text


def test_a_number_that_isn_t_theirs_is_answered_as_one_that_doesn_t_exist(
    web: Web, lived: list[str]
) -> None:
    unit = web.person(Role.UNIT, unit=WATER_UNIT)
    mine, theirs, nobodys = lived[0], lived[1], "NG20261123-9999"
    assert unit.get(f"/api/cases/{mine}").status_code == 200
    told = [unit.get(f"/api/cases/{number}") for number in (theirs, nobodys)]
    assert [answer.status_code for answer in told] == [404, 404]
    first, other = (answer.text for answer in told)
    assert first.replace(theirs, nobodys) == other
