"""What walls have drawn: an entry a socket, in a hash that all web processes share.

Signs of life, no truth: they are put again and again, and lost with Redis.
"""

from collections.abc import Collection, Mapping
from typing import Any

from redis import Redis

KEEP_MS = 60_000
REMEMBER_MS = 30 * 24 * 3600 * 1000


def key(district: str) -> str:
    """The hash of sockets and what each has drawn."""
    return f"{{{district}}}:screens"


def last_key(district: str) -> str:
    """The hash of walls and when each was last there."""
    return f"{{{district}}}:screens:last"


def exchange(
    redis: Redis,
    district: str,
    mine: Mapping[str, bytes],
    gone: Collection[str],
    here: Mapping[str, int],
) -> tuple[dict[str, bytes], dict[str, int]]:
    """Puts and drops entries, says who is here (ms since 1970); returns all there are then.

    One round trip. The first hash goes by itself when no process has put anything for a minute.
    """
    pipe = redis.pipeline(transaction=False)
    if gone:
        pipe.hdel(key(district), *gone)
    if mine:
        entries: dict[Any, Any] = dict(mine)
        pipe.hset(key(district), mapping=entries)
        pipe.pexpire(key(district), KEEP_MS)
    if here:
        walls: dict[Any, Any] = dict(here)
        pipe.hset(last_key(district), mapping=walls)
        pipe.pexpire(last_key(district), REMEMBER_MS)
    pipe.hgetall(key(district))
    pipe.hgetall(last_key(district))
    found: list[dict[bytes, bytes]] = pipe.execute()[-2:]
    entries_now = {sid.decode(): entry for sid, entry in found[0].items()}
    return entries_now, {name.decode(): int(at) for name, at in found[1].items() if at.isdigit()}
