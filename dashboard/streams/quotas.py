"""How much of its quota each API key has used in this minute or hour, in all web processes.

Counts are kept in windows that begin with the clock's minute or hour. If Redis loses them, counting
starts again at 0.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from redis import Redis

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
REFUSED = "refused"
"""The counter for messages that are refused."""


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """`count` more uses of one counted thing; each window allows `most`."""

    what: str
    count: int
    most: int
    window_ms: int

    def left_s(self, now_ms: int) -> int:
        """How many seconds are left of the present window."""
        return -(-(self.window_ms - now_ms % self.window_ms) // 1000)


def key(district: str, name: str, use: QuotaUse, now_ms: int) -> str:
    """The Redis key of the counter of one window."""
    return f"{{{district}}}:quota:{use.what}:{now_ms // use.window_ms}:{name}"


def take(
    redis: Redis, district: str, name: str, uses: Iterable[QuotaUse], now_ms: int
) -> QuotaUse | None:
    """Counts all of these uses or none; returns the first one that exceeds its quota."""
    asked = [use for use in uses if use.count]
    keys = [key(district, name, use, now_ms) for use in asked]
    pipe = redis.pipeline(transaction=False)
    for use, where in zip(asked, keys, strict=True):
        pipe.incrby(where, use.count)
        pipe.pexpire(where, 2 * use.window_ms)
    counts = pipe.execute()[::2]
    beyond = next((use for use, n in zip(asked, counts, strict=True) if n > use.most), None)
    if beyond is not None:
        for use, where in zip(asked, keys, strict=True):
            pipe.decrby(where, use.count)
        pipe.execute()
    return beyond


def note_refused(redis: Redis, district: str, counts: Mapping[str, int], now_ms: int) -> None:
    """Adds the number of refused messages to each key's counter."""
    if not counts:
        return
    pipe = redis.pipeline(transaction=False)
    for name, count in counts.items():
        where = key(district, name, QuotaUse(REFUSED, count, 0, HOUR_MS), now_ms)
        pipe.incrby(where, count)
        pipe.pexpire(where, 2 * HOUR_MS)
    pipe.execute()


def used(redis: Redis, district: str, name: str, use: QuotaUse, now_ms: int) -> int:
    """How much of one counted thing is used in the present window."""
    found = redis.get(key(district, name, use, now_ms))
    return int(found) if isinstance(found, bytes) else 0
