"""Signs of life in a hash that all web processes share: one entry for each socket.

They need not survive: they are written again and again, and are lost with Redis.
"""

from collections.abc import Collection, Mapping
from typing import Any

from redis.client import Pipeline

KEEP_MS = 60_000


def put(pipe: Pipeline, key: str, mine: Mapping[str, bytes], gone: Collection[str]) -> None:
    """Writes and deletes entries; the hash expires when nobody has written for a minute."""
    if gone:
        pipe.hdel(key, *gone)
    if mine:
        entries: dict[Any, Any] = dict(mine)
        pipe.hset(key, mapping=entries)
        pipe.pexpire(key, KEEP_MS)


def named(found: Mapping[bytes, bytes]) -> dict[str, bytes]:
    """The hash as it was read, by socket id."""
    return {name.decode(): entry for name, entry in found.items()}
