"""From the inbox to committed and published, against only inserting the same rows.

Ours: intake and relay as `up` starts them; the intake is frozen while the messages are put into
the inbox, then let go, and the time ends when the last change is in the stream of changes. The
other: the rows that this has written (cases, journal, received, reporters, chain), inserted into
an empty database of the same kind with SQLAlchemy Core, a transaction for each hundred messages,
in one process that does nothing else.
"""

import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Table, insert, select

from dashboard import codec
from dashboard.store import tables
from dashboard.streams import inbox
from dashboard.system import System
from dashboard.workers.intake import BATCH_MAX
from tests.bench.cases import reports
from tests.bench.centre import Centre, close, open_here, valkey
from tests.bench.figures import Result, Row
from tests.bench.processes import START_S, Processes
from tests.services.postgres import Postgres

MESSAGES, QUICK_MESSAGES = 8_000, 1_500
ROUNDS, QUICK_ROUNDS = 5, 2
GOAL = 0.5
LONGEST_S = 600.0
PUT = 500
Batch = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Round:
    """Rows of the journal, and seconds each way."""

    changes: int
    ours_s: float
    rows_s: float


def bench(folder: Path, *, quick: bool) -> Result:
    """Rates are changes a second, on SQLite and on PostgreSQL."""
    amount = QUICK_MESSAGES if quick else MESSAGES
    rounds = QUICK_ROUNDS if quick else ROUNDS
    measured = {}
    with valkey(folder) as redis, _databases(folder) as databases:
        for name, new_database in databases.items():
            measured[name] = [
                _round(folder / f"{name}-{turn}", redis.url, new_database, amount)
                for turn in range(rounds)
            ]
    rows = [_row(name, found) for name, found in measured.items()]
    raw = {
        name: [
            {"changes": r.changes, "ours, s": round(r.ours_s, 3), "rows, s": round(r.rows_s, 3)}
            for r in found
        ]
        for name, found in measured.items()
    }
    return Result(rows, {"messages": amount, **raw})


def _row(name: str, rounds: list[Round]) -> Row:
    ours = median(r.changes / r.ours_s for r in rounds)
    rows = median(r.changes / r.rows_s for r in rounds)
    what = f"inbox to published on {name}, against inserting the same rows"
    return Row("intake", what, ours, rows, "/s", GOAL, at_least=True)


@contextmanager
def _databases(folder: Path) -> Iterator[Mapping[str, Any]]:
    """For each kind, a function that gives the address of an empty database."""
    numbers = count()
    postgres = Postgres()
    postgres.start()
    try:
        yield {
            "SQLite": lambda: f"sqlite:///{folder / f'{next(numbers)}.sqlite3'}",
            "PostgreSQL": postgres.new_database,
        }
    finally:
        postgres.stop()


def _round(folder: Path, redis_url: str, new_database: Any, amount: int) -> Round:
    system = open_here(folder, redis_url, new_database())
    system.redis.flushall()
    took_s = _through(system, folder, amount)
    batches = list(_rows(system))
    close(system)
    other = open_here(folder, redis_url, new_database())
    rows_s = _insert(other, batches)
    close(other)
    return Round(sum(len(batch["journal"]) for batch in batches), took_s, rows_s)


def _through(system: System, folder: Path, amount: int) -> float:
    """Seconds from letting the intake go to the last change in the stream."""
    found = islice(reports(system, "taking", system.clock()), amount)
    raws = [codec.write_report(report) for report in found]
    with Processes(folder) as processes:
        centre = Centre(system, processes)
        centre.start("intake", "relay")
        _greet(centre, processes)
        processes.signal("intake", signal.SIGSTOP)
        for start in range(0, amount, PUT):
            inbox.put(system.redis, system.district.key, raws[start : start + PUT])
        processes.signal("intake", signal.SIGCONT)
        began = time.perf_counter()
        key = system.district.key
        processes.wait_until(lambda: not inbox.depth(system.redis, key)[0], LONGEST_S)
        with system.reader.connect() as connection:
            journaled = len(connection.execute(select(tables.journal.c.id)).all())
        processes.wait_until(lambda: centre.told() >= journaled, LONGEST_S)
        return time.perf_counter() - began


def _greet(centre: Centre, processes: Processes) -> None:
    """Waits until intake and relay have handled one message: they are up."""
    system, before = centre.system, centre.told()
    report = next(reports(system, "greeting", system.clock()))
    inbox.put(system.redis, system.district.key, [codec.write_report(report)])
    processes.wait_until(lambda: centre.told() > before, START_S)


def _rows(system: System) -> Iterator[Batch]:
    """All that has been written, as the values of inserts, in batches of the intake's size."""
    with system.reader.connect() as connection:
        kept = {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in (
                tables.cases,
                tables.received,
                tables.reporters,
                tables.chain,
                tables.journal,
            )
        }
    of_case = {
        name: {row["number"]: row for row in kept[name]}
        for name in ("cases", "received", "reporters")
    }
    of_entry = {row["entry"]: row for row in kept["chain"]}
    journal = iter(sorted(kept["journal"], key=lambda row: int(row["id"])))
    while lines := list(islice(journal, BATCH_MAX)):
        chain = [of_entry[line["id"]] for line in lines]
        for line in lines:
            # The database fills in both columns itself.
            del line["id"], line["txid"]
        keys = [line["key"] for line in lines]
        yield {
            "journal": lines,
            "chain": chain,
            **{name: [of[key] for key in keys if key in of] for name, of in of_case.items()},
        }


def _insert(system: System, batches: list[Batch]) -> float:
    """Seconds to insert them, a transaction for each batch."""
    order: tuple[Table, ...] = (
        tables.cases,
        tables.journal,
        tables.received,
        tables.reporters,
        tables.chain,
    )
    began = time.perf_counter()
    for batch in batches:
        with system.engine.begin() as connection:
            for table in order:
                if batch[table.name]:
                    connection.execute(insert(table), batch[table.name])
    return time.perf_counter() - began
