"""Which scripts and styles a page carries: a wall isn't made slower by what a desk needs."""

import re

import pytest

from callbacks.pages import wanted
from dashboard.domain.persons import Role
from tests.helpers.web import Web

DESK_ONLY = ("dash_ag_grid", "dash_mantine_components", "assets/console", "assets/keys.js")
WALL_ONLY = ("assets/wall", "assets/map.js", "assets/pins.js")
SHARED = (
    "dash_renderer",
    "dash_html_components",
    "dash_leaflet",
    "assets/dom.js",
    "assets/live-renewal.js",
    "assets/live.js",
)


def loaded(page: str) -> str:
    """The addresses that a page's tags name."""
    return "\n".join(re.findall(r'(?:src|href)="([^"]+)"', page))


def test_a_wall_loads_nothing_of_a_desk(web: Web) -> None:
    found = loaded(web.wall().get("/wall/overview").text)
    assert [part for part in DESK_ONLY if part in found] == []
    assert [part for part in (*WALL_ONLY, *SHARED) if part not in found] == []


def test_a_desk_loads_nothing_of_a_wall(web: Web) -> None:
    for address in ("/console", "/case/NG20261123-0001"):
        found = loaded(web.person(Role.DISPATCHER).get(address).text)
        assert [part for part in WALL_ONLY if part in found] == []
        assert [part for part in (*DESK_ONLY, *SHARED) if part not in found] == []


def test_every_tag_is_kept_for_one_of_them() -> None:
    tags = "".join(
        f'<script src="{address}"></script>'
        for address in (
            "/assets/wall.js?m=1",
            "/assets/new.js",
            "/_dash/dash_ag_grid/x.js",
            "/y.js",
        )
    )
    kept = wanted(tags, wall=True) + wanted(tags, wall=False)
    assert [kept.count(part) for part in ("wall.js", "new.js", "ag_grid", "y.js")] == [1, 1, 1, 2]


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
