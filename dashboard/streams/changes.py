"""The stream of changes: published in order of their numbers, and what every screen goes by.

The entry's id is `seq-0`, so Redis itself refuses to publish a number twice or out of order. A few
changes at once are announced before: see `announcements`.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from redis import Redis
from redis.exceptions import ResponseError

from dashboard import codec
from dashboard.domain.changes import Change
from dashboard.streams import announcements, traces
from dashboard.streams.announcements import EncodedChange
from dashboard.streams.client import READ_TIMEOUT_S, WAIT_LEAST_MS, RedisUnavailable, entries
from dashboard.streams.traces import Trace

LENGTH_MAX = 20_000
READ_MAX = 2_000
FIELD = b"event"


def key(district: str) -> str:
    """The stream's name; the braces keep a district in one cluster slot."""
    return f"{{{district}}}:changes"


def publish(
    redis: Redis,
    district: str,
    told: Sequence[EncodedChange],
    known: int | None = None,
    trace: Trace | None = None,
) -> bool:
    """Announces committed changes and appends them; those that are already there are skipped.

    `known` is the last number that the caller published itself: the next one needs no query;
    `trace` is that of one of the changes.
    Returns False and appends nothing if earlier changes are missing: the stream has no gaps. A
    stream that was deleted may begin at any number. It is trimmed by length: a follower that falls
    behind reads the journal instead.
    """
    announced = announcements.announce(redis, district, told, trace)
    if told and (known is None or told[0].seq != known + 1):
        last = last_published(redis, district)
        if last is not None and told[0].seq > last + 1:
            return False
    if told and not announced:
        traces.say(redis, district, trace)
    _append(redis, district, told, announced=announced)
    return True


def _append(redis: Redis, district: str, told: Sequence[EncodedChange], *, announced: bool) -> None:
    pipe = redis.pipeline(transaction=False)
    for one in told:
        entry: dict[Any, Any] = {FIELD: one.raw}
        pipe.xadd(key(district), entry, id=f"{one.seq}-0", maxlen=LENGTH_MAX, approximate=True)
    if told and not announced:
        announcements.say_look(pipe, district)
    for answer in pipe.execute(raise_on_error=False):
        if isinstance(answer, Exception) and "equal or smaller" not in str(answer):
            raise answer


def last_published(redis: Redis, district: str) -> int | None:
    """The last number that the stream has had, even if trimmed since; None without a stream."""
    try:
        info = redis.xinfo_stream(key(district))
    except ResponseError:
        return None
    return int(str(info["last-generated-id"], "ascii").split("-")[0])


def forget(redis: Redis, district: str) -> None:
    """Deletes the stream; it begins again with the next published number."""
    redis.delete(key(district))


def after(redis: Redis, district: str, seq: int, wait_ms: int) -> list[Change]:
    """Changes after `seq`, in order; waits up to `wait_ms` for the first one.

    A wait too short for Redis is spent asleep, even if a change arrives.
    """
    short = wait_ms < WAIT_LEAST_MS
    if short:
        time.sleep(wait_ms / 1000)
    found = redis.xread(
        {key(district): f"{seq}-0"}, count=READ_MAX, block=None if short else wait_ms
    )
    return [codec.read_change(fields[FIELD]) for _, fields in entries(found)]


def bell(district: str) -> str:
    """The channel on which writers ring when the journal has grown."""
    return f"{{{district}}}:bell"


def ring(redis: Redis, district: str, trace: Trace | None = None) -> None:
    """Tells the relay that the journal has grown; without this the relay sees it a little later.

    `trace` is that of a change which the relay will announce.
    """
    pipe = redis.pipeline(transaction=False)
    traces.say(pipe, district, trace)
    pipe.publish(bell(district), b"1")
    pipe.execute()


class Bell:
    """Receives rings; to be made again after any error."""

    def __init__(self, redis: Redis, district: str) -> None:
        self._listening: Any = redis.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
        self._listening.subscribe(bell(district))
        # The answer to the subscription is no ring, but would end the first wait.
        self._listening.get_message(timeout=READ_TIMEOUT_S)

    def wait(self, seconds: float) -> bool:
        """True after one or several rings; false when the time is over."""
        rang = self._listening.get_message(timeout=seconds) is not None
        while rang and self._listening.get_message(timeout=0) is not None:
            pass
        return rang

    def close(self) -> None:
        """Stops listening; a connection that is already lost raises nothing."""
        with suppress(RedisUnavailable):
            self._listening.close()
