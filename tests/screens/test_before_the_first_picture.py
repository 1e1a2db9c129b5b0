"""A screen without data claims nothing, least of all that all is well."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from callbacks.pages import Pages
from dashboard.domain.wall_views import VIEWS
from tests.helpers.exhaustive import one_in_the_gate
from tests.screens.desk_page import Desk
from tests.screens.showcase import DRAWN, Showcase

SAID = """() => [...document.querySelectorAll("#wall :is(.empty, .levels-panel)")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .map((element) => element.textContent)"""
HERE = "(view) => document.querySelector('#wall')?.dataset.view === view"
LAID_OUT_MS = 700
FIGURE = re.compile(r"^[\d,]+$")
# The first line breaks before anything has come over it.
LOST_ONCE = """{
  const Line = WebSocket;
  window.lines = 0;
  window.WebSocket = class extends Line {
    constructor(...asked) {
      super(...asked);
      window.lines += 1;
      if (window.lines === 1) this.close();
    }
  };
}"""
PUBLIC = [view.value for view in VIEWS if view.facts.public]


def silence(showcase: Showcase, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on no screen gets a picture."""
    monkeypatch.setattr(showcase, "greet", lambda _: None)


def test_a_page_whose_program_has_not_come_is_asked_for_anew(
    showcase: Showcase, page: Page
) -> None:
    loads: list[str] = []
    page.on("load", lambda _: loads.append(page.url))
    page.route("**/pages/wall.js", lambda route: route.continue_() if loads else route.abort())
    page.goto(showcase.url)
    page.wait_for_function(DRAWN, timeout=20_000)
    assert len(loads) == 2


@pytest.mark.parametrize("view", one_in_the_gate(PUBLIC))
def test_a_new_wall_has_no_good_news(
    showcase: Showcase, page: Page, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    silence(showcase, monkeypatch)
    page.goto(showcase.url.replace("overview", view))
    page.wait_for_function(HERE, arg=view)
    page.wait_for_timeout(LAID_OUT_MS)
    assert page.evaluate(SAID) == []


@pytest.mark.parametrize("view", one_in_the_gate(PUBLIC[1:]))
def test_another_view_of_a_live_wall_says_nothing_before_its_picture(
    showcase: Showcase, page: Page, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    page.goto(showcase.url)
    page.wait_for_function(DRAWN)
    silence(showcase, monkeypatch)
    page.evaluate("(path) => cc.wall.go(path)", f"/wall/{view}")
    page.wait_for_function(HERE, arg=view)
    page.wait_for_timeout(LAID_OUT_MS)
    assert page.evaluate(SAID) == []


def test_a_new_desk_does_not_say_that_no_case_is_open(
    desk: Desk, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    silence(desk, monkeypatch)
    page.goto(desk.url)
    page.wait_for_function("() => window.cc?.grid?.ready()")
    page.wait_for_timeout(LAID_OUT_MS)
    expect(page.locator("#console-empty")).to_be_hidden()
    expect(page.get_by_text("尚无数据")).to_be_visible()
    expect(page.locator(".bar-why")).to_have_text("正在载入案卷…")
    expect(page.locator(".facet-all .facet-count")).to_be_hidden()


def test_a_desk_is_not_live_before_its_rows_are_drawn(desk: Desk, page: Page) -> None:
    held: list[bool] = []

    def wait(route: Route) -> None:
        page.wait_for_function("() => window.cc?.model")
        held.append(page.evaluate("() => document.querySelector('[data-state=live]') === null"))
        route.continue_()

    page.route("**/async-community*", wait)
    page.goto(desk.url)
    page.wait_for_function("() => window.cc?.console?.visible().length > 0")
    assert held == [True]
    expect(page.locator("#console-age")).to_contain_text("实时")


def test_a_walls_figures_wait_for_no_library(showcase: Showcase, page: Page) -> None:
    held: list[int] = []

    def wait(route: Route) -> None:
        expect(page.locator("#wall[data-state=live] #wall-figure-open")).to_have_text(FIGURE)
        held.append(page.evaluate("() => [...document.querySelectorAll('#wall')].length"))
        route.continue_()

    page.route("**/dash_renderer*", wait)
    page.goto(showcase.url)
    page.wait_for_function(DRAWN)
    assert held == [1]
    expect(page.locator("#wall-figure-open")).to_have_text(FIGURE)
    assert page.locator("#page-frame").count() == 0


def test_a_page_asks_for_nothing_that_it_has_brought(showcase: Showcase, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{showcase.url}?lang=en")
    page.wait_for_function(DRAWN)
    own = ("_dash-layout", "_dash-dependencies", "_dash-update-component")
    assert [url for url in asked if any(part in url for part in own)] == []
    page.evaluate("() => cc.wall.go('/wall/queue')")
    page.wait_for_function(HERE, arg="queue")
    assert [url for url in asked if "_dash-" in url and "suites" not in url] == [
        url for url in asked if url.endswith("_dash-update-component") or "component?" in url
    ]
    page.go_back()
    page.wait_for_function(DRAWN)


def test_a_page_that_has_brought_nothing_asks_the_server(
    showcase: Showcase, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Like a page that was made while the database was away."""
    monkeypatch.setattr(Pages, "_screen_here", lambda _: None)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(showcase.url)
    page.wait_for_function(DRAWN)
    assert len([url for url in asked if url.endswith("/_dash-layout")]) == 1


def test_a_page_whose_first_line_fails_opens_and_has_the_next(
    showcase: Showcase, page: Page
) -> None:
    page.add_init_script(LOST_ONCE)
    page.goto(showcase.url)
    page.wait_for_function("() => document.querySelector('#page-outlet #wall')")
    page.wait_for_function(DRAWN, timeout=20_000)
    assert page.evaluate("() => lines") > 1


def test_an_outage_leaves_no_word_of_live(queue: Page, desk: Desk) -> None:
    expect(queue.locator(".bar-why")).to_have_text("列表实时更新")
    desk.beating = False
    queue.evaluate("() => { cc.live.dataAt -= 60000 }")
    expect(queue.locator(".bar-why")).to_have_text("没有新数据，列表停住")
    assert queue.locator("#console").get_by_text("实时").count() == 0
