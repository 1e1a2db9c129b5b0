"""What a hundred screens cost the server, and how late they are, against a hundred that poll.

Both crowds get the same reports at 20 a second through the same intake. Ours listen on sockets;
the others ask `polled.py` once a second each, as `dcc.Interval` does. CPU is that of all server
processes of a path, Valkey included: seconds for 1,000 changes. The delay ends where the answer
or message has reached the screen.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from dashboard.streams import inbox
from tests.bench.cases import fill, messages
from tests.bench.centre import WORKERS, Centre, close, open_here, valkey
from tests.bench.crowd import Crowd, Kind
from tests.bench.driver import Driver, driver
from tests.bench.figures import Result, Row, of_rounds, spread
from tests.bench.pairing import delays, numbers
from tests.bench.processes import Processes

SCREENS = 100
OPEN_CASES = 1_000
RATE = 20.0
SECONDS, QUICK_SECONDS = 40, 6
ROUNDS, QUICK_ROUNDS = 3, 1
CPU_GOAL = 0.5
DELAY_GOAL = 0.2
GRACE_S = 3.0


@dataclass(frozen=True, slots=True)
class Turn:
    """CPU seconds for 1,000 changes by process, and milliseconds for each message and screen."""

    cpu_s: dict[str, float]
    delays: list[float]


def bench(folder: Path, *, quick: bool) -> Result:
    """CPU seconds for 1,000 changes, and milliseconds."""
    amount = round(RATE * (QUICK_SECONDS if quick else SECONDS))
    ours, polling = [], []
    with _server(folder) as server:
        for turn in range(QUICK_ROUNDS if quick else ROUNDS):
            ours.append(server.turn("listeners", f"cpu-{turn}-ours", amount))
            polling.append(server.turn("pollers", f"cpu-{turn}-polling", amount))
    whose = f"{SCREENS} screens at {RATE:g}/s"
    late = [turn.delays for turn in ours], [turn.delays for turn in polling]
    rows = [
        Row(
            "cpu",
            f"server CPU for 1,000 changes, {whose}, against polling each second",
            median(sum(turn.cpu_s.values()) for turn in ours),
            median(sum(turn.cpu_s.values()) for turn in polling),
            "s",
            CPU_GOAL,
        ),
        Row(
            "cpu",
            f"inbox to screen, p50, {whose}, against polling each second",
            of_rounds(late[0], 0.5),
            of_rounds(late[1], 0.5),
            "ms",
            DELAY_GOAL,
        ),
    ]
    raw = {
        "CPU s for 1,000 changes, ours": [turn.cpu_s for turn in ours],
        "CPU s for 1,000 changes, polling": [turn.cpu_s for turn in polling],
        "delays ours, ms": spread(late[0]),
        "delays polling, ms": spread(late[1]),
    }
    return Result(rows, raw)


class _Server:
    """All server processes of both paths, running."""

    def __init__(self, centre: Centre, processes: Processes, sender: Driver, valkey: int) -> None:
        self._centre = centre
        self._processes = processes
        self._sender = sender
        self._valkey = psutil.Process(valkey)
        self._ports: dict[Kind, int] = {
            "listeners": centre.system.settings.port,
            "pollers": centre.start_beside("polled"),
        }

    def turn(self, kind: Kind, seed: str, amount: int) -> Turn:
        """Sends so many reports while a crowd of this kind is connected."""
        system = self._centre.system
        told = messages(system, seed, amount)
        with Crowd(kind, self._ports[kind], SCREENS) as crowd:
            before = self._cpu_s(kind)
            stream = inbox.key(system.district.key)
            sent = self._sender.send(stream, [raw for _, raw in told], RATE).result()
            used = {
                name: round((after - before[name]) * 1000 / amount, 3)
                for name, after in self._cpu_s(kind).items()
            }
            time.sleep(GRACE_S)
            seen = crowd.leave()
        marks = numbers(system, dict(zip((one for one, _ in told), sent, strict=True)))
        return Turn(used, [delay for sights in seen for delay in delays(marks, sights)])

    def _cpu_s(self, kind: Kind) -> dict[str, float]:
        used = self._processes.cpu_s()
        del used["polled" if kind == "listeners" else "web"]
        times = self._valkey.cpu_times()
        return used | {"valkey": times.user + times.system}


@contextmanager
def _server(folder: Path) -> Iterator[_Server]:
    with (
        valkey(folder) as redis,
        Processes(folder) as processes,
        driver(redis.url) as sender,
    ):
        system = open_here(folder / "centre", redis.url)
        fill(system, OPEN_CASES)
        centre = Centre(system, processes)
        centre.start(*WORKERS, "web")
        centre.settle()
        yield _Server(centre, processes, sender, redis.pid)
        close(system)
