"""Sources whose every report is refused: how many since one was taken, when, and why.

Such a source sends regularly, so it never counts as silent; without this nobody would notice that
nothing arrives. It is kept in Redis; if lost, the next refusal starts it again.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from redis import Redis

LEAST = 3
"""This many refusals in a row are no accident."""
KEEP_MS = 24 * 3_600_000
SOURCES_MAX = 1_000


@dataclass(frozen=True, slots=True)
class Refusing:
    """How many messages of a source were refused since one was taken, and when the last one was."""

    count: int
    at: int
    code: str


def key(district: str) -> str:
    """The Redis key of the hash of counts; the hash of last reasons adds ":last"."""
    return f"{{{district}}}:refusing"


def note(redis: Redis, district: str, refused: Mapping[str, tuple[int, str]], now_ms: int) -> None:
    """Adds the refused messages of each source, with the code of its last reason."""
    if not refused or redis.hlen(key(district)) >= SOURCES_MAX:
        return
    pipe = redis.pipeline(transaction=True)
    for name, (count, code) in refused.items():
        pipe.hincrby(key(district), name, count)
        pipe.hset(f"{key(district)}:last", name, f"{now_ms} {code}")
    pipe.execute()


def taken(redis: Redis, district: str, names: Collection[str]) -> None:
    """Resets the counts of these sources: one of their messages was taken."""
    if names:
        pipe = redis.pipeline(transaction=True)
        pipe.hdel(key(district), *names)
        pipe.hdel(f"{key(district)}:last", *names)
        pipe.execute()


def told(redis: Redis, district: str, now_ms: int) -> dict[str, Refusing]:
    """The sources from which nothing is taken, the most refused one first."""
    pipe = redis.pipeline(transaction=True)
    pipe.hgetall(key(district))
    pipe.hgetall(f"{key(district)}:last")
    counts, last = pipe.execute()
    found = {name.decode(): _read(count, last.get(name, b"0 ?")) for name, count in counts.items()}
    lasting = ((n, one) for n, one in found.items() if one.count >= LEAST)
    recent = [(n, one) for n, one in lasting if now_ms - one.at < KEEP_MS]
    return dict(sorted(recent, key=lambda one: (-one[1].count, one[0])))


def forget_old(redis: Redis, district: str, now_ms: int) -> None:
    """Deletes sources that have not been refused for a day."""
    last: dict[Any, Any] = redis.hgetall(f"{key(district)}:last")
    old = [name for name, raw in last.items() if now_ms - int(raw.split()[0]) >= KEEP_MS]
    taken(redis, district, old)


def _read(count: bytes, last: bytes) -> Refusing:
    at, code = last.decode().split(" ", 1)
    return Refusing(int(count), int(at), code)
