"""The centre itself: its own processes, started with the command lines and settings of `up`."""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import requests

from dashboard import settings
from dashboard.actions.handle import handle
from dashboard.cli import up
from dashboard.demo.people import PEOPLE
from dashboard.domain.accounts import AddPerson
from dashboard.domain.keys import AddKey, Grant, Reads
from dashboard.runtime.bootstrap import open_system
from dashboard.store import demo_mark, journal, migrate, tokens
from dashboard.streams import changes
from dashboard.system import System
from tests.bench.processes import ROOT, Processes, answers, free_port, gunicorn
from tests.services.valkey import Valkey

WORKERS = ("intake", "relay", "timers", "notifier")
QUIET_S = 3.0
ANSWER_S = 10.0
SOCKETS_MAX = 280
"""Two hundred walls come without a token, from one address: three quarters of all are theirs."""


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder on the disk that the centre uses by default, gone afterwards."""
    var = ROOT / "var"
    var.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=var))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def valkey(folder: Path) -> Iterator[Valkey]:
    """The embedded Valkey, as the centre starts it, on a folder of its own."""
    server = Valkey(folder / "valkey")
    server.start()
    try:
        yield server
    finally:
        server.stop()


def open_here(folder: Path, redis_url: str, database_url: str = "") -> System:
    """A system on this folder, its database brought to this version's schema."""
    found = settings.read(
        {
            "VAR_FOLDER": str(folder),
            "REDIS_URL": redis_url,
            "DATABASE_URL": database_url,
            "PORT": str(free_port()),
            "SECRET_KEY": "only-for-a-bench",
            "SOCKETS_MAX": str(SOCKETS_MAX),
            "LINES_EACH_MAX": "5000",
            "DEMO": "yes",
        }
    )
    system = open_system(found)
    migrate.upgrade(system.engine)
    return system


def make_demos_own(system: System) -> None:
    """Opens the demo's first account, if nobody has: no demo starts on a real database.

    Before any case comes: one process of a centre may take cases while the next is starting.
    """
    handle(system, AddPerson(person=PEOPLE[0], hashed="nobody logs in"), by=demo_mark.BY)


def close(system: System) -> None:
    """Closes the connections to the database and Redis."""
    system.engine.dispose()
    system.reader.dispose()
    system.redis.close()


class Centre:
    """A centre's processes on one system; `processes` ends them."""

    def __init__(self, system: System, processes: Processes) -> None:
        self.system = system
        self.url = f"http://{system.settings.host}:{system.settings.port}"
        self.wall = f"{self.url}/wall/overview"
        self._processes = processes
        self._commands = up.programs(system.settings, 1)
        self.environment = up.environment(system.settings)

    def start(self, *names: str) -> None:
        """Starts these programs of `up`; returns when the web process, if among them, answers."""
        make_demos_own(self.system)
        for name in names:
            self._processes.start(name, self._commands[name], self.environment)
        if "web" in names:
            self._processes.wait_for("web", f"{self.url}/healthz")
        if {"web", *WORKERS} <= set(names):
            while not answers(f"{self.url}/readyz"):
                time.sleep(0.1)

    def start_beside(self, name: str) -> int:
        """Starts `tests.bench.<name>` as another web process of this system; its port."""
        port = free_port()
        command = gunicorn(f"tests.bench.{name}:create()", port)
        self._processes.start(name, command, self.environment)
        self._processes.wait_for(name, f"http://127.0.0.1:{port}/")
        return port

    def run_beside(self, name: str, *arguments: str) -> None:
        """Starts `python -m tests.bench.<name>` with this system's settings."""
        command = [sys.executable, "-m", f"tests.bench.{name}", *arguments]
        self._processes.start(f"{name}-run", command, self.environment)

    @cached_property
    def _key(self) -> str:
        token = tokens.fresh()
        grant = Grant(reads=(Reads.METRICS,))
        handle(self.system, AddKey(name="b", grant=grant, digest=tokens.digest(token)), by="bench")
        return token

    def metrics(self) -> str:
        """What the web process tells Prometheus."""
        bearer = {"Authorization": f"Bearer {self._key}"}
        answer = requests.get(f"{self.url}/metrics", headers=bearer, timeout=ANSWER_S)
        answer.raise_for_status()
        return answer.text

    def settle(self) -> None:
        """Waits until nothing has been published for a while: the loaded cases' alerts are out."""
        told, since = -1, 0.0
        while told != self.told() or time.monotonic() - since < QUIET_S:
            if told != self.told():
                told, since = self.told(), time.monotonic()
            time.sleep(0.2)

    def told(self) -> int:
        """The number of the last change in the stream."""
        return changes.last_published(self.system.redis, self.system.district.key) or 0

    def chained(self) -> int:
        """The number of the last change in SQL."""
        with self.system.reader.connect() as connection:
            return journal.last_seq(connection, self.system.district.key)
