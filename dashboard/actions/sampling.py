"""The figures of each full minute are kept: once, by whichever timers work, or not at all."""

from dataclasses import dataclass

from dashboard.store import samples
from dashboard.store.engines import Connection
from dashboard.system import System

GRACE_MS = 10_000
"""Who comes later in a minute can't say any more how it began: it stays missing."""


@dataclass(slots=True)
class Sampling:
    """What the timers do at each full minute."""

    kept: int = 0
    """The last minute that these timers kept."""

    def step(self, system: System) -> bool:
        """Keeps the minute that has just begun; whether that was to be done."""
        now_ms = system.now_ms()
        minute = samples.minute_of(now_ms)
        if minute == self.kept or now_ms - minute > GRACE_MS:
            return False
        keep(system)
        self.kept = minute
        return True


def keep(system: System) -> None:
    """Keeps the figures of now as those of the minute; lets go what is too old."""
    # Counted without holding up those who write.
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
