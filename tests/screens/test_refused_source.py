"""A source whose every report is refused is in the header, with count and reason."""

import pytest
from playwright.sync_api import Page, expect

from tests.screens.conftest import DRAWN
from tests.screens.looker import cut
from tests.screens.showcase import Showcase

REFUSED = {
    "refused:0": {
        "name": "12345热线平台",
        "at": 1_795_426_900_000,
        "count": 128,
        "code": "IN_FUTURE",
    }
}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "上报渠道 12345热线平台 的 128 条全被拒收：时间在未来"),
        ("?lang=en", "All 128 of 12345热线平台 refused: clock ahead"),
    ],
)
def test_the_header_names_it_and_nothing_is_cut(
    showcase: Showcase, page: Page, query: str, words: str
) -> None:
    showcase.load("overview_busy", sources=REFUSED)
    page.goto(showcase.url + query)
    page.wait_for_function(DRAWN)
    expect(page.locator("#wall-age")).to_have_text(words)
    assert cut(page) == []


def test_where_names_are_not_told_it_is_counted_and_an_unknown_reason_stands_for_itself(
    showcase: Showcase, page: Page
) -> None:
    nameless = REFUSED["refused:0"] | {"name": "", "code": "E1_NOT_ALONE"}
    showcase.load("overview_busy", sources={"refused:0": nameless})
    page.goto(showcase.url)
    page.wait_for_function(DRAWN)
    expect(page.locator("#wall-age")).to_have_text("上报渠道 1 的 128 条全被拒收：E1_NOT_ALONE")
