"""What a process works with, made once at its start; the only file that reads the clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from redis import Redis
from sqlalchemy import Engine

from dashboard.districts import Pack
from dashboard.domain.district import District
from dashboard.settings import Settings

Clock = Callable[[], datetime]


def real_clock() -> datetime:
    """Now in UTC, to the millisecond, so that a stored instant equals the original."""
    return from_ms(time.time_ns() // 1_000_000)


def fine_ms() -> float:
    """Now in ms since 1970 with its fractions: for measuring, never for what is decided."""
    return time.time_ns() / 1_000_000


def from_ms(ms: int) -> datetime:
    """An instant from milliseconds since 1970."""
    return datetime.fromtimestamp(ms / 1000, UTC)


def to_ms(at: datetime) -> int:
    """Milliseconds since 1970."""
    return round(at.timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class System:
    """`engine` writes, `reader` only reads; tests can move `clock`."""

    settings: Settings
    engine: Engine
    reader: Engine
    redis: Redis
    pack: Pack
    clock: Clock = real_clock

    @property
    def district(self) -> District:
        return self.pack.district

    @property
    def zone(self) -> ZoneInfo:
        """The district's time zone, which decides when its days begin."""
        return ZoneInfo(self.district.timezone)

    def now_ms(self) -> int:
        """Now in ms since 1970."""
        return to_ms(self.clock())

    def day_start(self, now: datetime) -> datetime:
        """The beginning of the district's day in which `now` lies."""
        local = now.astimezone(self.zone)
        return local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
