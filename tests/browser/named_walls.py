"""Two named walls in browsers, each with its own link."""

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.actions.handle import handle
from dashboard.domain.screens import (
    AddScreen,
    RemoveScreen,
    ScreenCommand,
)
from dashboard.store import screens, tokens
from dashboard.system import System
from tests.browser.conftest import Wall
from tests.browser.desk import WAIT_MS
from tests.services import acts
from tests.services.centre import RunningCentre

MAIN, HALL = "主屏", "大厅"
NAMES = (MAIN, HALL)


def do(system: System, *commands: ScreenCommand) -> None:
    for command in commands:
        answer = handle(system, command, by="test")
        assert answer.refused is None, answer.refused


def link(centre: RunningCentre, name: str, more: str = "") -> str:
    system = centre.system
    with system.engine.begin() as connection:
        key = system.district.key
        token = tokens.make(connection, key, name, tokens.TokenUse.WALL, system.now_ms())
    return f"{centre.address}/wall/overview?token={token}{more}"


def number_of(centre: RunningCentre, name: str) -> int:
    """Its position among all walls by name; other tests add walls to the same centre."""
    system = centre.system
    with system.engine.connect() as connection:
        known = screens.active(connection, system.district.key)
    return sorted(screen.name for screen in known).index(name) + 1


def at(wall: Wall, path: str, **asked: str) -> None:
    """Waits until the wall's address is this, with these settings."""

    def there() -> bool:
        found = urlsplit(wall.page.url)
        said = {key: values[-1] for key, values in parse_qs(found.query).items()}
        return found.path == path and asked.items() <= said.items()

    wall.page.wait_for_timeout(10)
    _wait(wall, there, f"at {path} {asked}")


def _wait(wall: Wall, done: Callable[[], bool], words: str) -> None:
    for _ in range(round(WAIT_MS / 50)):
        if done():
            return
        wall.page.wait_for_timeout(50)
    raise AssertionError(f"not {words} but {wall.page.url}")


@pytest.fixture
def two(centre: RunningCentre, walls: Callable[[], Wall]) -> Iterator[tuple[Wall, Wall]]:
    """The main wall and the hall's, each with its own link."""
    yield from open_two(centre, walls)


def open_two(centre: RunningCentre, walls: Callable[[], Wall]) -> Iterator[tuple[Wall, Wall]]:
    do(centre.system, *(AddScreen(name=name) for name in NAMES))
    acts.take_in(centre, acts.case())
    both = [walls().open(link(centre, name)) for name in NAMES]
    yield both[0], both[1]
    # A revoked wall's open page says that it is refused.
    for wall in both:
        wall.page.goto("about:blank")
    for name in NAMES:
        handle(centre.system, RemoveScreen(name=name), by="test")
