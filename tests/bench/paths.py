"""The paths from an entry in Redis to a page, driven by turns while all processes run."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, Page

from dashboard.streams import inbox
from tests.bench import bare, durable, stages
from tests.bench.browser import (
    BARE_READY,
    POLLED_READY,
    WALL_READY,
    chromium,
    drive,
    heard,
    sights,
    watched,
)
from tests.bench.cases import assignments, fill, messages
from tests.bench.centre import WORKERS, Centre, close, open_here, valkey
from tests.bench.driver import Driver, driver
from tests.bench.pairing import Sent, delays, instants, numbers
from tests.bench.processes import Processes

GRACE_MS = 1_500


@dataclass(frozen=True, slots=True)
class Delays:
    """Milliseconds from just before XADD, one for each message that was sent.

    Of our own wall also how long its stages took: those that the server counted, and those that
    the browser saw, in milliseconds.
    """

    in_dom: list[float]
    painted: list[float]
    counted: Mapping[str, stages.Buckets] = field(default_factory=dict)
    in_browser: Mapping[str, list[float]] = field(default_factory=dict)


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
        before = stages.read(self._centre.metrics())
        found = self._through(self._centre.wall, WALL_READY, (amount, rate), mixed=mixed)
        counted = stages.since(before, stages.read(self._centre.metrics()))
        return replace(found, counted=counted)

    def polled(self, amount: int, rate: float) -> Delays:
        """Reports through the inbox to the polled page."""
        return self._through(self._other("polled"), POLLED_READY, (amount, rate), mixed=False)

    def bare(self, amount: int, rate: float) -> Delays:
        """Entries through the bare path."""
        return self._plain("bare", bare.STREAM, (amount, rate))

    def durable(self, amount: int, rate: float) -> Delays:
        """Entries through the durable bare path."""
        return self._plain("durable", durable.STREAM, (amount, rate))

    def _plain(self, name: str, stream: str, pace: tuple[int, float]) -> Delays:
        url, (amount, rate) = self._other(name), pace
        first = self._told + 1
        self._told += amount
        bodies = [raw for _, raw in self._messages(amount)]
        raws = [b"%d %b" % (number, raw) for number, raw in enumerate(bodies, start=first)]
        with watched(self._browser, url, BARE_READY) as page:
            sent = drive(page, self._sender, stream, raws, (rate, GRACE_MS))
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
            if name == "durable":
                file = self._centre.system.settings.var / "durable.sqlite3"
                self._centre.run_beside(name, str(file))
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
    in_dom, painted = (sights(page, painted=drawn) for drawn in (False, True))
    told, arrived = heard(page)
    if not told:  # a plain page names no case
        return Delays(delays(sent, in_dom), delays(sent, painted))
    marks = [instants(sent, seen) for seen in (told, arrived, in_dom, painted)]
    took = (_between(*both) for both in pairwise(marks))
    in_browser = dict(zip(stages.IN_BROWSER, took, strict=True))
    return Delays(delays(sent, in_dom), delays(sent, painted), in_browser=in_browser)


def _between(before: Sequence[float], after: Sequence[float]) -> list[float]:
    """Milliseconds; what the clocks' steps would make negative is none."""
    return [max(0.0, late - soon) for soon, late in zip(before, after, strict=True)]


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
