"""Every callback, socket message and command, times every role: what isn't in a table is denied.

The same for HTTP paths is in tests/http/test_middleware.py.
"""

from collections.abc import Callable
from functools import partial

import pytest
from flask.testing import FlaskClient

from dashboard.access import permissions
from dashboard.access.identity import NOBODY, Caller, Who
from dashboard.domain.persons import Role
from dashboard.domain.wall_views import VIEWS
from tests.helpers.centre import Centre
from tests.helpers.fixtures import sqlite_centre
from tests.helpers.web import Web, csrf, somebody, web_process
from tests.http.test_middleware import AT_DESKS, ON_DUTY, PERSONS, SCOPES, WHO_LEADS, WHO_READS

__all__ = ["sqlite_centre"]

CALLERS = {role.value: Caller(Who.PERSON, person=somebody(role)) for role in Role} | {
    "nobody": NOBODY,
    "wall": Caller(Who.WALL),
    "outside": Caller(Who.OUTSIDE),
}
# By the first word of the ids that a callback writes to.
CALLBACKS: dict[str, set[str]] = {
    "page": PERSONS | {"wall"},
    "console": AT_DESKS,
    "case": WHO_READS,
    "leaders": WHO_LEADS,
    "duty": ON_DUTY,
}
SCREENS: dict[str, set[str]] = {
    **{f"wall/{view}": PERSONS | {"wall"} for view in VIEWS},
    "wall/overview?of=overdue": PERSONS | {"wall"},
    "wall/nothing": set(),
    "console": AT_DESKS,
    "leaders": WHO_LEADS,
    "leaders/street": set(),
    "console/street/S08": set(),
    "duty": ON_DUTY,
    "duty?no=1": ON_DUTY,
    "duty/whole": set(),
    "incident": ON_DUTY,
    "incident?no=NGI20261123-01": ON_DUTY,
    "incident/NGI20261123-01": set(),
    "incident:NGI20261123-01": set(),
    "": set(),
}
# The messages that a client may send; each is limited, none changes a case.
EVENTS = {"connect", "disconnect", "seen", "resync", "enter", "looking"}


@pytest.fixture
def web(sqlite_centre: Centre) -> Web:
    return web_process(sqlite_centre)


def allowed(ask: Callable[[Caller], bool]) -> set[str]:
    return {name for name, caller in CALLERS.items() if ask(caller)}


def test_every_callback_belongs_to_a_screen_of_the_table(web: Web) -> None:
    for output in web.callbacks:
        assert permissions.callback_screens(output), output
        assert permissions.callback_screens(output) <= CALLBACKS.keys(), output


def test_each_callback_opens_to_those_in_the_table(web: Web) -> None:
    for output in web.callbacks:
        wanted = set.intersection(*(CALLBACKS[s] for s in permissions.callback_screens(output)))
        assert allowed(partial(permissions.may_call, output)) == wanted


@pytest.fixture
def browsers(web: Web) -> dict[str, FlaskClient]:
    persons = {role.value: web.person(role, **SCOPES.get(role, {})) for role in Role}
    return persons | {"wall": web.wall(), "outside": web.outside(), "nobody": web.nobody()}


def test_a_callback_of_others_is_refused_at_the_door(
    web: Web, browsers: dict[str, FlaskClient]
) -> None:
    for name, browser in browsers.items():
        token = csrf(browser) if name not in ("outside", "nobody") else {}
        for output in web.callbacks:
            if not permissions.may_call(output, CALLERS[name]):
                answer = ask(browser, output, token)
                assert answer in (401, 403), f"{name} got {answer} from {output}"


@pytest.mark.parametrize("output", ["nothing.children", "", "_", "page-outlet.style", None, {}, 7])
def test_a_callback_that_nobody_registered_is_refused(web: Web, output: object) -> None:
    wall = web.wall()
    assert ask(wall, output, csrf(wall)) == 403


def ask(browser: FlaskClient, output: object, token: dict[str, str]) -> int:
    question = {"output": output, "outputs": [], "inputs": [], "changedPropIds": []}
    return browser.post("/_dash-update-component", json=question, headers=token).status_code


def test_a_wall_may_have_its_page(web: Web) -> None:
    wall = web.wall()
    question = {
        "output": "page-outlet.children",
        "outputs": {"id": "page-outlet", "property": "children"},
        "inputs": [
            {"id": "page-location", "property": "pathname", "value": "/wall/overview"},
            {"id": "page-location", "property": "search", "value": ""},
        ],
        "changedPropIds": [],
    }
    answer = wall.post("/_dash-update-component", json=question, headers=csrf(wall))
    assert answer.status_code == 200


@pytest.mark.parametrize(("screen", "wanted"), SCREENS.items())
def test_each_screen_is_told_to_those_in_the_table(screen: str, wanted: set[str]) -> None:
    assert allowed(lambda caller: permissions.may_listen(screen, caller)) == wanted


def test_every_screen_with_a_door_is_in_the_table() -> None:
    assert permissions.SOCKETS.keys() <= SCREENS.keys()


def test_the_past_of_a_wall_is_for_who_reads_every_case_and_for_walls() -> None:
    bounded = {str(role) for role in SCOPES}
    assert allowed(permissions.may_look_back) == WHO_READS - bounded | {"wall"}


def test_every_message_of_a_socket_is_in_the_table(web: Web) -> None:
    assert web.events == EVENTS


@pytest.mark.parametrize(
    ("output", "screens"),
    [
        ("console-detail.children", {"console"}),
        ("console-detail.children@0a1b", {"console"}),
        ("..page-outlet.children...console-do.disabled..", {"page", "console"}),
        ('{"act":["ALL"],"type":"console-act"}.data', {"console"}),
        ('..{"n":["MATCH"],"type":"case-x"}.a...console-do.b..', {"case", "console"}),
        ("2f1c9ab0de", {"2f1c9ab0de"}),
    ],
)
def test_the_screens_of_a_callback_are_read_from_all_of_its_outputs(
    output: str, screens: set[str]
) -> None:
    assert permissions.callback_screens(output) == screens
