"""Who may pass which door: every route of the app, times every kind of caller, by one table."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.helpers.centre import Centre, read_settings
from tests.helpers.web import Web, web_process
from tests.services.valkey import Valkey

EVERYBODY = {"nobody", "wall", "outside", "demo", "demo by another name", "demo from afar"}
WALLS = {"wall", "demo"}
OUTSIDE = {"outside"}
NO_ONE: set[str] = set()
# Each rule of the app: an address it serves, and who may have it.
TABLE = {
    "/": ("/", EVERYBODY),
    "/<path:path>": ("/console", NO_ONE),
    "/healthz": ("/healthz", EVERYBODY),
    "/readyz": ("/readyz", EVERYBODY),
    "/metrics": ("/metrics", OUTSIDE),
    "/api/picture": ("/api/picture", OUTSIDE),
    "/api/cases/<number>": ("/api/cases/NG20261123-0001", OUTSIDE),
    "/api/reports": ("/api/reports", OUTSIDE),
    "/geo/<any(grids, streets):kind>.json": ("/geo/grids.json", WALLS),
    "/assets/<path:filename>": ("/assets/tokens.css", WALLS),
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": (
        "/_dash-component-suites/dash/deps/react.js",
        WALLS,
    ),
    "/_dash-layout": ("/_dash-layout", WALLS),
    "/_dash-dependencies": ("/_dash-dependencies", WALLS),
    "/_dash-update-component": ("/_dash-update-component", WALLS),
    "/_reload-hash": ("/_reload-hash", NO_ONE),
    "/_favicon.ico": ("/_favicon.ico", EVERYBODY),
}
# Addresses that end in Dash's page, or look like one of ours and aren't.
MORE = {
    "/wall/overview": WALLS,
    "/wall/anything": WALLS,
    "/wall": NO_ONE,
    "/wallpaper": NO_ONE,
    "/WALL/overview": NO_ONE,
    "//wall/overview": NO_ONE,
    "/login": NO_ONE,
    "/case/NG20261123-0001": NO_ONE,
    "/healthz/wall": NO_ONE,
    "/healthzoo": NO_ONE,
    "/metrics/more": NO_ONE,
    "/api": NO_ONE,
    "/api/": NO_ONE,
    "/api/pictures": NO_ONE,
    "/_favicon.ico/more": NO_ONE,
    "/var/dashboard.sqlite3": NO_ONE,
}
REFUSED = 401


@pytest.fixture
def demo(tmp_path: Path, valkey: Valkey, sqlite_url: str) -> Iterator[Web]:
    """A demo on loopback: its wall needs no token."""
    found = read_settings(tmp_path, valkey.url, sqlite_url, DEMO="yes", DEMO_TOKEN="demo-token")
    with Centre(found) as centre:
        yield web_process(centre)


Ask = Callable[[str, str], int]


def asking(client: FlaskClient, host: str = "localhost:8050", peer: str = "127.0.0.1") -> Ask:
    """Asks with a method for a path; the answer's status."""

    def ask(method: str, path: str) -> int:
        base, environ = f"http://{host}", {"REMOTE_ADDR": peer}
        with client.open(path, method=method, base_url=base, environ_base=environ) as answer:
            return answer.status_code

    return ask


@pytest.fixture
def callers(web: Web, demo: Web) -> dict[str, Ask]:
    """One of each kind."""
    return {
        "nobody": asking(web.nobody()),
        "wall": asking(web.wall()),
        "outside": asking(web.outside()),
        "demo": asking(demo.nobody()),
        "demo by another name": asking(demo.nobody(), host="rebound.example:8050"),
        "demo from afar": asking(demo.nobody(), peer="10.1.2.3"),
    }


def who_pass(callers: dict[str, Ask], method: str, path: str) -> set[str]:
    return {name for name, ask in callers.items() if ask(method, path) != REFUSED}


def test_every_route_is_in_the_table(web: Web) -> None:
    assert {rule.rule for rule in web.server.url_map.iter_rules()} == TABLE.keys()


def test_each_route_opens_to_those_in_the_table_by_every_method(
    web: Web, callers: dict[str, Ask]
) -> None:
    for rule in web.server.url_map.iter_rules():
        path, wanted = TABLE[rule.rule]
        for method in sorted(rule.methods or ()):
            assert who_pass(callers, method, path) == wanted, f"{method} {path}"


def test_what_no_door_names_is_refused_to_everybody(callers: dict[str, Ask]) -> None:
    for path, wanted in MORE.items():
        assert who_pass(callers, "GET", path) == wanted, path


@pytest.mark.parametrize("token", ["", "x", "水"])
def test_a_wrong_token_is_nobodys(web: Web, token: str) -> None:
    assert web.wall(token).get("/wall/overview").status_code == REFUSED
    assert web.wall(token).get("/geo/grids.json").status_code == REFUSED


def test_a_token_of_one_use_opens_no_door_of_the_other(web: Web) -> None:
    assert web.wall(web.key).get("/wall/overview").status_code == REFUSED
    assert web.outside(web.token).get("/api/picture").status_code == REFUSED


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer  ", "Basic {key}", "{key}"])
def test_a_key_counts_only_as_a_bearer(web: Web, header: str) -> None:
    headers = {"Authorization": header.format(key=web.key)}
    assert web.nobody().get("/api/picture", headers=headers).status_code == REFUSED


def test_a_demo_token_is_both_a_walls_and_a_key(demo: Web) -> None:
    assert asking(demo.wall("demo-token"), peer="10.1.2.3")("GET", "/wall/overview") == 200
    assert demo.outside("demo-token").get("/api/picture").status_code == 200
    assert demo.outside("demo-tokem").get("/api/picture").status_code == REFUSED


def test_without_the_demo_loopback_needs_a_token_too(web: Web) -> None:
    assert asking(web.nobody())("GET", "/wall/overview") == REFUSED


FOREIGN: dict[str, dict[str, str]] = {
    "another origin": {"Origin": "https://elsewhere.example"},
    "an opaque origin": {"Origin": "null"},
    "another port": {"Origin": "http://localhost:9999"},
    "another site": {"Sec-Fetch-Site": "cross-site"},
    "a sister site": {"Sec-Fetch-Site": "same-site"},
}
POSTS: dict[str, Callable[[Web], FlaskClient]] = {
    "/_dash-update-component": Web.wall,
    "/api/reports": Web.outside,
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN.keys())
def test_what_another_page_posts_is_refused(web: Web, headers: dict[str, str]) -> None:
    for path, client in POSTS.items():
        assert client(web).post(path, headers=headers).status_code == 403


def test_every_posting_route_is_among_those_tried_from_another_page(web: Web) -> None:
    rules = web.server.url_map.iter_rules()
    assert {rule.rule for rule in rules if "POST" in (rule.methods or ())} == POSTS.keys()


def test_our_own_page_may_post(web: Web) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    question = {
        "output": "page.children",
        "outputs": {"id": "page", "property": "children"},
        "inputs": [],
        "changedPropIds": [],
    }
    answer = web.wall().post("/_dash-update-component", json=question, headers=headers)
    assert answer.status_code not in (401, 403)
