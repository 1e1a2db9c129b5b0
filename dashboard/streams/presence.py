"""Who looks at which case: one entry a socket, in a hash that all web processes share.

Entries are signs of life, no truth: they are put again and again, and lost with Redis.
"""

from collections.abc import Collection, Mapping
from typing import Any

from redis import Redis

KEEP_MS = 60_000


def key(district: str) -> str:
    """The hash of sockets and what each looks at."""
    return f"{{{district}}}:presence"


def exchange(
    redis: Redis, district: str, mine: Mapping[str, bytes], gone: Collection[str]
) -> dict[str, bytes]:
    """Puts and drops entries; returns all there are then, in one round trip.

    The hash goes by itself when no process has put anything for a minute.
    """
    pipe = redis.pipeline(transaction=False)
    if gone:
        pipe.hdel(key(district), *gone)
    if mine:
        entries: dict[Any, Any] = dict(mine)
        pipe.hset(key(district), mapping=entries)
        pipe.pexpire(key(district), KEEP_MS)
    pipe.hgetall(key(district))
    found: dict[bytes, bytes] = pipe.execute()[-1]
    return {sid.decode(): entry for sid, entry in found.items()}
