"""The on-time rates of the last 30 days: they change slowly, and reading a month is slow."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from dashboard.domain.on_time_rate import Rate
from dashboard.store.rates import of_units
from dashboard.system import System

OVER = timedelta(days=30)
KEPT = timedelta(minutes=1)


class Month:
    """Reads at most once a minute for everybody; safe for several threads."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._read: tuple[datetime, Mapping[str, Rate]] | None = None

    def rates(self, now: datetime) -> Mapping[str, Rate]:
        """By unit code."""
        kept = self._read
        if kept is not None and kept[0] <= now < kept[0] + KEPT:
            return kept[1]
        with self._system.reader.connect() as connection:
            found = of_units(connection, self._system.district.key, now - OVER, now)
        self._read = now, found
        return found
