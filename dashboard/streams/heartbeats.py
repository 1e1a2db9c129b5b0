"""Signs of life: each loop notes now and then when it last completed a round."""

from collections.abc import Mapping
from typing import Any

from redis import Redis

EVERY_MS = 2_000
LATE_MS = 10_000
LOOPS = ("intake", "relay", "timers", "notifier")
PACK = "paper-pack"
"""The field of the last whole paper pack: a centre without one works, so it is no loop of these."""
PACK_LATE_MS = 12 * 60_000
"""Two packs are missing then."""


def key(district: str) -> str:
    """The Redis key of the hash: loop name to instant."""
    return f"{{{district}}}:beats"


def beat(redis: Redis, district: str, loop: str, now_ms: int) -> None:
    """Notes that this loop is alive."""
    redis.hset(key(district), loop, str(now_ms))


def last(redis: Redis, district: str) -> Mapping[str, int]:
    """When each loop was last alive, in ms since 1970; loops that never were are left out."""
    found: dict[Any, Any] = redis.hgetall(key(district))
    return {name.decode(): int(ms) for name, ms in found.items()}


def pack_is_late(beats: Mapping[str, int], now_ms: int) -> bool:
    """Whether there is no paper pack of the last minutes."""
    return now_ms - beats.get(PACK, 0) > PACK_LATE_MS


def late(beats: Mapping[str, int], now_ms: int) -> list[str]:
    """The loops that have given no sign of life for ten seconds."""
    return [loop for loop in LOOPS if now_ms - beats.get(loop, 0) > LATE_MS]
