"""Who may open which path: every route of the app, times every kind of caller, by one table."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.access.permissions import DESK, READERS
from dashboard.domain.roles import Role
from tests.helpers.centre import Centre, read_settings
from tests.helpers.people import scopes
from tests.helpers.web import Web, csrf, web_process
from tests.services.valkey import Valkey

SCOPES = scopes(grid=206, community="220102008003", street="S08", unit="U01")
PERSONS = {role.value for role in Role}
WALLS = {"wall", "demo"} | PERSONS
PLACES = "<any(grids, streets, communities, cameras):kind>.json"
OUTSIDE = {"outside"}
STRANGERS = {"nobody", "wall", "demo", "demo by another name", "demo from afar"}
EVERYBODY = STRANGERS | OUTSIDE | PERSONS
AT_DESKS = {str(mark) for mark in DESK}
WHO_READS = {str(mark) for mark in READERS}
WHO_LEADS = {"leader", "director", "duty_leader"}
ON_DUTY = {"duty", "duty_leader", "foreman", "director"}
NO_ONE: set[str] = set()
WHO_PRINTS = ON_DUTY | WHO_LEADS
COUNTED = "of=reported&since=2026-11-23T10:00&until=2026-11-23T10:01"
INDICATORS = ("", "/cases", *(f"/{a}.{b}" for a in ("table", "cases") for b in ("xlsx", "csv")))
# Each rule of the app: an address it serves, and who may have it.
TABLE = {
    "/": ("/", EVERYBODY),
    "/<path:path>": ("/console", AT_DESKS),
    "/login": ("/login", EVERYBODY),
    "/logout": ("/logout", EVERYBODY),
    "/answer": ("/answer", EVERYBODY),
    "/session": ("/session", PERSONS),
    "/password": ("/password", PERSONS),
    "/healthz": ("/healthz", EVERYBODY),
    "/readyz": ("/readyz", EVERYBODY),
    "/metrics": ("/metrics", OUTSIDE),
    "/api/picture": ("/api/picture", OUTSIDE | WHO_READS),
    "/api/cases/<number>": ("/api/cases/NG20261123-0001", OUTSIDE | WHO_READS),
    "/api/search": ("/api/search?q=1", AT_DESKS),
    "/api/reports": ("/api/reports", OUTSIDE),
    "/api/warnings": ("/api/warnings", OUTSIDE),
    "/journal": ("/journal", {"auditor"}),
    "/calendar": ("/calendar", {"admin"}),
    "/definitions": ("/definitions", WALLS),
    "/duty/roster.ics": ("/duty/roster.ics", ON_DUTY),
    "/duty/roster/paper": ("/duty/roster/paper", ON_DUTY),
    "/duty/roster/paper.pdf": ("/duty/roster/paper.pdf", ON_DUTY),
    "/duty/shifts/<number>": ("/duty/shifts/00000001", ON_DUTY),
    "/duty/shifts/<number>.pdf": ("/duty/shifts/00000001.pdf", ON_DUTY),
    "/duty/reports/<number>/<int:place>": ("/duty/reports/NGE1-1/1", WHO_PRINTS),
    "/duty/reports/<number>/<int:place>.pdf": ("/duty/reports/NGE1-1/1.pdf", WHO_PRINTS),
    "/reentry": ("/reentry", ON_DUTY | {"intake", "dispatcher"}),
    **{f"/indicators{at}": (f"/indicators{at}?{COUNTED}", WHO_READS) for at in INDICATORS},
    "/wall/tour": ("/wall/tour?seconds=30", WALLS),
    "/accounts": ("/accounts", {"admin"}),
    "/accounts/<name>": ("/accounts/admin", {"admin"}),
    f"/geo/{PLACES}": ("/geo/grids.json", WALLS),
    f"/geo/tiles/{PLACES}": ("/geo/tiles/cameras.json", WALLS),
    "/geo/drawing/<build>.json": ("/geo/drawing/0.json", WALLS),
    "/assets/<path:filename>": ("/assets/css/pages/desk.css", WALLS),
    "/js/<build>/<path:name>": ("/js/0/pages/wall.js", WALLS),
    "/css/<build>/<name>": ("/css/0/wall.css", WALLS),
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
# Addresses that get Dash's page, or only look like ours.
MORE = {
    "/wall/overview": WALLS,
    "/wall/anything": WALLS,
    "/wall": NO_ONE,
    "/wallpaper": NO_ONE,
    "/WALL/overview": NO_ONE,
    "//wall/overview": NO_ONE,
    "/login/": NO_ONE,
    "/logins": NO_ONE,
    "/case/NG20261123-0001": WHO_READS,
    "/case": NO_ONE,
    "/leaders": WHO_LEADS,
    "/leaders?of=late": WHO_LEADS,
    "/leaders/": NO_ONE,
    "/leadership": NO_ONE,
    "/duty": ON_DUTY,
    "/duty/incident/NGI20261123-01": ON_DUTY,
    "/duty?lang=en": ON_DUTY,
    "/duty/": NO_ONE,
    "/console/": NO_ONE,
    "/consoles": NO_ONE,
    "/accounts/": {"admin"},
    "/account": NO_ONE,
    "/healthz/wall": NO_ONE,
    "/healthzoo": NO_ONE,
    "/metrics/more": NO_ONE,
    "/api": NO_ONE,
    "/api/": NO_ONE,
    "/api/pictures": NO_ONE,
    "/_favicon.ico/more": NO_ONE,
    "/assets/css/pages/login.css": EVERYBODY,
    "/assets/css/pages/login.css/more": WALLS,
    "/var/dashboard.sqlite3": NO_ONE,
}
REFUSED = 401
DENIED = (401, 403)


@pytest.fixture
def demo(tmp_path: Path, valkey: Valkey, migrated_sqlite_url: str) -> Iterator[Web]:
    """A demo on loopback: its wall needs no token."""
    found = read_settings(
        tmp_path, valkey.url, migrated_sqlite_url, DEMO="yes", DEMO_TOKEN="demo-token"
    )
    with Centre(found) as centre:
        yield web_process(centre)


Ask = Callable[[str, str], bool]


def asking(client: FlaskClient, host: str = "localhost:8050", peer: str = "127.0.0.1") -> Ask:
    """Requests a path with a method; whether it was let in, whatever the answer."""

    def ask(method: str, path: str) -> bool:
        base, environ = f"http://{host}", {"REMOTE_ADDR": peer}
        with client.open(path, method=method, base_url=base, environ_base=environ) as answer:
            to_login = (answer.location or "").startswith("/login") and "next=" in answer.location
            return answer.status_code not in DENIED and not to_login

    return ask


@pytest.fixture
def callers(web: Web, demo: Web) -> dict[str, Ask]:
    """A caller of each kind, and a person of each role."""
    persons = {
        role.value: asking(web.person(role, **SCOPES.get(role, {})), host="localhost")
        for role in Role
    }
    return persons | {
        "nobody": asking(web.nobody()),
        "wall": asking(web.wall(), host="localhost"),
        "outside": asking(web.outside()),
        "demo": asking(demo.nobody()),
        "demo by another name": asking(demo.nobody(), host="rebound.example:8050"),
        "demo from afar": asking(demo.nobody(), peer="10.1.2.3"),
    }


def who_pass(callers: dict[str, Ask], method: str, path: str) -> set[str]:
    return {name for name, ask in callers.items() if ask(method, path)}


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
    assert asking(demo.wall("demo-token"), "localhost", "10.1.2.3")("GET", "/wall/overview")
    assert demo.outside("demo-token").get("/api/picture").status_code == 200
    assert demo.outside("demo-tokem").get("/api/picture").status_code == REFUSED


@pytest.mark.parametrize(
    ("host", "peer", "opens"),
    [
        ("localhost", "127.0.0.1", True),
        ("[::1]:8050", "::1", True),
        ("[::1]", "::1", True),
        ("[::1]:8050", "2001:db8::1", False),
        ("[2001:db8::1]:8050", "::1", False),
    ],
)
def test_a_demos_wall_is_open_on_loopback_by_each_of_its_names(
    demo: Web, host: str, peer: str, *, opens: bool
) -> None:
    assert asking(demo.nobody(), host, peer)("GET", "/wall/overview") is opens


def test_without_the_demo_loopback_needs_a_token_too(web: Web) -> None:
    assert not asking(web.nobody())("GET", "/wall/overview")


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
    "/api/warnings": Web.outside,
    **dict.fromkeys(
        ("/calendar", "/accounts", "/accounts/<name>"), lambda web: web.person(Role.ADMIN)
    ),
    "/reentry": lambda web: web.person(Role.DUTY),
    "/login": Web.nobody,
    "/logout": Web.person,
    "/answer": Web.nobody,
    "/session": Web.person,
    "/password": Web.person,
}
QUESTION = {
    "output": "page-outlet.children",
    "outputs": {"id": "page-outlet", "property": "children"},
    "inputs": [],
    "changedPropIds": [],
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN.keys())
def test_what_another_page_posts_is_refused(web: Web, headers: dict[str, str]) -> None:
    for path, client in POSTS.items():
        assert client(web).post(path, headers=headers).status_code == 403


def test_every_posting_route_is_among_those_tried_from_another_page(web: Web) -> None:
    rules = web.server.url_map.iter_rules()
    assert {rule.rule for rule in rules if "POST" in (rule.methods or ())} == POSTS.keys()


def test_our_own_page_may_post(web: Web) -> None:
    wall = web.wall()
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"} | csrf(wall)
    answer = wall.post("/_dash-update-component", json=QUESTION, headers=headers)
    assert answer.status_code not in (400, 401, 403)


def test_a_post_without_the_pages_token_is_refused(web: Web) -> None:
    """A foreign page's form, for instance, has the cookie but hasn't seen the page."""
    wall, other = web.wall(), web.wall()
    good = csrf(wall)
    for headers in ({}, {"X-CSRFToken": "x"}, csrf(other)):
        answer = wall.post("/_dash-update-component", json=QUESTION, headers=headers)
        assert answer.status_code == 400
    answer = wall.post("/_dash-update-component", json=QUESTION, headers=good)
    assert answer.status_code != 400


@pytest.mark.parametrize(
    "body",
    [
        b'{"output":"page.children","inputs":[{"value":' + str(2**70).encode() + b"}]}",
        b'{"output":"page.children","inputs":[{"value":"\\ud800"}]}',
        b'{"output":"page.children","a":' + b"[" * 200 + b"]" * 200 + b"}",
        b"[" * 100_000,
        b'{"output":NaN}',
        b"\xff",
        b"",
    ],
)
def test_what_no_page_says_is_refused_at_the_door(web: Web, body: bytes) -> None:
    client = web.person()
    headers = csrf(client, "/console") | {"Content-Type": "application/json"}
    answer = client.post("/_dash-update-component", data=body, headers=headers)
    assert answer.status_code == 400
