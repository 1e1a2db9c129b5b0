"""Two hundred walls on one web process, at 20 changes a second: delay, cost and bytes.

One wall is a real Chromium, the others do the same on the wire. The same number of pages that poll
each second, and of screens on the bare path, get as many changes; and the walls once more without
compression. CPU is that of the web process alone, as a share of a core for each screen. What a wall
is told is also weighed beside 1,000 and beside 100,000 open cases. Two hundred that poll may be
more than a process can answer each second, so their cost is that of one answer each second.
A quick run has a fifth of the walls.
"""

import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from callbacks.wall import WallRequest, Walls
from dashboard.live import encoding
from dashboard.live.follower import Follower
from dashboard.live.hub import Model, difference
from dashboard.streams import inbox
from dashboard.system import to_ms
from tests.bench import bare
from tests.bench.browser import WALL_READY, chromium, drive, sights, watched
from tests.bench.cases import fill, messages
from tests.bench.centre import WORKERS, Centre, close, open_here, valkey
from tests.bench.change import LARGE, NO_REDIS, SMALL, changes
from tests.bench.crowd import Crowd, Kind
from tests.bench.driver import Driver, driver
from tests.bench.figures import Result, Row, percentile
from tests.bench.pairing import delays, numbers
from tests.bench.processes import Processes

SCREENS, QUICK_SCREENS = 200, 40
OPEN_CASES = 1_000
RATE = 20.0
SECONDS, QUICK_SECONDS = 40, 5
LATE_LIMIT_MS = 1_000.0
CPU_GOAL, BYTES_GOAL = 0.5, 0.5
BARE_CPU_GOAL = 2.0
GROWTH_GOAL = 1.1
GRACE_S = 3.0
WEIGHED, QUICK_WEIGHED = 3_000, 600
QUICK_LARGE = 3_000


@dataclass(frozen=True, slots=True)
class Turn:
    """What one screen costs: percent of a core, and bytes a second."""

    core: float
    bytes_s: float


def bench(folder: Path, *, quick: bool) -> Result:
    """Milliseconds, percent of a core, KB of 1,000 bytes."""
    amount = round(RATE * (QUICK_SECONDS if quick else SECONDS))
    screens = QUICK_SCREENS if quick else SCREENS
    with _server(folder / "server", screens) as server:
        painted, ours = server.walls(amount)
        plain = server.turn("listeners", "web", amount)
        polling = server.turn("pollers", "polled", amount)
        other = server.bare(amount)
    large = QUICK_LARGE if quick else LARGE
    weighed = QUICK_WEIGHED if quick else WEIGHED
    small_kb, large_kb = (_weigh(folder / f"{n}", n, weighed) for n in (SMALL, large))
    p99, whose = percentile(painted, 0.99), f"{screens} walls at {RATE:g}/s"
    late = Row("walls", f"{whose}: inbox to pixel, p99", p99, LATE_LIMIT_MS, "ms", 1.0,
               against_limit=True)  # fmt: skip
    grown = f"a wall's bytes a second, {large:,} open cases against {SMALL:,}"
    rows = [
        late,
        _cpu(f"{whose}: web CPU of each, against polling each second", ours, polling, CPU_GOAL),
        _cpu(f"{whose}: web CPU of each, against the bare path", ours, other, BARE_CPU_GOAL),
        _bytes(f"{whose}: bytes a second of each, against polling", ours, polling),
        _bytes(f"{whose}: bytes a second of each, against no compression", ours, plain),
        Row("walls", grown, large_kb[1], small_kb[1], "KB/s", GROWTH_GOAL),
    ]
    turns = {"walls": ours, "walls, not compressed": plain, "polling": polling, "bare": other}
    raw: dict[str, object] = {name: _told(turn) for name, turn in turns.items()}
    raw["painted, ms"] = {f"p{s}": percentile(painted, s / 100) for s in (50, 90, 99)}
    raw["KB/s plain, compressed"] = {f"{SMALL:,}": small_kb, f"{large:,}": large_kb}
    return Result(rows, raw)


def _cpu(what: str, ours: Turn, against: Turn, goal: float) -> Row:
    return Row("walls", what, ours.core, against.core, "% of a core", goal)


def _bytes(what: str, ours: Turn, against: Turn) -> Row:
    return Row("walls", what, ours.bytes_s / 1000, against.bytes_s / 1000, "KB/s", BYTES_GOAL)


def _told(turn: Turn) -> dict[str, float]:
    return {"% of a core": turn.core, "bytes/s": turn.bytes_s}


class _Server:
    """The centre, its polled and its bare counterpart, running; and a browser's place."""

    def __init__(self, centre: Centre, processes: Processes, sender: Driver, screens: int) -> None:
        self._centre = centre
        self._screens = screens
        self._processes = processes
        self._sender = sender
        self._ports = {
            "web": centre.system.settings.port,
            "polled": centre.start_beside("polled"),
            "bare": centre.start_beside("bare"),
        }

    def walls(self, amount: int) -> tuple[list[float], Turn]:
        """(milliseconds to the pixel in Chromium, the turn of all the others)."""
        system = self._centre.system
        told = messages(system, "walls", amount)
        with (
            Crowd("listeners", self._ports["web"], self._screens - 1, deflate=True) as crowd,
            chromium() as browser,
            watched(browser, self._centre.wall, WALL_READY) as page,
        ):
            began = _Meter(self._processes, "web", crowd)
            stream = inbox.key(system.district.key)
            sent = drive(page, self._sender, stream, [raw for _, raw in told], (RATE, 0))
            turn = began.each(self._screens - 1)
            page.wait_for_timeout(GRACE_S * 1000)
            marks = numbers(system, dict(zip((one for one, _ in told), sent, strict=True)))
            painted = delays(marks, sights(page, painted=True))
        return painted, turn

    def turn(self, kind: Kind, process: str, amount: int) -> Turn:
        """Sends so many reports while a crowd of this kind is connected to this process."""
        system = self._centre.system
        told = messages(system, f"walls-{kind}-{process}", amount)
        with Crowd(kind, self._ports[process], self._screens) as crowd:
            time.sleep(GRACE_S)
            began = _Meter(self._processes, process, crowd)
            stream = inbox.key(system.district.key)
            self._sender.send(stream, [raw for _, raw in told], RATE).result()
            return began.an_answer() if kind == "pollers" else began.each(self._screens)

    def bare(self, amount: int) -> Turn:
        """The same with entries of the bare stream."""
        raws = [b"%d %b" % (i, b"x" * 400) for i in range(amount)]
        with Crowd("listeners", self._ports["bare"], self._screens, deflate=True) as crowd:
            began = _Meter(self._processes, "bare", crowd)
            self._sender.send(bare.STREAM, raws, RATE).result()
            return began.each(self._screens)


class _Meter:
    """Measures one process and one crowd from now on."""

    def __init__(self, processes: Processes, name: str, crowd: Crowd) -> None:
        self._processes, self._name, self._crowd = processes, name, crowd
        self._began = self._now()

    def _now(self) -> tuple[float, ...]:
        used = self._processes.cpu_s()[self._name]
        return time.monotonic(), used, *self._crowd.received()

    def each(self, screens: int) -> Turn:
        """The cost for each of so many screens."""
        took, cpu_s, came, _ = self._since()
        return Turn(100 * cpu_s / took / screens, came / took / screens)

    def an_answer(self) -> Turn:
        """The cost of one answer each second, however many answers there were."""
        _, cpu_s, came, answers = self._since()
        return Turn(100 * cpu_s / answers, came / answers)

    def _since(self) -> list[float]:
        return [b - a for a, b in zip(self._began, self._now(), strict=True)]


def _weigh(folder: Path, size: int, amount: int) -> tuple[float, float]:
    """KB a second of a wall with so many open cases: as text, and compressed."""
    system = open_here(folder, NO_REDIS)
    fill(system, size)
    follower = Follower(system)
    walls, picture = Walls(system, follower), follower.picture
    model: Model = walls.model(WallRequest("overview"))
    deflate, plain, packed = zlib.compressobj(wbits=-zlib.MAX_WBITS), 0, 0
    for change in islice(changes(system, picture.seq + 1), amount):
        now = system.clock()
        picture.apply(change)
        picture.advance(to_ms(now), to_ms(system.day_start(now)))
        before, model = model, walls.model(WallRequest("overview"))
        text = encoding.dumps(["change", {"set": difference(before, model)}]).encode()
        plain += len(text)
        packed += len(deflate.compress(text) + deflate.flush(zlib.Z_SYNC_FLUSH))
    close(system)
    return plain / amount * RATE / 1000, packed / amount * RATE / 1000


@contextmanager
def _server(folder: Path, screens: int) -> Iterator[_Server]:
    with valkey(folder) as redis, Processes(folder) as processes, driver(redis.url) as sender:
        system = open_here(folder / "centre", redis.url)
        fill(system, OPEN_CASES)
        centre = Centre(system, processes)
        centre.start(*WORKERS, "web")
        centre.settle()
        yield _Server(centre, processes, sender, screens)
        close(system)
