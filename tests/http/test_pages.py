"""Which scripts and styles a page carries: a wall isn't made slower by what a desk needs."""

import re
from urllib.parse import urljoin

import pytest

from callbacks.pages import CASE, DESK, DUTY, LEADERS, WALL, wanted
from dashboard.domain.persons import Role
from dashboard.domain.wall_views import STOPS
from tests.helpers.web import Web

DESK_ONLY = (
    "dash_ag_grid",
    "dash_mantine_components",
    "assets/css/desk",
    "assets/css/pages",
    "/desk/keys.js",
)
WALL_ONLY = ("assets/css/wall", "/wall/frame.js", "/wall/map/map.js")
SHARED = (
    "dash_renderer",
    "dash_html_components",
    "dash_leaflet",
    "assets/css/common/tokens.css",
    "assets/socket.io.min.js",
    "/common/dom.js",
    "/live/renewal.js",
    "/live/socket.js",
)
NOBODYS = ("dash_table",)
ADDRESS = re.compile(r'(?:src|href)="(/js/[^"]+)"')


def loaded(page: str) -> str:
    """The addresses that a page's tags name."""
    return "\n".join(re.findall(r'(?:src|href)="([^"]+)"', page))


def test_a_wall_loads_nothing_of_a_desk(web: Web) -> None:
    found = loaded(web.wall().get("/wall/overview").text)
    assert [part for part in (*DESK_ONLY, *NOBODYS) if part in found] == []
    assert [part for part in (*WALL_ONLY, *SHARED) if part not in found] == []


def test_a_desk_loads_nothing_of_a_wall(web: Web) -> None:
    for address in ("/console", "/case/NG20261123-0001"):
        found = loaded(web.person(Role.DISPATCHER).get(address).text)
        assert [part for part in (*WALL_ONLY, *NOBODYS) if part in found] == []
        assert [part for part in (*DESK_ONLY, *SHARED) if part not in found] == []


@pytest.mark.parametrize("address", ["/wall/overview", "/console", "/case/NG20261123-0001"])
def test_a_page_names_its_whole_program_and_each_part_is_kept_for_good(
    web: Web, address: str
) -> None:
    person = web.person(Role.DISPATCHER)
    page = person.get(address).text
    named = ADDRESS.findall(page)
    assert len(named) == len(set(named)) + 1  # the entry is preloaded, and run
    assert (
        page.count("<script") - page.count("<script src=") == 3
    )  # IE's, Dash's settings, the entry
    for one in named:
        answer = person.get(one)
        assert answer.mimetype == "text/javascript"
        assert answer.headers["Cache-Control"].endswith("immutable")
        for asked in re.findall(r'^import\b[^;"]*"([^"]+)"', answer.text, re.MULTILINE):
            assert urljoin(one, asked) in named, (one, asked)


@pytest.mark.parametrize(
    ("role", "address"),
    [(Role.ADMIN, "/accounts"), (Role.ADMIN, "/calendar"), (Role.AUDITOR, "/journal")],
)
def test_a_plain_page_has_the_program_of_the_session(web: Web, role: Role, address: str) -> None:
    person = web.person(role)
    [program] = re.findall(r'<script type="module" src="([^"]+)">', person.get(address).text)
    assert program.endswith("/pages/plain.js")
    assert person.get(program).status_code == 200


def test_another_builds_module_is_not_there(web: Web) -> None:
    address = ADDRESS.findall(web.wall().get("/wall/overview").text)[-1]
    build = address.split("/")[2]
    for wrong in (
        address.replace(build, "0" * len(build)),
        address + "x",
        f"/js/{build}/../doors.py",
    ):
        answer = web.wall().get(wrong)
        assert answer.status_code == 404, wrong
        assert "immutable" not in answer.headers["Cache-Control"]


def test_a_refused_walls_script_is_on_no_other_page(web: Web) -> None:
    for page in (web.wall().get("/wall/overview").text, web.person().get("/console").text):
        assert "refused.js" not in page


def test_every_style_is_kept_for_its_kind_of_page_and_the_shared_ones_for_all() -> None:
    kinds = {
        "css/wall/map.css": {WALL},
        "css/desk/new.css": {DESK, CASE},
        "css/pages/session.css": {DESK, CASE, LEADERS, DUTY},
        "css/office/office.css": {LEADERS, DUTY},
        "css/leaders/leaders.css": {LEADERS},
        "css/duty/duty.css": {DUTY},
        "plotly-basic.min.js": {LEADERS},
        "css/common/tokens.css": {WALL, DESK, CASE, LEADERS, DUTY},
        "again.js": {WALL, DESK, CASE, LEADERS, DUTY},
    }
    tags = "".join(f'<link rel="stylesheet" href="/assets/{name}?m=1">' for name in kinds)
    tags += '<script src="/_dash/dash_ag_grid/x.js"></script><script src="/y.js"></script>'
    wanted_by = {**kinds, "ag_grid": {DESK, CASE}, "y.js": {WALL, DESK, CASE, LEADERS, DUTY}}
    for name, pages in wanted_by.items():
        assert {entry for entry in kinds["again.js"] if name in wanted(tags, entry)} == pages, name


def test_a_walls_page_names_the_stops_of_the_tour(web: Web) -> None:
    wall, desk = web.wall().get("/wall/overview").text, web.person().get("/console").text
    [stops] = re.findall(r'<meta name="tour-stops" content="([^"]+)">', wall)
    assert stops.split() == list(STOPS)
    assert stops.startswith("overview queue overdue load map")
    assert "tour-stops" not in desk


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("", "/wall/overview?tour=30"),
        ("?seconds=60&lang=en", "/wall/overview?lang=en&tour=60"),
        ("?seconds=%0d%0aX: y", "/wall/overview?tour=%0D%0AX%3A+y"),
    ],
)
def test_a_tour_begins_with_its_first_stop(web: Web, asked: str, leads_to: str) -> None:
    answer = web.wall().get(f"/wall/tour{asked}")
    assert (answer.status_code, answer.location) == (302, leads_to)
