"""What the duty desk is told of the roster: as it is written, as SQL has it, and day by day."""

import pytest

from callbacks import duty_roster
from callbacks.duty import model
from callbacks.duty_roster import RosterTold
from callbacks.wall import Walls
from dashboard.actions.handle import handle
from dashboard.domain.accounts import AddPerson
from dashboard.domain.duty.gaps import AHEAD
from dashboard.domain.duty.roster import TakeGap, TakeOutOfRoster
from dashboard.domain.screens import Profile
from dashboard.live.follower import Follower
from dashboard.live.hub import Model
from dashboard.system import from_ms, to_ms
from tests.actions.test_roster import ON_DUTY, at, tour
from tests.helpers.centre import Centre
from tests.helpers.people import PEOPLE, do
from tests.helpers.pictures import catch_up
from tests.live.test_masks import show

KEPT = RosterTold()
"""One that remembers, through all tests: what it tells is always that of a fresh one."""
SECTIONS = ("roster", "gaps", "rostered")


@pytest.fixture
def follower(sqlite_centre: Centre) -> Follower:
    for login in ON_DUTY:
        command = AddPerson(person=PEOPLE[login], hashed="x")
        assert handle(sqlite_centre.system, command, by="test").refused is None
    return sqlite_centre.follower()


def told(centre: Centre, follower: Follower) -> Model:
    """The same from a picture that has followed and from a fresh one."""
    centre.tell()
    catch_up(centre, follower)
    follower.follow(0)
    found = model(centre.system, follower, KEPT)
    fresh = model(centre.system, centre.follower(), RosterTold())
    kept = {name: found[name] for name in SECTIONS}
    assert kept == {name: fresh[name] for name in SECTIONS}
    return kept


def test_before_anybody_has_written_a_roster_nobody_is_missing(
    sqlite_centre: Centre, follower: Follower
) -> None:
    found = told(sqlite_centre, follower)
    assert found == {"roster": {}, "gaps": {}, "rostered": {"any": False, "gaps_more": 0}}


def test_a_taken_gap_is_gone_and_comes_back_when_the_tour_is_taken_out(
    sqlite_centre: Centre, follower: Follower
) -> None:
    centre = sqlite_centre
    do(centre, "foreman", tour(centre, "duty", 48, 2, "DEPUTY"))
    before = told(centre, follower)
    soon = to_ms(at(centre, 1))
    name, gap = next((n, g) for n, g in before["gaps"].items() if g["from"] > soon)
    begins, ends = from_ms(gap["from"]), from_ms(gap["to"])
    number = do(centre, "duty-leader", TakeGap(post=gap["post"], begins_at=begins, ends_at=ends))
    after = told(centre, follower)
    entry = after["roster"][number]
    assert (entry["login"], entry["v"]) == ("duty-leader", 1)
    assert (entry["post"], entry["from"], entry["to"]) == (gap["post"], gap["from"], gap["to"])
    assert name not in after["gaps"]
    do(centre, "foreman", TakeOutOfRoster(number=number, version=1, reason="错"))
    assert told(centre, follower) == before


def test_the_last_tour_of_a_post_ends_what_is_planned(
    sqlite_centre: Centre, follower: Follower
) -> None:
    centre = sqlite_centre
    do(centre, "foreman", tour(centre, "duty", 48, 2, "MAIN"))
    found = list(told(centre, follower)["gaps"].values())
    ends = to_ms(at(centre, 50))
    for gap in found:
        assert gap["unplanned"] == (gap["post"] != "MAIN" or gap["from"] >= ends)
    assert max(gap["to"] for gap in found) >= to_ms(centre.clock() + AHEAD)


def test_what_is_over_goes_and_what_was_far_comes_with_the_days(
    sqlite_centre: Centre, follower: Follower
) -> None:
    centre = sqlite_centre
    near = do(centre, "foreman", tour(centre, "duty", 1, 2))
    far = do(centre, "foreman", tour(centre, "duty", 24 * 40, 2))
    assert list(told(centre, follower)["roster"]) == [near]
    centre.clock.move(hours=24 * 12)
    assert list(told(centre, follower)["roster"]) == [far]
    gaps = told(centre, follower)["gaps"].values()
    assert min(gap["to"] for gap in gaps) > follower.picture.day_start_ms


def test_a_roster_longer_than_a_screen_is_told_from_its_beginning(
    sqlite_centre: Centre, follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre = sqlite_centre
    numbers = [do(centre, "foreman", tour(centre, "duty", 1 + 12 * n, 2)) for n in range(4)]
    whole = told(centre, follower)
    monkeypatch.setattr(duty_roster, "ENTRIES", 3)
    monkeypatch.setattr(duty_roster, "GAPS", 5)
    found = model(centre.system, follower, RosterTold())
    assert list(found["roster"]) == numbers[:3]
    assert len(found["gaps"]) == 5
    assert found["rostered"]["gaps_more"] == len(whole["gaps"]) - 5


def test_our_own_wall_of_incidents_is_told_of_today_and_tomorrow_and_visitors_are_not(
    sqlite_centre: Centre, follower: Follower
) -> None:
    centre = sqlite_centre
    walls = Walls(centre.system, follower)
    inside = show(walls, "incidents", "", Profile.INSIDE)
    visitors = show(walls, "incidents", "", Profile.VISITORS)
    assert inside is not None
    assert visitors is not None
    assert inside.whole()["unstaffed"] == {}, "nobody has written a roster"
    number = do(centre, "foreman", tour(centre, "duty", 1, 2, "MAIN"))
    centre.tell()
    catch_up(centre, follower)
    gaps = inside.news()["unstaffed"].values()
    assert {gap["post"] for gap in gaps} == centre.system.district.posts.keys()
    assert max(gap["from"] for gap in gaps) < to_ms(centre.clock()) + 2 * 24 * 3_600_000
    assert "unstaffed" not in visitors.whole()
    do(centre, "foreman", TakeOutOfRoster(number=number, version=1, reason="错"))
    centre.tell()
    catch_up(centre, follower)
    assert set(inside.news()["unstaffed"].values()) == {None}
