"""Signs of life: each loop says now and then when it last went round."""

from collections.abc import Mapping
from typing import Any

from redis import Redis

EVERY_MS = 2_000
LATE_MS = 10_000
LOOPS = ("intake", "relay", "timers")


def key(district: str) -> str:
    """The hash of loops and instants."""
    return f"{{{district}}}:beats"


def beat(redis: Redis, district: str, loop: str, now_ms: int) -> None:
    """This loop is alive."""
    redis.hset(key(district), loop, str(now_ms))


def last(redis: Redis, district: str) -> Mapping[str, int]:
    """When each loop was last alive, in milliseconds since 1970; absent ones never were."""
    found: dict[Any, Any] = redis.hgetall(key(district))
    return {name.decode(): int(ms) for name, ms in found.items()}


def late(beats: Mapping[str, int], now_ms: int) -> list[str]:
    """The loops without a sign of life for ten seconds."""
    return [loop for loop in LOOPS if now_ms - beats.get(loop, 0) > LATE_MS]
