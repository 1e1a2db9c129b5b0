"""A screen that has heard nothing yet says nothing: least of all that all is well."""

import pytest
from playwright.sync_api import Page, expect

from tests.screens.desk_page import Desk
from tests.screens.showcase import DRAWN, Showcase

SAID = """() => [...document.querySelectorAll("#wall :is(.empty, .levels-panel)")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .map((element) => element.textContent)"""
HERE = "(view) => document.querySelector('#wall')?.dataset.view === view"
LAID_OUT_MS = 700
VIEWS = ["overview", "queue", "overdue", "map", "load", "incidents"]


def silence(showcase: Showcase, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on whoever asks gets no picture."""
    monkeypatch.setattr(showcase, "greet", lambda _: None)


@pytest.mark.parametrize("view", VIEWS)
def test_a_new_wall_has_no_good_news(
    showcase: Showcase, page: Page, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    silence(showcase, monkeypatch)
    page.goto(showcase.url.replace("overview", view))
    page.wait_for_function(HERE, arg=view)
    page.wait_for_timeout(LAID_OUT_MS)
    assert page.evaluate(SAID) == []


@pytest.mark.parametrize("view", VIEWS[1:])
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
