"""The screen shows the model's values, whatever interferes in the browser."""

from playwright.sync_api import Page, expect

from tests.helpers.exhaustive import exhaustive
from tests.screens.conftest import DRAWN, QUEUE
from tests.screens.desk_page import Desk, cases
from tests.screens.showcase import Showcase

# Wraps every text in elements, as a browser's translation does.
TRANSLATE = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) {
    const owner = walk.currentNode.parentElement.tagName;
    if (walk.currentNode.data.trim() && !["SCRIPT", "STYLE"].includes(owner)) {
      texts.push(walk.currentNode);
    }
  }
  for (const text of texts) {
    const outer = document.createElement("font");
    const inner = document.createElement("font");
    text.replaceWith(outer);
    outer.append(inner);
    inner.append(text.data);
  }
}"""
# Like an extension that restores a figure whenever we write it.
OVERWRITE = """(selector) => {
  const place = document.querySelector(selector);
  new MutationObserver(() => place.textContent === "0" || (place.textContent = "0"))
    .observe(place, { childList: true, characterData: true, subtree: true });
  place.textContent = "0";
}"""
ALIVE = '{"status": "alive"}'
CLOCK = "() => document.querySelector('#{0}').textContent === cc.clock.second(cc.clock.now())"
DIFFERS_MS = 15_000


def test_a_translated_wall_goes_on(showcase: Showcase, page: Page) -> None:
    page.goto(showcase.url)
    page.wait_for_function(DRAWN)
    page.evaluate(TRANSLATE)
    showcase.change(figures={"open": 4321, "overdue": 98})
    expect(page.locator("#wall-figure-open")).to_have_text("4,321")
    expect(page.locator("#wall-figure-overdue")).to_have_text("98")
    page.wait_for_timeout(1_200)
    page.wait_for_function(CLOCK.format("wall-clock"))
    showcase.beating = False
    page.evaluate("() => { cc.live.dataAt -= 60000 }")
    expect(page.locator("#wall-age")).to_contain_text("数据中断 1")
    showcase.beating = True
    showcase.greet()
    expect(page.locator("#wall-age")).to_contain_text("实时")


def test_a_translated_desk_goes_on(queue: Page, desk: Desk) -> None:
    queue.evaluate(TRANSLATE)
    desk.change(figures={"reported_today": 998})
    expect(queue.locator(".bar-figures")).to_contain_text("998")
    desk.drop(*(row.number for row in cases(177)[:100]))
    expect(queue.locator(".facet-all .facet-count")).to_have_text("77")
    queue.wait_for_timeout(1_200)
    queue.wait_for_function(CLOCK.format("console-clock"))


def test_pages_ask_not_to_be_translated(queue: Page) -> None:
    expect(queue.locator("html")).to_have_attribute("translate", "no")
    expect(queue.locator("html")).to_have_class("notranslate")


def loads_anew(showcase: Showcase, page: Page) -> None:
    """Waits until the wall has said that it differs from its model, and has reloaded."""
    page.route("**/healthz", lambda route: route.fulfill(status=200, body=ALIVE))
    page.goto(showcase.url)
    page.wait_for_function(DRAWN)
    with page.expect_event("load", timeout=DIFFERS_MS * 2):
        page.evaluate(OVERWRITE, "#wall-figure-open")
        expect(page.locator("#wall-age")).to_contain_text("与数据不符", timeout=DIFFERS_MS)
        assert page.locator("#wall").get_attribute("data-state") == "late"
    page.wait_for_function(DRAWN)


def test_a_wall_that_differs_from_its_model_says_so_and_loads_anew(
    showcase: Showcase, page: Page
) -> None:
    loads_anew(showcase, page)


@exhaustive
def test_a_new_page_that_does_not_help_is_not_asked_for_again(
    showcase: Showcase, page: Page
) -> None:
    loads_anew(showcase, page)
    page.evaluate(OVERWRITE, "#wall-figure-open")
    page.evaluate("() => { window.kept = true }")
    expect(page.locator("#wall-age")).to_contain_text("与数据不符", timeout=DIFFERS_MS)
    page.wait_for_timeout(7_000)
    assert page.evaluate("() => window.kept")


@exhaustive
def test_a_desk_that_differs_from_its_model_is_left_to_whoever_works_there(
    queue: Page, desk: Desk
) -> None:
    queue.route("**/healthz", lambda route: route.fulfill(status=200, body=ALIVE))
    queue.evaluate("() => { window.kept = true; cc.console.move(1); }")
    queue.evaluate(OVERWRITE, ".bar-figures")
    expect(queue.locator("#console-age")).to_contain_text("与数据不符", timeout=DIFFERS_MS)
    queue.wait_for_timeout(6_000)
    assert queue.evaluate("() => window.kept && cc.console.selected() !== null")
    with queue.expect_event("load", timeout=DIFFERS_MS * 2):
        queue.evaluate("() => cc.console.escape()")
    queue.wait_for_function(QUEUE)
