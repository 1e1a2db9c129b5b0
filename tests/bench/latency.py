"""From the inbox to the wall's DOM, against the bare paths, at 20 changes a second; and by stages.

Ours: an entry of the inbox goes through intake, database, relay, picture and socket to the real
wall. The bare path (`bare.py`): the same Valkey, an entry of a stream, one emit, one text node. The
durable bare path (`durable.py`): the same with one committed row before it is told. One screen is
open at a time, that of the path whose turn it is; every process runs all the time.

The notes say where our time goes, stage by stage, so that a regression names itself.
"""

from pathlib import Path

from tests.bench import stages
from tests.bench.figures import Result, Row, of_rounds, spread
from tests.bench.paths import Delays, paths

RATE = 20.0
SECONDS, QUICK_SECONDS = 20, 6
ROUNDS, QUICK_ROUNDS = 5, 2
GOALS = {"bare": {"p50": 2.0, "p99": 3.0}, "durable bare": {"p50": 1.3, "p99": 2.0}}


def bench(folder: Path, *, quick: bool) -> Result:
    """Milliseconds."""
    amount = round(RATE * (QUICK_SECONDS if quick else SECONDS))
    turns: list[Delays] = []
    others: dict[str, list[list[float]]] = {name: [] for name in GOALS}
    with paths(folder) as ways:
        for _ in range(QUICK_ROUNDS if quick else ROUNDS):
            turns.append(ways.ours(amount, RATE))
            others["bare"].append(ways.bare(amount, RATE).in_dom)
            others["durable bare"].append(ways.durable(amount, RATE).in_dom)
    ours = [turn.in_dom for turn in turns]
    rows = [
        Row(
            "latency",
            f"inbox to DOM at {RATE:g}/s, {words}, against the {name} path",
            of_rounds(ours, share),
            of_rounds(rounds, share),
            "ms",
            GOALS[name][words],
        )
        for name, rounds in others.items()
        for words, share in stages.SHARES.items()
    ]
    by_stage = stages.figures(
        stages.together(turn.counted for turn in turns),
        {
            name: [ms for turn in turns for ms in turn.in_browser[name]]
            for name in stages.IN_BROWSER
        },
    )
    bare = {f"{name}, ms": spread(rounds) for name, rounds in others.items()}
    raw = {"ours, ms": spread(ours), **bare, "stages, ms": by_stage}
    return Result(rows, raw, stages.lines(by_stage))
