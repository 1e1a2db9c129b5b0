"""Named walls in browsers: they go where the foreman sends them, and say so when they can't."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from dashboard.actions.handle import handle
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.oversight_commands import ConfirmIncident, EndIncident
from dashboard.domain.screens import (
    ChangeScreen,
    Identify,
    Language,
    Night,
    Profile,
    RemoveScreen,
    SetPlaylist,
    Setting,
    ShowOnScreen,
    Stop,
)
from dashboard.domain.wall_views import WallView
from tests.browser.conftest import PATIENCE, Wall
from tests.browser.desk import WAIT_MS
from tests.browser.named_walls import HALL, MAIN, NAMES, at, do, number_of, open_two, two
from tests.helpers.exhaustive import exhaustive
from tests.services.centre import RunningCentre

__all__ = ["two"]


def test_a_wall_stays_at_its_link_until_it_is_sent_somewhere(
    centre: RunningCentre, two: tuple[Wall, Wall]
) -> None:
    main, hall = two
    main.page.wait_for_timeout(1500)
    at(main, "/wall/overview")
    sent = ShowOnScreen(name=MAIN, view=WallView.OVERVIEW, filter="street=S08")
    do(centre.system, sent)
    at(main, "/wall/overview", street="S08", lang="zh", theme="dark")
    main.state("live", 10)
    hall.page.wait_for_timeout(500)
    assert "street" not in hall.page.url


def test_another_setting_is_followed(centre: RunningCentre, two: tuple[Wall, Wall]) -> None:
    main, _ = two
    setting = Setting(lang=Language.EN, distance_m=5)
    do(centre.system, ChangeScreen(name=MAIN, setting=setting))
    at(main, "/wall/overview", lang="en", distance="5")
    expect(main.page.locator("#wall")).to_have_attribute("lang", "en-GB", timeout=WAIT_MS)


def test_a_hand_at_the_wall_stays_until_something_else_is_sent(
    centre: RunningCentre, two: tuple[Wall, Wall]
) -> None:
    main, _ = two
    do(centre.system, ShowOnScreen(name=MAIN, view=WallView.OVERVIEW, filter="street=S08"))
    at(main, "/wall/overview", street="S08")
    main.page.evaluate("() => cc.wall.go('/wall/overview?street=S01')")
    at(main, "/wall/overview", street="S01")
    main.page.wait_for_timeout(2500)
    at(main, "/wall/overview", street="S01")
    do(centre.system, ShowOnScreen(name=MAIN, view=WallView.OVERVIEW, filter="street=S02"))
    at(main, "/wall/overview", street="S02")


def test_each_says_which_it_is(centre: RunningCentre, two: tuple[Wall, Wall]) -> None:
    do(centre.system, Identify())
    # 主 comes before 大 in no alphabet of ours: places go by code point.
    for wall, name in zip(two, NAMES, strict=True):
        number = number_of(centre, name)
        said = wall.page.locator("#wall-identify")
        expect(said).to_contain_text(f"这是 {number} 号屏", timeout=WAIT_MS)
        expect(said).to_contain_text(name)


@exhaustive
def test_a_wall_says_which_it_is_for_a_while_only(
    centre: RunningCentre, two: tuple[Wall, Wall]
) -> None:
    do(centre.system, Identify())
    for wall in two:
        expect(wall.page.locator("#wall-identify")).to_have_count(1, timeout=WAIT_MS)
    for wall in two:
        expect(wall.page.locator("#wall-identify")).to_have_count(0, timeout=20_000)


@exhaustive
def test_a_tour_goes_round_and_gives_way_to_a_grave_incident(
    centre: RunningCentre, two: tuple[Wall, Wall]
) -> None:
    main, _ = two
    stops = tuple(
        Stop(view=WallView.OVERVIEW, filter=f"street={street}", seconds=10)
        for street in ("S08", "S01")
    )
    tour = ShowOnScreen(name=MAIN, view=WallView.TOUR)
    do(centre.system, SetPlaylist(name=MAIN, stops=stops), tour)
    at(main, "/wall/overview", street="S08")
    expect(main.page.locator("#wall-tour")).to_have_text("轮播 1/2", timeout=WAIT_MS)
    at(main, "/wall/overview", street="S01")
    expect(main.page.locator("#wall-tour")).to_have_text("轮播 2/2", timeout=WAIT_MS)
    number = declare(centre, 3)
    waits = main.page.locator("#wall-tour")
    expect(waits).to_have_text("轮播暂停：突发事件", timeout=WAIT_MS)
    at(main, "/wall/incidents", lang="zh")
    main.page.wait_for_timeout(3000)
    expect(waits).to_have_text("轮播暂停：突发事件")
    end(centre, number)
    at(main, "/wall/overview")
    expect(waits).to_have_text("轮播 1/2", timeout=WAIT_MS)


def declare(centre: RunningCentre, level: int) -> str:
    system = centre.system
    report = ReportIncident(kind=IncidentKind.ACCIDENT, title="供热主管道爆管", grid=206)
    answer = handle(system, report, by="test")
    assert answer.refused is None
    confirm = ConfirmIncident(incident=answer.key, level=level)
    assert handle(system, confirm, by="test").refused is None
    return answer.key


def end(centre: RunningCentre, number: str) -> None:
    ended = EndIncident(incident=number, reason="抢修完成")
    assert handle(centre.system, ended, by="test").refused is None


def test_at_night_it_is_dimmed_by_the_clock_of_the_district(
    centre: RunningCentre, two: tuple[Wall, Wall]
) -> None:
    main, _ = two
    hour = centre.system.clock().astimezone(centre.system.zone).hour
    night = Night(since=hour, until=(hour + 2) % 24)
    do(centre.system, ChangeScreen(name=MAIN, setting=Setting(night=night)))
    expect(main.page.locator("#wall[data-night]")).to_have_count(1, timeout=WAIT_MS)
    day = Night(since=(hour + 2) % 24, until=(hour + 4) % 24)
    do(centre.system, ChangeScreen(name=MAIN, setting=Setting(night=day)))
    expect(main.page.locator("#wall[data-night]")).to_have_count(0, timeout=WAIT_MS)


def test_who_becomes_a_wall_for_visitors_is_told_less_at_once(
    centre: RunningCentre, two: tuple[Wall, Wall]
) -> None:
    _, hall = two
    hall.page.wait_for_function("() => cc.model.recent[0]?.no?.startsWith('NG')", timeout=WAIT_MS)
    do(centre.system, ChangeScreen(name=HALL, setting=Setting(profile=Profile.VISITORS)))
    hall.page.wait_for_function(
        r"""() => cc.model?.recent?.[0]?.grid === null
            && !/NGI?\d/.test(JSON.stringify(cc.model))""",
        timeout=WAIT_MS,
    )
    hall.state("live", 10)


def test_a_revoked_wall_keeps_its_last_picture_and_says_so(
    centre: RunningCentre, two: tuple[Wall, Wall]
) -> None:
    main, hall = two
    main.may_lose_line = True
    do(centre.system, RemoveScreen(name=MAIN))
    main.state("lost", 30, "服务器拒绝连接")
    assert main.page.url.startswith(f"{centre.address}/wall/overview")
    expect(main.page.locator("#wall-recent-0")).to_be_visible()
    hall.state("live", 10)
    # After a restart it says what is wrong, and offers no log-in.
    main.page.reload()
    expect(main.page.locator(".said")).to_contain_text("链接已失效")
    expect(main.page.locator("a[href^='/login']")).to_have_count(0)
    main.faults.clear()  # Chromium tells of the page's status


@exhaustive
def test_a_web_process_killed_in_between_changes_nothing_for_long(
    tmp_path: Path, database_url: str, walls: Callable[[], Wall]
) -> None:
    centre = RunningCentre(tmp_path / "centre", DATABASE_URL=database_url).start()
    try:
        for main, hall in open_two(centre, walls):
            main.may_lose_line = hall.may_lose_line = True
            do(centre.system, ShowOnScreen(name=MAIN, view=WallView.OVERVIEW, filter="street=S08"))
            at(main, "/wall/overview", street="S08")
            centre.kill9("web worker")
            do(centre.system, ShowOnScreen(name=MAIN, view=WallView.OVERVIEW, filter="street=S01"))
            at(main, "/wall/overview", street="S01")
            main.state("live", 15 * PATIENCE)
            hall.state("live", 15 * PATIENCE)
            assert "street" not in hall.page.url
        centre.check()
    finally:
        centre.stop()
