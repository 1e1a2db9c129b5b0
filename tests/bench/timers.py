"""What the timers cost: a second without anything due, among many open cases and among few, and
how fast they work off what fell due while nobody looked."""

import time
from collections.abc import Sequence
from pathlib import Path

from dashboard.actions.supervising import look_after
from dashboard.system import System
from tests.bench.cases import fill
from tests.bench.centre import close, open_here
from tests.bench.change import NO_REDIS
from tests.bench.figures import Result, Row, of_rounds, spread

SMALL, LARGE = 1_000, 20_000
GOAL = 1.5
LEAST = 500.0
LOOKS = 200
ROUNDS = 5


def bench(folder: Path, *, quick: bool) -> Result:
    """Looks in microseconds, the backlog in cases a second."""
    large = LARGE // 10 if quick else LARGE
    few, _ = _timers(folder / "few", SMALL)
    many, rate = _timers(folder / "many", large)
    what = f"a look of the timers, nothing due, {large:,} open cases against {SMALL:,}, p50"
    backlog = f"cases a second, {large:,} of them never looked at before"
    rows = [
        Row("timers", what, of_rounds(many, 0.5), of_rounds(few, 0.5), "µs", GOAL),
        Row("timers", backlog, rate, LEAST, "/s", 1.0, at_least=True, against_limit=True),
    ]
    return Result(rows, {f"{large:,}": spread(many), f"{SMALL:,}": spread(few)})


def _timers(folder: Path, size: int) -> tuple[Sequence[Sequence[float]], float]:
    """(rounds of looks, cases a second of the first looks)."""
    system = open_here(folder, NO_REDIS)
    fill(system, size)
    rate = _backlog(system)
    rounds = [[_look(system) for _ in range(LOOKS)] for _ in range(ROUNDS)]
    close(system)
    return rounds, rate


def _backlog(system: System) -> float:
    began, looked = time.perf_counter(), 0
    while found := look_after(system):
        looked += found
    return looked / (time.perf_counter() - began)


def _look(system: System) -> float:
    began = time.perf_counter()
    look_after(system)
    return (time.perf_counter() - began) * 1e6
