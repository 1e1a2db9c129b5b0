"""What walls have drawn: known to all processes, within limits, forgotten by itself."""

from types import SimpleNamespace
from typing import Any

import pytest

from dashboard.access.identity import Caller, Who
from dashboard.live import peers, wall_status
from dashboard.live.clients import Client
from dashboard.live.peers import EXPIRY_S
from dashboard.live.wall_status import LATE_MS, Watch
from dashboard.streams import screens
from dashboard.streams.client import RedisUnavailable
from tests.helpers.centre import Centre

MAIN, HALL = "主屏", "大厅"


class Line:
    """The sockets of a process, as far as a `Watch` needs them."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        watch.open(self)  # type: ignore[arg-type]

    def when_entered(self, entered: Any) -> None:
        self.entered = entered

    def when_seen(self, seen: Any) -> None:
        self._seen = seen

    def when_left(self, left: Any) -> None:
        self.left = left

    def enter(self, name: str, sid: str = "a", who: Who = Who.WALL) -> Client:
        client = Client(sid, "", "", None, Caller(who, name))  # type: ignore[arg-type]
        self.entered(client)
        return client

    def say(self, client: Client, **said: Any) -> None:
        self._seen(client, said)

    def walls(self) -> wall_status.Walls:
        self.watch.step()
        return self.watch.walls()


@pytest.fixture
def here(sqlite_centre: Centre) -> Line:
    return Line(Watch(sqlite_centre.system))


@pytest.fixture
def there(sqlite_centre: Centre) -> Line:
    """Another web process."""
    return Line(Watch(sqlite_centre.system))


def test_what_a_wall_has_drawn_is_known_at_another_process(
    sqlite_centre: Centre, here: Line, there: Line
) -> None:
    now = sqlite_centre.system.now_ms()
    wall = here.enter(MAIN)
    here.say(wall, path="/wall/map?x=1", rev=7, seq=9, at=now, size=[1920, 1080], build="abc1")
    here.walls()
    assert there.walls() == here.walls()
    assert there.walls()[MAIN] == {
        "online": 1,
        "since": now,
        "path": "/wall/map?x=1",
        "at": None,
        "size": [1920, 1080],
        "build": "abc1",
    }


def test_a_live_wall_changes_nothing_and_a_late_one_says_what_it_shows(
    sqlite_centre: Centre, here: Line
) -> None:
    wall = here.enter(MAIN)
    drawn_at = sqlite_centre.system.now_ms()
    here.say(wall, path="/wall/map", at=drawn_at)
    assert here.watch.step()
    sqlite_centre.clock.move(seconds=2)
    here.say(wall, path="/wall/map", at=drawn_at + 2000)
    assert not here.watch.step()
    sqlite_centre.clock.move(seconds=LATE_MS / 1000 + 1)
    assert here.watch.step()
    assert here.walls()[MAIN]["at"] == drawn_at + 2000


@pytest.mark.parametrize(
    "said",
    [
        {"path": 7},
        {"path": "x" * 600, "build": "<script>"},
        {"path": "/console"},
        {"at": 1 << 60},
        {"at": -1},
        {"size": [1 << 40, -3]},
        {"size": [1, 2, 3]},
        {"size": "large"},
        {"rev": "x"},
        {"build": "b" * 100},
    ],
)
def test_nonsense_is_nothing_or_within_bounds(
    sqlite_centre: Centre, here: Line, said: dict[str, Any]
) -> None:
    wall = here.enter(MAIN)
    here.say(wall, **said)
    found = here.walls()[MAIN]
    assert found["path"] == ""
    assert found["at"] is None
    assert all(0 <= side <= 100_000 for side in found["size"])
    assert len(found["build"]) <= 40
    assert "<" not in found["build"]


def test_a_person_who_looks_at_a_wall_is_none(here: Line) -> None:
    person = here.enter("foreman", who=Who.PERSON)
    here.say(person, path="/wall/map")
    assert here.walls() == {}


def test_of_two_browsers_with_one_link_the_newest_is_shown(
    sqlite_centre: Centre, here: Line, there: Line
) -> None:
    here.say(here.enter(MAIN), path="/wall/map")
    here.walls()
    sqlite_centre.clock.move(seconds=1)
    there.say(there.enter(MAIN, "b"), path="/wall/load")
    there.walls()
    found = here.walls()[MAIN]
    assert (found["online"], found["path"]) == (2, "/wall/load")


def test_who_has_gone_was_last_there_then(sqlite_centre: Centre, here: Line, there: Line) -> None:
    then = sqlite_centre.system.now_ms()
    wall = here.enter(MAIN)
    here.walls()
    assert there.walls()[MAIN]["online"] == 1
    here.left(wall.sid)
    sqlite_centre.clock.move(minutes=4)
    here.walls()
    assert there.walls() == {MAIN: {"online": 0, "last": then}}


def test_the_walls_of_a_killed_process_are_gone_after_ten_seconds(
    sqlite_centre: Centre, here: Line, there: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = SimpleNamespace(now=1_000.0)
    monkeypatch.setattr(peers, "time", SimpleNamespace(monotonic=lambda: moved.now))
    here.enter(MAIN)
    here.walls()
    assert there.walls()[MAIN]["online"] == 1
    moved.now += EXPIRY_S - 1
    assert there.walls()[MAIN]["online"] == 1
    moved.now += 2
    assert there.walls()[MAIN]["online"] == 0
    redis, key = sqlite_centre.system.redis, screens.key(sqlite_centre.district)
    there.walls()
    assert redis.hlen(key) == 0


def test_without_redis_the_walls_of_this_process_are_known(
    here: Line, there: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    there.enter(HALL, "b")
    there.walls()
    here.enter(MAIN)
    assert here.walls().keys() == {MAIN, HALL}

    def away(*_: object) -> None:
        raise RedisUnavailable

    monkeypatch.setattr(screens, "exchange", away)
    assert {name for name, one in here.walls().items() if one["online"]} == {MAIN}
    monkeypatch.undo()
    there.walls()
    assert here.walls()[HALL]["online"] == 1


def test_what_another_version_has_put_is_passed_over(sqlite_centre: Centre, here: Line) -> None:
    key = screens.key(sqlite_centre.district)
    sqlite_centre.system.redis.hset(key, "x", b"{}")
    sqlite_centre.system.redis.hset(key, "y", b"not json")
    assert here.walls() == {}
