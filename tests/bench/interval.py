"""From the inbox to the DOM, against the same content polled with `dcc.Interval(1 s)`.

The polled page (`polled.py`) has a picture and a follower of its own, in a web process of its
own, and renders the same model; both follow the same stream. The goal is a tenth: ten times as
fast.
"""

from pathlib import Path

from tests.bench.figures import Result, Row, of_rounds, spread
from tests.bench.paths import paths

RATE = 20.0
OPEN_CASES = 1_000
SECONDS, QUICK_SECONDS = 20, 6
ROUNDS, QUICK_ROUNDS = 3, 1
GOAL = 0.1


def bench(folder: Path, *, quick: bool) -> Result:
    """Milliseconds."""
    amount = round(RATE * (QUICK_SECONDS if quick else SECONDS))
    ours, polled = [], []
    with paths(folder, loaded=OPEN_CASES) as both:
        for _ in range(QUICK_ROUNDS if quick else ROUNDS):
            ours.append(both.ours(amount, RATE).in_dom)
            polled.append(both.polled(amount, RATE).in_dom)
    row = Row(
        "interval",
        f"inbox to DOM at {RATE:g}/s, p50, against polling each second",
        of_rounds(ours, 0.5),
        of_rounds(polled, 0.5),
        "ms",
        GOAL,
    )
    return Result([row], {"ours, ms": spread(ours), "polled, ms": spread(polled)})
