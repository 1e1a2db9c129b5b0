"""A wall without room says that it has none, never that there is nothing."""

import pytest
from playwright.sync_api import Page, expect

from tests.screens.conftest import DRAWN
from tests.screens.showcase import Showcase

SETTLE_MS = 400


@pytest.mark.parametrize(
    ("size", "query"), [((960, 540), ""), ((3840, 1080), "?distance=12&pitch=1.2")]
)
def test_empty_words_follow_from_the_data_alone(
    showcase: Showcase, page: Page, size: tuple[int, int], query: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(showcase.url + query)
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(SETTLE_MS)
    said = page.evaluate(
        """() => [...document.querySelectorAll(".body .empty:not([hidden])")].map(
          (one) => one.querySelector(".empty-news").textContent)"""
    )
    assert said
    assert all("此屏放不下" in words for words in said), said
    assert page.locator(".body .empty:not([hidden]) > .mark:visible").count() == 0


def test_without_any_report_the_words_are_the_data_s(showcase: Showcase, page: Page) -> None:
    showcase.load("overview_empty")
    page.set_viewport_size({"width": 960, "height": 540})
    page.goto(showcase.url)
    page.wait_for_function(DRAWN)
    expect(page.locator("#wall-recent-empty .empty-news")).to_have_text("尚无上报")
    assert page.locator("#wall-recent-empty > .mark:visible").count() == 0, "no good news"
