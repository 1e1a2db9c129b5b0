"""The ways in which a wall loses its centre, each with its end: for the tests and for the bench.

A wall in a browser stands behind a cable (`Proxy`), nginx, a web process, Redis; each of them fails
in its own way. `Room.suffer` does that to it and says how long the wall has kept silent about it,
and how long it was wrong when all was well again.
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
"""What is promised: words within the one, the right picture within the other of the recovery."""
CUT_MS = 600_000
ROOT = "#wall"
AGE = "#wall-age"
NEWEST = "#wall-recent-0"
READY = "() => window.cc?.model && document.querySelectorAll('.cell').length === 310"
SAYS = f"words => document.querySelector('{AGE}').textContent.includes(words)"
SHOWS = f"""number => document.querySelector('{NEWEST}').dataset.no === number
  && document.querySelector('{ROOT}').dataset.state === 'live'"""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds from the blow to the words, and from the recovery to the right picture."""

    told_s: float | None
    right_s: float


@dataclass(slots=True)
class Room:
    """All that stands behind a wall; `patience` lengthens every wait, not what is measured."""

    centre: RunningCentre
    valkey: Valkey
    nginx: Nginx
    cable: Proxy
    patience: float = 1.0

    def link(self, more: str = "") -> str:
        """The wall's device link, through cable and nginx."""
        near = f"https://127.0.0.1:{self.cable.port}"
        return self.centre.wall_link(more).replace(self.centre.address, near)

    def suffer(self, outage: "Outage", page: Page) -> Times:
        """From the blow to the right picture; the page is ready and stays the same one."""
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
        """Until the wall shows this case as its newest, is live, and agrees with SQL."""
        within = RIGHT_S * self.patience
        page.wait_for_function(SHOWS, arg=number, timeout=within * 1000)
        books.wait_until_right(self.centre.system, lambda: page.evaluate("() => cc.model"), within)


Deed = Callable[[Room, Page], None]


def nothing(_: Room, __: Page) -> None:
    """It comes back by itself, or nothing happens in between."""


@dataclass(frozen=True, slots=True)
class Outage:
    """`words` are what the wall says meanwhile; none where it is over before there is a need."""

    words: str
    strike: Deed
    heal: Deed = nothing
    meanwhile: Deed = nothing


def _kill_web(room: Room, _: Page) -> None:
    """Until its worker, which holds the lines, has followed it."""
    worker = room.centre.web_worker()
    room.centre.kill9("web")
    within = 5 * room.patience
    wait_until(lambda: not (worker and worker.is_running()), within, "the worker has followed")


def _wait_for_web(room: Room, _: Page) -> None:
    """What is promised begins when the server answers again."""
    wait_until(room.centre.ready, START_S * room.patience, "the web process answers")


def _keep_web_down(room: Room, page: Page) -> None:
    room.centre.supervisor().suspend()
    _kill_web(room, page)


def _let_web_start(room: Room, page: Page) -> None:
    room.centre.supervisor().resume()
    _wait_for_web(room, page)


def _kill_redis(room: Room, _: Page) -> None:
    room.valkey.kill9()


def _start_redis(room: Room, _: Page) -> None:
    room.valkey.start()


def _cut(room: Room, _: Page) -> None:
    room.cable.swallow()


def _ten_minutes(_: Room, page: Page) -> None:
    """By the wall's own clock, every timer of it included."""
    page.clock.run_for(CUT_MS)
    page.wait_for_function(SAYS, arg="数据中断 10分")


def _mend(room: Room, _: Page) -> None:
    room.cable.go_on()


def revoke(room: Room, _: Page) -> None:
    """Takes the wall's device token back, as `screen revoke` does."""
    _set_revoked(room, room.centre.system.now_ms())


def allow(room: Room, _: Page) -> None:
    """Gives it back."""
    _set_revoked(room, None)


def _set_revoked(room: Room, at: int | None) -> None:
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
def room(folder: Path, tree: Path = SOURCES, patience: float = 1.0) -> Iterator[Room]:
    """A centre on a Valkey of its own (no supervisor starts it again), nginx and a cable."""
    valkey = Valkey(folder / "valkey")
    valkey.start()

    centre = RunningCentre(folder / "centre", tree=tree, REDIS_URL=valkey.url)
    nginx = Nginx(folder / "nginx", centre.port)
    try:
        centre.start()
        nginx.start()
        cable = Proxy(nginx.port)
        try:
            yield Room(centre, valkey, nginx, cable, patience)
        finally:
            cable.close()
    finally:
        nginx.stop()
        centre.stop()
        valkey.stop()
