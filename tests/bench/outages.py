"""How soon a wall says that it has lost its centre, and how soon it is right again.

The outages and the waits are those of the tests (`tests/services/outages.py`), behind the same
nginx. Each figure is the worst of the rounds; told after is from the blow to the words, right after
from the recovery to the right picture.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from dashboard.store import tokens
from tests.bench.browser import VIEWPORT, chromium
from tests.bench.figures import Result, Row
from tests.services import outages
from tests.services.centre import wait_until
from tests.services.outages import OUTAGES, RIGHT_S, TOLD_S, OutageSite, Times
from tests.services.screens import Screen

ROUNDS, QUICK_ROUNDS = 3, 1
CROWD = 50
PATIENCE = 4.0


def bench(folder: Path, *, quick: bool) -> Result:
    """Seconds."""
    rounds = QUICK_ROUNDS if quick else ROUNDS
    times: dict[str, list[Times]] = {}
    with outages.room(folder, patience=PATIENCE) as room, chromium() as browser:
        for name in OUTAGES:
            if quick and name == outages.WEB_KILLED:
                continue  # the crowd's comes anyway
            times[name] = [_one(browser, room, name) for _ in range(rounds)]
        crowded = f"{outages.WEB_KILLED}, {CROWD} walls at once"
        with _crowd(room):
            times[crowded] = [_one(browser, room, outages.WEB_KILLED) for _ in range(rounds)]
    rows = []
    for name, found in times.items():
        told = [one.told_s for one in found if one.told_s is not None]
        if told:
            rows.append(_row(f"{name}: told after", max(told), TOLD_S))
        rows.append(_row(f"{name}: right after", max(one.right_s for one in found), RIGHT_S))
    raw = {name: [(one.told_s, one.right_s) for one in found] for name, found in times.items()}
    return Result(rows, raw)


def _row(what: str, seconds: float, limit: float) -> Row:
    return Row("outages", what, seconds, limit, "s", 1.0, against_limit=True)


def _one(browser: Browser, room: OutageSite, name: str) -> Times:
    room.centre.wait_ready(60)
    with _wall(browser, room) as page:
        return room.run_outage(OUTAGES[name], page)


@contextmanager
def _wall(browser: Browser, room: OutageSite) -> Iterator[Page]:
    context = browser.new_context(
        viewport=VIEWPORT, locale="zh-CN", timezone_id="Asia/Shanghai", ignore_https_errors=True
    )
    try:
        page = context.new_page()
        page.clock.install()
        page.goto(room.link())
        page.wait_for_function(outages.READY)
        yield page
    finally:
        context.close()


@contextmanager
def _crowd(room: OutageSite) -> Iterator[None]:
    token = room.centre.token(tokens.TokenUse.WALL)
    with ExitStack() as stack:
        screens = [
            stack.enter_context(Screen(room.nginx.port, token, secure=True)) for _ in range(CROWD)
        ]
        wait_until(lambda: all(one.snapshots for one in screens), 60, "all walls are there")
        yield
        wait_until(lambda: all(one.snapshots > 1 for one in screens), 60, "all walls are back")
