"""The figures of each full minute are kept: once, by whichever timers work, or not at all."""

from dataclasses import dataclass

from dashboard.store import samples
from dashboard.system import System, to_ms

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
    now, district = system.clock(), system.district
    # Counted without holding up those who write.
    with system.reader.connect() as connection:
        sample = samples.take(connection, district, now, system.day_start(now))
    with system.engine.begin() as connection:
        samples.write(connection, district.key, sample)
        samples.trim(connection, district.key, to_ms(now))
