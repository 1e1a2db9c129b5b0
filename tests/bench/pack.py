"""How long a district's pack takes to load, which every process does at its start."""

import time
from pathlib import Path

from dashboard.districts import load
from tests.bench.figures import Result, Row

ROUNDS, QUICK_ROUNDS = 15, 5
MOST_MS = 150.0


def bench(_: Path, *, quick: bool) -> Result:
    """The shortest of rounds, in ms: whatever else the machine does only adds to it."""
    took = [_once() for _ in range(QUICK_ROUNDS if quick else ROUNDS)]
    what = "the district's pack loads, against what was asked for"
    row = Row("pack", what, min(took), MOST_MS, "ms", 1.0, against_limit=True)
    return Result([row], {"took_ms": [round(one, 1) for one in took]})


def _once() -> float:
    began = time.perf_counter()
    load("nanguan")
    return (time.perf_counter() - began) * 1000
