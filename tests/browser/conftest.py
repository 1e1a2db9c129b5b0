"""A running centre and a wall that is watched: an error on its console fails the test."""

import re
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from dashboard.live.hub import Model
from tests.services import books
from tests.services.centre import RunningCentre
from tests.services.shared import centre as centre  # noqa: PLC0414 - the tests take it from here

OURS = ("127.0.0.1", "")
# What Chromium itself logs when a connection is cut or refused (400), and Dash when that loses the
# answer to a callback; no page can prevent it.
LINE_LOST = re.compile(
    "WebSocket connection to|Failed to load resource: net::ERR_|^Failed to fetch$"
    r"|Failed to load resource: the server responded with a status of (40[01]|50[234])\b"
    "|^(Error: )?Callback failed: the server did not respond"
)
VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""

# Longer than on a quiet machine, because other work may run; the bench measures times.
PATIENCE = 3


class Wall:
    """A page that records what must not happen: errors, foreign hosts, breaches of the policy."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self.may_lose_line = False
        self.lines = 0
        page.add_init_script(VIOLATIONS)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._fault(str(error)))
        page.on("request", self._request)
        page.on("websocket", self._websocket)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._fault(message.text)

    def _fault(self, words: str) -> None:
        if not (self.may_lose_line and LINE_LOST.search(words)):
            self.faults.append(words)

    def _request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname or ""
        if host not in OURS:
            self.faults.append(f"asked {host}")

    def _websocket(self, _: object) -> None:
        self.lines += 1

    def wait_for_line(self, number: int, seconds: float) -> None:
        """Waits until this many connections have been tried, the first included."""
        until = time.monotonic() + seconds
        while self.lines < number:
            assert time.monotonic() < until, f"{self.lines} lines in {seconds:g} s"
            self.page.wait_for_timeout(50)

    def open(self, url: str) -> "Wall":
        """Opens the view; returns when the picture and the map are there."""
        self.page.goto(url)
        self.page.wait_for_function(
            "() => window.cc?.model &&"
            " document.querySelectorAll('#page-outlet .cell').length === 310"
        )
        return self

    @property
    def model(self) -> Model:
        """The page's model."""
        found: Model = self.page.evaluate("() => cc.model")
        return found

    def wait_until_right(self, centre: RunningCentre, seconds: float = 10.0) -> None:
        books.wait_until_right(centre.system, lambda: self.model, seconds * PATIENCE)

    def state(self, state: str, seconds: float, words: str = "") -> None:
        """Waits until the wall is in this state, by its attribute and in words."""
        self.page.wait_for_function(
            """([state, words]) => document.querySelector('#wall').dataset.state === state
                && document.querySelector('#wall-age').textContent.includes(words)""",
            arg=[state, words],
            timeout=seconds * 1000 * PATIENCE,
        )

    def text(self, selector: str) -> str:
        return self.page.locator(selector).inner_text()


@pytest.fixture
def walls(request: pytest.FixtureRequest, page: Page) -> Iterator[Callable[[], Wall]]:
    """Watched walls; each after the first has cookies of its own."""
    watched: list[Wall] = []

    def another() -> Wall:
        new = page
        if watched:
            # Requested by name, so that a test with one wall starts no second browser.
            browser: Browser = request.getfixturevalue("browser")
            new = browser.new_page(
                viewport=page.viewport_size, locale="zh-CN", timezone_id="Asia/Shanghai"
            )
        watched.append(Wall(new))
        return watched[-1]

    yield another
    for one in watched:
        violations = one.page.evaluate("() => window.violations ?? []")
        if one.page is not page:
            one.page.close()
        assert one.faults + violations == []


@pytest.fixture
def wall(walls: Callable[[], Wall]) -> Wall:
    return walls()
