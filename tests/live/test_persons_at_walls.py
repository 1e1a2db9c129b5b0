"""A person's wall has the same bounds as their desk; a device's wall shows everything."""

import pytest

from callbacks.wall import KIND, Walls
from dashboard.access.identity import Caller, Who
from dashboard.actions.handle import handle
from dashboard.app import _screen_of
from dashboard.domain.roles import Role
from dashboard.domain.scope import CENTRE, scope_of
from dashboard.domain.screens import AddScreen, Profile
from dashboard.domain.visibility import CHECKERS
from dashboard.live.devices import Devices
from tests.helpers.centre import Centre
from tests.helpers.messages import report
from tests.helpers.web import somebody
from tests.http.test_middleware import SCOPES
from tests.live.test_masks import sent

CASE = "NG20261123-0001"
SECRET = "住户张女士"
QUESTIONS = ("wall/queue?of=open", f"wall/case?no={CASE}", "wall/overview", "wall/map?cell=206")


def caller(role: Role, **scope: str | int) -> Caller:
    person = somebody(role, **scope or SCOPES.get(role, {}))
    return Caller(Who.PERSON, person.login, person, "0123")


def told(centre: Centre, who: Caller, asked: str) -> str:
    follower = centre.follower()
    walls = Walls(centre.system, follower)
    screen = _screen_of(walls, Devices(follower), asked, who)
    assert screen is not None
    return str(sent(walls.show(screen.removeprefix(f"{KIND}:")).whole()))


ALL = [*(caller(role) for role in Role), caller(Role.DISPATCHER, street="S08")]


@pytest.mark.parametrize("who", ALL, ids=lambda one: one.name)
def test_who_doesn_t_see_every_case_at_the_desk_doesn_t_on_a_wall(
    sqlite_centre: Centre, who: Caller
) -> None:
    sqlite_centre.settle(report(1, text=SECRET))
    assert who.person is not None
    whole = who.person.role in CHECKERS or scope_of(who.person) == CENTRE
    assert (CASE in told(sqlite_centre, who, QUESTIONS[0])) == whole
    for asked in QUESTIONS:
        shown = told(sqlite_centre, who, asked)
        assert whole or CASE not in shown
    past = told(sqlite_centre, who, "wall/overview?at=2026-11-23T10:00")
    assert ("PAST_DENIED" in past) != whole


def test_a_device_s_wall_is_its_own_setting_s(sqlite_centre: Centre) -> None:
    sqlite_centre.settle(report(1))
    follower = sqlite_centre.follower()
    walls, devices = Walls(sqlite_centre.system, follower), Devices(follower)
    wall = Caller(Who.WALL, "主屏", proof="0123")
    assert devices.profile(wall) is Profile.VISITORS
    handle(sqlite_centre.system, AddScreen(name="主屏"), by="test")
    sqlite_centre.tell()
    devices = Devices(sqlite_centre.follower())
    assert devices.profile(wall) is Profile.INSIDE
    assert (_screen_of(walls, devices, QUESTIONS[0], wall) or "").startswith("wall:queue|inside")


def test_a_leader_has_a_desk_of_their_own_kind(sqlite_centre: Centre) -> None:
    follower = sqlite_centre.follower()
    walls, devices = Walls(sqlite_centre.system, follower), Devices(follower)
    for role, screen in ((Role.LEADER, "console:centre/leader"), (Role.FOREMAN, "console:centre")):
        assert _screen_of(walls, devices, "console", caller(role)) == screen
