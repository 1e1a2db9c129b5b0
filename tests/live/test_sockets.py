"""A socket's screen: which messages it gets, and that its place is freed."""

from collections.abc import Collection
from typing import Any

import pytest
from flask import Flask
from flask.ctx import RequestContext
from flask_socketio import SocketIOTestClient

from dashboard.access.identity import Caller, Who
from dashboard.live.clients import Guard
from dashboard.live.connection_limit import LINE, Bounds, Line, LineHolder
from dashboard.live.hub import ComparedModel, Hub, Model
from dashboard.live.sockets import Sockets

ONE, TWO = "wall:one", "wall:two"


class App(Flask):
    """An app whose sockets need no network."""

    def request_context(self, environ: dict[str, Any]) -> RequestContext:
        environ.setdefault(LINE, Line(None))
        return super().request_context(environ)


class Place:
    """Sockets with a hub whose walls show a counter."""

    def __init__(self) -> None:
        def all_of(callers: Collection[Caller]) -> Collection[Caller]:
            return callers

        self.happened = 0
        self.app = App(__name__)
        guard = Guard(
            caller=lambda: Caller(Who.WALL, "a wall"),
            entry=lambda: LineHolder("a wall", kept=True),
            may_listen=lambda *_: True,
            screen_of=lambda asked, _: asked,
            still_here=all_of,
        )
        self.sockets = Sockets(self.app, guard, Bounds(10, 10))
        self.hub = Hub(self.sockets, lambda: (self.happened, self.happened), "build")
        self.hub.add_kind("wall", lambda which: ComparedModel(lambda: self._model(which)))
        self.sockets.open(self.hub)

    def _model(self, which: str) -> Model:
        return {"figures": {which: self.happened}}

    def sit(self, screen: str = ONE) -> SocketIOTestClient:
        """Connects a client to this screen."""
        return self.sockets.io.test_client(self.app, auth={"screen": screen})

    def tell(self) -> None:
        """Counts on, and lets the hub send that as soon as possible."""
        self.happened += 1
        for _ in range(2):
            self.hub.tell(changed=True)
            self.hub._told_at = 0.0  # noqa: SLF001 - no window is waited for

    def audience(self) -> tuple[int, int]:
        return self.sockets.audience(ONE), self.sockets.audience(TWO)


@pytest.fixture
def place() -> Place:
    return Place()


def changes(client: SocketIOTestClient) -> list[set[str]]:
    """The sections of each change that has arrived since."""
    told = (one["args"][0] for one in client.get_received() if one["name"] == "change")
    return [set(change["set"]["figures"]) for change in told]


def test_who_goes_to_another_screen_is_counted_there_alone(place: Place) -> None:
    client, stays = place.sit(), place.sit()
    assert place.audience() == (2, 0)
    client.emit("enter", TWO)
    assert place.audience() == (1, 1)
    stays.disconnect()
    assert place.audience() == (0, 1)
    client.disconnect()
    assert place.audience() == (0, 0)


def test_who_has_gone_to_another_screen_hears_of_that_one_alone(place: Place) -> None:
    client, stays = place.sit(), place.sit()
    client.emit("enter", TWO)
    client.get_received()
    place.tell()
    assert changes(client) == [{"two"}]
    assert changes(stays) == [{"one"}]
