"""The wall's first load: how much comes over the wire, and when the first picture is complete.

Complete is: all figures, the three lists, the streets' counts and 310 cells, drawn. Against it
stands an empty Dash page that loads the same component libraries (`empty.py`), in turns, each in
a browser context with nothing cached. Bytes are those on the wire, headers included, fonts not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from tests.bench.browser import VIEWPORT, chromium
from tests.bench.cases import fill
from tests.bench.centre import WORKERS, Centre, close, open_here, valkey
from tests.bench.figures import Result, Row
from tests.bench.processes import Processes

OPEN_CASES = 1_000
ROUNDS, QUICK_ROUNDS = 9, 3
TIME_GOAL = 1.5
COLD_LIMIT_KB = 1_800
WARM_LIMIT_KB = 250
READY = Path(__file__).parent / "pages" / "ready.js"
DRAWN = "() => window.bench.drawn !== null"
Load = dict[str, float]


def bench(folder: Path, *, quick: bool) -> Result:
    """Milliseconds and KB of 1,000 bytes."""
    loads: dict[str, list[Load]] = {"wall cold": [], "wall warm": [], "empty cold": []}
    with _pages(folder) as (wall, empty), chromium() as browser:
        _load_both(browser, wall, empty)  # the servers' first answers are made, too
        for _ in range(QUICK_ROUNDS if quick else ROUNDS):
            cold, warm, plain = _load_both(browser, wall, empty)
            loads["wall cold"].append(cold)
            loads["wall warm"].append(warm)
            loads["empty cold"].append(plain)
    middle = {
        name: {key: median(one[key] for one in found) for key in ("ms", "kb")}
        for name, found in loads.items()
    }
    what = "the wall's first complete picture, against an empty page with the same libraries"
    rows = [
        Row("load", what, middle["wall cold"]["ms"], middle["empty cold"]["ms"], "ms", TIME_GOAL),
        _bytes("cold", middle["wall cold"]["kb"], COLD_LIMIT_KB),
        _bytes("warm", middle["wall warm"]["kb"], WARM_LIMIT_KB),
    ]
    return Result(rows, loads)


def _bytes(name: str, kilobytes: float, limit: float) -> Row:
    what = f"the wall's load on the wire, {name}"
    return Row("load", what, kilobytes, limit, "KB", 1.0, against_limit=True)


@contextmanager
def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    """The addresses of the wall and of the empty page."""
    with valkey(folder) as redis, Processes(folder) as processes:
        system = open_here(folder / "centre", redis.url)
        fill(system, OPEN_CASES)
        centre = Centre(system, processes)
        centre.start(*WORKERS, "web")
        port = centre.start_beside("empty")
        centre.settle()
        yield centre.wall, f"http://127.0.0.1:{port}/"
        close(system)


def _load_both(browser: Browser, wall: str, empty: str) -> tuple[Load, Load, Load]:
    """The wall cold and warm, the empty page cold."""
    with _context(browser) as context:
        cold, warm = _load(context, wall), _load(context, wall)
    with _context(browser) as context:
        return cold, warm, _load(context, empty)


@contextmanager
def _context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=VIEWPORT, locale="zh-CN", timezone_id="Asia/Shanghai")
    try:
        yield context
    finally:
        context.close()


def _load(context: BrowserContext, url: str) -> Load:
    """Milliseconds to the complete picture, and KB until then, by kind."""
    page = context.new_page()
    network = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    found: Load = {"kb": 0.0, "fonts kb": 0.0, "socket kb": 0.0}

    def came(message: dict[str, Any]) -> None:
        kind = "fonts kb" if kinds.get(message["requestId"]) == "Font" else "kb"
        found[kind] += message["encodedDataLength"] / 1000

    def said(message: dict[str, Any]) -> None:
        size = len(message["response"]["payloadData"].encode()) / 1000
        found["socket kb"] += size
        found["kb"] += size

    def answered(message: dict[str, Any]) -> None:
        kinds[message["requestId"]] = message["type"]

    network.on("Network.responseReceived", answered)
    network.on("Network.loadingFinished", came)
    network.on("Network.webSocketFrameReceived", said)
    network.send("Network.enable")
    page.add_init_script(path=READY)
    page.goto(url)
    page.wait_for_function(DRAWN)
    found["ms"] = page.evaluate("() => window.bench.drawn")
    page.wait_for_timeout(500)
    page.close()
    return {key: round(value, 1) for key, value in found.items()}
