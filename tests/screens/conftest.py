"""The wall with an example model, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from callbacks.wall.address import WallRequest
from tests.screens.desk_page import Desk, cases
from tests.screens.map_page import BUSY, FOUND, MapPage, incidents, opened
from tests.screens.showcase import DRAWN as DRAWN  # noqa: PLC0414 - the tests take it from here
from tests.screens.showcase import Showcase


@pytest.fixture(scope="session")
def served() -> Iterator[Showcase]:
    showcase = Showcase()
    showcase.start()
    yield showcase
    showcase.stop()


@pytest.fixture
def showcase(served: Showcase) -> Showcase:
    """The example of a busy evening, sending beats; no screen is open."""
    served.beating = True
    served.resyncs = 0
    served.build = "first"
    served.load("overview_busy")
    return served


@pytest.fixture
def wall(showcase: Showcase, page: Page) -> Iterator[Page]:
    """The wall with all its parts drawn; a message on the console fails the test."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(showcase.url)
    page.wait_for_function(DRAWN)
    yield page
    assert said == []


QUEUE = """() => window.cc?.grid?.ready() && cc.console.visible().length > 0
  && document.querySelector('.ag-header-cell') !== null"""


@pytest.fixture(scope="session")
def served_desk() -> Iterator[Desk]:
    desk = Desk()
    desk.start()
    yield desk
    desk.stop()


@pytest.fixture
def desk(served_desk: Desk) -> Desk:
    """A desk of 177 cases; no screen is open."""
    served_desk.beating = True
    served_desk.looks.clear()
    served_desk.fill(cases(177))
    return served_desk


@pytest.fixture
def queue(desk: Desk, page: Page) -> Iterator[Page]:
    """The desk with its cases in the grid, the mouse elsewhere; an error fails the test."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.goto(desk.url)
    page.wait_for_function(QUEUE)
    page.mouse.move(4, 4)
    yield page
    assert [words for words in said if words.startswith("error")] == []


@pytest.fixture(scope="session")
def served_map() -> Iterator[MapPage]:
    shown = MapPage()
    shown.start()
    yield shown
    shown.stop()


@pytest.fixture
def shown(served_map: MapPage) -> MapPage:
    """The map of a busy evening; no screen is open."""
    served_map.beating = True
    served_map.asked = WallRequest("map")
    served_map.fill(FOUND, incidents(), BUSY)
    return served_map


@pytest.fixture
def map_wall(shown: MapPage, page: Page) -> Iterator[Page]:
    """The map with all its cells; a message on the console fails the test."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield opened(page, shown)
    assert said == []
