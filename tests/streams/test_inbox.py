"""The inbox: messages are delivered once, claimed after a death, acknowledged or refused."""

import time
from typing import Any

import pytest
from redis import Redis
from redis.exceptions import ResponseError

from dashboard.streams import inbox
from dashboard.streams.client import RedisUnavailable
from dashboard.streams.inbox import Delivery, Reader, Rejection

D = "nanguan"
ME, OTHER = "me", "other"


def read(redis: Redis, count: int = 10, me: str = ME) -> list[Delivery]:
    return inbox.read(redis, D, Reader(me, count, 1))


def raws(deliveries: list[Delivery]) -> list[bytes]:
    return [delivery.raw for delivery in deliveries]


@pytest.fixture
def group(redis: Redis) -> Redis:
    """An inbox with three messages that nobody has read."""
    inbox.make_group(redis, D)
    inbox.put(redis, D, [b"1", b"2", b"3"])
    return redis


def test_messages_come_in_the_order_they_were_put_and_once(group: Redis) -> None:
    assert raws(read(group, 2)) == [b"1", b"2"]
    assert raws(read(group, 2, OTHER)) == [b"3"]


def test_what_is_not_acknowledged_comes_again(group: Redis) -> None:
    first = read(group, 2)
    assert read(group, 2) == first


def test_put_answers_with_the_ids_of_the_entries(redis: Redis) -> None:
    inbox.make_group(redis, D)
    ids = inbox.put(redis, D, [b"1", b"2"])
    assert [delivery.id.decode() for delivery in read(redis)] == ids


def test_an_entry_without_our_field_is_an_empty_message(redis: Redis) -> None:
    inbox.make_group(redis, D)
    redis.xadd(inbox.key(D), {"another": "field"})
    assert raws(read(redis)) == [b""]


def test_an_acknowledged_message_is_not_handed_out_again(group: Redis) -> None:
    inbox.settle(group, D, read(group, 2), [])
    assert raws(read(group)) == [b"3"]
    assert inbox.depth(group, D) == (1, 0)


def test_a_reading_acknowledges_what_was_done_before_it(group: Redis) -> None:
    done = read(group, 2)
    assert raws(inbox.read(group, D, Reader(ME, 10, 1), done)) == [b"3"]
    assert inbox.depth(group, D) == (1, 0)


def test_a_refused_message_is_kept_as_it_came_with_its_reason(group: Redis) -> None:
    first, second = read(group, 2)
    inbox.settle(group, D, [first, second], [Rejection(second, "BAD_ITEM", "No such " + "x" * 999)])
    kept: Any = group.xrange(inbox.rejected_key(D))
    [(_, fields)] = kept
    assert fields[b"event"] == b"2"
    assert fields[b"entry"] == second.id
    assert fields[b"code"] == b"BAD_ITEM"
    assert len(fields[b"reason"]) == 500
    assert inbox.depth(group, D) == (1, 1)


def test_what_cannot_be_kept_for_want_of_memory_is_not_acknowledged_either(group: Redis) -> None:
    deliveries = read(group)
    group.config_set("maxmemory", 1)
    try:
        with pytest.raises(RedisUnavailable):
            inbox.settle(group, D, deliveries, [Rejection(deliveries[0], "BAD_ITEM", "no")])
    finally:
        group.config_set("maxmemory", 0)
    assert inbox.depth(group, D) == (3, 0)


def test_a_dead_readers_messages_are_handed_on_one_at_a_time(group: Redis) -> None:
    read(group)
    found = []
    while claimed := inbox.claim(group, D, OTHER, 0):
        found += claimed
        inbox.settle(group, D, claimed, [])
    assert [(one.raw, one.times) for one in found] == [(b"1", 2), (b"2", 2), (b"3", 2)]


def test_a_message_counts_how_often_it_was_handed_out_and_its_neighbours_do_not(
    group: Redis,
) -> None:
    read(group)
    for times in (2, 3, 4):
        assert inbox.claim(group, D, OTHER, 0)[0].times == times
    inbox.settle(group, D, inbox.claim(group, D, OTHER, 0), [])
    assert inbox.claim(group, D, OTHER, 0)[0].times == 2


def test_a_forgiven_claim_does_not_count(group: Redis) -> None:
    read(group)
    for _ in range(4):
        [claimed] = inbox.claim(group, D, OTHER, 0)
        inbox.forgive(group, D, OTHER, claimed)
    assert claimed.times == 2


def test_what_is_being_worked_on_is_not_claimed(group: Redis) -> None:
    read(group)
    assert inbox.claim(group, D, OTHER, 60_000) == []


def test_a_claim_looks_past_messages_that_were_deleted_after_they_were_read(group: Redis) -> None:
    inbox.put(group, D, [str(n).encode() for n in range(4, 40)])
    ids = [delivery.id for delivery in read(group, 100)]
    group.xdel(inbox.key(D), *ids[:30])
    [claimed] = inbox.claim(group, D, OTHER, 0)
    assert claimed.raw == b"31"


def test_a_group_that_was_destroyed_begins_again_and_misses_nothing(group: Redis) -> None:
    inbox.settle(group, D, read(group, 1), [])
    read(group, 1)
    group.xgroup_destroy(inbox.key(D), inbox.GROUP)
    assert read(group) == []
    assert raws(read(group)) == [b"1", b"2", b"3"]


def test_an_emptied_redis_is_begun_again(group: Redis) -> None:
    read(group)
    group.flushall()
    assert read(group) == []
    inbox.put(group, D, [b"4"])
    assert raws(read(group)) == [b"4"]


def test_making_the_group_again_changes_nothing(group: Redis) -> None:
    inbox.settle(group, D, read(group, 2), [])
    inbox.make_group(group, D)
    assert raws(read(group)) == [b"3"]


def test_a_group_that_cannot_be_made_is_not_hidden(redis: Redis) -> None:
    redis.set(inbox.key(D), "not a stream")
    with pytest.raises(ResponseError, match="WRONGTYPE"):
        inbox.make_group(redis, D)


def test_a_read_waits_for_the_first_message_but_not_for_ever(redis: Redis) -> None:
    inbox.make_group(redis, D)
    began = time.monotonic()
    assert inbox.read(redis, D, Reader(ME, 10, 120)) == []
    assert 0.1 < time.monotonic() - began < 10


def test_depth_of_an_inbox_that_nobody_has_made_is_nothing(redis: Redis) -> None:
    assert inbox.depth(redis, D) == (0, 0)


def test_what_waits_is_counted_also_without_a_reader(redis: Redis) -> None:
    inbox.put(redis, D, [b"1", b"2"])
    assert inbox.depth(redis, D) == (2, 0)


def test_what_waits_is_counted_also_when_an_unread_message_was_deleted(group: Redis) -> None:
    read(group, 1)
    entries: Any = group.xrange(inbox.key(D))
    group.xdel(inbox.key(D), entries[1][0])
    assert inbox.depth(group, D) == (2, 0)
