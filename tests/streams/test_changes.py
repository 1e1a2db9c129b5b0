"""The stream of changes: in order, without gaps, each number once (D4)."""

import time
from typing import Any

import pytest
from redis import Redis
from redis.exceptions import ResponseError

from dashboard import codec
from dashboard.domain.changes import Heading, Kind
from dashboard.store.journal import Stamped
from dashboard.streams import changes
from dashboard.streams.client import RedisUnavailable
from tests.helpers.clock import MORNING
from tests.helpers.states import strength

D = "nanguan"


def told(*numbers: int) -> list[Stamped]:
    """Changes with these numbers: a unit reports its handlers again and again."""
    heading = Heading(Kind.DUTY, "U01", "set_capacity", "test", "", MORNING)
    return [
        Stamped(n, codec.write_change(n, heading, codec.write_state(strength("U01", n))))
        for n in numbers
    ]


def numbers(redis: Redis) -> list[int]:
    found: Any = redis.xrange(changes.key(D))
    return [int(entry.split(b"-")[0]) for entry, _ in found]


def test_changes_are_read_in_order_as_they_were_published(redis: Redis) -> None:
    assert changes.publish(redis, D, told(1, 2))
    assert changes.publish(redis, D, told(3))
    found = changes.after(redis, D, 0, 1)
    assert [change.seq for change in found] == [1, 2, 3]
    assert [change.state for change in found] == [strength("U01", n) for n in (1, 2, 3)]
    assert {(change.kind, change.key) for change in found} == {(Kind.DUTY, "U01")}


def test_a_reader_gets_only_what_is_behind_its_own_number(redis: Redis) -> None:
    changes.publish(redis, D, told(1, 2, 3))
    assert [change.seq for change in changes.after(redis, D, 2, 1)] == [3]
    assert changes.after(redis, D, 3, 1) == []


def test_a_reader_of_a_stream_that_is_not_there_gets_nothing(redis: Redis) -> None:
    assert changes.after(redis, D, 0, 1) == []


@pytest.mark.parametrize("wait_ms", [40, 150])
def test_a_reader_waits_as_long_as_it_said_when_nothing_comes(redis: Redis, wait_ms: int) -> None:
    began = time.monotonic()
    assert changes.after(redis, D, 0, wait_ms) == []
    assert wait_ms / 1000 <= time.monotonic() - began + 0.005


def test_d4_publishing_twice_tells_once(redis: Redis) -> None:
    for _ in range(2):
        assert changes.publish(redis, D, told(1, 2, 3))
    assert numbers(redis) == [1, 2, 3]


def test_d4_a_batch_that_was_half_published_is_made_whole(redis: Redis) -> None:
    changes.publish(redis, D, told(1, 2))
    assert changes.publish(redis, D, told(1, 2, 3, 4))
    assert numbers(redis) == [1, 2, 3, 4]


def test_d4_a_batch_that_would_leave_a_hole_is_not_published(redis: Redis) -> None:
    changes.publish(redis, D, told(1, 2))
    assert not changes.publish(redis, D, told(4, 5))
    assert numbers(redis) == [1, 2]


def test_a_stream_that_is_gone_begins_with_whatever_comes_next(redis: Redis) -> None:
    changes.publish(redis, D, told(1, 2))
    changes.forget(redis, D)
    assert changes.last_published(redis, D) is None
    assert changes.publish(redis, D, told(7, 8))
    assert numbers(redis) == [7, 8]
    assert changes.publish(redis, D, told(3, 4))
    assert numbers(redis) == [7, 8]


def test_nothing_to_tell_is_told_at_once(redis: Redis) -> None:
    assert changes.publish(redis, D, [])
    assert changes.last_published(redis, D) is None


def test_the_last_number_is_known_also_when_everything_was_trimmed(redis: Redis) -> None:
    changes.publish(redis, D, told(1, 2, 3))
    redis.xtrim(changes.key(D), maxlen=0, approximate=False)
    assert changes.last_published(redis, D) == 3
    assert not changes.publish(redis, D, told(5))
    assert changes.publish(redis, D, told(4))


def test_old_changes_go_when_there_are_too_many(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "LENGTH_MAX", 100)
    for start in range(1, 1_000, 100):
        changes.publish(redis, D, told(*range(start, start + 100)))
    kept = numbers(redis)
    assert len(kept) < 500
    assert kept == list(range(kept[0], 1_001))


def test_what_could_not_be_published_is_an_error_and_can_be_published_later(redis: Redis) -> None:
    changes.publish(redis, D, told(1))
    redis.config_set("maxmemory", 1)
    try:
        with pytest.raises(RedisUnavailable):
            changes.publish(redis, D, told(2, 3))
    finally:
        redis.config_set("maxmemory", 0)
    assert numbers(redis) == [1]
    assert changes.publish(redis, D, told(2, 3))


def test_a_stranger_on_the_streams_key_is_an_error_not_an_empty_stream(redis: Redis) -> None:
    redis.set(changes.key(D), "not a stream")
    with pytest.raises(ResponseError):
        changes.publish(redis, D, told(1))


def test_districts_do_not_hear_each_other(redis: Redis) -> None:
    changes.publish(redis, "chaoyang", told(1, 2))
    assert changes.after(redis, D, 0, 1) == []
    assert changes.publish(redis, D, told(1))


def test_the_bell_is_heard_and_many_rings_are_one(redis: Redis) -> None:
    bell = changes.Bell(redis, D)
    for _ in range(5):
        changes.ring(redis, D)
    redis.ping()  # a turn later all of them lie with the listener
    assert bell.wait(2)
    assert not bell.wait(0.01)
    bell.close()


def test_a_bell_waits_from_its_first_wait_on(redis: Redis) -> None:
    bell = changes.Bell(redis, D)
    began = time.monotonic()
    assert not bell.wait(0.1)
    assert time.monotonic() - began > 0.09
    bell.close()


def listen(bell: changes.Bell) -> None:
    for _ in range(5):
        bell.wait(0.05)


def test_a_bell_that_lost_its_connection_says_so_and_closes_quietly(redis: Redis) -> None:
    bell = changes.Bell(redis, D)
    redis.client_kill_filter(_type="pubsub")
    redis.config_set("maxclients", 1)
    try:
        with pytest.raises(RedisUnavailable):
            listen(bell)
    finally:
        redis.config_set("maxclients", 10_000)
    bell.close()
