"""The relay: stamps the journal's new rows and publishes them, in order, each once."""

import threading

from dashboard.store import journal
from dashboard.store.journal import Head, Stamped
from dashboard.store.leases import Lease, lease
from dashboard.streams import changes
from dashboard.system import System
from dashboard.workers.loop import go_round

BATCH = 500
LOOK_S = 0.1
STANDBY_S = 1.0


class Relay:
    """One at a time, by lease. What it knows is forgotten at any error and read again."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._district = system.district.key
        self._lease: Lease = lease(system.engine, self._district, "relay")
        self._head: Head | None = None
        self._bell: changes.Bell | None = None
        self._idle = False

    def step(self) -> None:
        """Tells all that is new, or waits for the bell."""
        try:
            if not self._lease.held():
                self._head = None
                threading.Event().wait(STANDBY_S)
                return
            if self._head is None:
                self._head = self._catch_up()
            if self._idle or not self._tell():
                self._wait()
        except BaseException:
            self._forget()
            raise

    def _forget(self) -> None:
        self._head = None
        if self._bell is not None:
            self._bell.close()
            self._bell = None

    def _catch_up(self) -> Head:
        """Publishes what an earlier relay stamped and didn't live to publish."""
        system = self._system
        with system.reader.connect() as connection:
            head = journal.head(connection, self._district)
            published = changes.last_published(system.redis, self._district)
            seq = head.seq if published is None else published
            while seq < head.seq:
                told = journal.told_after(connection, self._district, seq, BATCH)
                self._publish(told)
                seq = told[-1].seq
        return head

    def _tell(self) -> bool:
        """Stamps and publishes a batch; false when there is nothing new."""
        with self._system.engine.begin() as connection:
            head, told = journal.stamp(connection, self._district, self._last(), BATCH)
        if not told:
            return False
        self._head = head
        self._publish(told)
        return True

    def _last(self) -> Head:
        assert self._head is not None  # noqa: S101 - `step` reads it before anything else
        return self._head

    def _publish(self, told: list[Stamped]) -> None:
        pairs = [(one.seq, one.raw) for one in told]
        changes.publish(self._system.redis, self._district, pairs)

    def _wait(self) -> None:
        """Until the bell rings; a look at the journal makes up for a ring that was lost."""
        if self._bell is None:
            self._bell = changes.Bell(self._system.redis, self._district)
        self._idle = False
        if not self._bell.wait(LOOK_S):
            with self._system.reader.connect() as connection:
                self._idle = not journal.waiting(connection, self._district, self._last())


def run(system: System, stop: threading.Event) -> None:
    """Relays until stopped."""
    go_round(system, "relay", Relay(system).step, stop)
