"""Who looks at a case: seen by all processes, forgotten by itself, never a lock."""

from types import SimpleNamespace

import pytest

from dashboard.domain.roles import Person, Role
from dashboard.live import peers, presence
from dashboard.live.peers import EXPIRY_S
from dashboard.live.presence import Presence, initials
from dashboard.streams import presence as stream
from dashboard.streams.client import RedisUnavailable
from tests.helpers.centre import Centre

LI = Person(login="dispatcher", name="李雷", role=Role.DISPATCHER)
WANG = Person(login="foreman", name="王强", role=Role.FOREMAN)
CASE, OTHER = "NG20261123-0001", "NG20261123-0002"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    moved = SimpleNamespace(now=1_000.0)
    for module in (presence, peers):
        monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: moved.now))
    return moved


@pytest.fixture
def here(sqlite_centre: Centre) -> Presence:
    return Presence(sqlite_centre.system)


@pytest.fixture
def there(sqlite_centre: Centre) -> Presence:
    """Another web process."""
    return Presence(sqlite_centre.system)


def seen(at: Presence, case: str = CASE) -> list[tuple[str, str]]:
    return [(one["initials"], one["mode"]) for one in at.looks().get(case, [])]


def test_a_look_is_seen_at_another_process(here: Presence, there: Presence) -> None:
    here.look("a", LI, CASE, "view")
    assert here.step()
    assert there.step()
    assert seen(there) == seen(here) == [("李", "view")]
    assert not there.step()


def test_the_first_to_look_stands_first_and_editing_shows(here: Presence, there: Presence) -> None:
    here.look("a", LI, CASE, "view")
    here.step()
    there.look("b", WANG, CASE, "edit")
    there.step()
    here.step()
    assert sorted(seen(here)) == sorted([("李", "view"), ("王", "edit")])


def test_one_socket_looks_at_one_case_only(here: Presence) -> None:
    here.look("a", LI, CASE, "view")
    here.look("a", LI, OTHER, "view")
    here.step()
    assert list(here.looks()) == [OTHER]


def test_a_person_at_two_screens_stands_there_once(here: Presence) -> None:
    here.look("a", LI, CASE, "view")
    here.look("b", LI, CASE, "edit")
    here.step()
    assert seen(here) == [("李", "edit")]


def test_whoever_leaves_is_gone_everywhere_at_the_next_step(
    here: Presence, there: Presence
) -> None:
    here.look("a", LI, CASE, "edit")
    here.step()
    there.step()
    here.leave("a")
    assert here.step()
    assert there.step()
    assert here.looks() == there.looks() == {}


def test_a_browser_that_falls_silent_is_gone_after_ten_seconds(
    here: Presence, there: Presence, clock: SimpleNamespace
) -> None:
    here.look("a", LI, CASE, "edit")
    here.step()
    there.step()
    clock.now += EXPIRY_S - 1
    here.look("a", LI, CASE, "edit")
    for at in (here, there):
        at.step()
    clock.now += EXPIRY_S - 1
    assert not here.step()
    assert seen(there) == [("李", "edit")]
    clock.now += 2
    assert here.step()
    assert there.step()
    assert there.looks() == {}


def test_the_sockets_of_a_process_that_died_are_gone_after_ten_seconds(
    sqlite_centre: Centre, here: Presence, there: Presence, clock: SimpleNamespace
) -> None:
    here.look("a", LI, CASE, "edit")
    here.step()
    assert there.step()
    clock.now += EXPIRY_S + 1
    assert there.step()
    assert there.looks() == {}
    there.step()
    assert sqlite_centre.system.redis.hlen(stream.key(sqlite_centre.district)) == 0


def test_without_redis_colleagues_of_the_same_process_are_still_seen(
    sqlite_centre: Centre, here: Presence, there: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    there.look("b", WANG, OTHER, "view")
    there.step()
    here.look("a", LI, CASE, "view")
    here.step()
    assert len(here.looks()) == 2

    def away(*_: object) -> None:
        raise RedisUnavailable

    monkeypatch.setattr(stream, "exchange", away)
    here.step()
    assert list(here.looks()) == [CASE]


def test_what_is_no_look_is_passed_over(sqlite_centre: Centre, here: Presence) -> None:
    redis = sqlite_centre.system.redis
    redis.hset(stream.key(sqlite_centre.district), "x", b'{"case": 7}')
    redis.hset(stream.key(sqlite_centre.district), "y", b"\xff")
    here.step()
    assert here.looks() == {}


@pytest.mark.parametrize(
    ("name", "short"), [("李雷", "李"), ("Jane Smith", "JS"), ("oleg", "O"), (" ", "?")]
)
def test_initials_are_the_family_name_or_two_letters(name: str, short: str) -> None:
    assert initials(name) == short
