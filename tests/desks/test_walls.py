"""A wall gets its order at once and at each change; the centre's desks see what it has drawn."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from dashboard.actions.handle import handle
from dashboard.domain.persons import Role
from dashboard.domain.screens import (
    AddScreen,
    Identify,
    RemoveScreen,
    ScreenCommand,
    SetPlaylist,
    ShowOnScreen,
    Stop,
)
from dashboard.domain.wall_views import WallView
from dashboard.store import tokens
from tests.desks.conftest import Seat
from tests.desks.test_cut import ended_within
from tests.helpers.exhaustive import exhaustive
from tests.helpers.web import somebody
from tests.services.centre import RunningCentre
from tests.services.lines import EVENT, PING, PONG, Line

Sit = Callable[..., Seat]
FIRST, SECOND = "甲屏", "乙屏"


def do(centre: RunningCentre, *commands: ScreenCommand) -> None:
    for command in commands:
        assert handle(centre.system, command, by=somebody(Role.FOREMAN)).refused is None


class Wall:
    """A named wall's connection; it keeps the last order."""

    def __init__(self, centre: RunningCentre, name: str) -> None:
        system = centre.system
        with system.engine.begin() as connection:
            key = system.district.key
            token = tokens.make(connection, key, name, tokens.TokenUse.WALL, system.now_ms())
        self.line = Line(centre.port, token, seconds=5)
        self.order: dict[str, Any] = {}
        self.heard: list[str] = []
        self.model: dict[str, Any] = {}
        self.line.join()

    def hear(self, done: Callable[[], bool], seconds: float = 15) -> None:
        until = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < until, self.order
            heard = self.line.hear()
            if heard == PING:
                self.line.say(PONG)
            elif heard.startswith(EVENT):
                what, message = json.loads(heard.removeprefix(EVENT))
                self.heard.append(what)
                if what == "order":
                    self.order = message
                elif what == "snapshot":
                    self.model = message["model"]


@pytest.fixture
def walls(centre: RunningCentre) -> Iterator[tuple[Wall, Wall]]:
    do(centre, AddScreen(name=FIRST), AddScreen(name=SECOND))
    first, second = Wall(centre, FIRST), Wall(centre, SECOND)
    with closing(first.line), closing(second.line):
        yield first, second
    for name in (FIRST, SECOND):
        handle(centre.system, RemoveScreen(name=name), by="test")


def test_a_wall_is_greeted_and_then_told_its_order(walls: tuple[Wall, Wall]) -> None:
    first, second = walls
    first.hear(lambda: bool(first.order))
    second.hear(lambda: bool(second.order))
    assert first.heard.index("snapshot") < first.heard.index("order")
    assert first.order["path"] is None
    # 乙 comes before 甲.
    assert first.order["number"] == second.order["number"] + 1


def test_what_is_sent_to_one_wall_reaches_it_alone(
    centre: RunningCentre, walls: tuple[Wall, Wall]
) -> None:
    first, second = walls
    show = ShowOnScreen(name=FIRST, view=WallView.QUEUE, filter="of=overdue")
    stops = (Stop(view=WallView.MAP, seconds=15),)
    do(centre, show, SetPlaylist(name=FIRST, stops=stops), Identify(name=FIRST))
    first.hear(lambda: first.order.get("identify_until") is not None)
    assert first.order["path"].startswith("/wall/queue?of=overdue&")
    assert first.order["stops"][0]["seconds"] == 15
    assert first.order["stops"][0]["path"].startswith("/wall/map?")
    second.hear(lambda: "beat" in second.heard or "change" in second.heard)
    assert second.order["path"] is None


def test_the_number_is_the_place_among_all(centre: RunningCentre, walls: tuple[Wall, Wall]) -> None:
    first, _ = walls
    first.hear(lambda: bool(first.order))
    place = first.order["number"]
    do(centre, RemoveScreen(name=SECOND))
    first.hear(lambda: bool(first.order["number"] == place - 1))


def test_who_asks_faster_than_it_is_given_gets_the_last(walls: tuple[Wall, Wall]) -> None:
    first, _ = walls
    first.hear(lambda: bool(first.model))
    for view in ("queue", "overdue", "load"):
        first.line.emit("enter", f"wall/{view}")
    first.hear(lambda: "help" in first.model)


def test_a_removed_wall_is_cut(centre: RunningCentre, walls: tuple[Wall, Wall]) -> None:
    first, second = walls
    second.hear(lambda: bool(second.order))
    do(centre, RemoveScreen(name=SECOND))
    assert ended_within(second.line)
    assert not ended_within(first.line, 1)


def test_the_centre_sees_what_a_wall_shows_and_a_street_does_not(
    sit: Sit, walls: tuple[Wall, Wall]
) -> None:
    first, _ = walls
    foreman, street = sit(Role.FOREMAN), sit(Role.STREET, street="S08")
    first.hear(lambda: bool(first.order))
    first.line.emit("seen", {"rev": 1, "path": "/wall/overview?x", "size": [3840, 2160]})

    def drawn() -> dict[str, Any]:
        found: dict[str, Any] = foreman.desk.model["screens"].get(FIRST, {}).get("drawn", {})
        return found

    foreman.hear(lambda: drawn().get("path") == "/wall/overview?x")
    assert (drawn()["online"], drawn()["size"]) == (1, [3840, 2160])
    assert foreman.desk.model["screens"][FIRST]["told"] is None
    first.line.close()
    foreman.hear(lambda: drawn().get("online") == 0)
    assert drawn()["last"] is not None
    assert "screens" not in street.desk.model


@exhaustive
def test_after_a_web_process_was_killed_a_wall_has_its_order_again(
    centre: RunningCentre, walls: tuple[Wall, Wall]
) -> None:
    first, _ = walls
    first.hear(lambda: bool(first.order))
    centre.kill9("web worker")
    do(centre, ShowOnScreen(name=FIRST, view=WallView.LOAD))
    centre.wait_ready(30)
    again = Wall(centre, FIRST)
    with closing(again.line):
        again.hear(lambda: bool(again.order))
        assert again.order["path"].startswith("/wall/load?")
