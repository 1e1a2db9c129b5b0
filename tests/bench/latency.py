"""From the inbox to the wall's DOM, against the bare path, at 20 changes a second.

Ours: an entry of the inbox goes through intake, database, relay, picture and socket to the real
wall. The bare path (`bare.py`): the same Valkey, an entry of a stream, one emit, one text node.
One screen is open at a time, that of the path whose turn it is; every process runs all the time.
"""

from pathlib import Path

from tests.bench.figures import Result, Row, of_rounds, spread
from tests.bench.paths import paths

RATE = 20.0
SECONDS, QUICK_SECONDS = 20, 6
ROUNDS, QUICK_ROUNDS = 5, 2
GOAL = 2.0


def bench(folder: Path, *, quick: bool) -> Result:
    """Milliseconds."""
    amount = round(RATE * (QUICK_SECONDS if quick else SECONDS))
    ours, bare = [], []
    with paths(folder) as both:
        for _ in range(QUICK_ROUNDS if quick else ROUNDS):
            ours.append(both.ours(amount, RATE).in_dom)
            bare.append(both.bare(amount, RATE).in_dom)
    what = f"inbox to DOM at {RATE:g}/s, {{}}, against the bare path"
    rows = [
        Row(
            "latency", what.format(name), of_rounds(ours, share), of_rounds(bare, share), "ms", GOAL
        )
        for name, share in (("p50", 0.5), ("p99", 0.99))
    ]
    return Result(rows, {"ours, ms": spread(ours), "bare, ms": spread(bare)})
