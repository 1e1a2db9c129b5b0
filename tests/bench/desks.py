"""What a desk costs: one change among many open cases and among few; its first message.

The desk is that of the centre, which sees every case. As in the bench of the wall, two processes
take the same changes in turns.
"""

import time
import zlib
from pathlib import Path
from statistics import median

from callbacks.console_feed import DeskFeed, Neighbours
from dashboard.domain.scope import CENTRE
from dashboard.live import encoding
from dashboard.live.follower import Follower
from dashboard.live.presence import Presence
from dashboard.live.wall_status import Watch
from dashboard.system import System
from tests.bench.cases import fill
from tests.bench.centre import close, open_here
from tests.bench.change import GOAL, NO_REDIS, QUICK_ROUNDS, ROUNDS, SMALL, in_turns, mean
from tests.bench.figures import Result, Row, of_rounds, spread

LARGE, QUICK_LARGE = 10_000, 3_000
FIRST_LIMIT_MB = 1.2
FIRST_LIMIT_MS = 250
TRIES = 5


def others(system: System) -> Neighbours:
    """Nobody else: the desk is alone."""
    return Neighbours(Presence(system), Watch(system))


class Rows:
    """What the hub does for a desk, except sending: what has changed, as text."""

    def __init__(self, system: System, follower: Follower) -> None:
        self._desk = DeskFeed(system, follower, others(system), CENTRE)

    def tell(self) -> None:
        """What is new, as it goes out."""
        encoding.dumps({"set": self._desk.news()})


def bench(folder: Path, *, quick: bool) -> Result:
    """Times are in microseconds, the first message's in milliseconds."""
    large = QUICK_LARGE if quick else LARGE
    took = in_turns(folder, (SMALL, large), QUICK_ROUNDS if quick else ROUNDS, Rows)
    many, few = took[large], took[SMALL]
    size_mb, first_ms, next_ms = _first(folder, large)
    what = f"one change for a desk at {large:,} open cases, {{}}, against {SMALL:,}"
    first = f"a desk's first message with {large:,} open cases"
    line = f"{first}, as the line deflates it"
    rows = [
        Row("desks", what.format("p50"), of_rounds(many, 0.5), of_rounds(few, 0.5), "µs", GOAL),
        Row("desks", what.format("mean"), mean(many), mean(few), "µs", GOAL),
        Row("desks", line, size_mb, FIRST_LIMIT_MB, "MB", 1.0, against_limit=True),
        Row("desks", f"{first}, made", first_ms, FIRST_LIMIT_MS, "ms", 1.0, against_limit=True),
    ]
    raw = {f"{size:,} open cases, µs": spread(rounds) for size, rounds in took.items()}
    return Result(rows, raw | {"the same message for the next desk, ms": next_ms})


def _first(folder: Path, size: int) -> tuple[float, float, float]:
    """(MB, ms for the first desk, ms for each that comes after it)."""
    system = open_here(folder / "desks-first", NO_REDIS)
    fill(system, size)
    follower = Follower(system)
    firsts: list[float] = []
    nexts: list[float] = []
    for _ in range(TRIES):
        desk = DeskFeed(system, follower, others(system), CENTRE)
        for took in (firsts, nexts):
            began = time.perf_counter()
            text = encoding.dumps({"model": desk.whole()})
            took.append((time.perf_counter() - began) * 1000)
    close(system)
    return len(zlib.compress(text.encode())) / 1e6, median(firsts), median(nexts)
