"""`python -m tests.bench [NAMES …] [--quick]`: runs benches, prints their table, keeps all of it.

Writes `var/bench.json`. `--quick` takes a tenth of the time and says little.
"""

import argparse
import json
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from tests.bench import (
    answer,
    change,
    cpu,
    deadlines,
    desks,
    frame,
    hold,
    intake,
    interval,
    latency,
    load,
    memory,
    outages,
    pack,
    soak,
    telling,
    timers,
    walls,
)
from tests.bench.centre import workplace
from tests.bench.figures import Result, Row, table
from tests.bench.machine import machine
from tests.bench.processes import ROOT

BENCHES: dict[str, Callable[..., Result]] = {
    "latency": latency.bench,
    "frame": frame.bench,
    "interval": interval.bench,
    "intake": intake.bench,
    "cpu": cpu.bench,
    "change": change.bench,
    "telling": telling.bench,
    "desks": desks.bench,
    "hold": hold.bench,
    "answer": answer.bench,
    "deadlines": deadlines.bench,
    "pack": pack.bench,
    "timers": timers.bench,
    "memory": memory.bench,
    "load": load.bench,
    "walls": walls.bench,
    "outages": outages.bench,
    "soak": soak.bench,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--quick", action="store_true", help="a look, not a measurement")
    parser.add_argument(
        "--changes", type=int, default=soak.CHANGES, metavar="N", help="so many for the soak"
    )
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in BENCHES]
    if unknown:
        parser.error(f"there is no bench {unknown[0]!r}; there are {', '.join(BENCHES)}")
    # Ended by a signal, the processes that were started end, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    BENCHES["soak"] = partial(soak.bench, amount=asked.changes)
    _run(asked.names or list(BENCHES), quick=asked.quick)


def _run(names: list[str], *, quick: bool) -> None:
    about = {"at": datetime.now(UTC).isoformat(), "quick": quick, "machine": machine()}
    rows: list[Row] = []
    raw = {}
    for name in names:
        print(f"{name} …", flush=True)
        with workplace() as folder:
            found = BENCHES[name](folder, quick=quick)
        print(*found.notes, sep="\n", end="\n" * bool(found.notes), flush=True)
        rows += found.rows
        raw[name] = found.raw
    kept = about | {"rows": [row.told() for row in rows], "raw": raw}
    file = ROOT / "var" / "bench.json"
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    print(f"\n{table(rows)}\n\nAll figures: {file.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
