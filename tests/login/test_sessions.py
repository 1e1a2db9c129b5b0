"""How long a session lasts, and what counts as activity."""

from dataclasses import replace

from flask.testing import FlaskClient

from dashboard.access import identity
from dashboard.access.identity import Caller, Who
from dashboard.actions.handle import handle
from dashboard.domain.accounts import ChangePerson
from dashboard.domain.persons import Role
from tests.helpers.web import Web, csrf, named
from tests.login.conftest import Command

MINUTE_MS = 60_000
IDLE_MIN = 60
LONGEST_H = 16


def left(browser: FlaskClient) -> int | None:
    """How long the session still lasts, in ms; None once it has ended."""
    answer = browser.get("/session")
    return answer.get_json()["left_ms"] if answer.status_code == 200 else None


def test_a_session_ends_after_an_hour_without_a_hand_on_it(web: Web) -> None:
    browser = web.person()
    assert left(browser) == IDLE_MIN * MINUTE_MS
    web.centre.clock.move(minutes=59)
    assert left(browser) == MINUTE_MS
    web.centre.clock.move(minutes=1)
    assert left(browser) is None
    assert browser.get("/console").location.startswith("/login")


def test_a_hand_on_the_keys_begins_the_hour_anew(web: Web) -> None:
    browser = web.person()
    token = csrf(browser, "/console")
    web.centre.clock.move(minutes=59)
    assert browser.post("/session", headers=token).get_json()["left_ms"] == IDLE_MIN * MINUTE_MS


def test_opening_a_page_is_a_hand_on_the_keys(web: Web) -> None:
    browser = web.person()
    web.centre.clock.move(minutes=59)
    browser.get("/console")
    assert left(browser) == IDLE_MIN * MINUTE_MS


def test_what_a_page_asks_for_by_itself_is_none(web: Web) -> None:
    browser = web.person()
    token = csrf(browser, "/console")
    web.centre.clock.move(minutes=30)
    for path in (
        "/_dash-layout",
        "/assets/css/common/tokens.css",
        "/geo/grids.json",
        "/api/picture",
    ):
        with browser.get(path) as answer:
            assert answer.status_code == 200
    browser.post("/_dash-update-component", json={}, headers=token)
    assert left(browser) == 30 * MINUTE_MS


def test_no_session_outlives_a_working_day(web: Web) -> None:
    browser = web.person()
    token = csrf(browser, "/console")
    for _ in range(LONGEST_H * 2 - 1):
        web.centre.clock.move(minutes=30)
        browser.post("/session", headers=token)
    assert left(browser) == 30 * MINUTE_MS
    web.centre.clock.move(minutes=30)
    assert left(browser) is None


# ------------------------------------------------------------- whose sockets are to be cut


def caller(web: Web, role: Role = Role.DISPATCHER) -> Caller:
    """The caller of a new session of this role, as sockets know it."""
    cookie = web.person(role).get_cookie(identity.PERSON_COOKIE)
    assert cookie is not None
    found = identity.person(web.centre.system, cookie.value)
    assert found.who is Who.PERSON
    return found


def wall(web: Web) -> Caller:
    return identity.wall(web.centre.system, web.token, "10.1.2.3", "centre.example")


def test_who_has_not_gone_is_still_here(web: Web) -> None:
    here = {caller(web), caller(web, Role.FOREMAN), wall(web)}
    assert identity.still_here(web.centre.system, here) == here


def test_who_has_logged_out_is_gone_and_the_same_persons_other_session_is_not(web: Web) -> None:
    one, other = caller(web), caller(web)
    identity.end(web.centre.system, one.proof)
    assert identity.still_here(web.centre.system, {one, other}) == {other}


def test_who_has_another_role_now_is_gone(web: Web) -> None:
    here = caller(web)
    assert here.person is not None
    changed = ChangePerson(person=replace(here.person, role=Role.INTAKE))
    assert handle(web.centre.system, changed, by="test").refused is None
    assert identity.still_here(web.centre.system, {here}) == set()


def test_who_sits_there_as_what_they_are_no_more_is_gone_although_the_session_holds(
    web: Web,
) -> None:
    here = caller(web)
    assert here.person is not None
    as_before = [
        replace(here, person=replace(here.person, role=Role.FOREMAN)),
        replace(here, person=replace(here.person, street="S01")),
    ]
    assert identity.still_here(web.centre.system, {here, *as_before}) == {here}


def test_an_idle_session_is_gone_although_its_socket_is_not(web: Web) -> None:
    here = caller(web)
    web.centre.clock.move(minutes=IDLE_MIN)
    assert identity.still_here(web.centre.system, {here, wall(web)}) == {wall(web)}


def test_a_revoked_wall_is_gone(web: Web, command: Command) -> None:
    here, other = caller(web), wall(web)
    command("screen", "revoke", "north wall")
    assert identity.still_here(web.centre.system, {here, other}) == {here}


def test_a_wall_that_needs_no_token_stays(web: Web) -> None:
    demo = Caller(Who.WALL, "demo")
    assert identity.still_here(web.centre.system, {demo}) == {demo}


def test_a_page_is_told_by_which_cookie_it_proves_itself(web: Web) -> None:
    """Also on a plain page, which has no Dash configuration."""
    browser = web.person(Role.ADMIN)
    told = browser.get("/session").get_json()
    assert told["cookie"] == named("csrf_token")
    assert browser.post("/session", headers=csrf(browser, "/accounts")).status_code == 200
