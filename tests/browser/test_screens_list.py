"""The foreman's list of walls: what each shows, and what is sent to it, by keys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from dashboard.domain.persons import Person, Role
from dashboard.domain.screens import (
    ChangeScreen,
    Profile,
    Setting,
)
from tests.browser.conftest import Wall
from tests.browser.desk import DIALOG, WAIT_MS, Desk
from tests.browser.named_walls import HALL, MAIN, at, do, number_of, two
from tests.helpers.exhaustive import exhaustive
from tests.services.centre import RunningCentre

__all__ = ["two"]

ZHAO = Person(login="walls-zhao", name="赵国栋", role=Role.FOREMAN)


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


def line(desk: Desk, name: str) -> Locator:
    """A wall's line of the list; other tests add walls to the same centre."""
    return desk.page.locator(f".screen[data-name='{name}']")


def press(desk: Desk, name: str, label: str) -> None:
    """Presses a button by keyboard: focus, then Enter."""
    line(desk, name).get_by_role("button", name=label, exact=True).focus()
    desk.keys("Enter")


def test_the_foreman_sends_by_keys_and_sees_what_each_shows(
    centre: RunningCentre, two: tuple[Wall, Wall], foreman: Desk
) -> None:
    main, hall = two
    open_list(foreman, centre)
    first, second = (line(foreman, name) for name in (MAIN, HALL))
    expect(first).to_contain_text(MAIN)
    expect(first.locator(".screen-fresh")).to_have_text("实时", timeout=WAIT_MS)
    expect(first).to_contain_text("现显示 总览", timeout=WAIT_MS)
    press(foreman, MAIN, "显示")
    expect(foreman.page.locator(".dialog-answer")).to_have_text(f"{MAIN}：已发送画面。")
    expect(first).to_contain_text("应显示 总览", timeout=WAIT_MS)
    at(main, "/wall/overview", lang="zh")
    press(foreman, HALL, "标识")
    expect(hall.page.locator("#wall-identify")).to_contain_text(
        f"这是 {number_of(centre, HALL)} 号屏", timeout=WAIT_MS
    )
    hall.page.goto("about:blank")
    expect(second.locator(".screen-fresh")).to_contain_text("离线", timeout=WAIT_MS)


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


@exhaustive
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
    line(foreman, MAIN).locator("select").first.select_option("tour")
    press(foreman, MAIN, "显示")
    expect(main.page.locator("#wall-tour")).to_have_text("轮播 1/2", timeout=WAIT_MS)
