"""A wall that has heard nothing yet says nothing: least of all that all is well."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.screens.showcase import DRAWN, Showcase

SAID = """() => [...document.querySelectorAll("#wall :is(.empty, .levels-panel)")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .map((element) => element.textContent)"""
HERE = "(view) => document.querySelector('#wall')?.dataset.view === view"
LAID_OUT_MS = 700
VIEWS = ["overview", "queue", "overdue", "map", "load", "incidents"]


@pytest.fixture
def deaf(showcase: Showcase) -> Iterator[Showcase]:
    """Takes lines and answers none."""
    showcase.greet = lambda _=None: None  # type: ignore[method-assign]
    showcase.beating = False
    yield showcase
    del showcase.greet  # type: ignore[method-assign]


@pytest.mark.parametrize("view", VIEWS)
def test_a_new_wall_has_no_good_news(deaf: Showcase, page: Page, view: str) -> None:
    page.goto(deaf.url.replace("overview", view))
    page.wait_for_function(HERE, arg=view)
    page.wait_for_timeout(LAID_OUT_MS)
    assert page.evaluate(SAID) == []


@pytest.mark.parametrize("view", VIEWS[1:])
def test_nor_has_another_view_of_a_wall_that_was_live(
    showcase: Showcase, page: Page, view: str
) -> None:
    page.goto(showcase.url)
    page.wait_for_function(DRAWN)
    showcase.greet = lambda _=None: None  # type: ignore[method-assign]
    try:
        page.evaluate("(path) => cc.wall.go(path)", f"/wall/{view}")
        page.wait_for_function(HERE, arg=view)
        page.wait_for_timeout(LAID_OUT_MS)
        assert page.evaluate(SAID) == []
    finally:
        del showcase.greet  # type: ignore[method-assign]
