"""The ways in which a wall can lose its centre, and how each ends: for tests and the bench.

Between a wall's browser and its centre are a cable (`Proxy`), nginx, a web process and Redis; each
fails in its own way. `OutageSite.run_outage` causes an outage and returns how long the wall was
silent about it, and how long it was wrong after the recovery.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page
from sqlalchemy import update

from dashboard.store import tables, tokens
from tests.services import acts, books
from tests.services.centre import ROOT as SOURCES
from tests.services.centre import START_S, RunningCentre, wait_until
from tests.services.nginx import Nginx
from tests.services.proxy import Proxy
from tests.services.valkey import Valkey

TOLD_S, RIGHT_S = 10.0, 15.0
"""The promise: a warning within the first, the right picture within the second of the recovery."""
CUT_MS = 600_000
ROOT = "#wall"
AGE = "#wall-age"
NEWEST = "#wall-recent-0"
READY = "() => window.cc?.model && document.querySelectorAll('#page-outlet .cell').length === 310"
SAYS = f"words => document.querySelector('{AGE}').textContent.includes(words)"
SHOWS = f"""number => document.querySelector('{NEWEST}').dataset.no === number
  && document.querySelector('{ROOT}').dataset.state === 'live'"""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds from the outage to the warning, and from the recovery to the right picture."""

    told_s: float | None
    right_s: float


@dataclass(slots=True)
class OutageSite:
    """All that is behind a wall; `patience` lengthens every wait but not what is measured."""

    centre: RunningCentre
    valkey: Valkey
    nginx: Nginx
    cable: Proxy
    patience: float = 1.0

    def link(self, more: str = "") -> str:
        """The wall's device link, through cable and nginx."""
        near = f"https://127.0.0.1:{self.cable.port}"
        return self.centre.wall_link(more).replace(self.centre.address, near)

    def run_outage(self, outage: "Outage", page: Page) -> Times:
        """Runs an outage from its start to the right picture; the page must not reload."""
        before = acts.take_in(self.centre, acts.case())
        self.wait_until_right(page, before)
        page.evaluate("() => { window.sameAsBefore = true }")
        told = None
        outage.strike(self, page)
        struck = time.monotonic()
        try:
            if outage.words:
                within = TOLD_S * self.patience * 1000
                page.wait_for_function(SAYS, arg=outage.words, timeout=within)
                told = time.monotonic() - struck
            outage.meanwhile(self, page)
            assert page.locator(NEWEST).get_attribute("data-no") == before, "the picture is kept"
            assert page.locator(NEWEST).is_visible()
            number = acts.take_in(self.centre, acts.case())
        finally:
            outage.heal(self, page)
        healed = time.monotonic()
        self.wait_until_right(page, number)
        assert page.evaluate("() => window.sameAsBefore"), "the page has been loaded anew"
        return Times(told, time.monotonic() - healed)

    def wait_until_right(self, page: Page, number: str) -> None:
        """Waits until the wall shows this case as its newest, is live, and agrees with SQL."""
        within = RIGHT_S * self.patience
        page.wait_for_function(SHOWS, arg=number, timeout=within * 1000)
        books.wait_until_right(self.centre.system, lambda: page.evaluate("() => cc.model"), within)


OutageStep = Callable[[OutageSite, Page], None]


def nothing(_: OutageSite, __: Page) -> None:
    """For outages that end by themselves, or need nothing in between."""


@dataclass(frozen=True, slots=True)
class Outage:
    """`words` are the wall's warning; empty if the outage is over before one is needed."""

    words: str
    strike: OutageStep
    heal: OutageStep = nothing
    meanwhile: OutageStep = nothing


def _kill_web(room: OutageSite, _: Page) -> None:
    """Kills the web process and waits until its worker, which holds the lines, has ended too."""
    worker = room.centre.web_worker()
    room.centre.kill9("web")
    within = 5 * room.patience
    wait_until(lambda: not (worker and worker.is_running()), within, "the worker has followed")


def _wait_for_web(room: OutageSite, _: Page) -> None:
    """Waits for the server: the promised time begins when it answers again."""
    wait_until(room.centre.ready, START_S * room.patience, "the web process answers")


def _keep_web_down(room: OutageSite, page: Page) -> None:
    room.centre.supervisor().suspend()
    _kill_web(room, page)


def _let_web_start(room: OutageSite, page: Page) -> None:
    room.centre.supervisor().resume()
    _wait_for_web(room, page)


def _kill_redis(room: OutageSite, _: Page) -> None:
    room.valkey.kill9()


def _start_redis(room: OutageSite, _: Page) -> None:
    room.valkey.start()


def _cut(room: OutageSite, _: Page) -> None:
    room.cable.swallow()


def _ten_minutes(_: OutageSite, page: Page) -> None:
    """Moves the wall's own clock, with all of its timers."""
    page.clock.run_for(CUT_MS)
    page.wait_for_function(SAYS, arg="数据中断 10分")


def _mend(room: OutageSite, _: Page) -> None:
    room.cable.go_on()


def revoke(room: OutageSite, _: Page) -> None:
    """Revokes the wall's device token, as `screen revoke` does."""
    _set_revoked(room, room.centre.system.now_ms())


def allow(room: OutageSite, _: Page) -> None:
    """Makes the token valid again."""
    _set_revoked(room, None)


def _set_revoked(room: OutageSite, at: int | None) -> None:
    t, system = tables.tokens, room.centre.system
    token = tokens.digest(room.centre.token(tokens.TokenUse.WALL))
    with system.engine.begin() as connection:
        connection.execute(update(t).where(t.c.digest == token).values(revoked_at=at))


WEB_KILLED = "web process killed, back by itself"
WEB_AWAY = "web process away, nginx answers 502"
OUTAGES: Mapping[str, Outage] = {
    WEB_KILLED: Outage("", _kill_web, _wait_for_web),
    WEB_AWAY: Outage("数据中断", _keep_web_down, _let_web_start),
    "Redis killed": Outage("消息通道中断", _kill_redis, _start_redis),
    "cable cut for ten minutes": Outage("数据中断", _cut, _mend, _ten_minutes),
    "device token revoked": Outage("服务器拒绝连接", revoke, allow),
}


@contextmanager
def room(folder: Path, tree: Path = SOURCES, patience: float = 1.0) -> Iterator[OutageSite]:
    """A centre on its own Valkey (which no supervisor restarts), with nginx and a cable."""
    valkey = Valkey(folder / "valkey")
    valkey.start()

    centre = RunningCentre(folder / "centre", tree=tree, REDIS_URL=valkey.url)
    nginx = Nginx(folder / "nginx", centre.port)
    try:
        centre.start()
        nginx.start()
        cable = Proxy(nginx.port)
        try:
            yield OutageSite(centre, valkey, nginx, cable, patience)
        finally:
            cable.close()
    finally:
        nginx.stop()
        centre.stop()
        valkey.stop()
