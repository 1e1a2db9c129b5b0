"""What a wall that looks back gets: nothing, then all of it, then nothing more."""

import threading

import pytest

from callbacks.wall import Walls
from callbacks.wall.address import DENIED, NO_MINUTE, WallRequest
from dashboard.domain.minute import read_minute
from dashboard.domain.screens import Profile
from dashboard.domain.wall_views import VIEWS
from dashboard.live.hub import Model, ScreenModel
from dashboard.system import to_ms
from tests.helpers.centre import Centre, rounds_until
from tests.helpers.messages import report

# MORNING is ten o'clock there.
THEN = "2026-11-23T10:20"


@pytest.fixture
def walls(sqlite_centre: Centre) -> Walls:
    """Walls of a centre with reports at ten and at half past ten; it is half past eleven."""
    sqlite_centre.settle(report(1))
    sqlite_centre.clock.move(minutes=30)
    sqlite_centre.settle(report(2))
    sqlite_centre.clock.move(minutes=60)
    return Walls(sqlite_centre.system, sqlite_centre.follower())


def said(show: ScreenModel) -> Model:
    """What a wall gets from the first message until it no longer changes."""
    model: Model = {name: dict(values) for name, values in show.whole().items()}
    for _ in rounds_until(lambda: not model["system"]["past"].get("coming")):
        threading.Event().wait(0.01)
        for section, values in show.news().items():
            model.setdefault(section, {}).update(values)
    return model


def shown(walls: Walls, search: str, *, may: bool = True) -> ScreenModel:
    screen = walls.screen_of(f"wall/overview?{search}", Profile.INSIDE, may_look_back=may)
    assert screen is not None
    return walls.show(screen.partition(":")[2])


def test_the_hub_s_name_of_a_past_minute_is_read_back(walls: Walls) -> None:
    screen = walls.screen_of(
        f"wall/overview?at={THEN}&of=overdue", Profile.INSIDE, may_look_back=True
    )
    assert screen == f"wall:overview|inside|of=overdue|{THEN}"
    assert WallRequest.of_screen(screen.partition(":")[2]).screen == screen
    assert WallRequest.of_screen("overview|inside|").minute == ""


def test_a_past_minute_is_told_once_and_whole(walls: Walls, sqlite_centre: Centre) -> None:
    show = shown(walls, f"at={THEN}")
    assert show.whole() == {"system": {"past": {"at": _ms(THEN), "coming": True}}}
    model = said(show)
    assert model["figures"]["open"] == 1
    assert model["system"]["past"] == {"at": _ms(THEN)}
    sqlite_centre.settle(report(3))
    assert show.news() == {}
    assert {name: values for name, values in show.whole().items() if values} == model


def _ms(minute: str) -> int:
    then = read_minute(minute, "Asia/Shanghai")
    assert then is not None
    return to_ms(then)


def test_every_view_can_look_back(walls: Walls) -> None:
    for view in VIEWS:
        screen = walls.screen_of(f"wall/{view}?at={THEN}", Profile.INSIDE, may_look_back=True)
        assert screen is not None
        model = said(walls.show(screen.partition(":")[2]))
        assert model["system"]["past"] == {"at": _ms(THEN)}


@pytest.mark.parametrize(
    ("minute", "may", "code"),
    [
        ("2026-11-23T10:00:30", True, "NO_SUCH_MINUTE"),
        ("2026-11-31T10:00", True, "NO_SUCH_MINUTE"),
        ("now|inside", True, "NO_SUCH_MINUTE"),
        ("2026-11-23T11:30", True, "NOT_YET_PAST"),
        ("2026-10-01T11:30", True, "TOO_LONG_PAST"),
        ("2026-11-23T09:59", True, "BEFORE_RECORDS"),
        (THEN, False, "PAST_DENIED"),
    ],
)
def test_what_cannot_be_shown_is_said_without_a_figure(
    walls: Walls, minute: str, may: bool, code: str
) -> None:
    show = shown(walls, f"at={minute}", may=may)
    model = said(show)
    assert model.keys() == {"system"}
    assert model["system"]["past"]["refused"] == code
    assert show.news() == {}


def test_nonsense_and_the_denied_share_a_screen_each(walls: Walls) -> None:
    for said_, may, minute in (("x", True, NO_MINUTE), ("", True, ""), (THEN, False, DENIED)):
        screen = walls.screen_of(f"wall/overview?at={said_}", Profile.INSIDE, may_look_back=may)
        assert screen == WallRequest("overview", minute=minute).screen


def test_an_instant_of_the_records_is_told_in_ms(walls: Walls) -> None:
    past = said(shown(walls, "at=2026-11-23T09:59"))["system"]["past"]
    assert past["values"] == {"since": _ms("2026-11-23T10:00")}
