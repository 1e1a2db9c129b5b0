"""Commands to walls: which are allowed, and what the wall shows then."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dashboard.domain.refusals import Refused
from dashboard.domain.screens import (
    AddScreen,
    ChangeScreen,
    Identify,
    Language,
    Night,
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
    address,
)
from dashboard.domain.wall_rules import WallContext, check_filter, decide_screen, night_of
from dashboard.domain.wall_views import WallView
from tests.helpers.centre import PACK
from tests.helpers.clock import MORNING

AT = WallContext(MORNING, "foreman", PACK.district)
LATER = replace(AT, now=MORNING + timedelta(minutes=1))
STOPS = (
    Stop(view=WallView.QUEUE, filter="of=overdue", seconds=20),
    Stop(view=WallView.MAP, seconds=10),
)
MAIN, HALL = Setting(), Setting(profile=Profile.VISITORS, lang=Language.EN)


def screen(setting: Setting = MAIN, *commands: ScreenCommand, name: str = "主屏") -> WallScreen:
    made = decide_screen(None, AddScreen(name=name, setting=setting), AT)
    for command in commands:
        made = decide_screen(made, command, AT)
    return made


def refused(before: WallScreen | None, command: ScreenCommand, at: WallContext = AT) -> str:
    with pytest.raises(Refused) as caught:
        decide_screen(before, command, at)
    return caught.value.code


def show(view: WallView = WallView.QUEUE, **more: Any) -> ShowOnScreen:
    return ShowOnScreen(name="主屏", view=view, **more)


def test_a_new_screen_keeps_the_address_of_its_link() -> None:
    found = screen()
    assert (found.version, found.shows, found.changed_by) == (1, None, "foreman")
    assert (
        address(found.setting, Shows()) == "/wall/overview?lang=zh&distance=8&pitch=1.56&theme=dark"
    )


def test_what_it_is_sent_is_in_its_address() -> None:
    sent = show(filter="?unit=U01&of=overdue", at="2026-11-22T17:42")
    found = screen(replace(MAIN, lang=Language.EN, distance_m=5, pitch_mm=0.63), sent)
    assert found.shows is not None
    assert found.shows.filter == "of=overdue&unit=U01"
    path, _, asked = address(found.setting, found.shows).partition("?")
    assert path == "/wall/queue"
    assert asked == (
        "of=overdue&unit=U01&at=2026-11-22T17:42&lang=en&distance=5&pitch=0.63&theme=dark"
    )


def test_a_removed_screen_may_be_added_again_and_answers_nothing_before() -> None:
    gone = screen(MAIN, show(), RemoveScreen(name="主屏"))
    assert (gone.active, gone.shows) == (False, None)
    assert refused(gone, Identify(name="主屏")) == "NO_SUCH_SCREEN"
    back = decide_screen(gone, AddScreen(name="主屏", setting=HALL), LATER)
    assert (back.active, back.version, back.setting) == (True, gone.version + 1, HALL)


@pytest.mark.parametrize("name", ["", " 主屏", "a" * 41, "a\nb", "主屏\u202e"])
def test_a_screen_has_a_name_that_can_be_said(name: str) -> None:
    assert refused(None, AddScreen(name=name)) == "SCREEN_NAME"


def test_two_screens_have_two_names() -> None:
    assert refused(screen(), AddScreen(name="主屏")) == "SCREEN_TAKEN"


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ({"distance_m": 0.4}, "SCREEN_RANGE"),
        ({"distance_m": float("nan")}, "SCREEN_RANGE"),
        ({"pitch_mm": 21.0}, "SCREEN_RANGE"),
        ({"night": Night(since=22, until=24)}, "NIGHT_HOURS"),
        ({"night": Night(since=6, until=6)}, "NIGHT_HOURS"),
    ],
)
def test_a_setting_that_no_wall_has_is_refused(setting: dict[str, Any], code: str) -> None:
    asked = replace(MAIN, **setting)
    assert refused(None, AddScreen(name="主屏", setting=asked)) == code
    assert refused(screen(), ChangeScreen(name="主屏", setting=asked)) == code


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (show(WallView.TOUR), "PLAYLIST_EMPTY"),
        (show(WallView.CASE), "CASE_MISSING"),
        (show(at="2027-11-22T17:42"), "NOT_IN_REACH"),
        (show(at="2026-09-22T17:42"), "NOT_IN_REACH"),
        (show(at="yesterday"), "NOT_IN_REACH"),
        (show(filter="of=" + "x" * 300), "FILTER_LONG"),
        (show(filter="street"), "FILTER_UNREADABLE"),
        (show(filter="lang=en"), "FILTER_KEY"),
        (show(filter="profile=inside"), "FILTER_KEY"),
        (show(filter="street=S99"), "FILTER_VALUE"),
        (show(filter="street=S08,S09"), "FILTER_ONE"),
        (show(filter="of=nothing"), "FILTER_VALUE"),
        (show(filter="grid=311"), "FILTER_VALUE"),
        (show(filter="urgency=E9"), "FILTER_VALUE"),
        (show(filter="state=%3Cscript%3E"), "FILTER_VALUE"),
        (SetPlaylist(name="主屏", stops=STOPS * 7), "TOO_MANY_STOPS"),
        (SetPlaylist(name="主屏", stops=(Stop(view=WallView.TOUR),)), "NO_STOP"),
        (SetPlaylist(name="主屏", stops=(Stop(view=WallView.CASE),)), "NO_STOP"),
        (SetPlaylist(name="主屏", stops=(Stop(view=WallView.MAP, seconds=9),)), "STOP_SECONDS"),
        (SetPlaylist(name="主屏", stops=(Stop(view=WallView.MAP, seconds=601),)), "STOP_SECONDS"),
        (
            SetPlaylist(name="主屏", stops=(Stop(view=WallView.MAP, filter="unit=U99"),)),
            "FILTER_VALUE",
        ),
    ],
)
def test_what_no_wall_can_show_is_refused(command: ScreenCommand, code: str) -> None:
    assert refused(screen(), command) == code


@pytest.mark.parametrize(
    "command",
    [
        ShowCase(name="主屏", case="NG20261123-0001"),
        show(WallView.CASE, filter="no=NG20261123-0001"),
        show(filter="grid=206"),
        show(WallView.MAP, filter="cell=220102"),
        show(filter="unit=U01"),
        show(filter="state=FILED"),
        SetPlaylist(name="主屏", stops=(Stop(view=WallView.QUEUE, filter="no=NG20261123-0001"),)),
    ],
)
def test_visitors_are_sent_no_single_case_or_grid(command: ScreenCommand) -> None:
    assert refused(screen(HALL), command) == "NOT_FOR_VISITORS"
    assert screen(MAIN, command).version == 2


def test_who_becomes_a_visitor_keeps_what_visitors_may_see() -> None:
    stops = (*STOPS, Stop(view=WallView.QUEUE, filter="grid=206"))
    change = ChangeScreen(name="主屏", setting=HALL)
    found = screen(MAIN, ShowCase(name="主屏", case="NG1"), SetPlaylist(name=None, stops=stops))
    found = decide_screen(found, change, AT)
    assert (found.shows, found.playlist) == (Shows(), STOPS)
    street = show(filter="street=S08")
    assert screen(MAIN, street, change).shows == Shows(view=WallView.QUEUE, filter="street=S08")


def test_a_tour_ends_with_its_playlist() -> None:
    touring = screen(MAIN, SetPlaylist(name=None, stops=STOPS), show(WallView.TOUR))
    assert touring.shows == Shows(view=WallView.TOUR)
    empty = decide_screen(touring, SetPlaylist(name=None, stops=()), AT)
    assert empty.shows == Shows()


def test_a_wall_shows_its_number_for_ten_seconds() -> None:
    assert screen(MAIN, Identify()).identify_until == MORNING + timedelta(seconds=10)


def test_a_filter_has_one_way_to_be_written() -> None:
    assert check_filter("", PACK.district) == ""
    assert check_filter("urgency=E1&street=S08", PACK.district) == "street=S08&urgency=E1"


def test_who_is_set_anew_is_told_where_to_be() -> None:
    assert screen(MAIN, ChangeScreen(name="主屏", setting=MAIN)).shows == Shows()


def test_the_night_is_written_as_hours() -> None:
    assert night_of("22-6") == Night(since=22, until=6)
    assert night_of("off") is None
    for words in ("22", "a-b", "-1-6", "²-6"):
        with pytest.raises(Refused):
            night_of(words)
