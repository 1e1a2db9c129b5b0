"""The wall on an example model, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.screens.showcase import Showcase

DRAWN = """() => {
  const root = document.querySelector("#wall-overview");
  return root?.dataset.state === "live" && document.querySelectorAll(".cell").length === 310;
}"""


@pytest.fixture(scope="session")
def served() -> Iterator[Showcase]:
    showcase = Showcase()
    showcase.start()
    yield showcase
    showcase.stop()


@pytest.fixture
def showcase(served: Showcase) -> Showcase:
    """The example of a busy evening, beating; no screen is open."""
    served.beating = True
    served.resyncs = 0
    served.build = "first"
    served.load("overview_busy")
    return served


@pytest.fixture
def wall(showcase: Showcase, page: Page) -> Iterator[Page]:
    """The wall with all its parts drawn; a word on the console fails the test."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(showcase.url)
    page.wait_for_function(DRAWN)
    yield page
    assert said == []
