"""From the inbox to the painted frame, with 10,000 open cases, at 50 changes a second.

As in `latency`, but until the first frame that shows the change has been drawn. Every second
change of ours is a direct assignment of a loaded case: it makes work and isn't timed.
"""

from pathlib import Path

from tests.bench.figures import Result, Row, of_rounds, spread
from tests.bench.paths import paths

RATE = 50.0
LOADED, QUICK_LOADED = 10_000, 2_000
SECONDS, QUICK_SECONDS = 20, 6
ROUNDS, QUICK_ROUNDS = 5, 2
GOALS = {"p50": (0.5, 2.0), "p99": (0.99, 3.0)}


def bench(folder: Path, *, quick: bool) -> Result:
    """Milliseconds."""
    loaded = QUICK_LOADED if quick else LOADED
    amount = round(RATE * (QUICK_SECONDS if quick else SECONDS))
    ours, bare = [], []
    with paths(folder, loaded=loaded) as both:
        for _ in range(QUICK_ROUNDS if quick else ROUNDS):
            ours.append(both.ours(amount, RATE, mixed=True))
            bare.append(both.bare(amount, RATE))
    drawn = [turn.painted for turn in ours], [turn.painted for turn in bare]
    what = f"inbox to frame at {RATE:g}/s with {loaded:,} open cases, {{}}, against the bare path"
    rows = [
        Row(
            "frame",
            what.format(name),
            of_rounds(drawn[0], share),
            of_rounds(drawn[1], share),
            "ms",
            goal,
        )
        for name, (share, goal) in GOALS.items()
    ]
    raw = {
        f"{name}, {where}, ms": spread([getattr(turn, where) for turn in turns])
        for name, turns in (("ours", ours), ("bare", bare))
        for where in ("painted", "in_dom")
    }
    return Result(rows, raw)
