"""The follower keeps up by the stream, by the journal where the stream has gaps, or by both."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.domain.unit import Urgency
from dashboard.live import follower as following
from dashboard.live.follower import Follower
from dashboard.store import journal
from dashboard.store.engines import Connection
from dashboard.streams import changes, heartbeats
from dashboard.streams.sources import TIMES_LEAST
from tests.helpers.centre import Centre, read_settings
from tests.helpers.messages import report, reports
from tests.helpers.pictures import catch_up, portrait
from tests.services.valkey import Valkey


def opened(follower: Follower) -> int:
    return follower.picture.figures["open"]


def assert_fresh(centre: Centre, follower: Follower) -> None:
    assert portrait(follower.picture) == portrait(centre.follower().picture)


# The stream ------------------------------------------------------------------------------


def test_what_is_told_is_seen_in_one_step(centre: Centre) -> None:
    follower = centre.follower()
    centre.settle(*reports(7))
    assert follower.step(1)
    assert opened(follower) == 7
    assert_fresh(centre, follower)


def test_a_step_without_news_changes_nothing(sqlite_centre: Centre) -> None:
    sqlite_centre.settle(*reports(3))
    follower = sqlite_centre.follower()
    assert not follower.step(1)


def test_a_trimmed_stream_is_made_up_for_from_the_journal_at_the_next_change(
    centre: Centre,
) -> None:
    follower = centre.follower()
    centre.settle(*reports(7))
    centre.system.redis.xtrim(changes.key(centre.district), maxlen=1, approximate=False)
    follower.step(1)
    assert opened(follower) == 7
    assert_fresh(centre, follower)


def test_a_hole_in_the_middle_of_the_stream_is_not_stepped_over(centre: Centre) -> None:
    follower = centre.follower()
    centre.settle(*reports(7))
    centre.system.redis.xdel(changes.key(centre.district), "3-0", "5-0")
    follower.step(1)
    assert opened(follower) == 7
    assert_fresh(centre, follower)


def test_a_last_change_that_the_stream_lost_is_found_within_two_seconds(centre: Centre) -> None:
    follower = centre.follower()
    centre.settle(*reports(7))
    centre.system.redis.delete(changes.key(centre.district))
    follower.step(1)
    assert opened(follower) == 0
    centre.clock.move(seconds=2)
    assert follower.step(1)
    assert opened(follower) == 7


def test_whoever_missed_more_than_one_bite_of_the_journal_catches_up_bite_by_bite(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "TAIL_MAX", 3)
    follower = sqlite_centre.follower()
    sqlite_centre.settle(*reports(10))
    redis, key = sqlite_centre.system.redis, changes.key(sqlite_centre.district)
    redis.xtrim(key, maxlen=1, approximate=False)
    seen = []
    while opened(follower) < 10:
        follower.step(1)
        seen.append(opened(follower))
    assert seen == [3, 6, 9, 10]


# Redis away ------------------------------------------------------------------------------


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "AWAY_PAUSE_S", 0)


@pytest.mark.usefixtures("at_once")
def test_without_redis_the_journal_is_followed_and_the_screens_say_so(
    sqlite_centre: Centre, valkey: Valkey
) -> None:
    sqlite_centre.settle(*reports(2))
    follower = sqlite_centre.follower()
    valkey.stop()
    assert follower.step(1), "the screens must learn that Redis is away"
    assert follower.health.redis_away
    assert not follower.step(1), "they know it already"
    valkey.start()
    assert follower.step(1), "the screens must learn that Redis is back"
    assert not follower.health.redis_away


@pytest.mark.usefixtures("at_once")
def test_what_is_committed_while_redis_is_away_is_seen(
    sqlite_centre: Centre, valkey: Valkey
) -> None:
    follower = sqlite_centre.follower()
    valkey.stop()
    for number in range(3):
        handle(sqlite_centre.system, c.SetCapacity(unit="U01", on_duty=number), by="U01")
    assert follower.step(1)
    assert follower.picture.on_duty["U01"].on_duty == 2
    valkey.start()
    assert_fresh(sqlite_centre, follower)


# Time and signs of life ------------------------------------------------------------------


def test_deadlines_pass_without_any_message(sqlite_centre: Centre) -> None:
    sqlite_centre.settle(report(1, urgency=Urgency.E1))
    follower = sqlite_centre.follower()
    sqlite_centre.clock.move(hours=4, seconds=1)
    assert follower.step(1)
    assert follower.picture.figures["overdue"] == 1


def test_a_clock_set_back_by_hours_takes_the_picture_with_it(sqlite_centre: Centre) -> None:
    sqlite_centre.settle(report(1, urgency=Urgency.E1))
    follower = sqlite_centre.follower()
    sqlite_centre.clock.move(minutes=5, seconds=1)
    follower.step(1)
    sqlite_centre.clock.move(hours=-4)
    assert follower.step(1)
    assert follower.picture.figures["overdue"] == 0
    assert_fresh(sqlite_centre, follower)


def test_a_clock_set_back_a_little_turns_no_lamp_back(sqlite_centre: Centre) -> None:
    sqlite_centre.settle(report(1, urgency=Urgency.E1))
    follower = sqlite_centre.follower()
    sqlite_centre.clock.move(hours=4, seconds=1)
    follower.step(1)
    sqlite_centre.clock.move(seconds=-2)
    follower.step(1)
    assert follower.picture.figures["overdue"] == 1


def test_a_database_that_knows_less_than_the_picture_is_believed(
    sqlite_centre: Centre, tmp_path: Path, valkey: Valkey
) -> None:
    sqlite_centre.settle(*reports(5))
    follower = sqlite_centre.follower()
    restored = read_settings(tmp_path, valkey.url, f"sqlite:///{tmp_path / 'restored.db'}")
    with Centre(restored, sqlite_centre.clock) as other:
        follower.system = other.system
        sqlite_centre.clock.move(seconds=2)
        assert follower.step(1)
        assert opened(follower) == 0


def test_a_worker_that_is_silent_for_ten_seconds_is_named(sqlite_centre: Centre) -> None:
    system, clock = sqlite_centre.system, sqlite_centre.clock
    for loop in heartbeats.LOOPS:
        heartbeats.beat(system.redis, sqlite_centre.district, loop, system.now_ms())
    follower = sqlite_centre.follower()
    clock.move(seconds=8)
    heartbeats.beat(system.redis, sqlite_centre.district, "relay", system.now_ms())
    assert not follower.step(1)
    clock.move(seconds=3)
    assert follower.step(1)
    assert follower.health.late_workers == ["intake", "timers", "notifier"]


def test_a_source_that_falls_silent_is_named(sqlite_centre: Centre) -> None:
    clock, follower = sqlite_centre.clock, sqlite_centre.follower()
    for number in range(TIMES_LEAST):
        sqlite_centre.settle(report(number, source="hotline"))
        clock.move(seconds=30)
    follower.step(1)
    assert follower.health.silent == {}
    clock.move(minutes=25)
    assert follower.step(1)
    assert list(follower.health.silent) == ["hotline"]
    sqlite_centre.settle(report("again", source="hotline"))
    clock.move(seconds=2)
    assert follower.step(1)
    assert follower.health.silent == {}


# Two threads -----------------------------------------------------------------------------


def test_between_a_change_and_its_telling_nothing_is_asked_of_sql(sqlite_centre: Centre) -> None:
    follower, asked = sqlite_centre.follower(), list[str]()

    def note(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    sqlite_centre.settle(*reports(3))
    event.listen(sqlite_centre.system.reader, "before_cursor_execute", note)
    sqlite_centre.clock.move(hours=1)
    assert follower.follow(1)
    assert (opened(follower), asked) == (3, [])
    follower.refresh()
    assert asked != []


def test_who_refreshes_beside_the_follower_takes_nothing_away_and_nothing_twice(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "CHECK_MS", 0)
    follower, stop = sqlite_centre.follower(), threading.Event()

    def again(once: Callable[[], object]) -> None:
        while not stop.is_set():
            once()

    threads = [
        threading.Thread(target=again, args=(once,))
        for once in (lambda: follower.follow(1), follower.refresh)
    ]
    before = follower.picture
    for thread in threads:
        thread.start()
    for turn in range(20):
        sqlite_centre.settle(*reports(3, f"turn {turn}"))
    stop.set()
    for thread in threads:
        thread.join(20)
    catch_up(sqlite_centre, follower)
    assert follower.picture is before, "it was never behind itself"
    assert opened(follower) == 60
    follower.step(1)
    assert_fresh(sqlite_centre, follower)


def test_what_is_followed_while_sql_is_asked_is_not_taken_for_another_database(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower, before = sqlite_centre.follower(), journal.last_seq
    picture = follower.picture

    def slow(connection: Connection, district: str) -> int:
        found = before(connection, district)
        monkeypatch.undo()
        sqlite_centre.settle(*reports(2))
        follower.follow(1)
        return found

    monkeypatch.setattr(journal, "last_seq", slow)
    sqlite_centre.clock.move(seconds=2)
    follower.refresh()
    assert opened(follower) == 2
    assert follower.picture is picture
