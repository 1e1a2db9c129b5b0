"""The consumer group is gone: destroyed by hand, or because Redis was emptied."""

from collections.abc import Callable

import pytest
from redis import Redis
from redis.exceptions import ResponseError

from dashboard.streams import inbox
from dashboard.streams.inbox import Delivery, Reader
from tests.services.valkey import Valkey

ASKING: dict[str, Callable[[Redis], list[Delivery]]] = {
    "read": lambda redis: inbox.read(redis, "nanguan", Reader("me", 10, 100)),
    "claim": lambda redis: inbox.claim(redis, "nanguan", "me", 0),
}


@pytest.fixture
def redis(valkey: Valkey) -> Redis:
    return Redis.from_url(valkey.url)


@pytest.mark.parametrize("how", ASKING)
def test_whoever_misses_the_group_makes_it_again_from_the_very_beginning(
    redis: Redis, how: str
) -> None:
    inbox.put(redis, "nanguan", [b"before anybody asked"])
    assert ASKING[how](redis) == []
    assert [d.raw for d in ASKING["read"](redis)] == [b"before anybody asked"]


@pytest.mark.parametrize("how", ASKING)
def test_another_refusal_is_not_taken_for_a_lost_group(redis: Redis, how: str) -> None:
    redis.set(inbox.key("nanguan"), "not a stream")
    with pytest.raises(ResponseError, match="WRONGTYPE"):
        ASKING[how](redis)
