"""The connection: one cut is hidden, a hung server is given up, unsafe settings are named (D3)."""

import time

import pytest
from redis import Redis

from dashboard.streams import client
from dashboard.streams.client import RedisUnavailable
from tests.services.centre import wait_until
from tests.services.valkey import Valkey


def test_d3_the_embedded_server_loses_nothing_that_it_acknowledged(redis: Redis) -> None:
    assert client.unsafe_settings(redis) == []


@pytest.mark.parametrize(
    ("name", "weak", "safe"),
    [
        ("appendonly", "no", "yes"),
        ("appendfsync", "everysec", "always"),
        ("maxmemory-policy", "allkeys-lru", "noeviction"),
    ],
)
def test_d3_a_setting_that_can_lose_acknowledged_reports_is_named(
    redis: Redis, name: str, weak: str, safe: str
) -> None:
    redis.config_set(name, weak)
    try:
        sentence = f"Redis runs with {name}={weak}; acknowledged reports need {safe}."
        assert client.unsafe_settings(redis) == [sentence]
    finally:
        redis.config_set(name, safe)
        # A server that is writing its first file ignores a stop.
        wait_until(lambda: not rewrites(redis), 5, "the append-only file is written")


def rewrites(redis: Redis) -> bool:
    found = redis.info("persistence")
    return bool(found["aof_rewrite_in_progress"] or found["aof_rewrite_scheduled"])


def test_a_server_that_does_not_let_us_ask_says_so(redis: Redis, valkey: Valkey) -> None:
    redis.acl_setuser(
        "guest", enabled=True, nopass=True, categories=["+@all"], commands=["-config"], keys=["*"]
    )
    try:
        guest = Redis.from_url(valkey.url, username="guest", password="any")
        [sentence] = client.unsafe_settings(guest)
        guest.close()
    finally:
        redis.acl_deluser("guest")
    assert sentence.startswith("Redis doesn't tell its settings")


def test_a_connection_that_was_cut_is_made_again_without_a_word(redis: Redis) -> None:
    redis.set("key", "value")
    redis.client_kill_filter(_type="normal", skipme=False)
    assert redis.get("key") == b"value"


def test_a_server_that_is_not_there_is_away_at_once(redis: Redis, valkey: Valkey) -> None:
    valkey.stop()
    began = time.monotonic()
    with pytest.raises(RedisUnavailable):
        redis.ping()
    assert time.monotonic() - began < 5


def test_a_server_that_hangs_is_given_up(valkey: Valkey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "READ_TIMEOUT_S", 0.2)
    redis = client.connect(valkey.url)
    redis.ping()
    valkey.pause()
    try:
        began = time.monotonic()
        with pytest.raises(RedisUnavailable):
            redis.ping()
        assert time.monotonic() - began < 5
    finally:
        valkey.resume()
        redis.close()


def test_nothing_is_sent_before_the_first_use() -> None:
    client.connect("redis://127.0.0.1:1").close()
