"""Colleagues see in the queue's row who looks at a case, and who works on it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk import Desk, dispatcher
from tests.services import acts
from tests.services.centre import RunningCentre


@pytest.fixture
def desks(browser: Browser, centre: RunningCentre) -> Iterator[tuple[Desk, Desk]]:
    """李 and 王 at desks of their own, with at least one case before them."""
    acts.take_in(centre, acts.case())
    people = (dispatcher("presence-li", "李雷"), dispatcher("presence-wang", "王强"))
    contexts = [browser.new_context(locale="zh-CN") for _ in people]
    li, wang = (
        Desk(context.new_page()).sit(centre, person)
        for context, person in zip(contexts, people, strict=True)
    )
    yield li, wang
    for context in contexts:
        context.close()
    assert li.faults + wang.faults == []


def test_initials_stand_in_the_row_until_their_owner_leaves(desks: tuple[Desk, Desk]) -> None:
    li, wang = desks
    li.keys("ArrowDown")
    faces = wang.page.locator(f".ag-row[row-id='{li.selected}'] .face")
    expect(faces).to_have_text(["李"], timeout=10_000)
    expect(faces).to_have_attribute("data-mode", "view")
    li.console("editing", True)
    expect(faces).to_have_attribute("data-mode", "edit", timeout=10_000)
    li.console("editing", False)
    expect(faces).to_have_attribute("data-mode", "view", timeout=10_000)
    li.page.close()
    expect(faces).to_have_count(0, timeout=10_000)
