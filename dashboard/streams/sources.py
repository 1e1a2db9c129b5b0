"""Sources of reports: when each last sent, how regularly it sends, which has fallen silent.

A source is silent if it was heard often enough to know its rhythm, and has now sent nothing for
much longer than its longest recent pause. After a day it no longer counts as a source.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from redis import Redis

ACCURACY_MS = 2_000
TIMES_LEAST = 20
SILENT_LEAST_MS = 5 * 60_000
SILENT_MOST_MS = 24 * 3_600_000
PAUSES = 4
FADES = 0.95
"""The longest pause shrinks by this factor each time the source sends again."""


@dataclass(frozen=True, slots=True)
class SourceActivity:
    """One source: when it last sent, its longest recent pause, and how often it was heard.

    `fresh` is true if this process has heard it: a pause across a restart may be ours.
    """

    at: int
    every: int = 0
    times: int = 0
    fresh: bool = True

    def again(self, now_ms: int) -> "SourceActivity":
        """The source after it has just sent again."""
        pause = max(0, now_ms - self.at) if self.fresh else 0
        return SourceActivity(now_ms, max(pause, round(self.every * FADES)), self.times + 1)

    def silent(self, now_ms: int) -> bool:
        """Whether it sends nothing although it should."""
        silence = now_ms - self.at
        least = max(SILENT_LEAST_MS, PAUSES * self.every)
        return self.times >= TIMES_LEAST and least < silence < SILENT_MOST_MS

    @classmethod
    def read(cls, raw: bytes) -> Self:
        """Decodes what `written` wrote; older versions wrote an instant alone."""
        at, every, times = (*(int(part) for part in raw.split()), 0, 0)[:3]
        return cls(at, every, times, fresh=False)

    def written(self) -> str:
        """Encodes it for Redis."""
        return f"{self.at} {self.every} {self.times}"


def key(district: str) -> str:
    """The Redis key of the hash of sources."""
    return f"{{{district}}}:sources"


def last(redis: Redis, district: str) -> dict[str, SourceActivity]:
    """All sources ever heard, by name."""
    found: dict[Any, Any] = redis.hgetall(key(district))
    return {name.decode(): SourceActivity.read(raw) for name, raw in found.items()}


def silent(heard: Mapping[str, SourceActivity], now_ms: int) -> dict[str, SourceActivity]:
    """The sources that have fallen silent; the one that was first comes first."""
    late = [(name, one) for name, one in heard.items() if one.silent(now_ms)]
    return dict(sorted(late, key=lambda found: (found[1].at, found[0])))


class SourceTracker:
    """Notes which sources an intake hears, at most `most` of them, and writes them at intervals."""

    def __init__(self, redis: Redis, district: str, most: int) -> None:
        self._redis = redis
        self._district = district
        self._most = most
        self._heard: dict[str, SourceActivity] | None = None

    def note(self, sources: Iterable[str], now_ms: int) -> None:
        """Notes that these sources have just sent."""
        if self._heard is None:
            self._heard = last(self._redis, self._district)
        known = self._heard
        due = {
            name: known[name].again(now_ms) if name in known else SourceActivity(now_ms, times=1)
            for name in sources
            if self._due(known.get(name), now_ms)
        }
        if due and len(known.keys() | due.keys()) <= self._most:
            written: dict[Any, Any] = {name: one.written() for name, one in due.items()}
            self._redis.hset(key(self._district), mapping=written)
            known.update(due)

    @staticmethod
    def _due(known: SourceActivity | None, now_ms: int) -> bool:
        return known is None or abs(now_ms - known.at) >= ACCURACY_MS
