"""Redis hangs or is away for a while: commands commit, screens go on from SQL."""

import time

import pytest

from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.streams import inbox
from dashboard.streams.client import RedisUnavailable
from tests.flow.whole import assert_whole
from tests.helpers.centre import Centre, running
from tests.helpers.messages import WATER_UNIT, report, reports
from tests.services.centre import wait_until
from tests.services.valkey import Valkey

DOWN_S = 1.0


def test_redis_is_gone_and_back_with_everything_running(
    sqlite_centre: Centre, valkey: Valkey
) -> None:
    centre = sqlite_centre
    follower = centre.follower()
    with centre.beside() as worker, running(worker.system):
        centre.send(*reports(5))
        wait_until(lambda: len(centre.numbers()) == 5, 10, "the first are taken")
        valkey.stop()
        with pytest.raises(RedisUnavailable):
            centre.send(report("refused"))
        handle(centre.system, c.SetCapacity(unit=WATER_UNIT, on_duty=9), by=WATER_UNIT)
        follower.step(1)
        assert follower.health.redis_away
        assert follower.picture.figures["open"] == 5
        time.sleep(DOWN_S)
        valkey.start()
        centre.send(*reports(5, "after"))
        wait_until(lambda: len(centre.numbers()) == 10, 15, "the next are taken")
    assert_whole(centre, follower, 10)
    assert follower.picture.on_duty[WATER_UNIT].on_duty == 9
    assert not follower.health.redis_away


def test_what_people_do_meanwhile_shows_without_redis(centre: Centre, valkey: Valkey) -> None:
    centre.settle(*reports(3))
    follower = centre.follower()
    valkey.stop()
    for on_duty in (1, 2):
        handle(centre.system, c.SetCapacity(unit=WATER_UNIT, on_duty=on_duty), by=WATER_UNIT)
        with pytest.raises(RedisUnavailable):
            centre.relay.step()
    assert follower.step(1)
    assert follower.picture.on_duty[WATER_UNIT].on_duty == 2
    assert centre.faults() == []
    valkey.start()
    assert_whole(centre, follower, 3)
    assert centre.told() == [1, 2, 3, 4, 5]


def test_what_was_acknowledged_outlives_a_killed_redis(
    sqlite_centre: Centre, valkey: Valkey
) -> None:
    sqlite_centre.settle(*reports(3))
    follower = sqlite_centre.follower()
    inbox.put(sqlite_centre.system.redis, sqlite_centre.district, reports(5, "acknowledged"))
    valkey.kill9()
    valkey.start()
    assert_whole(sqlite_centre, follower, 8)
