"""The inbox: messages from outside, read by a consumer group, acknowledged after the commit.

A dead consumer's messages are claimed by the next one, one at a time. Messages that can't be taken
go to `rejected` with the reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from redis import Redis
from redis.exceptions import ResponseError

from dashboard.streams.client import entries

GROUP = "intake"
FIELD = b"event"
REJECTED_MAX = 50_000
REJECTED_EACH_MAX = 2_000
"""For each key: a sender of nonsense pushes out its own messages, not those of others."""
REASON_MAX = 500


@dataclass(frozen=True, slots=True)
class Delivery:
    """An inbox entry: its id in the stream, its bytes, and how often it has been delivered."""

    id: bytes
    raw: bytes
    times: int = 1


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the inbox, how many messages at once, and how long it waits for the first."""

    name: str
    count: int
    wait_ms: int


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a delivery can't be taken: a stable code and a sentence.

    `key` is the API key that it came by, `source` its registered source; both may be unknown.
    """

    delivery: Delivery
    code: str
    words: str
    key: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class RefusedMessage:
    """A refused message as it is stored."""

    entry: str
    raw: bytes
    source: str
    key: str
    code: str
    words: str


def key(district: str) -> str:
    """The Redis key of the inbox."""
    return f"{{{district}}}:inbox"


def rejected_key(district: str) -> str:
    """The Redis key of the stream of refused messages."""
    return f"{{{district}}}:rejected"


def put(redis: Redis, district: str, raws: Sequence[bytes]) -> list[str]:
    """Appends messages in order; returns their entry ids. Never trims: they are still unread."""
    pipe = redis.pipeline(transaction=False)
    for raw in raws:
        pipe.xadd(key(district), {FIELD: raw})
    return [entry.decode() for entry in pipe.execute()]


def make_group(redis: Redis, district: str) -> None:
    """Makes the consumer group, from the very start of the stream.

    Messages that were read before are recognised by source and id; none may be missed.
    """
    try:
        redis.xgroup_create(key(district), GROUP, id="0", mkstream=True)
    except ResponseError as error:
        if "BUSYGROUP" not in str(error):
            raise


def _make_lost_group(redis: Redis, district: str, error: ResponseError) -> None:
    if "NOGROUP" not in str(error):
        raise error
    make_group(redis, district)


def read(
    redis: Redis, district: str, reader: Reader, done: Sequence[Delivery] = ()
) -> list[Delivery]:
    """New messages; makes the group again if it was destroyed or Redis was emptied.

    Acknowledges `done` in the same turn: nobody waits until that is on Redis's disk.

    Messages that were delivered to us but never arrived, or were never acknowledged, come again
    before the new ones: a broken connection must not change the order of a case's messages.
    """
    pipe = redis.pipeline(transaction=False)
    if done:
        pipe.xack(key(district), GROUP, *[d.id for d in done])
    pipe.xreadgroup(GROUP, reader.name, {key(district): ">"}, reader.count, reader.wait_ms)
    pipe.xpending(key(district), GROUP)
    try:
        *_, found, pending = pipe.execute()
    except ResponseError as error:
        _make_lost_group(redis, district, error)
        return []
    new = entries(found)
    if pending["pending"] > len(new):
        new = entries(redis.xreadgroup(GROUP, reader.name, {key(district): "0"}, reader.count))
    return [Delivery(entry, fields.get(FIELD, b"")) for entry, fields in new if fields]


def claim(redis: Redis, district: str, me: str, idle_ms: int) -> list[Delivery]:
    """At most one message that was delivered and not acknowledged for `idle_ms`.

    One at a time, so that only the message that stops a worker counts the stop.
    """
    while True:
        try:
            answer = redis.xautoclaim(key(district), GROUP, me, min_idle_time=idle_ms, count=1)
        except ResponseError as error:
            _make_lost_group(redis, district, error)
            return []
        found = [(entry, fields) for entry, fields in answer[1] if fields]
        # The answer may name only messages deleted since their delivery: then claim the next one.
        if found or not answer[2]:
            break
    if not found:
        return []
    entry, fields = found[0]
    pending = redis.xpending_range(key(district), GROUP, entry, entry, 1)
    times = int(pending[0]["times_delivered"]) if pending else 1
    return [Delivery(entry, fields.get(FIELD, b""), times)]


def forgive(redis: Redis, district: str, me: str, delivery: Delivery) -> None:
    """Takes one delivery off a message's count: the message did not cause this stop."""
    count = delivery.times - 1
    redis.xclaim(key(district), GROUP, me, 0, [delivery.id], retrycount=count, justid=True)


def settle(
    redis: Redis, district: str, deliveries: Sequence[Delivery], rejections: Sequence[Rejection]
) -> None:
    """Stores refused messages with their reasons and acknowledges all deliveries: both or neither.

    If there are too many refused messages, the oldest are deleted.
    """
    pipe = redis.pipeline(transaction=True)
    for one in rejections:
        pipe.xadd(
            rejected_key(district),
            {
                FIELD: one.delivery.raw,
                "entry": one.delivery.id,
                "code": one.code,
                "reason": one.words[:REASON_MAX],
                "source": one.source,
                "key": one.key,
            },
            maxlen=REJECTED_MAX,
            approximate=True,
        )
    pipe.xack(key(district), GROUP, *[d.id for d in deliveries])
    kept = pipe.execute()
    _forget_older(redis, district, list(zip(rejections, kept, strict=False)))


def _forget_older(redis: Redis, district: str, kept: Sequence[tuple[Rejection, bytes]]) -> None:
    """Keeps only each key's newest refused messages.

    If a crash leaves one uncounted, the limit on the whole stream deletes it later.
    """
    mine = [(f"{rejected_key(district)}:{one.key}", entry) for one, entry in kept if one.key]
    if not mine:
        return
    pipe = redis.pipeline(transaction=False)
    for name, entry in mine:
        pipe.rpush(name, entry)
    counts = {name: count for (name, _), count in zip(mine, pipe.execute(), strict=True)}
    for name, count in counts.items():
        old = redis.lpop(name, count - REJECTED_EACH_MAX) if count > REJECTED_EACH_MAX else None
        if isinstance(old, list):
            redis.xdel(rejected_key(district), *old)


def trim_read(redis: Redis, district: str, keep_ms: int) -> None:
    """Deletes entries that are at least `keep_ms` older than the last delivered one.

    It never deletes an entry that is pending or unread. Ages come from the ids: Redis's clock.
    """
    groups = [g for g in redis.xinfo_groups(key(district)) if g["name"] == GROUP.encode()]
    if not groups:
        return
    handed = int(str(groups[0]["last-delivered-id"], "ascii").split("-")[0])
    pending = redis.xpending(key(district), GROUP)["min"]
    limit = f"{max(0, handed - keep_ms)}-0"
    if pending and _order(pending) < _order(limit.encode()):
        limit = pending.decode()
    redis.xtrim(key(district), minid=limit, approximate=False)


def kept(redis: Redis, district: str, before: str, count: int) -> list[RefusedMessage]:
    """Refused messages up to the id `before`, newest first; "+" starts with the last one."""
    found: Any = redis.xrevrange(rejected_key(district), max=before, count=count)
    return [_kept(entry, fields) for entry, fields in found]


def _kept(entry: bytes, fields: Mapping[bytes, bytes]) -> RefusedMessage:
    names = (b"source", b"key", b"code", b"reason")
    words = [fields.get(name, b"").decode(errors="replace") for name in names]
    return RefusedMessage(entry.decode(), fields.get(FIELD, b""), *words)


def put_again(redis: Redis, district: str, chosen: Sequence[RefusedMessage]) -> None:
    """Moves refused messages back into the inbox: all of these or none."""
    pipe = redis.pipeline(transaction=True)
    for one in chosen:
        pipe.xadd(key(district), {FIELD: one.raw})
        pipe.xdel(rejected_key(district), one.entry)
    pipe.execute()


def trim_rejected(redis: Redis, district: str, keep_ms: int) -> None:
    """Deletes messages refused more than `keep_ms` ago, by Redis's own clock."""
    seconds, _ = redis.time()
    limit = f"{max(0, int(seconds) * 1000 - keep_ms)}-0"
    redis.xtrim(rejected_key(district), minid=limit, approximate=False)


def _order(entry: bytes) -> tuple[int, int]:
    ms, count = entry.split(b"-")
    return int(ms), int(count)


def depth(redis: Redis, district: str) -> tuple[int, int]:
    """How many messages are (waiting or unacknowledged, rejected).

    If Redis can't tell how many wait, because nobody has read yet or an unread message was deleted,
    all entries of the inbox are counted.
    """
    waiting = int(redis.xlen(key(district)))
    for group in redis.xinfo_groups(key(district)) if waiting else []:
        if group["name"] == GROUP.encode():
            pending, unread = int(group["pending"]), group["lag"]
            waiting = max(pending, waiting) if unread is None else pending + int(unread)
    return waiting, int(redis.xlen(rejected_key(district)))
