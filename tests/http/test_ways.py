"""Every page links to the desk, home and log-out for a person; a wall's device has no links."""

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.domain.persons import Role
from layouts import shell
from layouts.wall.device_settings import AT_HAND, WallSetting
from tests.helpers.web import Web, csrf

EN = "?lang=en"
CONSOLE, HOME, LOGOUT = "/console", "/", "/logout"


def screen(client: FlaskClient, path: str, search: str = "") -> Any:
    """The screen at this address."""
    output = f"{shell.OUTLET}.children"
    question = {
        "output": output,
        "outputs": {"id": shell.OUTLET, "property": "children"},
        "inputs": [
            {"id": shell.LOCATION, "property": "pathname", "value": path},
            {"id": shell.LOCATION, "property": "search", "value": search},
        ],
        "changedPropIds": [f"{shell.LOCATION}.pathname"],
    }
    answer = client.post("/_dash-update-component", json=question, headers=csrf(client))
    return answer.get_json()["response"][shell.OUTLET]["children"]["props"]


def ways(root: Any) -> list[str]:
    """Where the links of a wall's header lead."""
    header = root["children"][0]["props"]["children"]
    navs = [part["props"] for part in header if part["props"].get("className") == "ways"]
    return [link["props"]["href"] for nav in navs for link in nav["children"]]


@pytest.mark.parametrize(
    ("role", "leads_to"),
    [
        (Role.LEADER, [CONSOLE, HOME, LOGOUT]),
        (Role.DIRECTOR, [CONSOLE, HOME, LOGOUT]),
        (Role.DUTY, [CONSOLE, HOME, LOGOUT]),
        (Role.FOREMAN, [CONSOLE, LOGOUT]),
        (Role.DISPATCHER, [CONSOLE, LOGOUT]),
        (Role.AUDITOR, [HOME, LOGOUT]),
        (Role.ASSESSOR, [HOME, LOGOUT]),
        (Role.ADMIN, [HOME, LOGOUT]),
    ],
)
def test_a_person_goes_on_from_every_wall(web: Web, role: Role, leads_to: list[str]) -> None:
    client = web.person(role)
    for view in ("overview", "map", "queue"):
        assert ways(screen(client, f"/wall/{view}")) == leads_to
    assert ways(screen(client, "/wall/overview", EN)) == [f"{way}{EN}" for way in leads_to]
    assert all(client.get(way).status_code in (200, 302) for way in leads_to)


@pytest.mark.parametrize(
    ("role", "leads_home"),
    [
        (Role.LEADER, True),
        (Role.DIRECTOR, True),
        (Role.DUTY, True),
        (Role.DISPATCHER, False),
    ],
)
def test_whose_home_is_another_page_finds_it_from_the_desk(
    web: Web, role: Role, leads_home: bool
) -> None:
    drawn = json.dumps(screen(web.person(role), "/console", EN))
    assert (f'"href": "{HOME}{EN}"' in drawn) is leads_home
    assert f'"href": "{LOGOUT}{EN}"' in drawn


def test_a_foreman_finds_the_duty_desk_from_the_desk(web: Web) -> None:
    for role, finds in ((Role.FOREMAN, True), (Role.DISPATCHER, False), (Role.DUTY, False)):
        drawn = json.dumps(screen(web.person(role), CONSOLE, EN))
        assert (f'"href": "/duty{EN}"' in drawn) is finds, role


def test_a_device_has_no_way_and_its_type_is_for_its_room(web: Web) -> None:
    root = screen(web.wall(), "/wall/overview")
    assert ways(root) == []
    assert root["style"] == type_of(WallSetting())


def test_a_persons_own_screen_is_read_from_near_until_somebody_has_measured(web: Web) -> None:
    leader = web.person(Role.LEADER)
    assert screen(leader, "/wall/overview")["style"] == type_of(WallSetting(*AT_HAND))
    asked = screen(leader, "/wall/overview", "?distance=5&pitch=0.63")
    assert asked["style"] == type_of(WallSetting(5, 0.63))
    assert screen(leader, "/wall/map", "?distance=8")["style"] == type_of(WallSetting())


def type_of(setting: WallSetting) -> dict[str, str]:
    return {f"--w-{kind}": f"{px}px" for kind, px in setting.type_px().items()}


def test_every_page_of_a_person_without_a_desk_leads_out(web: Web) -> None:
    for role, paths in {
        Role.ADMIN: ("/accounts", "/calendar", "/definitions"),
        Role.AUDITOR: ("/journal", "/definitions"),
        Role.LEADER: ("/definitions",),
    }.items():
        for path in paths:
            links = re.findall(r'href="([^"]+)"', web.person(role).get(path).text)
            assert LOGOUT in links, (role, path)
    assert LOGOUT not in web.wall().get("/definitions").text
