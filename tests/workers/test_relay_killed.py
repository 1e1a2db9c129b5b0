"""A relay, or a writer that publishes its own changes, dies: nothing is missed or doubled.

D4: the number in the chain is the id in the stream, so Redis refuses to publish twice.
"""

from collections.abc import Callable

import pytest

from dashboard.store import journal
from dashboard.streams import changes
from dashboard.workers import relay
from tests.helpers.centre import Centre, running
from tests.helpers.killing import Killed, kill_after, kill_before
from tests.helpers.messages import reports
from tests.helpers.pictures import catch_up, portrait
from tests.services.centre import wait_until

STEPS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "before stamping": lambda patch: kill_before(patch, journal, "_chain"),
    "stamped, not committed": lambda patch: kill_after(patch, journal, "_chain"),
    "stamped, not published": lambda patch: kill_before(patch, changes, "publish"),
    "announced, not appended": lambda patch: kill_before(patch, changes, "_append"),
    "appended, not answered": lambda patch: kill_after(patch, changes, "_append"),
    "published, not remembered": lambda patch: kill_after(patch, changes, "publish"),
}


@pytest.mark.parametrize("step", STEPS)
def test_whoever_tells_may_be_killed_at_this_step_and_nothing_is_missed_or_doubled(
    centre: Centre, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = centre.follower()
    centre.settle(*reports(3, "before"))
    catch_up(centre, follower)
    centre.rest()
    with centre.beside() as dying, monkeypatch.context() as patch:
        STEPS[step](patch)
        with pytest.raises(Killed):
            dying.settle(*reports(20))
    follower.step(1)
    centre.settle(*reports(3, "after"))
    catch_up(centre, follower)
    assert centre.told() == list(range(1, 27))
    assert centre.follower().picture.figures["open"] == 26
    assert portrait(follower.picture) == portrait(centre.follower().picture)
    assert centre.faults() == []


def test_the_first_publication_of_all_may_be_lost_and_followers_still_see_everything(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = centre.follower()
    with centre.beside() as dying, monkeypatch.context() as patch:
        kill_before(patch, changes, "publish")
        with pytest.raises(Killed):
            dying.settle(*reports(20))
    assert centre.told() == []
    centre.settle(*reports(3, "after"))
    assert centre.told()[-1] == 23
    follower.step(1)
    assert follower.picture.seq == 23
    assert follower.picture.figures["open"] == 23
    assert centre.faults() == []


def test_a_batch_that_was_only_half_published_is_made_whole(centre: Centre) -> None:
    centre.settle(*reports(10))
    centre.system.redis.delete(changes.key(centre.district))
    with centre.system.reader.connect() as connection:
        half = journal.told_after(connection, centre.district, 0, 4)
    changes.publish(centre.system.redis, centre.district, half)
    centre.tell()
    assert centre.told() == list(range(1, 11))


def test_a_second_relay_stands_by_until_the_first_is_gone(centre: Centre) -> None:
    centre.settle(*reports(6))
    centre.relay.step()
    centre.system.redis.delete(changes.key(centre.district))
    with centre.beside() as other:
        with centre.system.reader.connect() as connection:
            half = journal.told_after(connection, centre.district, 0, 2)
        changes.publish(centre.system.redis, centre.district, half)
        other.relay.step()
        assert centre.told() == [1, 2]
        centre.rest()
        other.tell()
        assert centre.told() == [1, 2, 3, 4, 5, 6]


def test_two_running_relays_tell_every_change_once(centre: Centre) -> None:
    only_relay = (relay.run,)
    with (
        centre.beside() as other,
        running(centre.system, only_relay),
        running(other.system, only_relay),
    ):
        centre.send(*reports(40))
        centre.take_in()
        wait_until(lambda: len(centre.told()) == 40, 10, "everything is told")
    assert centre.told() == list(range(1, 41))
    assert centre.faults() == []


def test_a_writer_that_overtakes_another_leaves_no_hole(centre: Centre) -> None:
    centre.settle(*reports(6))
    centre.system.redis.delete(changes.key(centre.district))
    with centre.system.reader.connect() as connection:
        told = journal.told_after(connection, centre.district, 0, 6)
    redis, district = centre.system.redis, centre.district
    assert changes.publish(redis, district, told[:2])
    assert not changes.publish(redis, district, told[4:])
    assert changes.publish(redis, district, told[2:4])
    centre.tell()
    assert centre.told() == [1, 2, 3, 4, 5, 6]
