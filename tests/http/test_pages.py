"""The scripts and styles of each page: a wall doesn't load what only a desk needs."""

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from callbacks.pages import CASE, DESK, DUTY, INCIDENT, LEADERS, WALL, wanted
from dashboard.domain.persons import Role
from dashboard.domain.wall_views import STOPS
from layouts import shell
from layouts.modules import ASSETS, MODULES
from layouts.styles import STYLES
from tests.helpers.messages import report
from tests.helpers.web import Web

ADDRESS = re.compile(r'(?:src|href)="(/js/[^"]+)"')
LIBRARY = re.compile(r'src="/(?:_dash-component-suites|assets)/(?:[^"]*/)?([^"/]+?)\.(?:v\w+m|js)')
LIBRARY_AHEAD = re.compile(LIBRARY.pattern.replace('src="', 'fetchpriority="low" href="'))
EVERYWHERE = {
    "polyfill@7",
    "react@18",
    "react-dom@18",
    "prop-types@15",
    "dash_renderer",
    "dash_core_components",
    "dash_core_components-shared",
    "dash_html_components",
    "dash_extensions",
    "dash_leaflet",
    "async-GeoJSON",
    "again",
}
WORKSPACE = "/duty/incident/NGI20261123-01"
READERS = {"/leaders": Role.DIRECTOR, "/duty": Role.DUTY, WORKSPACE: Role.DUTY}
AT_DESK = {"dash_mantine_components", "dash_ag_grid", "async-community"}
LOADED = {
    "/wall/overview": EVERYWHERE,
    "/wall/queue": EVERYWHERE,
    "/console": EVERYWHERE | AT_DESK,
    "/case/NG20261123-0001": EVERYWHERE | AT_DESK,
    "/leaders": EVERYWHERE - {"dash_leaflet", "async-GeoJSON"} | {"plotly-basic.min"},
    "/duty": EVERYWHERE - {"dash_leaflet", "async-GeoJSON"},
    WORKSPACE: EVERYWHERE - {"dash_leaflet", "async-GeoJSON"} | {"dash_mantine_components"},
}
LEAST_PACKED = 500
PART = '<script type="application/json" id="page-{}">(.*?)</script>'


def reader(web: Web, address: str) -> FlaskClient:
    """A person who may open this address."""
    return web.person(READERS.get(address, Role.DISPATCHER))


def program(page: str) -> str:
    """The address of the page's program, which is named twice: to fetch it, and to run it."""
    [address] = set(ADDRESS.findall(page))
    return str(address)


def brought(client: FlaskClient, address: str, name: str = "layout") -> Any:
    """The layout and callbacks that the page of this address brings for Dash."""
    found = re.search(PART.format(name), client.get(address).text, re.DOTALL)
    return found and json.loads(found[1])


@pytest.mark.parametrize("address", LOADED)
def test_a_page_loads_these_libraries_and_no_other(web: Web, address: str) -> None:
    client = reader(web, address)
    page = client.get(address).text
    assert sorted(LIBRARY.findall(page)) == sorted(LOADED[address])
    [sheet] = re.findall(r'href="/css/\w+/(\w+)\.css"', page)
    kind = "incident" if address == WORKSPACE else address.split("/")[1]
    assert sheet == (kind if kind in ("wall", "leaders", "duty", "incident") else "desk")
    assert "/assets/css/" not in page


def test_every_file_of_a_page_is_kept_for_good(web: Web) -> None:
    for address in LOADED:
        client = reader(web, address)
        named = re.findall(
            r'(?:src|href)="(/(?!_favicon)[^"]+\.(?:js|css)[^"]*)"', client.get(address).text
        )
        for one in {name.partition('"')[0] for name in named}:
            with client.get(one, headers={"Accept-Encoding": "br"}) as answer:
                assert "max-age=31536000" in answer.headers["Cache-Control"], one
                first = answer.data
                packed = answer.headers.get("Content-Encoding")
                assert packed == "br" or len(first) < LEAST_PACKED, one
            with client.get(one, headers={"Accept-Encoding": "br"}) as again:
                assert (again.data, again.headers.get("Content-Encoding")) == (first, packed), one


@pytest.mark.parametrize("address", LOADED)
def test_a_page_names_its_program_before_the_libraries(web: Web, address: str) -> None:
    page = reader(web, address).get(address).text
    tag = f'<script id="_dash-renderer" type="module" async src="{program(page)}">'
    assert page.index("/assets/again.js") < page.index(tag) < page.index("_dash-component-suites")


def test_a_program_has_all_its_modules_each_once_and_no_import_is_left() -> None:
    for entry in (WALL, CASE, DESK, LEADERS, DUTY, INCIDENT, "pages/plain.js"):
        text = MODULES.served[entry]
        named = re.findall(r"^// (\w+/[\w/]+\.js)$", text, re.MULTILINE)
        assert sorted(named) == sorted(MODULES.graph(entry))
        assert re.findall(r"^(?:import|export)\b.*", text, re.MULTILINE) == []
        for name in named:
            asked = [named.index(one) for one in MODULES.imported(name)]
            assert all(place < named.index(name) for place in asked), name
    lined = {entry for entry in MODULES.served if "io server disconnect" in MODULES.served[entry]}
    assert {WALL, DESK, LEADERS, DUTY, INCIDENT} <= lined
    assert not {CASE, "pages/plain.js"} & lined


@pytest.mark.parametrize("address", LOADED)
def test_a_page_brings_what_dash_would_ask_for(web: Web, address: str) -> None:
    client = reader(web, address)
    location, outlet = brought(client, address)["props"]["children"]
    assert location["props"]["id"] == shell.LOCATION
    assert outlet["props"]["id"] == shell.OUTLET
    assert "page-loading" not in json.dumps(outlet)
    callbacks = brought(client, address, "dependencies")
    asked: list[dict[str, Any]] = client.get("/_dash-dependencies").get_json()
    assert [one["output"] for one in callbacks] == [one["output"] for one in asked]
    changed = [
        ours["output"] for ours, theirs in zip(callbacks, asked, strict=True) if ours != theirs
    ]
    assert changed == [f"{shell.OUTLET}.children"]
    assert client.get(address).headers["Cache-Control"] == "no-store"


def test_a_page_that_can_bring_no_screen_leaves_the_question_to_dash(web: Web) -> None:
    client = web.person(Role.DISPATCHER)
    assert brought(client, "/case/%E6%A1%88") is None
    assert "page-layout" not in client.head("/console").text


def test_a_persons_page_has_that_persons_screen_and_nobody_elses(web: Web) -> None:
    words = "</script><b>水从三楼漏下来{%scripts%}"
    number = _case(web, words)
    mine, other = web.person(Role.DISPATCHER), web.person(Role.UNIT, unit="D18")
    address = f"/case/{number}"
    shown = brought(mine, address)
    assert words in json.dumps(shown, ensure_ascii=False)
    for client, where in ((other, address), (other, "/console"), (web.wall(), "/wall/overview")):
        page = client.get(where).text
        assert "水从三楼漏下来" not in page
        assert "a DISPATCHER" not in page
    assert words not in mine.get(address).text
    assert brought(mine, address) == shown


def _case(web: Web, text: str) -> str:
    """The number of a new case with this text."""
    web.centre.settle(report(1, text=text))
    return web.centre.numbers()[-1]


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_walls_page_is_drawn_before_anything_has_run(web: Web, theme: str) -> None:
    page = web.wall().get(f"/wall/overview?theme={theme}").text
    assert 'class="notranslate on-wall"' in page
    [frame] = re.findall(r'<div id="page-frame">(.*?)</div>\s*<div id="react', page, re.DOTALL)
    assert f'id="wall" class="wall {theme} wall-overview"' in frame.replace("  ", " ")
    assert ">南关区</span>" in frame
    [frame] = re.findall(r'<div id="page-frame">(.*?)</div>', web.person().get("/console").text)
    assert "正在载入" in frame


def test_libraries_wait_where_the_first_picture_needs_none(web: Web) -> None:
    inert = re.compile(r'<template id="page-libraries">(.*?)</template>', re.DOTALL)
    for address in (*LOADED, "/wall/map"):
        page = reader(web, address).get(address).text
        waiting = [name for part in inert.findall(page) for name in LIBRARY.findall(part)]
        if address in ("/wall/overview", "/wall/queue"):
            assert sorted([*waiting, "again"]) == sorted(LOADED[address])
            assert sorted(LIBRARY_AHEAD.findall(page)) == sorted(waiting)
        else:
            assert waiting == []


@pytest.mark.parametrize(("view", "drawings"), [("overview", 1), ("incidents", 1), ("queue", 0)])
def test_the_drawing_of_a_map_is_fetched_beside_the_program(
    web: Web, view: str, drawings: int
) -> None:
    page = web.wall().get(f"/wall/{view}").text
    links = re.findall(r'<link rel="preload" as="fetch" crossorigin href="([^"]+)">', page)
    named = set(re.findall(r'data-drawing="([^"]+)"', page))
    assert len(links) == drawings
    assert set(links) == named
    assert all(web.wall().get(link).status_code == 200 for link in links)
    assert all(page.index(link) < page.index('id="page-frame"') for link in links)


def test_another_builds_module_is_not_there(web: Web) -> None:
    address = program(web.wall().get("/wall/overview").text)
    build = address.split("/")[2]
    for wrong in (
        address.replace(build, "0" * len(build)),
        address + "x",
        f"/js/{build}/../doors.py",
        "/css/0/wall.css",
        f"/css/{STYLES.build}/other.css",
    ):
        answer = web.wall().get(wrong)
        assert answer.status_code == 404, wrong
        assert "immutable" not in answer.headers["Cache-Control"]


def test_a_refused_walls_script_is_on_no_other_page(web: Web) -> None:
    for page in (web.wall().get("/wall/overview").text, web.person().get("/console").text):
        assert "refused.js" not in page


def test_a_library_is_named_on_the_pages_that_use_it() -> None:
    every = {WALL, DESK, CASE, LEADERS, DUTY, INCIDENT}
    wanted_by = {
        "assets/plotly-basic.min.js": {LEADERS},
        "assets/again.js": every,
        "_dash/dash_ag_grid/x.js": {DESK, CASE},
        "_dash/dash_leaflet/x.js": {WALL, DESK, CASE},
        "_dash/y.js": every,
        "_dash/dcc/async-graph.js": set(),
    }
    tags = "".join(f'<script src="/{name}"></script>' for name in wanted_by)
    for name, pages in wanted_by.items():
        assert {entry for entry in every if name in wanted(tags, entry)} == pages, name


def test_every_style_is_in_a_sheet_and_each_sheet_has_its_own_and_the_shared_ones() -> None:
    files = {file.relative_to(ASSETS / "css").as_posix() for file in ASSETS.rglob("*.css")}
    named = {
        sheet: re.findall(r"^/\* (\w+/\w+\.css) \*/$", text, re.MULTILINE)
        for sheet, text in STYLES.served.items()
    }
    of_paper = {"paper/paper.css"}  # papers name theirs: it is printed with them
    assert {name for names in named.values() for name in names} == files - of_paper
    office = {"pages/session.css", "office/office.css"}
    for sheet, folders in {
        "wall.css": {"wall"},
        "desk.css": {"desk", "pages"},
        "leaders.css": {"leaders"},
        "duty.css": {"duty"},
        "incident.css": {"duty"},
    }.items():
        wanted_here = {one for one in files if one.split("/")[0] in folders | {"common"}}
        if sheet in ("leaders.css", "duty.css", "incident.css"):
            wanted_here |= office
        if sheet == "incident.css":
            wanted_here |= {"desk/dialogs.css", "desk/incidents.css"}
        assert set(named[sheet]) == wanted_here, sheet
        assert len(named[sheet]) == len(wanted_here), sheet
    for sheet, text in STYLES.served.items():
        for name in named[sheet]:
            assert (ASSETS / "css" / name).read_text(encoding="utf-8") in text


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
