"""A screen that has heard nothing yet says nothing: least of all that all is well."""

import pytest
from playwright.sync_api import Page, Route, expect

from dashboard.domain.wall_views import VIEWS
from tests.helpers.exhaustive import one_in_the_gate
from tests.screens.desk_page import Desk
from tests.screens.showcase import DRAWN, Showcase

SAID = """() => [...document.querySelectorAll("#wall :is(.empty, .levels-panel)")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .map((element) => element.textContent)"""
HERE = "(view) => document.querySelector('#wall')?.dataset.view === view"
LAID_OUT_MS = 700
PUBLIC = [view.value for view in VIEWS if view.facts.public]


def silence(showcase: Showcase, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on whoever asks gets no picture."""
    monkeypatch.setattr(showcase, "greet", lambda _: None)


def test_a_page_of_which_a_module_has_not_come_is_asked_for_anew(
    showcase: Showcase, page: Page
) -> None:
    loads: list[str] = []
    page.on("load", lambda _: loads.append(page.url))
    page.route("**/common/clock.js", lambda route: route.continue_() if loads else route.abort())
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
def test_nor_has_another_view_of_a_wall_that_was_live(
    showcase: Showcase, page: Page, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    page.goto(showcase.url)
    page.wait_for_function(DRAWN)
    silence(showcase, monkeypatch)
    page.evaluate("(path) => cc.wall.go(path)", f"/wall/{view}")
    page.wait_for_function(HERE, arg=view)
    page.wait_for_timeout(LAID_OUT_MS)
    assert page.evaluate(SAID) == []


def test_nor_does_a_new_desk_say_that_no_case_is_open(
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


def test_nor_is_a_desk_live_whose_rows_are_not_drawn_yet(desk: Desk, page: Page) -> None:
    held: list[str] = []

    def wait(route: Route) -> None:
        held.append(route.request.url)
        page.wait_for_timeout(1_500)
        expect(page.locator("#console-age")).to_have_text("正在载入案卷…")
        assert page.locator("#console").get_attribute("data-state") == "waiting"
        route.continue_()

    page.route("**/async-community*", wait)
    page.goto(desk.url)
    page.wait_for_function("() => window.cc?.console?.visible().length > 0")
    assert held
    expect(page.locator("#console-age")).to_contain_text("实时")


def test_an_outage_leaves_no_word_of_live(queue: Page, desk: Desk) -> None:
    expect(queue.locator(".bar-why")).to_have_text("列表实时更新")
    desk.beating = False
    queue.evaluate("() => { cc.live.dataAt -= 60000 }")
    expect(queue.locator(".bar-why")).to_have_text("没有新数据，列表停住")
    assert queue.locator("#console").get_by_text("实时").count() == 0
