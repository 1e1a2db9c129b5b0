"""What the timers cost.

Measured are a second without anything due, with many open cases and with few; how fast they work
off a backlog; and each minute's figures, which they store and a web process reads.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from dashboard.actions.sampling import keep
from dashboard.actions.supervising import look_after
from dashboard.live.trends import look_back
from dashboard.system import System
from tests.bench.cases import fill
from tests.bench.centre import close, open_here
from tests.bench.change import NO_REDIS
from tests.bench.figures import Result, Row, of_rounds, spread

SMALL, LARGE = 1_000, 20_000
GOAL = 1.5
LEAST = 500.0
LOOKS = 200
SAMPLED = 10_000
MINUTES = 10
MINUTE_MS = 20.0
ROUNDS = 5


def bench(folder: Path, *, quick: bool) -> Result:
    """Looks in microseconds, the backlog in cases a second, minutes in milliseconds."""
    large = LARGE // 10 if quick else LARGE
    few, _ = _timers(folder / "few", SMALL)
    many, rate = _timers(folder / "many", large)
    what = f"a look of the timers, nothing due, {large:,} open cases against {SMALL:,}, p50"
    backlog = f"cases a second, {large:,} of them never looked at before"
    rows = [
        Row("timers", what, of_rounds(many, 0.5), of_rounds(few, 0.5), "µs", GOAL),
        Row("timers", backlog, rate, LEAST, "/s", 1.0, at_least=True, against_limit=True),
        *_minutes(folder / "minutes", SAMPLED // 10 if quick else SAMPLED),
    ]
    return Result(rows, {f"{large:,}": spread(many), f"{SMALL:,}": spread(few)})


def _minutes(folder: Path, size: int) -> list[Row]:
    """What each minute costs the timers, and a web process."""
    system = open_here(folder, NO_REDIS)
    fill(system, size)

    def read() -> None:
        with system.reader.connect() as connection:
            look_back(connection, system, system.clock())

    costs = {"figures of a minute kept": lambda: keep(system), "a day looked back at": read}
    rows = [
        Row(
            "timers",
            f"{what}, {size:,} open cases",
            _ms(do),
            MINUTE_MS,
            "ms",
            1.0,
            against_limit=True,
        )
        for what, do in costs.items()
    ]
    close(system)
    return rows


def _ms(do: Callable[[], None]) -> float:
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(MINUTES):
            do()
        rounds.append([(time.perf_counter() - began) * 1e3 / MINUTES])
    return of_rounds(rounds, 0.5)


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
