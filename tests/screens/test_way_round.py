"""Names of pages, one key to the list, and the links on the page for an unknown address."""

from playwright.sync_api import Page, expect

from tests.screens.conftest import DRAWN
from tests.screens.showcase import Showcase


def test_the_desk_is_named_and_its_list_is_one_tab_away(queue: Page) -> None:
    expect(queue).to_have_title("派遣台 · 南关区指挥中心")
    queue.keyboard.press("Tab")
    link = queue.locator(".skip-link")
    expect(link).to_be_focused()
    queue.keyboard.press("Enter")
    expect(queue.locator("#console-list-part")).to_be_focused()
    queue.keyboard.press("ArrowDown")
    assert queue.evaluate("() => cc.console.selected()") is not None


def test_an_empty_list_speaks_one_language(queue: Page) -> None:
    queue.evaluate("() => cc.console.filter('grid=9999')")
    expect(queue.locator("#console-empty")).to_be_visible()
    assert queue.get_by_text("No Matching Rows").locator("visible=true").count() == 0


def test_walls_are_named(showcase: Showcase, page: Page) -> None:
    page.goto(showcase.url)
    page.wait_for_function(DRAWN)
    expect(page).to_have_title("南关区 · 运行总览")


def test_an_address_that_is_none_can_be_read_and_left(showcase: Showcase, page: Page) -> None:
    page.goto(showcase.url.replace("overview", "nothing"))
    expect(page.get_by_role("heading")).to_have_text("没有这个页面")
    ink, ground = page.locator(".missing").evaluate(
        "(one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
    )
    assert ink != ground
    expect(page.get_by_role("link", name="回到首页")).to_have_attribute("href", "/")
