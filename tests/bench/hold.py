"""A dispatcher at a desk with 10,000 open cases while 50 changes come a second.

Ten cases are chosen; then keys go up and down the list for a while. Measured are the time from a
key to the painted row, the share of the time that long tasks take, the growth of the page's memory,
and whether the ten are still chosen and the list hasn't moved.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from dashboard.access.identity import PERSON_COOKIE, begin
from dashboard.actions.handle import handle
from dashboard.domain.accounts import AddPerson
from dashboard.domain.persons import Person, Role
from dashboard.streams import inbox
from tests.bench.browser import VIEWPORT, chromium
from tests.bench.cases import assignments, fill, messages
from tests.bench.centre import WORKERS, Centre, close, open_here, valkey
from tests.bench.driver import Driver, driver
from tests.bench.figures import Result, Row, percentile
from tests.bench.processes import Processes

RATE = 50.0
LOADED, QUICK_LOADED = 10_000, 1_000
SECONDS, QUICK_SECONDS = 60, 8
CHOSEN = 10
STEP_MS = 300
READY_MS = 60_000
KEY_LIMIT_MS = 150.0
LONG_LIMIT = 0.1
GROWTH_LIMIT_MB = 10.0
EYES = [Path(__file__).parent / "pages" / name for name in ("hold.js", "answer.js")]
LI = Person(login="bench", name="李", role=Role.DISPATCHER)


def bench(folder: Path, *, quick: bool) -> Result:
    """Milliseconds, shares of the time, MB of 2^20 bytes."""
    loaded = QUICK_LOADED if quick else LOADED
    amount = round(RATE * (QUICK_SECONDS if quick else SECONDS))
    with desk(folder, loaded) as (page, sender, centre):
        found = _work(page, sender, centre, amount)
    what = f"a desk with {loaded:,} open cases at {RATE:g} changes a second"
    rows = [
        _limit(f"{what}: key to painted row, p50", found["p50"], KEY_LIMIT_MS, "ms"),
        _limit(f"{what}: share of long tasks", found["long"], LONG_LIMIT, ""),
        _limit(f"{what}: growth of its memory", found["growth"], GROWTH_LIMIT_MB, "MB"),
        Row("hold", f"{what}: chosen rows kept", found["kept"], CHOSEN, "", 1.0, at_least=True),
    ]
    return Result(rows, found)


def _limit(what: str, ours: float, limit: float, unit: str) -> Row:
    return Row("hold", what, ours, limit, unit, 1.0, against_limit=True)


@contextmanager
def desk(folder: Path, loaded: int) -> Iterator[tuple[Page, Driver, Centre]]:
    """A desk in a browser, a sender, and the centre with so many open cases."""
    with (
        valkey(folder) as redis,
        Processes(folder) as processes,
        driver(redis.url) as sender,
        chromium() as browser,
    ):
        system = open_here(folder / "centre", redis.url)
        fill(system, loaded)
        centre = Centre(system, processes)
        centre.start(*WORKERS, "web")
        centre.settle()
        yield _page(browser, centre, loaded), sender, centre
        close(system)


def _page(browser: Browser, centre: Centre, loaded: int) -> Page:
    system = centre.system
    handle(system, AddPerson(person=LI, hashed="x"), by="bench")
    context = browser.new_context(viewport=VIEWPORT, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(READY_MS)
    cookie = {"name": PERSON_COOKIE, "value": begin(system, LI.login), "url": centre.url}
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    for eye in EYES:
        page.add_init_script(path=eye)
    page.goto(f"{centre.url}/console")
    page.wait_for_function(f"() => window.cc?.facets?.counts()?.all === {loaded}")
    page.wait_for_timeout(2_000)
    return page


def _work(page: Page, sender: Driver, centre: Centre, amount: int) -> dict[str, Any]:
    system, chosen = centre.system, _choose(page)
    memory = page.context.new_cdp_session(page)
    before_mb, order = _heap_mb(memory), _ask(page, "visible()")
    reports = [raw for _, raw in messages(system, "hold", amount // 2)]
    given = assignments(system, "hold", amount // 2)
    raws = [raw for pair in zip(reports, given, strict=False) for raw in pair]
    page.evaluate("() => bench.begin()")
    sending = sender.send(inbox.key(system.district.key), raws, RATE)
    key = "ArrowDown"
    while not sending.done():
        page.keyboard.press(key)
        key = "ArrowUp" if key == "ArrowDown" else "ArrowDown"
        page.wait_for_timeout(STEP_MS)
    page.wait_for_timeout(1_000)
    long, keys = page.evaluate("() => [bench.long(), bench.keys]")
    kept = _ask(page, "chosen()")
    found = {
        "held": _ask(page, "held()"),
        "still": order == _ask(page, "visible()"),
        "kept": float(len(set(kept) & set(chosen))),
        "long": long,
        "growth": _heap_mb(memory) - before_mb,
        "heap": before_mb,
        "p50": percentile(keys, 0.5),
        "p99": percentile(keys, 0.99),
        "keys": len(keys),
    }
    page.keyboard.press("r")
    page.wait_for_timeout(2_000)
    return found | {"kept after R": len(set(_ask(page, "chosen()")) & set(chosen))}


def _choose(page: Page) -> list[str]:
    """Ten cases, by the keyboard."""
    for _ in range(CHOSEN):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
    chosen: list[str] = _ask(page, "chosen()")
    assert len(chosen) == CHOSEN, chosen
    return chosen


def _ask(page: Page, what: str) -> Any:
    return page.evaluate(f"() => cc.console.{what}")


def _heap_mb(memory: CDPSession) -> float:
    """The heap after a garbage collection."""
    memory.send("HeapProfiler.collectGarbage")
    return float(memory.send("Runtime.getHeapUsage")["usedSize"]) / 2**20
