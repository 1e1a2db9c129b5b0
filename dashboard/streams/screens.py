"""What walls have drawn, a sign of life a socket; and when each wall was last there."""

from collections.abc import Collection, Mapping
from typing import Any

from redis import Redis

from dashboard.streams import shared_signs

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

    One round trip.
    """
    pipe = redis.pipeline(transaction=False)
    shared_signs.put(pipe, key(district), mine, gone)
    if here:
        walls: dict[Any, Any] = dict(here)
        pipe.hset(last_key(district), mapping=walls)
        pipe.pexpire(last_key(district), REMEMBER_MS)
    pipe.hgetall(key(district))
    pipe.hgetall(last_key(district))
    found: list[dict[bytes, bytes]] = pipe.execute()[-2:]
    last = {name: int(at) for name, at in shared_signs.named(found[1]).items() if at.isdigit()}
    return shared_signs.named(found[0]), last
