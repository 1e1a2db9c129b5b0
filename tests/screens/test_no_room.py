"""A wall without room says so, and never that there is nothing; a desk does the same."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard.domain.wall_views import WITH_FILES, ViewFacts
from layouts import console
from layouts.wall.too_small import UPRIGHT_EM
from tests.screens.conftest import DRAWN
from tests.screens.showcase import ROOT, Showcase

SETTLE_MS = 400
STYLES = ROOT / "assets/css"
BELOW = 0.05
"""Of its height, this much stays free below the line of a figure's digits."""
EDGE_EM = 0.6
"""Around a wall, which its container queries leave out."""


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


def size(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})


def test_a_wall_too_small_for_its_type_says_what_it_needs_and_what_there_is(
    showcase: Showcase, page: Page
) -> None:
    page.goto(showcase.url + "?distance=8&pitch=1.56")
    page.wait_for_function(DRAWN)
    words = page.locator(".too-small")
    for width, height in ((1236, 696), (1920, 1080), (972, 1800)):
        size(page, width, height)
        expect(words).to_be_hidden()
    for width, height in ((1235, 1000), (1920, 695)):
        size(page, width, height)
        expect(words).to_have_text(
            "此屏太小：按 8 米外能读的字号，这面墙至少需要 1236 × 696宽 972 像素，现有 "
            f"{width} × {height}"
        )
        expect(words.locator(".standing")).to_be_hidden()
        expect(words).to_be_in_viewport(ratio=0.9)
    size(page, 971, 1800)
    expect(words.locator(".standing")).to_be_visible()
    expect(words.locator(".lying")).to_be_hidden()


def limits(sheet: str, wall: str) -> list[float]:
    """The inner width and height up to which the style sheet makes this wall say so."""
    edges = r"\(max-width: ([\d.]+)em\) or \(max-height: ([\d.]+)em\)"
    rule = rf"@container wall {edges} \{{\s*{re.escape(wall)} > \.too-small \{{ display: grid"
    text = (STYLES / f"wall/{sheet}.css").read_text("utf-8")
    return [float(em) for pair in re.findall(rule, text) for em in pair]


def inside(least_em: tuple[float, ...]) -> Any:
    """The limit of a container query for a wall that needs this much with its edges."""
    return pytest.approx([em - 2 * EDGE_EM - 0.01 for em in least_em])


def test_the_style_sheets_know_the_same_limits() -> None:
    most = ViewFacts().least_em
    assert limits("states", ".wall") == inside(most)
    for name, view in WITH_FILES.items():
        least = view.facts.least_em
        assert limits(name, f".wall.wall-{name}") == (inside(least) if least != most else []), name
    states = (STYLES / "wall/states.css").read_text("utf-8")
    upright = re.findall(r"@container wall \(max-width: ([\d.]+)em\) \{\s*\.wall\.wall >", states)
    assert [float(em) for em in upright] == inside((UPRIGHT_EM,))
    width, height = console.LEAST_PX
    desk = (STYLES / "pages/console.css").read_text("utf-8")
    assert f"@media (width < {width}px) or (height < {height}px)" in desk


def test_a_desk_too_small_says_what_it_needs_and_what_there_is(queue: Page) -> None:
    words = queue.locator(".desk-small")
    for width, height in ((360, 480), (390, 844), (1280, 720)):
        size(queue, width, height)
        expect(words).to_be_hidden()
    size(queue, 359, 700)
    expect(words).to_have_text("窗口太小：工作台至少需要宽 360、高 480 像素，现有 359 × 700")
    expect(words).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize("size", [(960, 540), (1366, 768)], ids=str)
def test_the_digits_of_a_figure_stand_whole_in_their_panel(
    showcase: Showcase, page: Page, size: tuple[int, int]
) -> None:
    """The digits are taller than their line and reach a little below it."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(showcase.url)
    page.wait_for_function(DRAWN)
    below = page.evaluate(
        """() => [...document.querySelectorAll(".figure .value")].map((one) => {
          const panel = one.closest(".figure").getBoundingClientRect();
          const high = parseFloat(getComputedStyle(one).fontSize);
          return (panel.bottom - one.getBoundingClientRect().bottom) / high;
        })"""
    )
    assert min(below) > BELOW, below


def test_a_units_strain_in_english_leaves_its_neighbour_alone(
    showcase: Showcase, page: Page
) -> None:
    showcase.load("load_busy")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(showcase.url.replace("overview", "load") + "?lang=en")
    strains = page.locator("#wall-help-panel .row .strain")
    expect(strains.first).to_be_visible()
    over = strains.evaluate_all(
        """(all) => all.map((one) => {
          one.textContent = "room";
          return one.scrollWidth - one.clientWidth;
        })"""
    )
    assert over
    assert max(over) <= 0, over
