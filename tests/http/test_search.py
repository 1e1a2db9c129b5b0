"""GET /api/search: for persons, within their jurisdiction."""

from typing import Any

import pytest

from dashboard.domain import commands as c
from dashboard.domain.persons import Role
from tests.helpers.messages import report
from tests.helpers.web import Web

WATER, LAMP = "NG20261123-0001", "NG20261123-0002"


@pytest.fixture
def desk(web: Web) -> Web:
    web.centre.settle(
        report(1, text="自来水很浑浊", reporter=c.Reporter("王某", "13900001234")),
        report(2, text="路灯不亮", grid=1),
    )
    return web


def found(desk: Web, asked: str, role: Role = Role.DISPATCHER, **scope: Any) -> list[str]:
    answer = desk.person(role, **scope).get("/api/search", query_string={"q": asked})
    assert answer.status_code == 200, answer.text
    return [case["number"] for case in answer.json["cases"]]  # type: ignore[index]


def test_an_answer_says_what_a_list_needs_and_nothing_of_the_reporter(desk: Web) -> None:
    answer = desk.person().get("/api/search?q=1123-0001")
    case = answer.json["cases"][0]  # type: ignore[index]
    assert case["by"] == "number"
    assert case["number"] == WATER
    assert case["open"] is True
    assert case["text"] == "自来水很浑浊"
    assert isinstance(case["reported_at"], int)
    assert "王" not in answer.text
    assert "1390000" not in answer.text


def test_persons_find_what_is_theirs(desk: Web) -> None:
    assert found(desk, "路灯") == [LAMP]
    assert found(desk, "路灯", Role.GRID_LEADER, grid=206) == []
    assert found(desk, "水", Role.GRID_LEADER, grid=206) == [WATER]


def test_a_case_is_found_by_the_number_that_it_had_elsewhere(desk: Web) -> None:
    desk.centre.settle(report(3, text="井盖缺失", external_no="A-1001"))
    for role, scope, known in ((Role.LEADER, {}, 1), (Role.GRID_LEADER, {"grid": 1}, 0)):
        assert len(found(desk, "a-1001", role, **scope)) == known


def test_only_who_takes_calls_finds_a_phone(desk: Web) -> None:
    for role in (Role.INTAKE, Role.DISPATCHER, Role.FOREMAN):
        assert found(desk, "1234", role) == [WATER]
    assert found(desk, "1234", Role.LEADER) == []
    assert found(desk, "1234", Role.GRID_LEADER, grid=206) == []
    assert found(desk, "1234", Role.DISPATCHER, street="S08") == []


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN, Role.ASSESSOR])
def test_whoever_has_no_cases_finds_none(desk: Web, role: Role) -> None:
    assert desk.person(role).get("/api/search?q=1").status_code == 403


def test_walls_and_outside_systems_don_t_search(desk: Web) -> None:
    assert desk.wall().get("/api/search?q=1").status_code in (401, 403)
    assert desk.outside().get("/api/search?q=1").status_code in (401, 403)
    assert desk.nobody().get("/api/search?q=1").status_code == 401


@pytest.mark.parametrize("query", ["", "?q=", "?q=%00", "?q=%F0%9F%98%80", "?q=" + "x" * 5000])
def test_any_question_has_an_answer(desk: Web, query: str) -> None:
    answer = desk.person().get(f"/api/search{query}")
    assert (answer.status_code, answer.json) == (200, {"cases": []})
