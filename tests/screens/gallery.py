"""Pictures of every wall: `python -m tests.screens.gallery OUT [view …]`, to be looked at.

Every view in each size, language and theme, busy and empty, and a contact sheet of each view.
"""

import logging
import sys
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from dashboard.domain.wall_views import VIEWS
from tests.screens.showcase import FIXTURES, Showcase
from tests.services.chromium import FLAGS, chromium_path

SIZES = ((1920, 1080), (3840, 2160), (5760, 2160))
LANGS = ("zh", "en")
THEMES = ("dark", "light")
EXAMPLES = ("busy", "empty")
SETTLE_MS = 700
THUMB_PX = 640
LIVE = """([view, lang]) => {
  const root = document.querySelector("#wall");
  return root?.dataset.view === view && root.lang.startsWith(lang) && root.dataset.state === "live";
}"""


def shoot(browser: Browser, showcase: Showcase, view: str, out: Path) -> Iterator[Path]:
    """All pictures of one view; the page is opened once for each example, language and theme."""
    for example, lang, theme in product(EXAMPLES, LANGS, THEMES):
        if not (FIXTURES / f"{view}_{example}.json").exists():
            continue
        showcase.load(f"{view}_{example}")
        with browser.new_page(locale="zh-CN", timezone_id="Asia/Shanghai") as page:
            address = showcase.url.rpartition("/wall/")[0] + f"/wall/{view}"
            page.goto(f"{address}?lang={lang}&theme={theme}")
            page.wait_for_function(LIVE, arg=[view, lang])
            for width, height in SIZES:
                page.set_viewport_size({"width": width, "height": height})
                page.wait_for_timeout(SETTLE_MS)
                path = out / f"{view}-{example}-{lang}-{theme}-{width}x{height}.png"
                page.screenshot(path=path)
                yield path


def sheet(browser: Browser, pictures: Sequence[Path], path: Path) -> None:
    """A contact sheet: all pictures small on one page, each with its name."""
    frames = "".join(
        f'<figure><img src="{picture.resolve().as_uri()}"><figcaption>{picture.stem}</figcaption>'
        "</figure>"
        for picture in pictures
    )
    style = (
        "body { margin: 8px; font: 14px sans-serif; display: flex; flex-wrap: wrap; gap: 8px }"
        f"figure {{ margin: 0 }} img {{ display: block; width: {THUMB_PX}px }}"
    )
    page_path = path.with_suffix(".html")
    page_path.write_text(f"<style>{style}</style>{frames}", encoding="utf-8")
    with browser.new_page(viewport={"width": 3 * (THUMB_PX + 8) + 16, "height": 800}) as page:
        page.goto(page_path.resolve().as_uri())
        page.screenshot(path=path, full_page=True)


def main(out: Path, views: Sequence[str]) -> None:
    """Writes them into the folder."""
    out.mkdir(parents=True, exist_ok=True)
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    showcase = Showcase()
    showcase.start()
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        for view in views:
            pictures = list(shoot(browser, showcase, view, out))
            if pictures:
                sheet(browser, pictures, out / f"{view}.png")
            sys.stdout.write(f"{view}: {len(pictures)} pictures\n")
        browser.close()
    showcase.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or list(VIEWS))
