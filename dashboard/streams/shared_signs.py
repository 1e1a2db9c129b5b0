"""Signs of life in a hash that all web processes share: an entry a socket.

They are no truth: they are put again and again, and lost with Redis.
"""

from collections.abc import Collection, Mapping
from typing import Any

from redis.client import Pipeline

KEEP_MS = 60_000


def put(pipe: Pipeline, key: str, mine: Mapping[str, bytes], gone: Collection[str]) -> None:
    """Puts and drops entries; the hash goes by itself when nobody has put any for a minute."""
    if gone:
        pipe.hdel(key, *gone)
    if mine:
        entries: dict[Any, Any] = dict(mine)
        pipe.hset(key, mapping=entries)
        pipe.pexpire(key, KEEP_MS)


def named(found: Mapping[bytes, bytes]) -> dict[str, bytes]:
    """The hash as it was read, by socket."""
    return {name.decode(): entry for name, entry in found.items()}
