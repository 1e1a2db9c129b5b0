"""Announced changes are applied at once and once; the rest comes from the stream or journal."""

from collections.abc import Callable

import pytest

from dashboard.domain.changes import Change
from dashboard.live.follower import Follower
from dashboard.live.picture import Picture
from dashboard.store import journal
from dashboard.store.journal import Stamped
from dashboard.streams import announcements, changes
from tests.helpers.centre import Centre
from tests.helpers.messages import report, reports
from tests.helpers.pictures import portrait


@pytest.fixture
def applied(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Records the numbers of all changes that are applied from now on, in order."""
    numbers: list[int] = []
    apply = Picture.apply

    def noted(picture: Picture, change: Change) -> bool:
        numbers.append(change.seq)
        return apply(picture, change)

    monkeypatch.setattr(Picture, "apply", noted)
    return numbers


@pytest.fixture
def follower(sqlite_centre: Centre) -> Follower:
    """A follower that already listens, on a centre with two cases."""
    found = sqlite_centre.follower()
    sqlite_centre.settle(*reports(2, "before"))
    while found.picture.seq < 2:
        found.step(1)
    return found


def say(centre: Centre, *numbers: int) -> None:
    """Announces these changes of the journal."""
    for number in numbers:
        announcements.announce(centre.system.redis, centre.district, stamped(centre, number))


def stamped(centre: Centre, number: int) -> list[Stamped]:
    with centre.system.reader.connect() as connection:
        return journal.told_after(connection, centre.district, number - 1, 1)


def commit(centre: Centre, amount: int) -> None:
    """Commits cases that are neither announced nor in the stream yet."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changes, "publish", lambda *_: False)
        centre.send(*reports(amount, "committed"))
        centre.take_in()


def assert_all_once(centre: Centre, follower: Follower, applied: list[int], last: int) -> None:
    centre.settle()
    for _ in range(3):
        follower.step(1)
    assert applied == list(range(3, last + 1))
    assert centre.told() == list(range(1, last + 1))
    assert portrait(follower.picture) == portrait(centre.follower().picture)


def test_what_is_announced_shows_before_it_stands_in_the_stream(
    sqlite_centre: Centre, follower: Follower, applied: list[int]
) -> None:
    commit(sqlite_centre, 1)
    say(sqlite_centre, 3)
    assert follower.step(1_000)
    assert sqlite_centre.told() == [1, 2]
    assert follower.picture.seq == 3
    assert_all_once(sqlite_centre, follower, applied, 3)


@pytest.mark.parametrize("heard", [(3, 3, 4), (4, 3), (4,), (3, 5, 4), (5, 4), (5, 5, 3, 3, 1, 4)])
def test_doubled_lost_and_out_of_order_is_applied_once_and_in_order(
    sqlite_centre: Centre, follower: Follower, applied: list[int], heard: tuple[int, ...]
) -> None:
    commit(sqlite_centre, 3)
    for number in heard:
        say(sqlite_centre, number)
        follower.step(1)
    assert follower.picture.seq >= max(heard)
    assert_all_once(sqlite_centre, follower, applied, 5)


def cut(centre: Centre, _: pytest.MonkeyPatch) -> None:
    centre.system.redis.client_kill_filter(_type="pubsub")


def unsaid(_: Centre, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(announcements, "announce", lambda *_: True)


@pytest.mark.parametrize("lose", [cut, unsaid], ids=lambda f: f.__name__)
def test_a_lost_announcement_is_made_up_for_by_the_stream(
    sqlite_centre: Centre,
    follower: Follower,
    applied: list[int],
    lose: Callable[[Centre, pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        lose(sqlite_centre, patch)
        sqlite_centre.settle(report("unheard"))
    assert follower.step(150)
    assert follower.picture.seq == 3
    assert not follower.health.redis_away, "no screen needs to know"
    sqlite_centre.settle(report("heard again"))
    assert_all_once(sqlite_centre, follower, applied, 4)
