"""Every wall can be read from afar: contrast, size, nothing cut, nothing told by colour alone.

One page goes from view to view; a view added to `layouts.wall.VIEWS` is looked at by itself, with
its examples `<view>_busy.json` and `<view>_empty.json`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from layouts.wall import VIEWS
from tests.screens.measured import cut
from tests.screens.showcase import FIXTURES, Showcase

HERE = Path(__file__).parent
LEGIBLE = (HERE / "legible.js").read_text(encoding="utf-8")
SIZES = ((1920, 1080), (3840, 2160), (5760, 2160))
THEMES = ("dark", "light")
TEXT, MARK = 7.0, 3.0
SETTLED = "() => new Promise((then) => setTimeout(() => requestAnimationFrame(then), 120))"
SHOWN = """([view, lang]) => {
  const root = document.querySelector("#wall");
  return root?.dataset.view === view && root.lang.startsWith(lang) && root.dataset.state === "live";
}"""
STATES: dict[str, dict[str, dict[str, Any]]] = {
    "redis away": {"system": {"redis": "away", "demo": True}},
    "late worker": {"system": {"redis": "ok", "late_workers": ["intake", "relay", "timers"]}},
    "late source": {"system": {"late_workers": []}, "sources": {}},
}
LOST_S = {"late": 6, "lost": 46}


class Looker:
    """One page, taken to every view without a reload."""

    def __init__(self, page: Page, showcase: Showcase) -> None:
        self.page = page
        self.showcase = showcase

    def go(self, view: str, example: str, lang: str) -> None:
        self.showcase.load(f"{view}_{example}")
        self.showcase.beating = True
        if self.page.url != "about:blank":
            # Every example has its own time, which may be earlier than that of the last.
            self.page.evaluate("() => cc.clock.restart()")
        path = f"/wall/{view}?lang={lang}&example={example}"
        if self.page.url == "about:blank":
            self.page.goto(self.showcase.url.rpartition("/wall/")[0] + path)
        else:
            self.page.evaluate("(path) => cc.wall.go(path)", path)
        self.page.wait_for_function(SHOWN, arg=[view, lang])

    def size(self, size: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.evaluate(SETTLED)

    def theme(self, theme: str) -> None:
        swap = "([on, off]) => cc.wall.root().classList.replace(off, on)"
        self.page.evaluate(swap, [theme, THEMES[theme == "dark"]])

    def cut(self, what: str) -> list[str]:
        return [f"{what}: {words}" for words in cut(self.page)]

    def illegible(self, what: str) -> list[str]:
        found = []
        for theme in THEMES:
            self.theme(theme)
            said = self.page.evaluate(LEGIBLE, {"least": TEXT, "marks": MARK})
            found += [f"{what}, {theme}: {words}" for words in said]
        self.theme("dark")
        return found


@pytest.fixture(scope="module")
def looker(served: Showcase, browser: Browser) -> Iterator[Looker]:
    with browser.new_context(timezone_id="Asia/Shanghai", reduced_motion="reduce") as context:
        yield Looker(context.new_page(), served)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_legible_in_every_size_language_theme_and_state(
    looker: Looker, view: str, lang: str
) -> None:
    page, showcase = looker.page, looker.showcase
    found: list[str] = []
    for example in ("empty", "busy"):
        looker.go(view, example, lang)
        for size in SIZES:
            looker.size(size)
            found += looker.cut(f"{example}, {size[0]}x{size[1]}")
        looker.size(SIZES[0])
        found += looker.illegible(example)
    for state, sections in STATES.items():
        said = {name: dict(values) for name, values in sections.items()}
        for name in said:
            showcase.model.setdefault(name, {})
        if "sources" in said:
            at = showcase.now() - 25 * 60_000
            said["sources"] = {"channel:0": {"name": "12345-hotline", "at": at, "every": 30_000}}
        showcase.change(skip=0, **said)
        page.evaluate(SETTLED)
        page.wait_for_function("() => document.querySelector('#wall').dataset.degraded")
        found += looker.cut(state) + looker.illegible(state)
    showcase.beating = False
    for state, seconds in LOST_S.items():
        page.evaluate(f"() => {{ cc.live.dataAt = cc.clock.now() - {seconds * 1000} }}")
        page.wait_for_function(f"() => cc.wall.root().dataset.state === '{state}'")
        found += looker.cut(state) + looker.illegible(state)
    page.evaluate("() => { cc.live.dataAt = cc.clock.now() }")
    assert found == [], "\n".join(found)


def test_every_view_has_a_busy_and_an_empty_example() -> None:
    wanted = {f"{view}_{example}.json" for view in VIEWS for example in ("busy", "empty")}
    assert wanted <= {path.name for path in FIXTURES.iterdir()}
