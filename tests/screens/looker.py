"""One page that visits every view of a wall without a reload, and reports what can't be read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.screens.showcase import Showcase

HERE = Path(__file__).parent
MEASURE = (HERE / "measure.js").read_text(encoding="utf-8")
LEGIBLE = (HERE / "legible.js").read_text(encoding="utf-8")
DRAWN = (1920, 1080)
TEXT, MARK = 7.0, 3.0
# The page reacts to a new size one frame later.
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
SETTLED = "() => new Promise((then) => setTimeout(() => requestAnimationFrame(then), 120))"
SETTLE_MS = 300
LOOKS = 10
# Every example has its own time, which may be earlier than that of the last one; so nothing is
# kept.
GO = """([pathname, path]) => {
  cc.clock.restart();
  const { search } = new URL(path, location.href);
  dash_clientside.set_props("page-location", { pathname, search });
}"""
# While it is examined the age stands still, however long that takes.
SILENT = """(ms) => {
  const dataAt = { configurable: true, get: () => cc.clock.now() - ms, set() {} };
  Object.defineProperty(cc.live, "dataAt", dataAt);
}"""
HEARD = """() => {
  if (!window.cc?.live) return;
  const dataAt = { configurable: true, writable: true, value: cc.live.dataAt };
  Object.defineProperty(cc.live, "dataAt", dataAt);
}"""
SHOWN = """([view, lang, rev, now]) => {
  // A beat of the example before may have come after the clock was told to begin anew.
  if (Math.abs((window.cc?.clock.now() ?? now) - now) > 60000) {
    cc.clock.restart();
    return false;
  }
  const root = document.querySelector("#wall");
  return root?.dataset.view === view && root.lang.startsWith(lang) && window.cc?.rev === rev
    && root.dataset.state === "live";
}"""


def nothing(_: "Looker") -> None:
    """Changes nothing: the view is examined as it was loaded."""


@dataclass(frozen=True)
class Look:
    """A view of an example, and changes to it: in the model beforehand, or on the page.

    `turns` show each of the panels that take turns in one place. `sizes` are the only sizes that
    apply; empty means all.
    """

    path: str
    example: str
    query: str = ""
    told: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    then: Callable[["Looker"], None] = nothing
    turns: Sequence[str] = ()
    sizes: Sequence[tuple[int, int]] = ()

    @property
    def name(self) -> str:
        """The name under which a fault is reported."""
        return " ".join([self.path, self.example, self.query, *self.told]).strip()


class Looker:
    """One page, and the showcase whose walls it visits."""

    def __init__(self, page: Page, showcase: Showcase) -> None:
        self.page = page
        self.showcase = showcase
        self.lang = "zh"
        self.resize(DRAWN)

    def go(self, look: Look, lang: str = "zh") -> None:
        """Opens the view; returns when it is live with the example's model."""
        showcase = self.showcase
        showcase.beating = True
        showcase.load(look.example, **look.told)
        self.lang = lang
        query = "&".join(filter(None, (look.query, f"lang={lang}")))
        path = f"/wall/{look.path}{'&' if '?' in look.path else '?'}{query}"
        if self.page.url == "about:blank":
            self.page.goto(showcase.url.rpartition("/wall/")[0] + path)
        else:
            self.page.wait_for_selector("#page-outlet #wall", state="attached")  # Dash has started
            self.page.evaluate(GO, [f"/wall/{look.path.partition('?')[0]}", path])
        self._shown(look.example.partition("_")[0])
        look.then(self)

    def _shown(self, view: str) -> None:
        """Waits until the page has exactly the showcase's model."""
        self.page.evaluate(HEARD)
        self.showcase.greet()
        told = [view, self.lang, self.showcase.rev, self.showcase.now()]
        self.page.wait_for_function(SHOWN, arg=told)

    def put(self, sections: dict[str, dict[str, Any]]) -> None:
        """Puts other values into the model; returns when the page has them."""
        self.showcase.put(sections)
        self.page.wait_for_function("(rev) => cc.rev === rev", arg=self.showcase.rev)

    def lose(self, seconds: int, state: str) -> None:
        """Makes the wall's data this many seconds old; returns when the wall says so."""
        self.showcase.beating = False
        self.page.evaluate(SILENT, seconds * 1000)
        self.page.wait_for_function(f"() => cc.wall.root().dataset.state === '{state}'")

    def resize(self, size: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def cut(self, look: Look, size: tuple[int, int]) -> list[str]:
        """A sentence for every text that is cut or covered in this size."""
        self.resize(size)
        return [f"{look.name}, {size[0]}x{size[1]}: {words}" for words in self._cut(look.turns)]

    def _cut(self, turns: Sequence[str] = ()) -> list[str]:
        found = cut(self.page)
        for turn in turns:
            self.page.evaluate(turn)
            found += [f"{turn}: {text}" for text in cut(self.page)]
        return found

    def illegible(self, look: Look, theme: str) -> list[str]:
        """A sentence for every text with too little contrast or size, and every mark by colour
        alone.
        """
        other = "light" if theme == "dark" else "dark"
        swap = "([on, off]) => cc.wall.root().classList.replace(off, on)"
        self.page.evaluate(swap, [theme, other])
        said = self.page.evaluate(LEGIBLE, {"least": TEXT, "marks": MARK})
        self.page.evaluate(swap, ["dark", theme])
        return [f"{look.name}, {theme}: {words}" for words in said]


def cut_at(page: Page, sizes: Sequence[tuple[int, int]], measure: str = MEASURE) -> list[str]:
    """A sentence for every text that is cut or covered in one of these sizes."""
    found = []
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{width}x{height}: {words}" for words in cut(page, measure)]
    return found


def cut(page: Page, measure: str = MEASURE) -> list[str]:
    """A sentence for every text that is cut or covered after some time.

    On a busy machine the page fits its content late.
    """
    found: list[str] = []
    for turn in range(LOOKS):
        page.evaluate(SETTLED)
        found = page.evaluate(measure)
        if not found:
            break
        page.wait_for_timeout(SETTLE_MS * (turn > 0))
    return found
