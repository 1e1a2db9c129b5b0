"""The HTTP side of a web process in this process; its follower is stepped by hand."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from dashboard import app
from dashboard.access.identity import PERSON_COOKIE, WALL_COOKIE
from dashboard.actions.handle import handle
from dashboard.domain.accounts import AddPerson
from dashboard.domain.keys import AddKey, Grant
from dashboard.domain.roles import Person, Role
from dashboard.live.follower import Follower
from dashboard.live.hub import Hub
from dashboard.live.sockets import Sockets
from dashboard.live.threads import LoopThreads
from dashboard.settings import cookie_prefix
from dashboard.store import sessions, tokens
from dashboard.store.tokens import TokenUse
from dashboard.streams import heartbeats
from dashboard.system import System
from dashboard.web.middleware import CSRF_COOKIE
from tests.helpers.centre import SECRET, Centre
from tests.helpers.messages import EVERYTHING
from tests.helpers.pictures import catch_up


class Web:
    """A web process of `centre`, with a wall's token and an outside system's key of its own."""

    loops: LoopThreads
    hub: Hub
    sockets: Sockets

    def __init__(self, centre: Centre, server: Flask, follower: Follower) -> None:
        self.centre = centre
        self.callbacks: Mapping[str, Mapping[str, Any]] = {}
        """All callbacks that the server answers, by their outputs."""
        self.events: set[str] = set()
        """The messages that sockets may send."""
        self.server = server
        self.follower = follower
        self.token = self.make_token("north wall", TokenUse.WALL)

    @cached_property
    def key(self) -> str:
        """The API key of an outside system that has every grant."""
        return self.make_key("12345", EVERYTHING)

    def make_token(self, name: str, use: TokenUse) -> str:
        """Makes a token in the same way as the command line."""
        system = self.centre.system
        with system.engine.begin() as connection:
            return tokens.make(connection, self.centre.district, name, use, system.now_ms())

    def make_key(self, name: str, grant: Grant) -> str:
        """Makes an API key with this name and grant."""
        token = tokens.fresh()
        command = AddKey(name=name, grant=grant, digest=tokens.digest(token))
        assert handle(self.centre.system, command, by="test").refused is None
        return token

    def nobody(self) -> FlaskClient:
        """A browser that has never been here."""
        return self.server.test_client()

    def wall(self, token: str | None = None) -> FlaskClient:
        """A wall that has followed its device link once."""
        client = self.server.test_client()
        client.set_cookie(WALL_COOKIE, self.token if token is None else token)
        return client

    def person(self, role: Role = Role.DISPATCHER, **scope: str | int) -> FlaskClient:
        """A logged-in person of this role; the same person for the same role and scope."""
        person = somebody(role, **scope)
        made = handle(self.centre.system, AddPerson(person=person, hashed="x"), by="test")
        assert made.refused is None or made.refused.code == "LOGIN_TAKEN", made
        return self.session_of(person.login)

    def session_of(self, login: str) -> FlaskClient:
        """A browser with a new session of this person."""
        system = self.centre.system
        with system.engine.begin() as connection:
            token = sessions.begin(connection, self.centre.district, login, system.now_ms())
        client = self.server.test_client()
        client.set_cookie(PERSON_COOKIE, token)
        return client

    def outside(self, key: str | None = None) -> FlaskClient:
        """An outside system with its key in every request."""
        client = self.server.test_client()
        bearer = self.key if key is None else key
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {bearer}"
        return client

    def catch_up(self) -> None:
        """Lets the follower take in all published changes."""
        catch_up(self.centre, self.follower)

    def let_loops_beat(self, *loops: str) -> None:
        """Gives a sign of life of these loops, or of all, at this instant."""
        system = self.centre.system
        for loop in loops or heartbeats.LOOPS:
            heartbeats.beat(system.redis, self.centre.district, loop, system.now_ms())


def somebody(role: Role, **scope: str | int) -> Person:
    """A person of this role; `scope` is the grid, community, street or unit."""
    login = "-".join([role.value.replace("_", "-"), *map(str, scope.values())]).lower()
    return Person(login=login, name=f"a {role.value}", role=role, **scope)  # type: ignore[arg-type]


def named(cookie: str) -> str:
    """The name of a cookie in the tests' centres."""
    return f"{cookie_prefix(SECRET)}_{cookie}"


def csrf(client: FlaskClient, page: str = "/wall/overview") -> dict[str, str]:
    """The header that a page's script sends with its posts."""
    client.get(page)
    cookie = client.get_cookie(named(CSRF_COOKIE))
    assert cookie is not None, f"{page} gave no token"
    return {"X-CSRFToken": cookie.value}


def web_process(centre: Centre) -> Web:
    """A web process without its threads: nothing runs in the background."""
    started: list[tuple[Any, ...]] = []
    dashes: list[Dash] = []
    make = app._dash  # noqa: SLF001 - nobody else needs to know it

    def made(server: Flask, system: System) -> Dash:
        dashes.append(make(server, system))
        return dashes[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "_start", lambda *parts: started.append(parts))
        patch.setattr(app, "_dash", made)
        server = app.build(centre.system)
    loops, follower, hub, sockets = started[0][:4]
    sockets.open(hub)
    web = Web(centre, server, follower)
    known = dashes[0].callback_map.items()
    web.callbacks = {output: one for output, one in known if "callback" in one}
    web.loops, web.hub, web.sockets = loops, hub, sockets
    web.events = set(sockets.io.server.handlers["/"])
    return web
