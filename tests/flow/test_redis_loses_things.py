"""Redis emptied, its group destroyed, its streams trimmed or poisoned: SQL has everything (D3, D6).

The four invariants are checked after each: nothing acknowledged is lost or doubled, states follow
from the journal, the followed picture equals SQL, alerts are raised once.
"""

from typing import Any

import pytest

from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.streams import changes, inbox
from dashboard.streams.client import RedisUnavailable
from dashboard.streams.inbox import Reader
from tests.flow.whole import assert_whole
from tests.helpers.centre import Centre
from tests.helpers.messages import WATER_UNIT, reports


def test_an_emptied_redis_costs_nothing_that_was_taken(centre: Centre) -> None:
    centre.settle(*reports(5))
    follower = centre.follower()
    centre.system.redis.flushall()
    centre.settle(*reports(5, "after"))
    assert_whole(centre, follower, 10)


def test_senders_who_repeat_everything_to_an_emptied_redis_change_nothing(centre: Centre) -> None:
    centre.settle(*reports(5))
    follower = centre.follower()
    centre.system.redis.flushall()
    centre.settle(*reports(6), *reports(6))
    assert_whole(centre, follower, 6)
    assert centre.rejected() == []


def test_a_destroyed_group_misses_nothing_and_takes_nothing_twice(centre: Centre) -> None:
    centre.settle(*reports(5))
    follower = centre.follower()
    redis, key = centre.system.redis, inbox.key(centre.district)
    inbox.put(redis, centre.district, reports(5, "handed out"))
    inbox.read(redis, centre.district, Reader("a dead intake", 3, 1))
    redis.xgroup_destroy(key, inbox.GROUP)
    assert_whole(centre, follower, 10)


def test_a_deleted_inbox_takes_what_comes_then(centre: Centre) -> None:
    centre.settle(*reports(5))
    follower = centre.follower()
    centre.system.redis.delete(inbox.key(centre.district))
    centre.settle(*reports(5, "after"))
    assert_whole(centre, follower, 10)


@pytest.mark.parametrize("when", ["before more comes", "after more has come"])
@pytest.mark.parametrize("harm", ["trimmed to one", "deleted"])
def test_a_stream_of_changes_that_is_cut_short_is_made_up_for(
    centre: Centre, harm: str, when: str
) -> None:
    follower = centre.follower()
    redis, key = centre.system.redis, changes.key(centre.district)
    centre.settle(*reports(5))
    if when == "after more has come":
        centre.settle(*reports(5, "more"))
    if harm == "deleted":
        redis.delete(key)
    else:
        redis.xtrim(key, maxlen=1, approximate=False)
    if when == "before more comes":
        centre.settle(*reports(5, "more"))
    assert_whole(centre, follower, 10)


def test_a_number_from_far_ahead_stops_nobody(centre: Centre) -> None:
    """Anybody who can write to Redis can do this, so outside systems can't write there (D12)."""
    follower = centre.follower()
    centre.settle(*reports(5))
    redis, key = centre.system.redis, changes.key(centre.district)
    entries: Any = redis.xrange(key)
    redis.xadd(key, entries[0][1], id="99999999999-0")
    centre.send(*reports(5, "after"))
    centre.take_in()
    centre.relay.step()
    centre.settle(*reports(1, "at last"))
    assert_whole(centre, follower, 11)
    assert centre.told()[-1] == 11


def test_a_redis_without_memory_refuses_reports_and_throws_nothing_away(centre: Centre) -> None:
    centre.settle(*reports(5))
    follower = centre.follower()
    redis = centre.system.redis
    inbox.put(redis, centre.district, reports(5, "before"))
    kept = redis.xlen(inbox.key(centre.district))
    redis.config_set("maxmemory", 1)
    try:
        with pytest.raises(RedisUnavailable):
            inbox.put(redis, centre.district, reports(5, "refused"))
        assert redis.xlen(inbox.key(centre.district)) == kept
        answer = handle(centre.system, c.SetCapacity(unit=WATER_UNIT, on_duty=9), by=WATER_UNIT)
        assert answer.key == WATER_UNIT
    finally:
        redis.config_set("maxmemory", 0)
    assert_whole(centre, follower, 10)
    assert follower.picture.on_duty[WATER_UNIT].on_duty == 9
