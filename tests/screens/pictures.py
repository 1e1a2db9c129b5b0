"""The README's pictures: `python -m tests.screens.pictures ADDRESS PASSWORD [OUT]`, of a demo.

The incident's picture is of an example, because a new demo has no declared one.
"""

import logging
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.screens.gallery import LIVE, SETTLE_MS
from tests.screens.showcase import ROOT, Showcase
from tests.services.chromium import FLAGS, chromium_path

DOCS = ROOT / "docs"
SIZE: ViewportSize = {"width": 1920, "height": 1080}
FROM_AFAR = "distance=8&pitch=1.56"
WALLS = ("overview", "map", "overdue", "load")
EXAMPLE = "incidents"
DESK = "console.png"
PERSON = "dispatcher"
TO_WHOM = "#console-detail [data-act=reassign]"
"""The button whose dialog lists the units for a case."""
ROWS = 40


def picture(view: str) -> str:
    """The file name of a wall's picture."""
    return f"wall-{view}.png"


def wall(page: Page, address: str, view: str, out: Path) -> None:
    """A wall as it looks from eight metres away."""
    page.goto(f"{address}/wall/{view}?{FROM_AFAR}")
    page.wait_for_function(LIVE, arg=[view, "zh"])
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=out / picture(view))


def desk(page: Page, address: str, password: str, out: Path) -> None:
    """The desk with the first case that may be reassigned, and the dialog for that."""
    page.goto(f"{address}/login")
    page.fill("[name=login]", PERSON)
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.cc?.grid?.ready() && cc.console.visible().length > 0")
    for _ in range(ROWS):
        page.keyboard.press("ArrowDown")
        page.wait_for_selector(".detail-clocks")
        page.wait_for_timeout(SETTLE_MS)
        if page.locator(TO_WHOM).count():
            break
    page.keyboard.press("m")
    page.wait_for_selector("[data-dialog] .assign-list [data-unit]")
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=out / DESK)


def take(browser: Browser, address: str, password: str, out: Path) -> None:
    """Takes all pictures, under the names that the README uses."""
    showcase = Showcase()
    showcase.load(f"{EXAMPLE}_busy")
    showcase.start()
    with browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport=SIZE, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        for view in WALLS:
            wall(page, address, view, out)
        wall(page, showcase.url.rpartition("/wall/")[0], EXAMPLE, out)
        desk(page, address, password, out)
    showcase.stop()


def main(address: str, password: str, out: Path) -> None:
    """Writes them into the folder."""
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        take(browser, address.rstrip("/"), password, out)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]) if len(sys.argv) > 3 else DOCS)
