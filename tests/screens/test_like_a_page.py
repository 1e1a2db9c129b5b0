"""The desk behaves like other pages: text can be selected, the order survives a reload."""

from playwright.sync_api import Page, expect

from tests.screens.conftest import QUEUE


def test_the_text_of_a_case_can_be_selected(queue: Page) -> None:
    cell = queue.locator('.ag-row [col-id="item"]').first
    assert cell.evaluate("(one) => getComputedStyle(one).userSelect") == "text"
    cell.dblclick()
    assert queue.evaluate("() => String(getSelection()).trim()") != ""


def test_the_order_outlives_a_new_load(queue: Page) -> None:
    heading = queue.locator('.ag-header-cell[col-id="no"]')
    heading.click()
    heading.click()
    assert queue.url.endswith("order=-no")
    before = queue.evaluate("() => cc.console.visible()")
    queue.reload()
    queue.wait_for_function(QUEUE)
    assert queue.evaluate("() => cc.console.visible()") == before
    heading.click()
    expect(queue.locator(".list-order")).not_to_contain_text("案卷")
    assert "order" not in queue.url
