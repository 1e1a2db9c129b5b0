"""A Chromium that watches pages: every page in a context of its own, nothing cached."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.bench.driver import Driver
from tests.bench.pairing import Sight
from tests.services.chromium import FLAGS, chromium_path

WATCH = Path(__file__).parent / "pages" / "watch.js"
VIEWPORT: ViewportSize = {"width": 1920, "height": 1080}
SETTLE_MS = 2_000
LOOK_MS = 100
READY_MS = 30_000
CELLS = 310
WALL_READY = f"""() => document.querySelectorAll("#wall[data-state=live]").length
  && document.querySelectorAll("path.cell").length === {CELLS}"""
POLLED_READY = f"""() => document.querySelectorAll("#polled-content [data-no]").length
  && document.querySelectorAll("path.cell").length === {CELLS}"""
BARE_READY = "() => document.body.dataset.state === 'live'"


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_page(browser: Browser) -> Iterator[Page]:
    """A wall's page with nothing in it yet."""
    context = browser.new_context(
        viewport=VIEWPORT,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    context.set_default_timeout(READY_MS)
    try:
        yield context.new_page()
    finally:
        context.close()


@contextmanager
def watched(browser: Browser, url: str, ready: str) -> Iterator[Page]:
    """The page at this address with the bench's script in it, once `ready` holds and nothing
    changes.
    """
    with open_page(browser) as page:
        page.add_init_script(path=WATCH)
        page.goto(url)
        page.wait_for_function(ready)
        page.wait_for_timeout(SETTLE_MS)
        page.evaluate("() => window.bench.calibrate()")
        yield page


def drive(
    page: Page, driver: Driver, stream: str, raws: Sequence[bytes], pace: tuple[float, int]
) -> list[float]:
    """Sends while the page is open; `pace` is the rate a second and the ms to wait at the end."""
    rate, grace_ms = pace
    sending = driver.send(stream, raws, rate)
    while not sending.done():
        page.wait_for_timeout(LOOK_MS)
    page.wait_for_timeout(grace_ms)
    return sending.result()


def heard(page: Page) -> tuple[list[Sight], list[Sight]]:
    """When the server told each newest case, to the millisecond, and when the line brought it."""
    found = page.evaluate("() => window.bench.heard()")
    told = [(int(number), float(at)) for number, at, _ in found]
    return told, [(int(number), at) for number, _, at in found]


def sights(page: Page, *, painted: bool) -> list[Sight]:
    """What the bench's script has seen: in the DOM, or drawn on the screen."""
    found = page.evaluate("() => window.bench.seen")
    return [(int(number), drawn if painted else in_dom) for number, in_dom, drawn in found]
