"""Quotas: all or none of a request is counted, in windows, for all web processes together."""

from typing import Any

import pytest
from redis import Redis

from dashboard.streams import inbox, quotas
from dashboard.streams.inbox import Delivery, Rejection
from dashboard.streams.quotas import HOUR_MS, MINUTE_MS, QuotaUse, note_refused, take, used

D = "nanguan"
NOW = 1_000 * HOUR_MS + 5_500


def of(count: int, most: int = 10) -> QuotaUse:
    return QuotaUse("all", count, most, MINUTE_MS)


def test_what_fits_is_counted_and_what_is_too_much_is_not(redis: Redis) -> None:
    assert take(redis, D, "hotline", [of(9)], NOW) is None
    beyond = of(2)
    assert take(redis, D, "hotline", [beyond], NOW) is beyond
    assert take(redis, D, "hotline", [of(1)], NOW) is None
    assert used(redis, D, "hotline", of(0), NOW) == 10


def test_of_several_quotas_all_are_counted_or_none(redis: Redis) -> None:
    urgent = QuotaUse("e1", 3, 2, HOUR_MS)
    assert take(redis, D, "hotline", [of(3), urgent], NOW) is urgent
    assert used(redis, D, "hotline", of(0), NOW) == 0
    assert take(redis, D, "hotline", [of(3), QuotaUse("e1", 2, 2, HOUR_MS)], NOW) is None


def test_each_key_and_each_window_has_its_own_and_counts_go_by_themselves(redis: Redis) -> None:
    assert take(redis, D, "hotline", [of(10)], NOW) is None
    assert take(redis, D, "other", [of(10)], NOW) is None
    assert take(redis, D, "hotline", [of(10)], NOW + MINUTE_MS) is None
    assert all(0 < redis.pttl(name) <= 2 * MINUTE_MS for name in redis.scan_iter("*quota*"))
    assert of(0).left_s(NOW) == 55


def test_refused_messages_are_counted_by_key(redis: Redis) -> None:
    note_refused(redis, D, {"hotline": 3}, NOW)
    note_refused(redis, D, {"hotline": 4, "other": 1}, NOW)
    refused = QuotaUse(quotas.REFUSED, 0, 0, HOUR_MS)
    assert used(redis, D, "hotline", refused, NOW) == 7


def test_a_key_that_sends_nonsense_pushes_out_its_own_and_nobody_elses(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "REJECTED_EACH_MAX", 20)
    inbox.make_group(redis, D)

    def refuse(name: str, count: int) -> None:
        ids = inbox.put(redis, D, [name.encode()] * count)
        rejected = [
            Rejection(Delivery(entry.encode(), name.encode()), "NO", "No.", name) for entry in ids
        ]
        inbox.settle(redis, D, [one.delivery for one in rejected], rejected)

    refuse("quiet", 2)
    for _ in range(3):
        refuse("loud", inbox.REJECTED_EACH_MAX // 2)
    found: Any = redis.xrange(inbox.rejected_key(D))
    kept = [fields[b"event"] for _, fields in found]
    assert kept.count(b"quiet") == 2
    assert kept.count(b"loud") == inbox.REJECTED_EACH_MAX
