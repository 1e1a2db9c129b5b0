"""A wall for weeks: real changes as fast as it takes them, and what they leave in the page.

The messages are those of a hub: a picture follows cases from report to close, and each difference
of the wall's model is sent as a message of its own. From time to time the garbage is collected and
the rest is counted: the heap, the page's nodes, its listeners.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page

from callbacks.wall import WallRequest, Walls
from dashboard.live.follower import Follower
from dashboard.live.hub import Model, difference
from dashboard.system import System, to_ms
from tests.bench.browser import WALL_READY, chromium, open_page
from tests.bench.cases import fill
from tests.bench.centre import close, open_here
from tests.bench.change import NO_REDIS, changes
from tests.bench.figures import Result, Row
from tests.screens.showcase import Showcase

CHANGES = 200_000
OPEN_CASES = 1_000
SAMPLES = 20
WARM = 5
"""So many of the samples are taken while the page still gets warm."""
ENDS = 3
GROWTH_LIMIT = 1.1
AHEAD = 200
"""So many messages may be on their way."""
KEPT_UP = "rev => window.cc.rev === rev"
KEPT_UP_MS = 60_000


@dataclass(frozen=True, slots=True)
class PageMemory:
    """What the page holds after its garbage has been collected."""

    heap_mb: float
    nodes: float
    listeners: float


def bench(folder: Path, *, quick: bool, amount: int = CHANGES) -> Result:
    """MB of 2^20 bytes; counts."""
    system = open_here(folder, NO_REDIS)
    fill(system, OPEN_CASES)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line for each request
    showcase = Showcase()
    showcase.start()
    with chromium() as browser, open_page(browser) as page:
        held, said = soak(page, showcase, system, amount // 10 if quick else amount)
    showcase.stop()
    close(system)
    if said:
        raise RuntimeError(f"The wall has said or done what it must not: {said[:5]}")
    grown = growth(held)
    what = (
        f"a wall after {amount // 10 if quick else amount:,} changes, {{}}, against after a tenth"
    )
    rows = [
        Row("soak", what.format(name), getattr(grown[1], key), getattr(grown[0], key), unit, goal)
        for name, key, unit, goal in (
            ("heap", "heap_mb", "MB", GROWTH_LIMIT),
            ("nodes", "nodes", "", 1.02),
            ("listeners", "listeners", "", 1.0),
        )
    ]
    return Result(rows, {"samples": [asdict(one) for one in held]})


def soak(
    page: Page, showcase: Showcase, system: System, amount: int
) -> tuple[list[PageMemory], list[str]]:
    """(what was held at each sample, what was said on the console or loaded anew)."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("load", lambda _: said.append("loaded"))
    told = differences(system)
    showcase.show(next(told), system.now_ms())
    page.goto(showcase.url)
    page.wait_for_function(WALL_READY)
    held = [look(page)]
    for _ in range(SAMPLES):
        for _ in range(max(1, amount // SAMPLES // AHEAD)):
            for changed in islice(told, AHEAD):
                showcase.put(changed)
            page.wait_for_function(KEPT_UP, arg=showcase.rev, timeout=KEPT_UP_MS)
        held.append(look(page))
    assert page.evaluate("() => cc.model") == page.evaluate("model => model", showcase.model)
    said.remove("loaded")  # the first time
    return held, said


def differences(system: System) -> Iterator[Model]:
    """The wall's model, then its difference after each change."""
    follower = Follower(system)
    walls, picture, asked = Walls(system, follower), follower.picture, WallRequest("overview")
    model = walls.model(asked)
    yield model
    for change in changes(system, picture.seq + 1):
        now = system.clock()
        picture.apply(change)
        picture.advance(to_ms(now), to_ms(system.day_start(now)))
        before, model = model, walls.model(asked)
        if changed := difference(before, model):
            yield changed


def look(page: Page) -> PageMemory:
    """What the page holds after a garbage collection."""
    browser = page.context.new_cdp_session(page)
    browser.send("Performance.enable")
    for _ in range(2):  # what the first one finalizes, the second one frees
        browser.send("HeapProfiler.collectGarbage")
    heap = browser.send("Runtime.getHeapUsage")["usedSize"] / 2**20
    found: dict[str, Any] = {
        one["name"]: one["value"] for one in browser.send("Performance.getMetrics")["metrics"]
    }
    browser.detach()
    return PageMemory(heap, found["Nodes"], found["JSEventListeners"])


def growth(held: Sequence[PageMemory]) -> tuple[PageMemory, PageMemory]:
    """Medians of the first samples after the warm-up and of the last ones."""
    first, last = held[WARM : WARM + ENDS], held[-ENDS:]
    return _middle(first), _middle(last)


def _middle(held: Sequence[PageMemory]) -> PageMemory:
    return PageMemory(
        *(median(getattr(one, key) for one in held) for key in ("heap_mb", "nodes", "listeners"))
    )
