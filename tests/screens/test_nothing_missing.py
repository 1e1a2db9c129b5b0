"""Where room is short the most important parts are there: a missing part isn't seen as cut."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard.domain.wall_views import VIEWS
from tests.screens.conftest import DRAWN
from tests.screens.looker import SETTLED, Looker, cut
from tests.screens.looks import LAPTOP, look
from tests.screens.map_page import MapPage, opened
from tests.screens.showcase import Showcase
from tests.screens.test_wall_overdue_and_load import open_wall

THREE_ABREAST = (5760, 1080)
GAPS = """() => [...document.querySelectorAll("#wall .row")].flatMap((row) => {
  const cells = [...row.querySelectorAll(".over, .load-text")];
  const boxes = cells.filter((cell) => cell.checkVisibility({ visibilityProperty: true }))
    .map((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return range.getBoundingClientRect();
    }).sort((a, b) => a.left - b.left);
  if (boxes.length < 2) return [];
  const [first, second] = boxes;
  const abreast = Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top);
  return abreast > first.height / 2 && second.left - first.right < 4 ? [row.textContent] : [];
})"""


def size(page: Page, of: tuple[int, int]) -> None:
    page.set_viewport_size({"width": of[0], "height": of[1]})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_laptop_names_the_incident_that_runs(showcase: Showcase, page: Page, lang: str) -> None:
    size(page, LAPTOP)
    page.goto(f"{showcase.url}?lang={lang}")
    page.wait_for_function(DRAWN)
    page.evaluate(SETTLED)
    title = page.locator(".strip .incident-title")
    expect(title).to_be_visible()
    expect(title).to_contain_text(showcase.model["incident"]["current"]["title"])
    assert cut(page) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_laptop_lists_what_is_unusual_beside_its_map(
    shown: MapPage, page: Page, lang: str
) -> None:
    opened(page, shown, f"?lang={lang}")
    size(page, LAPTOP)
    page.evaluate(SETTLED)
    assert page.locator("#wall-odd-panel .row:visible").count() > 0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("of", [THREE_ABREAST, LAPTOP], ids=str)
def test_who_needs_help_is_told_with_room_between_mark_and_load(
    showcase: Showcase, page: Page, lang: str, of: tuple[int, int]
) -> None:
    showcase.load("load_busy")
    open_wall(page, showcase, "load", f"?lang={lang}", of)
    assert page.locator("#wall-help-panel .row:visible").count() > 0
    assert page.evaluate(GAPS) == []
    assert cut(page) == []


def test_whose_request_waits_is_said_beside_the_holder(showcase: Showcase, page: Page) -> None:
    showcase.load("overdue_busy")
    first: dict[str, Any] = showcase.model["late"]["0"]
    showcase.model["late"]["0"] = first | {"wait": "extension"}
    open_wall(page, showcase, "overdue")
    row = page.locator("#wall-late-0")
    expect(row.locator(".owner")).to_have_text("供电公司")
    expect(row.locator(".step-text")).to_contain_text("待批")


def test_every_wall_has_a_title_of_its_own(showcase: Showcase, page: Page) -> None:
    looker = Looker(page, showcase)
    titles = {}
    for view in VIEWS:
        looker.go(look(view))
        titles[view] = page.title()
    assert len(set(titles.values())) == len(VIEWS), titles
