"""Trimming the inbox: read and acknowledged messages are deleted, others never (D3)."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis import Redis

from dashboard.streams import inbox
from dashboard.streams.inbox import Reader

D = "nanguan"
HOUR_MS = 3_600_000


class Script:
    """An inbox, and which messages were put, delivered and acknowledged."""

    def __init__(self, redis: Redis) -> None:
        redis.delete(inbox.key(D))
        inbox.make_group(redis, D)
        self._redis = redis
        self._numbers: Iterator[int] = count()
        self.unread: set[str] = set()
        self.pending: list[inbox.Delivery] = []

    def put(self, many: int) -> None:
        # Ids of our own, milliseconds apart, because trimming goes by ids.
        for _ in range(many):
            at = f"{next(self._numbers) // 2 + 1}-{next(self._numbers)}"
            self._redis.xadd(inbox.key(D), {"event": b"x"}, id=at)
            self.unread.add(at)

    def read(self, many: int) -> None:
        handed = inbox.read(self._redis, D, Reader("me", many, 1))
        self.unread -= {delivery.id.decode() for delivery in handed}
        # Unacknowledged messages come again.
        self.pending += [delivery for delivery in handed if delivery not in self.pending]

    def acknowledge(self, which: int) -> None:
        if self.pending:
            done = self.pending.pop(which % len(self.pending))
            inbox.settle(self._redis, D, [done], [])

    def trim(self, keep_ms: int) -> None:
        inbox.trim_read(self._redis, D, keep_ms)

    def kept(self) -> set[str]:
        found: Any = self._redis.xrange(inbox.key(D))
        return {entry.decode() for entry, _ in found}


steps = st.lists(
    st.one_of(
        st.tuples(st.just(Script.put), st.integers(1, 5)),
        st.tuples(st.just(Script.read), st.integers(1, 5)),
        st.tuples(st.just(Script.acknowledge), st.integers(0, 9)),
        st.tuples(st.just(Script.trim), st.integers(0, 3)),
    ),
    max_size=20,
)


@given(steps)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_d3_no_trimming_ever_drops_what_is_unread_or_not_acknowledged(
    redis: Redis, script: list[tuple[Any, int]]
) -> None:
    inbox_ = Script(redis)
    for step, number in script:
        step(inbox_, number)
        must_stay = inbox_.unread | {delivery.id.decode() for delivery in inbox_.pending}
        assert must_stay <= inbox_.kept()


def test_what_was_acknowledged_long_before_the_last_one_read_goes(redis: Redis) -> None:
    script = Script(redis)
    script.put(6)
    script.read(5)
    for _ in range(5):
        script.acknowledge(0)
    script.trim(1)
    assert len(script.kept()) < 6
    assert script.unread <= script.kept()


def test_what_is_younger_than_the_keeping_time_stays(redis: Redis) -> None:
    inbox.make_group(redis, D)
    inbox.put(redis, D, [b"1", b"2"])
    inbox.settle(redis, D, inbox.read(redis, D, Reader("me", 9, 1)), [])
    inbox.trim_read(redis, D, HOUR_MS)
    assert redis.xlen(inbox.key(D)) == 2


def test_an_inbox_that_nobody_reads_is_not_trimmed(redis: Redis) -> None:
    inbox.put(redis, D, [b"1", b"2"])
    inbox.trim_read(redis, D, 0)
    assert redis.xlen(inbox.key(D)) == 2


@pytest.mark.parametrize("messages", [1, 500])
def test_d3_putting_never_trims(redis: Redis, messages: int) -> None:
    for _ in range(4):
        inbox.put(redis, D, [b"x"] * messages)
    assert redis.xlen(inbox.key(D)) == 4 * messages
