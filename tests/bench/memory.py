"""What a web process keeps in memory with few open cases and with many, at its start and later.

The process is that of `up`, its master with it, and a wall looks at it. It is timed from its start
until it answers, which it does from a picture. RSS is all that is resident; PSS counts of what
several processes share each one's part alone. Later is after changes that come as a centre's do:
in the database, announced and told, of cases from report to close, so that the number of open ones
stays.
"""

import re
import time
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import requests

from dashboard.actions import publish
from dashboard.actions.handle import handle
from dashboard.domain.changes import Act, Change
from dashboard.domain.keys import AddKey, Grant, Reads
from dashboard.store import records, tokens
from dashboard.system import System
from tests.bench.cases import fill
from tests.bench.centre import Centre, close, open_here, valkey
from tests.bench.change import LARGE, SMALL, changes
from tests.bench.crowd import Crowd
from tests.bench.figures import Result, Row
from tests.bench.processes import Memory, Processes

CHANGES, QUICK_CHANGES = 10_000, 1_000
AT_ONCE = 20
FEW_LIMIT_MB, MANY_LIMIT_MB = 250, 400
SEQ = re.compile(r"^centre_seq ([\d.e+]+)$", re.MULTILINE)
FOLLOWED_S = 60.0
LOOK_S = 0.2
START_LIMIT_S = 10.0


@dataclass(frozen=True, slots=True)
class Held:
    """Seconds to the first answer; the memory then, and after the changes."""

    start_s: float
    first: Memory
    later: Memory


def bench(folder: Path, *, quick: bool) -> Result:
    """MB of 2^20 bytes. A quick run has a tenth of the cases and of the changes."""
    large, amount = (LARGE // 10, QUICK_CHANGES) if quick else (LARGE, CHANGES)
    held = {size: _held(folder / str(size), size, amount) for size in (SMALL, large)}
    rows = []
    for size, found in held.items():
        what = f"a web process with {size:,} open cases"
        most = FEW_LIMIT_MB if size == SMALL else MANY_LIMIT_MB
        for when, memory in (("its start", found.first), (f"{amount:,} changes", found.later)):
            rows.append(_limit(f"{what}, RSS after {when}", memory.rss_mb, most, "MB"))
            rows.append(_limit(f"{what}, PSS after {when}", memory.pss_mb, most, "MB"))
        rows.append(_limit(f"{what}, start to first answer", found.start_s, START_LIMIT_S, "s"))
    return Result(rows, {f"{size:,} open cases": asdict(found) for size, found in held.items()})


def _limit(what: str, ours: float, limit: float, unit: str) -> Row:
    return Row("memory", what, ours, limit, unit, 1.0, against_limit=True)


def _held(folder: Path, size: int, amount: int) -> Held:
    with valkey(folder) as redis, Processes(folder) as processes:
        system = open_here(folder / "centre", redis.url)
        fill(system, size)
        key = _key(system)
        centre = Centre(system, processes)
        began = time.perf_counter()
        centre.start("web")
        start_s = time.perf_counter() - began
        with Crowd("listeners", system.settings.port, 1):
            first = processes.memory("web")
            _take(system, amount)
            _wait(centre, key)
            later = processes.memory("web")
        close(system)
    return Held(start_s, first, later)


def _key(system: System) -> str:
    """The key of who asks how far the process is."""
    token = tokens.fresh()
    grant = Grant(reads=(Reads.METRICS,))
    handle(system, AddKey(name="bench", grant=grant, digest=tokens.digest(token)), by="bench")
    return token


def _take(system: System, amount: int) -> None:
    """So many changes happen, a few in each transaction."""
    left = islice(changes(system, 1), amount)
    while some := list(islice(left, AT_ONCE)):
        with system.engine.begin() as connection:
            acts = [_act(system, change) for change in some]
            told = records.record(connection, system.district.key, acts)
        publish.tell(system, told)


def _act(system: System, change: Change) -> Act:
    return Act(change.kind, change.key, "bench", "bench", "", system.clock(), change.state)


def _wait(centre: Centre, key: str) -> None:
    """Returns when the process has followed all changes."""
    wanted, until = centre.chained(), time.monotonic() + FOLLOWED_S
    while _followed(centre.url, key) < wanted:
        if time.monotonic() > until:
            raise RuntimeError(f"The web process didn't follow to change {wanted}.")
        time.sleep(LOOK_S)


def _followed(url: str, key: str) -> int:
    """The last change that the process shows."""
    bearer = {"Authorization": f"Bearer {key}"}
    answer = requests.get(f"{url}/metrics", headers=bearer, timeout=FOLLOWED_S)
    answer.raise_for_status()
    found = SEQ.search(answer.text)
    assert found is not None, answer.text
    return int(float(found[1]))
