"""Messages whose delivery got lost come again before anything newer."""

import pytest
from redis import Redis

from dashboard.domain import commands as c
from dashboard.streams import client, inbox
from dashboard.streams.client import RedisUnavailable
from dashboard.streams.inbox import Reader
from tests.helpers.centre import Centre
from tests.helpers.messages import WATER_UNIT, message, report
from tests.services.valkey import Valkey

D = "nanguan"


def lose_an_answer(redis: Redis, count: int) -> None:
    """The server delivers, and nobody receives it."""
    redis.xreadgroup(inbox.GROUP, "me", {inbox.key(D): ">"}, count=count)


def read(redis: Redis, count: int = 10) -> list[bytes]:
    return [delivery.raw for delivery in inbox.read(redis, D, Reader("me", count, 1))]


def test_an_answer_that_got_lost_is_given_again_with_what_came_after_it(redis: Redis) -> None:
    inbox.make_group(redis, D)
    inbox.put(redis, D, [b"1", b"2"])
    lose_an_answer(redis, 2)
    inbox.put(redis, D, [b"3"])
    assert read(redis) == [b"1", b"2", b"3"]


def test_an_answer_that_got_lost_is_given_again_also_when_nothing_new_comes(redis: Redis) -> None:
    inbox.make_group(redis, D)
    inbox.put(redis, D, [b"1", b"2"])
    lose_an_answer(redis, 2)
    assert read(redis) == [b"1", b"2"]


def test_an_answer_larger_than_a_batch_is_given_again_in_order(redis: Redis) -> None:
    inbox.make_group(redis, D)
    inbox.put(redis, D, [str(n).encode() for n in range(7)])
    lose_an_answer(redis, 5)
    found = []
    while deliveries := inbox.read(redis, D, Reader("me", 3, 1)):
        found += [delivery.raw for delivery in deliveries]
        inbox.settle(redis, D, deliveries, [])
    assert found == [b"0", b"1", b"2", b"3", b"4", b"5", b"6"]


def test_what_was_deleted_from_a_lost_answer_is_not_in_the_way(redis: Redis) -> None:
    inbox.make_group(redis, D)
    first, _ = inbox.put(redis, D, [b"1", b"2"])
    lose_an_answer(redis, 2)
    redis.xdel(inbox.key(D), first)
    assert read(redis) == [b"2"]


def test_what_is_in_other_hands_is_left_there(redis: Redis) -> None:
    inbox.make_group(redis, D)
    inbox.put(redis, D, [b"1", b"2"])
    lose_an_answer(redis, 1)
    assert [one.raw for one in inbox.read(redis, D, Reader("other", 10, 1))] == [b"2"]


def test_a_server_that_hung_does_not_change_the_order_of_a_cases_messages(
    sqlite_centre: Centre, valkey: Valkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite_centre.settle(report(1))
    [number] = sqlite_centre.numbers()
    sqlite_centre.rest()
    monkeypatch.setattr(client, "READ_TIMEOUT_S", 0.2)
    with sqlite_centre.beside() as worker:
        worker.intake.step()
        sqlite_centre.send(message(2, c.Direct(case=number, by="grid206", unit=WATER_UNIT)))
        valkey.pause()
        with pytest.raises(RedisUnavailable):
            worker.intake.step()
        valkey.resume()
        sqlite_centre.send(message(3, c.Acknowledge(case=number, unit=WATER_UNIT)))
        worker.take_in()
    assert sqlite_centre.rejected() == []
    assert sqlite_centre.acts(number) == ["report", "direct", "acknowledge"]
