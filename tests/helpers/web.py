"""The HTTP side of a web process in this process; its follower is stepped by hand."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard import app
from dashboard.live.follower import Follower
from dashboard.login import WALL_COOKIE
from dashboard.store import tokens
from dashboard.store.tokens import Use
from dashboard.streams import beats
from tests.helpers.centre import Centre
from tests.helpers.pictures import catch_up


class Web:
    """A web process of `centre`, with a wall's token and an outside system's key of its own."""

    def __init__(self, centre: Centre, server: Flask, follower: Follower) -> None:
        self.centre = centre
        self.server = server
        self.follower = follower
        self.token = self.make_token("north wall", Use.WALL)
        self.key = self.make_token("12345", Use.API)

    def make_token(self, name: str, use: Use) -> str:
        """A token as the command line makes it."""
        system = self.centre.system
        with system.engine.begin() as connection:
            return tokens.make(connection, self.centre.district, name, use, system.now_ms())

    def nobody(self) -> FlaskClient:
        """A browser that has never been here."""
        return self.server.test_client()

    def wall(self, token: str | None = None) -> FlaskClient:
        """A wall that has followed its device link once."""
        client = self.server.test_client()
        client.set_cookie(WALL_COOKIE, self.token if token is None else token)
        return client

    def outside(self, key: str | None = None) -> FlaskClient:
        """An outside system with its key in every request."""
        client = self.server.test_client()
        bearer = self.key if key is None else key
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {bearer}"
        return client

    def catch_up(self) -> None:
        """Lets the follower take in all that is told."""
        catch_up(self.centre, self.follower)

    def let_loops_beat(self, *loops: str) -> None:
        """A sign of life of these loops, or of all, at this instant."""
        system = self.centre.system
        for loop in loops or beats.LOOPS:
            beats.beat(system.redis, self.centre.district, loop, system.now_ms())


def web_process(centre: Centre) -> Web:
    """A web process without its threads: nothing happens behind a test."""
    started: list[Follower] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "_start", lambda follower, *_: started.append(follower))
        server = app.build(centre.system)
    return Web(centre, server, started[0])
