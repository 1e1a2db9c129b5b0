"""An act that the server didn't accept: the desk says so within seconds and keeps typed text."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from dashboard.domain import commands as c
from dashboard.store import reads, sessions
from tests.browser.conftest import PATIENCE
from tests.browser.desk import Desk, dispatcher, seat
from tests.helpers.exhaustive import exhaustive
from tests.services import acts
from tests.services.centre import RunningCentre, wait_until

LI = dispatcher("undone-li", "李强")
CALLBACK = "**/_dash-update-component*"
BAR = ".undone-bar"
TYPED = "请一小时内到场，带抽水泵"
SAID_MS = 2_000 * PATIENCE


@pytest.fixture
def desk(page: Page, centre: RunningCentre) -> Iterator[Desk]:
    """A desk with a selected case that its unit is working on."""
    number = acts.take_in(centre, acts.case("0101", grid=201), ago=timedelta(hours=1))
    acts.take_in(centre, c.Direct(case=number, by="grid", unit="U01"))
    sitting = Desk(page).sit(centre, LI)
    sitting.may_lose_line = True
    sitting.page.wait_for_function("(no) => cc.queue.row(no)?.unit === 'U01'", arg=number)
    sitting.console("go", number)
    sitting.read(number)
    yield sitting
    # Chromium's own word for the answers that these tests give; nothing of ours may be among them.
    assert [words for words in sitting.faults if not words.startswith("Failed to load")] == []


def fails(desk: Desk, status: int) -> None:
    page = "<html>Bad gateway</html>"
    desk.page.route(CALLBACK, lambda route: route.fulfill(status=status, body=page))


def supervising(desk: Desk) -> None:
    desk.keys("s")
    desk.dialog()
    desk.page.keyboard.type(TYPED)


def level_of(centre: RunningCentre, number: str) -> int:
    system = centre.system
    with system.reader.connect() as connection:
        found = reads.one_case(connection, system.district.key, number)
    assert found is not None
    return found.supervision.level if found.supervision else 0


def test_back_undoes_the_filter_and_not_what_is_typed(desk: Desk) -> None:
    desk.console("filter", "urgency=E2")
    supervising(desk)
    desk.page.go_back()
    desk.page.wait_for_function("() => !location.search.includes('urgency')")
    expect(desk.page.locator("[data-dialog] textarea")).to_have_value(TYPED)


WORDS = {
    200: "不知道是否办成：服务器的答复看不懂（200）",
    400: "没有办成：服务器不认这次请求（400）",
    403: "没有办成：服务器不允许（403）",
    429: "没有办成：请求太多（429）",
    500: "不知道是否办成：服务器出错（500）",
    502: "不知道是否办成：服务器没有应答（502）",
    503: "没有办成：服务器或数据库暂不可用（503）",
    504: "不知道是否办成：服务器没有应答（504）",
}


def test_every_answer_that_is_none_is_said_and_the_next_one_heals(
    desk: Desk, centre: RunningCentre
) -> None:
    supervising(desk)
    number = desk.selected
    bar = desk.page.locator(BAR)
    for status, words in WORDS.items():
        fails(desk, status)
        desk.keys("Enter")
        expect(bar).to_contain_text(words, timeout=SAID_MS)
        expect(bar).to_contain_text("填写的内容还在")
        desk.page.unroute(CALLBACK)
    desk.page.route(CALLBACK, lambda route: route.abort("connectionreset"))
    desk.keys("Enter")
    expect(bar).to_contain_text("网络不通", timeout=SAID_MS)
    desk.page.unroute(CALLBACK)
    assert desk.page.locator("#console-dialog textarea").input_value() == TYPED
    assert level_of(centre, number) == 0
    desk.keys("Enter")
    desk.done()
    expect(bar).to_be_hidden()
    wait_until(lambda: level_of(centre, number) == 1, 10, "it is supervised")


@exhaustive
def test_a_server_that_never_answers_is_named_within_ten_seconds(desk: Desk) -> None:
    desk.page.route(CALLBACK, lambda _: None)
    desk.keys("s")
    expect(desk.page.locator(BAR)).to_contain_text("8 秒没有答复", timeout=10_000)
    desk.page.unroute(CALLBACK)
    desk.keys("s")
    desk.dialog()


def unreadable(desk: Desk, centre: RunningCentre, status: int) -> str:
    """Selects another case, whose detail gets only this answer; returns its number."""
    other = acts.take_in(centre, acts.case("0101", grid=202))
    desk.page.wait_for_function("(no) => cc.queue.truth(no)", arg=other)
    desk.console("show")
    fails(desk, status)
    desk.console("go", other)
    expect(desk.page.locator(BAR)).to_contain_text("没有载入：", timeout=SAID_MS)
    return other


def test_a_case_that_cannot_be_read_is_said(desk: Desk, centre: RunningCentre) -> None:
    other = unreadable(desk, centre, 502)
    expect(desk.page.locator("#console-detail .detail")).to_be_hidden()
    desk.page.unroute(CALLBACK)
    desk.console("go", other)
    desk.read(other)
    expect(desk.page.locator("#console-detail .detail")).to_be_visible()
    expect(desk.page.locator(BAR)).to_be_hidden()


def test_a_case_that_could_not_be_read_comes_by_itself(desk: Desk, centre: RunningCentre) -> None:
    other = unreadable(desk, centre, 503)
    desk.page.unroute(CALLBACK)
    desk.read(other)
    expect(desk.page.locator(BAR)).to_be_hidden()


def test_an_act_after_the_session_leads_to_the_log_in_and_keeps_what_was_typed(
    desk: Desk, centre: RunningCentre
) -> None:
    supervising(desk)
    desk.page.wait_for_function("() => cc.session.left() !== null")
    system = centre.system
    with system.engine.begin() as connection:
        sessions.end_all(connection, system.district.key, LI.login, system.now_ms())
    desk.keys("Enter")
    desk.page.wait_for_url("**/login?next=%2Fconsole*", timeout=SAID_MS)
    kept = desk.page.evaluate("() => sessionStorage.getItem('typed')")
    assert TYPED in kept


@exhaustive
def test_a_page_whose_screen_did_not_come_says_that_it_loads_and_comes_by_itself(
    page: Page, centre: RunningCentre
) -> None:
    seat(centre, page.context, LI)

    def alone(route: Route) -> None:  # as while the database is away
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('id="page-layout"', ""))

    page.route("**/console", alone)
    page.route(CALLBACK, lambda route: route.fulfill(status=502, body="<html>"))
    page.goto(f"{centre.address}/console")
    expect(page.locator(".page-loading")).to_contain_text("正在载入")
    page.wait_for_timeout(1_000)
    page.unroute(CALLBACK)
    expect(page.locator("#console")).to_be_visible(timeout=20_000 * PATIENCE)
