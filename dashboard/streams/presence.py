"""Who is looking at which case: one sign of life for each socket."""

from collections.abc import Collection, Mapping

from redis import Redis

from dashboard.streams import shared_signs


def key(district: str) -> str:
    """The Redis key of the hash: socket to the case that it looks at."""
    return f"{{{district}}}:presence"


def exchange(
    redis: Redis, district: str, mine: Mapping[str, bytes], gone: Collection[str]
) -> dict[str, bytes]:
    """Writes our entries and deletes the gone ones; returns all entries, in one round trip."""
    pipe = redis.pipeline(transaction=False)
    shared_signs.put(pipe, key(district), mine, gone)
    pipe.hgetall(key(district))
    found: dict[bytes, bytes] = pipe.execute()[-1]
    return shared_signs.named(found)
