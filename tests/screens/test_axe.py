"""Walls, the desk and the page for an unknown address keep to every rule of axe-core."""

from playwright.sync_api import Page, expect

from tests.helpers.axe import violations
from tests.screens.looker import Looker
from tests.screens.looks import SIZES, look
from tests.screens.showcase import Showcase


def test_every_wall_keeps_to_the_rules(showcase: Showcase, page: Page) -> None:
    looker = Looker(page, showcase)
    for view in SIZES:
        looker.go(look(view))
        assert violations(page) == [], view
    page.goto(showcase.url.replace("overview", "none"))
    expect(page.get_by_role("heading")).to_have_text("没有这个页面")
    assert violations(page) == []


def test_the_desk_keeps_to_the_rules(queue: Page) -> None:
    assert violations(queue) == []
    queue.keyboard.press("/")
    queue.keyboard.type("/")
    expect(queue.get_by_role("option").first).to_be_visible()
    assert violations(queue) == []
    queue.keyboard.type("没有的命令")
    expect(queue.locator("#console-found")).to_have_text("没有这个命令；按 ? 看全部")
