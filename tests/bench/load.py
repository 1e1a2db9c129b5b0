"""A first load: when the wall's figures, its whole picture, and the desk's queue can be read.

Read first on a wall are its figures and lists; complete it is with the streets' counts and 310
cells, too, drawn. Against it stands an empty Dash page that loads the same component libraries
(`empty.py`), in turns, each in a browser context with nothing cached. A desk can be used once its
queue has rows and counts them all. Bytes are those on the wire, headers included, fonts not.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from dashboard.access.identity import PERSON_COOKIE, begin
from dashboard.actions.handle import handle
from dashboard.domain.accounts import AddPerson
from tests.bench.browser import VIEWPORT, chromium
from tests.bench.cases import fill
from tests.bench.centre import WORKERS, Centre, close, open_here, valkey
from tests.bench.figures import Result, Row
from tests.bench.hold import LI
from tests.bench.processes import Processes

OPEN_CASES = 10_000
ROUNDS, QUICK_ROUNDS = 9, 3
READ_GOAL, TIME_GOAL = 1.0, 1.5
DESK_LIMITS_MS: Mapping[str, float] = {"cold": 2_000, "warm": 1_000}
COLD_LIMIT_KB = 1_800
WARM_LIMIT_KB = 250
READY = Path(__file__).parent / "pages" / "ready.js"
DRAWN = "() => window.bench.drawn !== null"
READY_MS = 60_000
Load = dict[str, float]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses, and the cookie of somebody who may open the desk."""

    wall: str
    desk: str
    empty: str
    cookie: dict[str, str]


def bench(folder: Path, *, quick: bool) -> Result:
    """Milliseconds and KB of 1,000 bytes."""
    loads: dict[str, list[Load]] = {}
    with _pages(folder) as pages, chromium() as browser:
        _load_all(browser, pages, {})  # the servers' first answers are made, too
        for _ in range(QUICK_ROUNDS if quick else ROUNDS):
            _load_all(browser, pages, loads)
    middle = {
        name: {key: median(one[key] for one in found) for key in ("read ms", "ms", "kb")}
        for name, found in loads.items()
    }
    wall, empty = middle["wall cold"], middle["empty cold"]
    beside = "against an empty page with the same libraries"
    read, whole = "the wall's figures and lists", "the wall's first complete picture"
    rows = [
        Row("load", f"{read}, {beside}", wall["read ms"], empty["ms"], "ms", READ_GOAL),
        Row("load", f"{whole}, {beside}", wall["ms"], empty["ms"], "ms", TIME_GOAL),
        _bytes("cold", wall["kb"], COLD_LIMIT_KB),
        _bytes("warm", middle["wall warm"]["kb"], WARM_LIMIT_KB),
        *(_desk(how, middle[f"desk {how}"]["ms"]) for how in DESK_LIMITS_MS),
    ]
    return Result(rows, loads)


def _bytes(name: str, kilobytes: float, limit: float) -> Row:
    what = f"the wall's load on the wire, {name}"
    return Row("load", what, kilobytes, limit, "KB", 1.0, against_limit=True)


def _desk(name: str, milliseconds: float) -> Row:
    what = f"a desk with {OPEN_CASES:,} open cases, until its queue can be used, {name}"
    return Row("load", what, milliseconds, DESK_LIMITS_MS[name], "ms", 1.0, against_limit=True)


@contextmanager
def _pages(folder: Path) -> Iterator[Addresses]:
    with valkey(folder) as redis, Processes(folder) as processes:
        system = open_here(folder / "centre", redis.url)
        fill(system, OPEN_CASES)
        centre = Centre(system, processes)
        centre.start(*WORKERS, "web")
        port = centre.start_beside("empty")
        centre.settle()
        handle(system, AddPerson(person=LI, hashed="x"), by="bench")
        session = begin(system, LI.login)
        cookie = {"name": PERSON_COOKIE, "value": session, "url": centre.url}
        empty = f"http://127.0.0.1:{port}/"
        yield Addresses(centre.wall, f"{centre.url}/console", empty, cookie)
        close(system)


def _load_all(browser: Browser, pages: Addresses, loads: dict[str, list[Load]]) -> None:
    """Adds one load of each page: cold, and where it matters warm."""

    def load(context: BrowserContext, name: str, url: str) -> None:
        loads.setdefault(name, []).append(_load(context, url))

    with _context(browser) as context:
        load(context, "wall cold", pages.wall)
        load(context, "wall warm", pages.wall)
    with _context(browser) as context:
        load(context, "empty cold", pages.empty)
    with _context(browser) as context:
        context.add_cookies([pages.cookie])  # type: ignore[list-item]
        load(context, "desk cold", pages.desk)
        load(context, "desk warm", pages.desk)


@contextmanager
def _context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=VIEWPORT, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(READY_MS)
    try:
        yield context
    finally:
        context.close()


def _load(context: BrowserContext, url: str) -> Load:
    """Milliseconds to what is read first and to all of it, and KB until then, by kind."""
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
    found["read ms"], found["ms"] = page.evaluate("() => [window.bench.read, window.bench.drawn]")
    page.wait_for_timeout(1_500)  # what comes after the picture is part of the load
    page.close()
    return {key: round(value, 1) for key, value in found.items()}
