"""All kinds of callers of a web process with marked cases, and what each may be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pytest
from flask.testing import FlaskClient

from dashboard.actions.handle import handle
from dashboard.domain.keys import Grant
from dashboard.domain.persons import Role
from dashboard.domain.screens import AddScreen, Profile, Setting
from dashboard.store.tokens import TokenUse
from tests.helpers.centre import Centre
from tests.helpers.marked import ALL, NONE, READS, SCOPES, Marked, mark
from tests.helpers.web import Web, csrf, web_process

__all__ = ["Asker", "askers", "cases", "web"]


@dataclass(frozen=True)
class Asker:
    """A caller, and the cases whose words, numbers and reporters it may be told."""

    name: str
    browser: FlaskClient
    words: frozenset[str]
    numbers: frozenset[str]
    reporters: frozenset[str] = NONE

    @cached_property
    def token(self) -> dict[str, str]:
        """The token of one of their pages, for posts."""
        page = self.browser.get("/definitions")
        return csrf(self.browser, "/definitions") if page.status_code == 200 else {}

    def leaks(self, cases: Mapping[str, Marked], told: str, *asked: str) -> list[str]:
        """What an answer mustn't contain but does; requested numbers may be repeated."""
        found = []
        for name, case in cases.items():
            kept = [] if name in self.words else [case.words]
            kept += [] if name in self.numbers or case.number in asked else [case.number]
            kept += [] if name in self.reporters else case.reporter
            found += [word for word in kept if word in told]
        return found


@pytest.fixture
def cases(sqlite_centre: Centre) -> dict[str, Marked]:
    """The marked cases, half an hour old."""
    found = mark(sqlite_centre)
    sqlite_centre.clock.move(minutes=30)
    sqlite_centre.ring_deadlines()
    sqlite_centre.tell()
    return found


@pytest.fixture
def web(sqlite_centre: Centre, cases: dict[str, Marked]) -> Web:
    assert cases
    for profile in Profile:
        command = AddScreen(name=profile.value, setting=Setting(profile=profile))
        assert handle(sqlite_centre.system, command, by="test").refused is None
    sqlite_centre.tell()
    web = web_process(sqlite_centre)
    web.catch_up()
    return web


@pytest.fixture
def askers(web: Web) -> list[Asker]:
    persons = [_person(web, role.value, role) for role in Role]
    persons.append(_person(web, "dispatcher of a street", Role.DISPATCHER))
    walls = {profile: web.make_token(profile.value, TokenUse.WALL) for profile in Profile}
    return [
        *persons,
        Asker("wall", web.wall(walls[Profile.INSIDE]), NONE, ALL),
        Asker("wall for visitors", web.wall(walls[Profile.VISITORS]), NONE, NONE),
        Asker("wall that nobody has set", web.wall(), NONE, NONE),
        Asker("outside", web.outside(), ALL, ALL),
        Asker("outside that only reports", web.outside(web.make_key("k", Grant())), NONE, NONE),
        Asker("nobody", web.nobody(), NONE, NONE),
    ]


def _person(web: Web, name: str, role: Role) -> Asker:
    reads = READS[name]
    return Asker(name, web.person(role, **SCOPES.get(name, {})), reads, reads)
