"""Who looks at which case: a sign of life a socket."""

from collections.abc import Collection, Mapping

from redis import Redis

from dashboard.streams import shared_signs


def key(district: str) -> str:
    """The hash of sockets and what each looks at."""
    return f"{{{district}}}:presence"


def exchange(
    redis: Redis, district: str, mine: Mapping[str, bytes], gone: Collection[str]
) -> dict[str, bytes]:
    """Puts and drops entries; returns all there are then, in one round trip."""
    pipe = redis.pipeline(transaction=False)
    shared_signs.put(pipe, key(district), mine, gone)
    pipe.hgetall(key(district))
    found: dict[bytes, bytes] = pipe.execute()[-1]
    return shared_signs.named(found)
