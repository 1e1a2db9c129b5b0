"""Announcements: sent at once, apart from the stream; heard once; trusted only if they are next."""

import time
from typing import Any

import pytest
from redis import Redis

from dashboard import codec
from dashboard.domain.changes import Heading, Kind
from dashboard.store.journal import Stamped
from dashboard.streams import announcements, changes
from dashboard.streams.announcements import Listener
from dashboard.streams.client import RedisUnavailable
from tests.helpers.centre import rounds_until
from tests.helpers.clock import MORNING
from tests.helpers.states import strength
from tests.services.valkey import Valkey

D = "nanguan"
WAIT_MS = 2_000


def told(*numbers: int, why: str = "") -> list[Stamped]:
    heading = Heading(Kind.DUTY, "U01", "set_capacity", "test", why, MORNING)
    return [
        Stamped(n, codec.write_change(n, heading, codec.write_state(strength("U01", n))))
        for n in numbers
    ]


@pytest.fixture
def listener(redis: Redis) -> Listener:
    """A listener that has already read the stream, as a new listener must."""
    made = Listener(redis, D)
    assert made.after(0, WAIT_MS).look
    return made


def heard(listener: Listener, seq: int, wait_ms: int = WAIT_MS) -> tuple[list[int], bool]:
    found = listener.after(seq, wait_ms)
    return [change.seq for change in found.changes], found.look


def test_the_next_changes_are_heard_as_they_were_committed_and_need_no_stream(
    redis: Redis, listener: Listener
) -> None:
    assert announcements.announce(redis, D, told(1, 2))
    found = listener.after(0, WAIT_MS)
    assert [change.state for change in found.changes] == [strength("U01", n) for n in (1, 2)]
    assert not found.look
    assert changes.last_published(redis, D) is None


def test_what_is_published_is_heard_and_stands_in_the_stream(
    redis: Redis, listener: Listener
) -> None:
    assert changes.publish(redis, D, told(1))
    assert heard(listener, 0) == ([1], False)
    assert changes.last_published(redis, D) == 1


def test_what_was_heard_twice_or_is_known_is_heard_once_or_not_at_all(
    redis: Redis, listener: Listener
) -> None:
    announcements.announce(redis, D, told(1, 2))
    announcements.announce(redis, D, told(2, 3))
    time.sleep(0.05)
    assert heard(listener, 1) == ([2, 3], False)
    announcements.announce(redis, D, told(2, 3))
    assert heard(listener, 3) == ([], False)


def test_two_writers_who_speak_in_the_wrong_order_are_heard_in_the_right_one(
    redis: Redis, listener: Listener
) -> None:
    announcements.announce(redis, D, told(2))
    announcements.announce(redis, D, told(1))
    time.sleep(0.05)
    assert heard(listener, 0) == ([1, 2], False)


def test_a_number_too_far_is_no_reason_to_step_over_what_is_missing(
    redis: Redis, listener: Listener
) -> None:
    announcements.announce(redis, D, told(3))
    assert heard(listener, 1) == ([3], True)


def test_silence_is_no_proof_that_nothing_happened(listener: Listener) -> None:
    assert heard(listener, 7, 150) == ([], True)


def test_who_begins_to_listen_looks_into_the_stream_first(redis: Redis) -> None:
    changes.publish(redis, D, told(1, 2))
    assert heard(Listener(redis, D), 0) == ([], True)


def test_a_line_that_was_cut_says_so_when_it_is_back(redis: Redis, listener: Listener) -> None:
    redis.client_kill_filter(_type="pubsub")
    announcements.announce(redis, D, told(1))
    assert heard(listener, 0) == ([], True)
    announcements.announce(redis, D, told(2))
    assert heard(listener, 1) == ([2], False)


@pytest.mark.parametrize(
    "many",
    [
        told(*range(1, announcements.CHANGES_MAX + 2)),
        told(1, why="x" * announcements.BYTES_MAX),
    ],
    ids=["too many", "too large"],
)
def test_what_would_fill_the_lines_is_read_from_the_stream(
    redis: Redis, listener: Listener, many: list[Stamped]
) -> None:
    assert changes.publish(redis, D, many)
    assert heard(listener, 0) == ([], True)
    assert [change.seq for change in changes.after(redis, D, 0, 1)] == [one.seq for one in many]


def test_an_announcement_waits_for_no_disk(redis: Redis, listener: Listener) -> None:
    """No write goes with it, or Redis would deliver it only when its file is on the disk."""
    before: Any = redis.info("persistence")
    announcements.announce(redis, D, told(1))
    assert heard(listener, 0) == ([1], False)
    after: Any = redis.info("persistence")
    assert after["aof_current_size"] == before["aof_current_size"]


def test_of_half_a_message_the_rest_is_heard_later(redis: Redis, listener: Listener) -> None:
    [large] = told(1, why="x" * 4_000_000)
    redis.publish(announcements.channel(D), large.raw)
    for _ in rounds_until(lambda: listener.after(0, 0).last == 1):
        pass
    assert announcements.announce(redis, D, told(2))
    assert heard(listener, 1) == ([2], False)


def test_districts_do_not_hear_each_other(redis: Redis, listener: Listener) -> None:
    announcements.announce(redis, "chaoyang", told(1))
    assert heard(listener, 0, 150) == ([], True)


def test_who_listens_to_a_server_that_is_gone_is_told_and_closes_quietly(
    valkey: Valkey, redis: Redis, listener: Listener
) -> None:
    valkey.stop()
    try:
        with pytest.raises(RedisUnavailable):
            listener.after(0, WAIT_MS)
        listener.close()
    finally:
        valkey.start()


def test_who_listens_and_does_not_read_fills_no_memory(redis: Redis, listener: Listener) -> None:
    limits: Any = redis.config_get("client-output-buffer-limit")
    words = limits["client-output-buffer-limit"].split()
    hard = int(words[words.index("pubsub") + 1])
    large = told(1, why="x" * (announcements.BYTES_MAX - 1_000))
    for _ in range(2 * hard // announcements.BYTES_MAX):
        assert announcements.announce(redis, D, large)
    assert not redis.client_list(_type="pubsub"), "cut off"
    # Messages on their way are read; then the new connection says that it is new.
    for _ in rounds_until(lambda: listener.after(1, 0).look):
        pass
    announcements.announce(redis, D, told(2))
    assert heard(listener, 1) == ([2], False)
