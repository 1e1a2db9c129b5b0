"""The paths from an entry in Redis to a page, driven by turns while all processes run."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from dashboard.streams import inbox
from tests.bench import bare
from tests.bench.browser import (
    BARE_READY,
    POLLED_READY,
    WALL_READY,
    chromium,
    drive,
    sights,
    watched,
)
from tests.bench.cases import assignments, fill, messages
from tests.bench.centre import WORKERS, Centre, close, open_here, valkey
from tests.bench.driver import Driver, driver
from tests.bench.pairing import Sent, delays, numbers
from tests.bench.processes import Processes

GRACE_MS = 1_500


@dataclass(frozen=True, slots=True)
class Delays:
    """Milliseconds from just before XADD, one for each message that was sent."""

    in_dom: list[float]
    painted: list[float]


class Paths:
    """Made by `paths`; a turn opens its page, sends, and closes the page again."""

    def __init__(self, browser: Browser, sender: Driver, centre: Centre) -> None:
        self._browser = browser
        self._sender = sender
        self._centre = centre
        self._others: dict[str, str] = {}
        self._turns = 0
        self._told = 0

    def ours(self, amount: int, rate: float, *, mixed: bool = False) -> Delays:
        """Reports through the inbox to the wall.

        `mixed`: every second change is a direct assignment of a loaded case; those are not timed.
        """
        return self._through(self._centre.wall, WALL_READY, (amount, rate), mixed=mixed)

    def polled(self, amount: int, rate: float) -> Delays:
        """Reports through the inbox to the polled page."""
        return self._through(self._other("polled"), POLLED_READY, (amount, rate), mixed=False)

    def bare(self, amount: int, rate: float) -> Delays:
        """Entries through the bare path."""
        url = self._other("bare")
        first = self._told + 1
        self._told += amount
        bodies = [raw for _, raw in self._messages(amount)]
        raws = [b"%d %b" % (number, raw) for number, raw in enumerate(bodies, start=first)]
        with watched(self._browser, url, BARE_READY) as page:
            sent = drive(page, self._sender, bare.STREAM, raws, (rate, GRACE_MS))
            numbered = [Sent(number, at) for number, at in enumerate(sent, start=first)]
            return _delays(page, numbered)

    def _through(self, url: str, ready: str, pace: tuple[int, float], *, mixed: bool) -> Delays:
        amount, rate = pace
        system = self._centre.system
        told = self._messages(amount // 2 if mixed else amount)
        between = assignments(system, f"turn-{self._turns}", amount // 2) if mixed else []
        raws = _alternate([raw for _, raw in told], between)
        with watched(self._browser, url, ready) as page:
            stream = inbox.key(system.district.key)
            sent = drive(page, self._sender, stream, raws, (rate, GRACE_MS))
            step = 2 if mixed else 1
            at = dict(zip((one for one, _ in told), sent[::step], strict=True))
            return _delays(page, numbers(system, at))

    def _other(self, name: str) -> str:
        """The address of another page's web process, started when it is first needed."""
        if name not in self._others:
            self._others[name] = f"http://127.0.0.1:{self._centre.start_beside(name)}/"
        return self._others[name]

    def _messages(self, amount: int) -> list[tuple[str, bytes]]:
        self._turns += 1
        return messages(self._centre.system, f"turn-{self._turns}", amount)


def _alternate(first: Sequence[bytes], second: Sequence[bytes]) -> list[bytes]:
    """Alternates between both; all of the first if there is no second."""
    if not second:
        return list(first)
    return [raw for pair in zip(first, second, strict=True) for raw in pair]


def _delays(page: Page, sent: Sequence[Sent]) -> Delays:
    return Delays(
        delays(sent, sights(page, painted=False)), delays(sent, sights(page, painted=True))
    )


@contextmanager
def paths(folder: Path, *, loaded: int = 0) -> Iterator[Paths]:
    """The centre on SQLite with so many open cases, and a browser; the others when needed."""
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
        yield Paths(browser, sender, centre)
        close(system)
