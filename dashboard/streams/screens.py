"""What walls have drawn, one sign of life for each socket; and when each wall was last here."""

from collections.abc import Collection, Mapping
from typing import Any

from redis import Redis

from dashboard.streams import shared_signs

REMEMBER_MS = 30 * 24 * 3600 * 1000


def key(district: str) -> str:
    """The Redis key of the hash: socket to what it has drawn."""
    return f"{{{district}}}:screens"


def last_key(district: str) -> str:
    """The Redis key of the hash: wall to when it was last here."""
    return f"{{{district}}}:screens:last"


def exchange(
    redis: Redis,
    district: str,
    mine: Mapping[str, bytes],
    gone: Collection[str],
    here: Mapping[str, int],
) -> tuple[dict[str, bytes], dict[str, int]]:
    """Writes and deletes entries, notes when walls were here (ms since 1970); returns all entries.

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
