"""The desk in every size of a screen: nothing of its head cut, and a list that can be read."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from layouts.words import Lang
from tests.helpers.exhaustive import one_in_the_gate
from tests.screens.conftest import QUEUE
from tests.screens.desk_page import Desk, cases
from tests.screens.looker import SETTLED, cut

PHONE = (390, 844)
DOUBLED = (960, 540)
SIZES = [(1600, 900), (1366, 768), (1920, 1080), (1280, 720), (1100, 700), DOUBLED, PHONE]
LANGS: list[Lang] = ["en", "zh"]
LEAST_ITEM = 90
LEAST_LIST = 300
ALARM = {"recent": 88, "grade": "UNACCEPTABLE"}

# Texts of the bars, and times in the list, that aren't fully visible.
CUT = """() => {
  const seen = [...document.querySelectorAll(
    "#console-clock, .console-person, .console-live, #console-rate, .console-head nav a"
      + ", .bar-figures, .ag-header-cell[col-id=due], .ag-row:nth-child(-n+9) .due"
  )].filter((one) => one.checkVisibility());
  return seen.filter((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const { left, right } = range.getBoundingClientRect();
    const around = (one.closest(".console-queue") ?? document.body).getBoundingClientRect();
    return left < around.left - 1 || right > around.right + 1;
  }).map((one) => one.textContent);
}"""
ITEM_WIDTH = "document.querySelector('.ag-row [col-id=item]').getBoundingClientRect().width"
SIDEWAYS = "() => document.querySelector('#console').scrollWidth - innerWidth"


@pytest.fixture(scope="module", params=one_in_the_gate(LANGS))
def told(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A demo's desk with many alerts, whose head has the most text."""
    desk = Desk(request.param)
    desk.start()
    demo = {"redis": "ok", "late_workers": [], "demo": True}
    desk.fill(cases(177), alarm=ALARM, system=demo)
    with browser.new_page(locale="zh-CN", timezone_id="Asia/Shanghai") as page:
        page.goto(desk.url)
        page.wait_for_function(QUEUE)
        yield page
    desk.stop()


def at(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate(SETTLED)


def box(page: Page, selector: str) -> Any:
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return found


@pytest.mark.parametrize("size", one_in_the_gate(SIZES))
def test_clock_and_deadlines_are_whole_and_the_item_can_be_read(
    told: Page, size: tuple[int, int]
) -> None:
    at(told, size)
    assert cut(told, CUT) == []
    assert told.evaluate(SIDEWAYS) <= 0
    told.wait_for_function(f"() => {ITEM_WIDTH} >= {LEAST_ITEM}")
    assert box(told, ".queue-grid")["height"] >= LEAST_LIST


def test_at_double_size_the_case_stands_beside_the_list(told: Page) -> None:
    at(told, DOUBLED)
    row, side = box(told, ".ag-row"), box(told, ".console-side")
    assert side["x"] > row["x"]
    assert side["y"] < DOUBLED[1] / 2
    told.locator("#console-facets .facet").last.scroll_into_view_if_needed()
    expect(told.locator("#console-facets .facet").last).to_be_in_viewport()


def test_on_a_phone_a_row_opens_the_page_of_its_case(told: Page) -> None:
    at(told, PHONE)
    expect(told.locator(".console-side")).to_be_hidden()
    told.wait_for_function("() => cc.console.visible().length > 0")
    first = told.evaluate("() => cc.console.visible()[0]")
    row = told.locator(f'.ag-row[row-id="{first}"]')
    assert box(told, f'.ag-row[row-id="{first}"]')["height"] >= 44
    query = (
        "?lang=en" if told.evaluate("() => document.documentElement.lang").startswith("en") else ""
    )
    with told.expect_request(lambda request: "/case/" in request.url) as asked:
        row.locator("[col-id=item]").click()
    assert asked.value.url.endswith(f"/case/{first}{query}")
