"""Commands to walls through handle(): state and journal on both databases, and who may."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.actions.handle import handle
from dashboard.domain.changes import Kind
from dashboard.domain.persons import Role
from dashboard.domain.screens import (
    AddScreen,
    ChangeScreen,
    Identify,
    Profile,
    RemoveScreen,
    ScreenCommand,
    SetPlaylist,
    Setting,
    ShowCase,
    ShowOnScreen,
    Shows,
    Stop,
    WallScreen,
    key_of,
)
from dashboard.domain.wall_views import WallView
from dashboard.store import journal, screens, tokens
from tests.feeds.events import report
from tests.helpers.centre import Centre
from tests.helpers.pictures import catch_up
from tests.helpers.web import somebody

MAIN, HALL = "主屏", "大厅"
STOPS = (Stop(view=WallView.MAP), Stop(view=WallView.LOAD, seconds=10))


def do(centre: Centre, *commands: ScreenCommand) -> None:
    for command in commands:
        assert handle(centre.system, command, by=somebody(Role.FOREMAN)).refused is None


def refused(centre: Centre, command: ScreenCommand, role: Role = Role.FOREMAN) -> str:
    found = handle(centre.system, command, by=somebody(role)).refused
    return found.code if found else ""


def kept(centre: Centre) -> dict[str, WallScreen]:
    with centre.system.reader.connect() as connection:
        return {one.name: one for one in screens.active(connection, centre.district)}


def acts(centre: Centre, name: str) -> list[tuple[str, str]]:
    with centre.system.reader.connect() as connection:
        found = journal.history(connection, centre.district, Kind.SCREEN, key_of(name))
    return [(act.act, act.why) for act in found]


def test_what_a_wall_is_sent_is_state_and_journal(centre: Centre) -> None:
    show = ShowOnScreen(name=MAIN, view=WallView.QUEUE, filter="of=overdue")
    do(centre, AddScreen(name=MAIN), show, Identify(name=MAIN))
    assert kept(centre)[MAIN].shows == Shows(view=WallView.QUEUE, filter="of=overdue")
    assert acts(centre, MAIN) == [
        ("add_screen", ""),
        ("show_on_screen", "queue of=overdue"),
        ("identify", "queue of=overdue"),
    ]
    centre.tell()
    assert centre.faults() == []


def test_the_picture_follows_walls_as_it_follows_cases(centre: Centre) -> None:
    do(centre, AddScreen(name=HALL))
    follower = centre.follower()
    do(
        centre,
        AddScreen(name=MAIN),
        SetPlaylist(name=None, stops=STOPS),
        ShowOnScreen(name=MAIN, view=WallView.TOUR),
        RemoveScreen(name=HALL),
    )
    centre.tell()
    catch_up(centre, follower)
    assert follower.picture.screens == kept(centre) == centre.follower().picture.screens
    assert follower.picture.screens[MAIN].playlist == STOPS
    assert HALL not in follower.picture.screens


def test_one_case_is_shown_if_there_is_one(centre: Centre) -> None:
    do(centre, AddScreen(name=MAIN))
    assert refused(centre, ShowCase(name=MAIN, case="NG20261123-0001")) == "NO_SUCH_CASE"
    centre.settle(report())
    (number,) = centre.numbers()
    do(centre, ShowCase(name=MAIN, case=number))
    assert kept(centre)[MAIN].shows == Shows(view=WallView.CASE, filter=f"no={number}")
    other = ShowOnScreen(name=MAIN, view=WallView.CASE, filter="no=NG20261123-9999")
    assert refused(centre, other) == "NO_SUCH_CASE"
    do(centre, ChangeScreen(name=MAIN, setting=Setting(profile=Profile.VISITORS)))
    assert refused(centre, ShowCase(name=MAIN, case=number)) == "NOT_FOR_VISITORS"


def test_removing_a_wall_revokes_its_links(centre: Centre) -> None:
    do(centre, AddScreen(name=MAIN))
    system = centre.system
    with system.engine.begin() as connection:
        token = tokens.make(
            connection, centre.district, MAIN, tokens.TokenUse.WALL, system.now_ms()
        )
    do(centre, RemoveScreen(name=MAIN))
    with system.reader.connect() as connection:
        assert tokens.name_of(connection, centre.district, token, tokens.TokenUse.WALL) is None
    assert refused(centre, RemoveScreen(name=MAIN)) == "NO_SUCH_SCREEN"
    do(centre, AddScreen(name=MAIN))
    assert kept(centre)[MAIN].version == 3


def test_all_walls_are_asked_at_once_or_none_is(centre: Centre) -> None:
    assert refused(centre, Identify()) == "NO_SCREENS"
    do(centre, AddScreen(name=MAIN))
    do(centre, AddScreen(name=HALL, setting=Setting(profile=Profile.VISITORS)), Identify())
    assert all(one.identify_until for one in kept(centre).values())
    hidden = SetPlaylist(name=None, stops=(Stop(view=WallView.QUEUE, filter="grid=206"),))
    assert refused(centre, hidden) == "NOT_FOR_VISITORS"
    assert [one.playlist for one in kept(centre).values()] == [(), ()]


SHOWING: Sequence[ScreenCommand] = (
    ShowOnScreen(name=MAIN, view=WallView.MAP),
    SetPlaylist(name=MAIN, stops=STOPS),
    Identify(name=MAIN),
)


@pytest.mark.parametrize(
    ("role", "wanted"),
    [
        (Role.DUTY_LEADER, ("", "", "", "NOT_YOUR_ROLE")),
        (Role.DIRECTOR, ("", "", "", "NOT_YOUR_ROLE")),
        (Role.ADMIN, ("NOT_YOUR_ROLE", "NOT_YOUR_ROLE", "NOT_YOUR_ROLE", "")),
        (Role.DISPATCHER, ("NOT_YOUR_ROLE",) * 4),
    ],
)
def test_each_role_does_what_is_its_own(
    sqlite_centre: Centre, role: Role, wanted: tuple[str, ...]
) -> None:
    do(sqlite_centre, AddScreen(name=MAIN))
    asked = (*SHOWING, RemoveScreen(name=MAIN))
    assert tuple(refused(sqlite_centre, command, role) for command in asked) == wanted


def test_two_who_send_at_once_both_count(centre: Centre) -> None:
    do(centre, AddScreen(name=MAIN))
    asked = [ShowOnScreen(name=MAIN, view=view) for view in (WallView.MAP, WallView.LOAD)] * 4
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda one: handle(centre.system, one, by="test"), asked))
    assert [answer.refused for answer in answers] == [None] * 8
    assert kept(centre)[MAIN].version == 9
    centre.tell()
    assert centre.faults() == []
