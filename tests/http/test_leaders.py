"""The leaders' page over HTTP: who lands there, in which words and colours, and its lists."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.domain.assessment.metrics import METRICS
from dashboard.domain.persons import Role
from layouts import shell
from layouts.leaders import metric_list
from layouts.leaders.board import TRENDS
from layouts.words import WORDS
from tests.helpers.messages import report, reports
from tests.helpers.web import Web, csrf

PATH = "/leaders"


def asked(client: FlaskClient, output: str, search: str) -> Any:
    """What a callback of the page answers at this address."""
    named = {"pathname": PATH, "search": search}
    names = ("pathname", "search") if output == shell.OUTLET else ("search",)
    question = {
        "output": f"{output}.children",
        "outputs": {"id": output, "property": "children"},
        "inputs": [{"id": shell.LOCATION, "property": n, "value": named[n]} for n in names],
        "changedPropIds": [f"{shell.LOCATION}.search"],
    }
    answer = client.post("/_dash-update-component", json=question, headers=csrf(client, PATH))
    return answer.get_json()["response"][output]["children"]


@pytest.mark.parametrize("role", [Role.LEADER, Role.DIRECTOR])
def test_who_leads_lands_there_and_finds_the_ways_on(web: Web, role: Role) -> None:
    client = web.person(role)
    assert client.get("/").location == PATH
    root = asked(client, shell.OUTLET, "?lang=en&theme=dark")["props"]
    assert (root["id"], root["className"], root["lang"]) == (
        "leaders",
        "office leaders dark",
        "en-GB",
    )
    drawn = json.dumps(root)
    for way in ("/console?lang=en", "/wall/overview?lang=en", "/logout?lang=en"):
        assert f'"href": "{way}"' in drawn
        assert client.get(way).status_code in (200, 302)
    assert (
        asked(client, shell.OUTLET, "?theme=pink")["props"]["className"] == "office leaders light"
    )


def test_an_empty_district_says_so(web: Web) -> None:
    drawn = json.dumps(asked(web.person(Role.LEADER), TRENDS, ""), ensure_ascii=False)
    assert WORDS["leaders.none"][0] in drawn
    assert "Graph" not in drawn


def test_a_list_has_as_many_rows_as_it_says_and_one_way_back(web: Web) -> None:
    centre = web.centre
    centre.settle(*reports(7), report(8, grid=1))
    centre.clock.move(minutes=2)
    client = web.person(Role.LEADER)
    span = "since=2026-11-23T10:00&until=2026-11-23T10:01"
    for part, n in (("", 8), ("&street=S08", 7), ("&item=0102", 0)):
        told = json.dumps(
            asked(client, metric_list.ROWS, f"?of=reported&{span}{part}"), ensure_ascii=False
        )
        assert f'"上报 {n} 件"' in told
        assert told.count('"/case/') == n
    wrong = json.dumps(asked(client, metric_list.ROWS, "?of=all"), ensure_ascii=False)
    assert WORDS["leaders.list.wrong"][0] in wrong
    assert f'"{PATH}"' in wrong


def test_every_metric_has_its_name_and_says_how_it_counts() -> None:
    for name in METRICS:
        assert {f"leaders.of.{name}", f"leaders.of.{name}.counted"} <= WORDS.keys()
