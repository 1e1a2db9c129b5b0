"""Signs of life: which loops have completed a round lately."""

from redis import Redis

from dashboard.streams import heartbeats

D = "nanguan"
NOW = 1_800_000_000_000


def test_each_loop_keeps_its_last_beat(redis: Redis) -> None:
    heartbeats.beat(redis, D, "intake", NOW)
    heartbeats.beat(redis, D, "relay", NOW)
    heartbeats.beat(redis, D, "intake", NOW + 5)
    heartbeats.beat(redis, "chaoyang", "timers", NOW)
    assert heartbeats.last(redis, D) == {"intake": NOW + 5, "relay": NOW}


def test_nobody_has_beaten_in_an_empty_redis(redis: Redis) -> None:
    assert heartbeats.last(redis, D) == {}
    assert heartbeats.late({}, NOW) == ["intake", "relay", "timers", "notifier"]


def test_a_loop_is_late_after_ten_seconds_of_silence() -> None:
    found = {"intake": NOW - 10_000, "relay": NOW - 10_001, "timers": NOW, "notifier": NOW}
    assert heartbeats.late(found, NOW) == ["relay"]
