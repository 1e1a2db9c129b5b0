"""Stores the figures of each full minute: once, whichever timer works, or not at all."""

from dataclasses import dataclass

from dashboard.store import samples
from dashboard.store.engines import Connection
from dashboard.system import System

GRACE_MS = 10_000
"""Later in the minute nobody can tell how it began: the sample stays missing."""


@dataclass(slots=True)
class Sampling:
    """What the timers do at each full minute."""

    kept: int = 0
    """The last minute for which these timers stored a sample."""

    def step(self, system: System) -> bool:
        """Stores the minute that has just begun; true if there was one to store."""
        now_ms = system.now_ms()
        minute = samples.minute_of(now_ms)
        if minute == self.kept or now_ms - minute > GRACE_MS:
            return False
        keep(system)
        self.kept = minute
        return True


def keep(system: System) -> None:
    """Stores the present figures for this minute, and deletes samples that are too old."""
    # Counts with the reader, which does not hold up writers.
    with system.reader.connect() as connection:
        sample = _sample(system, connection)
    with system.engine.begin() as connection:
        _write(system, connection, sample)


def keep_in(system: System, connection: Connection) -> None:
    """The same within a transaction that somebody else commits, such as the demo's past."""
    _write(system, connection, _sample(system, connection))


def _sample(system: System, connection: Connection) -> samples.Sample:
    now = system.clock()
    return samples.take(connection, system.district, now, system.day_start(now))


def _write(system: System, connection: Connection, sample: samples.Sample) -> None:
    samples.write(connection, system.district.key, sample)
    samples.trim(connection, system.district.key, system.now_ms())
