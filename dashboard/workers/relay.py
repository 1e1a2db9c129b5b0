"""The relay: stamps the journal's rows (PostgreSQL) and publishes all that is not yet published."""

import threading

from dashboard.store import journal
from dashboard.store.journal import Head
from dashboard.store.leases import Lease, lease
from dashboard.streams import changes
from dashboard.system import System
from dashboard.workers.loop import run_loop

BATCH = 500
LOOK_S = 0.1
STANDBY_S = 1.0


class Relay:
    """Only one runs at a time, by lease. After an error it reads its position anew."""

    def __init__(self, system: System, look_s: float = LOOK_S) -> None:
        """`look_s` is how long a step waits for the bell."""
        self._system = system
        self._look_s = look_s
        self._district = system.district.key
        self._stamps = system.engine.dialect.name == "postgresql"
        self._lease: Lease = lease(system.engine, self._district, "relay")
        self._head: Head | None = None
        self._bell: changes.Bell | None = None

    def step(self) -> None:
        """Publishes all that is new, then waits for the bell, at most `look_s`."""
        try:
            if not self._lease.held():
                self._forget()
                threading.Event().wait(STANDBY_S)
                return
            # Stamped even while Redis is away: the screens then follow the journal.
            if self._stamps:
                self._stamp_all()
            self._publish_missing()
            self._wait()
        except BaseException:
            # After an error it is unknown how far we published: read it again.
            self._forget()
            raise

    def close(self) -> None:
        """Releases the lease, so that the next relay can go on at once."""
        self._forget()
        self._lease.release()

    def _forget(self) -> None:
        self._head = None
        if self._bell is not None:
            self._bell.close()
            self._bell = None

    def _stamp_all(self) -> None:
        """Stamps and publishes in batches; checks with the reader before it writes."""
        with self._system.reader.connect() as connection:
            if self._head is None:
                self._head = journal.head(connection, self._district)
            waiting = journal.waiting(connection, self._district, self._head)
        while waiting:
            with self._system.engine.begin() as connection:
                head, told = journal.stamp(connection, self._district, self._head, BATCH)
            self._head = head
            changes.publish(self._system.redis, self._district, told)
            waiting = len(told) == BATCH

    def _publish_missing(self) -> None:
        """Publishes what a writer or relay stamped but did not publish before it died.

        If the stream was deleted it begins at the end of the chain: followers find the rest in the
        journal. The same if it is ahead of the chain: then it is another or a restored database.
        """
        redis = self._system.redis
        published = changes.last_published(redis, self._district)
        with self._system.reader.connect() as connection:
            last = journal.last_seq(connection, self._district)
            if published is not None and published > last:
                changes.forget(redis, self._district)
                published = None
            seq = last if published is None else published
            while seq < last:
                told = journal.told_after(connection, self._district, seq, BATCH)
                changes.publish(redis, self._district, told)
                seq = told[-1].seq

    def _wait(self) -> None:
        if self._bell is None:
            self._bell = changes.Bell(self._system.redis, self._district)
        self._bell.wait(self._look_s)


def run(system: System, stop: threading.Event) -> None:
    """Runs the relay until it is stopped."""
    worker = Relay(system)
    try:
        run_loop(system, "relay", worker.step, stop)
    finally:
        worker.close()
