"""Named walls in browsers: they go where the foreman sends them, and say so when they can't."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from dashboard.actions.handle import handle
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.persons import Person, Role
from dashboard.domain.pressing import ConfirmIncident, EndIncident
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
    ShowOnScreen,
    Stop,
    View,
)
from dashboard.doors import WALLS
from dashboard.store import tokens
from dashboard.system import System
from tests.browser.conftest import PATIENCE, Wall
from tests.browser.desk import DIALOG, WAIT_MS, Desk
from tests.services import acts
from tests.services.centre import RunningCentre

ZHAO = Person(login="walls-zhao", name="赵国栋", role=Role.FOREMAN)
MAIN, HALL = "主屏", "大厅"
NAMES = (MAIN, HALL)


def do(system: System, *commands: ScreenCommand) -> None:
    for command in commands:
        answer = handle(system, command, by="test")
        assert answer.refused is None, answer.refused


def link(centre: RunningCentre, name: str, more: str = "") -> str:
    system = centre.system
    with system.engine.begin() as connection:
        key = system.district.key
        token = tokens.make(connection, key, name, tokens.Use.WALL, system.now_ms())
    return f"{centre.address}/wall/overview?token={token}{more}"


def at(wall: Wall, path: str, **asked: str) -> None:
    """Until the wall's address is this, with these of its settings."""

    def there() -> bool:
        found = urlsplit(wall.page.url)
        said = {key: values[-1] for key, values in parse_qs(found.query).items()}
        return found.path == path and asked.items() <= said.items()

    wall.page.wait_for_timeout(10)
    _wait(wall, there, f"at {path} {asked}")


def _wait(wall: Wall, done: Callable[[], bool], words: str) -> None:
    for _ in range(round(WAIT_MS / 50)):
        if done():
            return
        wall.page.wait_for_timeout(50)
    raise AssertionError(f"not {words} but {wall.page.url}")


@pytest.fixture
def two(centre: RunningCentre, walls: Callable[[], Wall]) -> Iterator[tuple[Wall, Wall]]:
    """The main wall and the hall's, each with its own link."""
    yield from hang(centre, walls)


def hang(centre: RunningCentre, walls: Callable[[], Wall]) -> Iterator[tuple[Wall, Wall]]:
    do(centre.system, *(AddScreen(name=name) for name in NAMES))
    acts.take_in(centre, acts.case())
    both = [walls().open(link(centre, name)) for name in NAMES]
    yield both[0], both[1]
    for name in NAMES:
        handle(centre.system, RemoveScreen(name=name), by="test")


@pytest.fixture
def foreman(browser: Browser, centre: RunningCentre) -> Iterator[Desk]:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1366, "height": 768})
    desk = Desk(context.new_page())
    yield desk
    context.close()
    assert desk.faults == []


def open_list(desk: Desk, centre: RunningCentre) -> None:
    desk.sit(centre, ZHAO)
    desk.keys("Shift+W")
    desk.page.wait_for_selector(f"{DIALOG} .screen", timeout=WAIT_MS)


def press(desk: Desk, name: str, label: str) -> None:
    """By keys: the button gets the focus and Enter."""
    line = desk.page.locator(f".screen[data-name='{name}']")
    line.get_by_role("button", name=label, exact=True).focus()
    desk.keys("Enter")


def test_a_wall_stays_at_its_link_until_it_is_sent_somewhere(
    centre: RunningCentre, two: tuple[Wall, Wall]
) -> None:
    main, hall = two
    main.page.wait_for_timeout(1500)
    at(main, "/wall/overview")
    sent = ShowOnScreen(name=MAIN, view=View.OVERVIEW, filter="street=S08")
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
    do(centre.system, ShowOnScreen(name=MAIN, view=View.OVERVIEW, filter="street=S08"))
    at(main, "/wall/overview", street="S08")
    main.page.evaluate("() => cc.wall.go('/wall/overview?street=S01')")
    at(main, "/wall/overview", street="S01")
    main.page.wait_for_timeout(2500)
    at(main, "/wall/overview", street="S01")
    do(centre.system, ShowOnScreen(name=MAIN, view=View.OVERVIEW, filter="street=S02"))
    at(main, "/wall/overview", street="S02")


def test_each_says_which_it_is(centre: RunningCentre, two: tuple[Wall, Wall]) -> None:
    do(centre.system, Identify())
    # 主 comes before 大 in no alphabet of ours: places go by code point.
    for wall, name, number in zip(two, NAMES, (1, 2), strict=True):
        said = wall.page.locator("#wall-identify")
        expect(said).to_contain_text(f"这是 {number} 号屏", timeout=WAIT_MS)
        expect(said).to_contain_text(name)
    for wall in two:
        expect(wall.page.locator("#wall-identify")).to_have_count(0, timeout=20_000)


def test_a_tour_goes_round_and_gives_way_to_a_grave_incident(
    centre: RunningCentre, two: tuple[Wall, Wall]
) -> None:
    main, _ = two
    stops = tuple(
        Stop(view=View.OVERVIEW, filter=f"street={street}", seconds=10) for street in ("S08", "S01")
    )
    tour = ShowOnScreen(name=MAIN, view=View.TOUR)
    do(centre.system, SetPlaylist(name=MAIN, stops=stops), tour)
    at(main, "/wall/overview", street="S08")
    expect(main.page.locator("#wall-tour")).to_have_text("轮播 1/2", timeout=WAIT_MS)
    at(main, "/wall/overview", street="S01")
    expect(main.page.locator("#wall-tour")).to_have_text("轮播 2/2", timeout=WAIT_MS)
    number = declare(centre, 3)
    waits = main.page.locator("#wall-tour")
    expect(waits).to_have_text("轮播暂停：突发事件", timeout=WAIT_MS)
    if "incidents" in WALLS:
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
        "() => cc.model && !JSON.stringify(cc.model).includes('NG')", timeout=WAIT_MS
    )
    assert hall.model["recent"]["0"]["grid"] is None
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
    # Started anew it says what is wrong, and offers nobody a log-in.
    main.page.reload()
    expect(main.page.locator(".said")).to_contain_text("链接已失效")
    expect(main.page.locator("a[href^='/login']")).to_have_count(0)
    main.faults.clear()  # Chromium tells of the page's status


def test_the_foreman_sends_by_keys_and_sees_what_each_shows(
    centre: RunningCentre, two: tuple[Wall, Wall], foreman: Desk
) -> None:
    main, hall = two
    open_list(foreman, centre)
    lines = foreman.page.locator(".screen")
    expect(lines).to_have_count(2)
    expect(lines.nth(0)).to_contain_text(MAIN)
    expect(lines.nth(0).locator(".screen-fresh")).to_have_text("实时", timeout=WAIT_MS)
    expect(lines.nth(0)).to_contain_text("现显示 总览", timeout=WAIT_MS)
    press(foreman, MAIN, "显示")
    expect(foreman.page.locator(".dialog-answer")).to_have_text(f"{MAIN}：已发送画面。")
    expect(lines.nth(0)).to_contain_text("应显示 总览", timeout=WAIT_MS)
    at(main, "/wall/overview", lang="zh")
    press(foreman, HALL, "标识")
    expect(hall.page.locator("#wall-identify")).to_contain_text("2", timeout=WAIT_MS)
    hall.page.close()
    expect(lines.nth(1).locator(".screen-fresh")).to_contain_text("离线", timeout=WAIT_MS)


def test_the_foreman_sends_filter_and_case(
    centre: RunningCentre, two: tuple[Wall, Wall], foreman: Desk
) -> None:
    main, hall = two
    foreman.sit(centre, ZHAO, "?street=S08")
    foreman.keys("ArrowDown")
    number = foreman.selected
    foreman.keys("Shift+W")
    foreman.page.wait_for_selector(f"{DIALOG} .screen", timeout=WAIT_MS)
    press(foreman, MAIN, "发送当前筛选")
    at(main, "/wall/queue", street="S08")
    press(foreman, HALL, "发送选中案卷")
    at(hall, "/wall/case", no=number)
    do(centre.system, ChangeScreen(name=HALL, setting=Setting(profile=Profile.VISITORS)))
    at(hall, "/wall/overview")
    press(foreman, HALL, "发送选中案卷")
    answer = foreman.page.locator(".dialog-answer")
    expect(answer).to_contain_text("不显示单个案卷", timeout=WAIT_MS)


def test_the_foreman_makes_a_playlist(
    centre: RunningCentre, two: tuple[Wall, Wall], foreman: Desk
) -> None:
    main, _ = two
    open_list(foreman, centre)
    press(foreman, MAIN, "轮播单")
    seconds = foreman.page.locator(".screen-stops input")
    seconds.first.fill("5")
    press(foreman, MAIN, "保存")
    answer = foreman.page.locator(".dialog-answer")
    expect(answer).to_contain_text("每站须停 10 至 600 秒", timeout=WAIT_MS)
    seconds.first.fill("12")
    press(foreman, MAIN, "加一站")
    expect(seconds).to_have_count(2)
    press(foreman, MAIN, "保存")
    expect(answer).to_have_text(f"{MAIN}：轮播单已保存。", timeout=WAIT_MS)
    line = foreman.page.locator(f".screen[data-name='{MAIN}']")
    line.locator("select").first.select_option("tour")
    press(foreman, MAIN, "显示")
    expect(main.page.locator("#wall-tour")).to_have_text("轮播 1/2", timeout=WAIT_MS)


@pytest.mark.slow
def test_a_web_process_killed_in_between_changes_nothing_for_long(
    tmp_path: Path, database_url: str, walls: Callable[[], Wall]
) -> None:
    centre = RunningCentre(tmp_path / "centre", DATABASE_URL=database_url).start()
    try:
        for main, hall in hang(centre, walls):
            main.may_lose_line = hall.may_lose_line = True
            do(centre.system, ShowOnScreen(name=MAIN, view=View.OVERVIEW, filter="street=S08"))
            at(main, "/wall/overview", street="S08")
            centre.kill9("web worker")
            do(centre.system, ShowOnScreen(name=MAIN, view=View.OVERVIEW, filter="street=S01"))
            at(main, "/wall/overview", street="S01")
            main.state("live", 15 * PATIENCE)
            hall.state("live", 15 * PATIENCE)
            assert "street" not in hall.page.url
        centre.check()
    finally:
        centre.stop()
