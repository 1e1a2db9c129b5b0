"""A centre in this process, on real services, stepped by hand: nothing runs in the background."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Self

from sqlalchemy import inspect

import dashboard.districts
from dashboard import settings
from dashboard.actions.supervising import look_after
from dashboard.districts import Pack
from dashboard.domain.case import Case
from dashboard.domain.changes import Kind
from dashboard.live.follower import Follower
from dashboard.maintenance import checks
from dashboard.settings import Settings
from dashboard.store import alerts, engines, journal, migrate, reads
from dashboard.streams import changes, client, inbox
from dashboard.system import System
from dashboard.workers import intake, notifier, relay, timers
from dashboard.workers.intake import Intake
from dashboard.workers.relay import Relay
from layouts import dry_run_text, outgoing_text
from tests.helpers.clock import MovableClock

SECRET = "a secret of at least sixteen"
LOOPS = (
    intake.run,
    relay.run,
    timers.run,
    partial(notifier.run, say=outgoing_text.letter, report=dry_run_text.report),
)
PACK: Pack = dashboard.districts.load("nanguan")


def read_settings(var: Path, redis_url: str, database_url: str, **more: str) -> Settings:
    """Settings as they would come from the environment."""
    environment = {
        "VAR_FOLDER": str(var),
        "REDIS_URL": redis_url,
        "DATABASE_URL": database_url,
        "SECRET_KEY": SECRET,
    }
    return settings.read(environment | more)


class Centre:
    """System, intake and relay of one process. `Centre(...)` migrates an empty database.

    Another `district` has rows and streams of its own: a second centre on the same services.
    """

    def __init__(
        self, found: Settings, clock: MovableClock | None = None, district: str = "nanguan"
    ) -> None:
        self.clock = clock or MovableClock()
        self.district = district
        engine, reader = engines.open_engines(found.database_url)
        redis = client.connect(found.redis_url)
        pack = replace(PACK, district=replace(PACK.district, key=district))
        self.system = System(found, engine, reader, redis, pack, self.clock)
        if not inspect(engine).has_table("alembic_version"):
            migrate.upgrade(engine)
        self._hire()

    def _hire(self) -> None:
        # Set already, so that no step pauses.
        stop = threading.Event()
        stop.set()
        self.intake = Intake(self.system, stop, wait_ms=1)
        self.relay = Relay(self.system, look_s=0.001)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.rest()
        self.system.redis.close()
        self.system.engine.dispose()
        self.system.reader.dispose()

    def rest(self) -> None:
        """Leaves intake and relay to another process, until this one is asked to work again."""
        self.intake.close()
        self.relay.close()
        self._hire()

    def beside(self) -> "Centre":
        """Another process of the same centre, with the same clock."""
        return Centre(self.system.settings, self.clock, self.district)

    def send(self, *messages: bytes) -> None:
        """Puts messages into the inbox."""
        inbox.put(self.system.redis, self.district, messages)

    def take_in(self) -> None:
        """Steps the intake until the inbox holds nothing new or unacknowledged."""
        for _ in rounds_until(lambda: not inbox_waits(self.system)):
            self.intake.step()

    def tell(self) -> None:
        """Steps the relay until the whole journal is published."""
        for _ in rounds_until(lambda: not journal_waits(self.system)):
            self.relay.step()

    def settle(self, *messages: bytes) -> None:
        """Turns everything that has arrived into cases and published changes."""
        self.send(*messages)
        self.take_in()
        self.tell()

    def ring_deadlines(self) -> int:
        """Lets the timers work until nothing more is due; returns how many looks they took."""
        looked = 0
        for _ in rounds_until(lambda: not timers_wait(self.system)):
            looked += look_after(self.system)
        return looked

    def follower(self) -> Follower:
        """A web process's follower, with a fresh picture."""
        return Follower(self.system)

    def case(self, number: str) -> Case:
        """A case from SQL."""
        with self.system.reader.connect() as connection:
            found = reads.one_case(connection, self.district, number)
        assert found is not None
        return found

    def acts(self, number: str) -> list[str]:
        """The names of all acts on a case."""
        with self.system.reader.connect() as connection:
            found = journal.history(connection, self.district, Kind.CASE, number)
        return [act.act for act in found]

    def numbers(self) -> list[str]:
        """The numbers of all open cases, in order."""
        with self.system.reader.connect() as connection:
            return sorted(case.number for case in reads.open_cases(connection, self.district))

    def rejected(self) -> list[tuple[str, str]]:
        """Code and reason of each refused message, in order."""
        found: Any = self.system.redis.xrange(inbox.rejected_key(self.district))
        return [(fields[b"code"].decode(), fields[b"reason"].decode()) for _, fields in found]

    def told(self) -> list[int]:
        """The numbers of the changes in the stream, in order."""
        found: Any = self.system.redis.xrange(changes.key(self.district))
        return [int(entry.split(b"-")[0]) for entry, _ in found]

    def last_seq(self) -> int:
        with self.system.reader.connect() as connection:
            return journal.last_seq(connection, self.district)

    def faults(self) -> list[str]:
        """The faults that `python -m dashboard check` would report."""
        return checks.check(self.system).faults


def rounds_until(done: Callable[[], object], seconds: float = 20) -> Iterator[None]:
    """Repeats until `done`; fails a test that would never end."""
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, f"not done within {seconds:g} s"
        yield


def inbox_waits(system: System) -> bool:
    """Whether the inbox has a message that is not acknowledged."""
    redis, district = system.redis, system.district.key
    groups = redis.xinfo_groups(inbox.key(district)) if redis.exists(inbox.key(district)) else []
    if not groups:
        return bool(redis.xlen(inbox.key(district)))
    return bool(inbox.depth(redis, district)[0])


def journal_waits(system: System) -> bool:
    """Whether a journal row is not yet in the chain, or not yet in the stream."""
    district = system.district.key
    published = changes.last_published(system.redis, district)
    with system.reader.connect() as connection:
        head = journal.head(connection, district)
        missing = published is not None and published < head.seq
        return missing or journal.waiting(connection, district, head)


def timers_wait(system: System) -> bool:
    """Whether a case or an alert is due for a look."""
    with system.reader.connect() as connection:
        return bool(alerts.to_look_at(connection, system.district.key, system.clock(), 1))


@contextmanager
def running(
    system: System, loops: Sequence[Callable[[System, threading.Event], None]] = LOOPS
) -> Iterator[None]:
    """Runs the loops in threads, as in a worker process; an exception in one fails the test."""
    stop = threading.Event()
    threads = [threading.Thread(target=loop, args=(system, stop)) for loop in loops]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=20)
