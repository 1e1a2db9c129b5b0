"""The detail in a real browser: nothing is cut, clocks run on, opened parts stay open."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from layouts.words import Lang
from tests.helpers.exhaustive import one_in_the_gate
from tests.screens import desk_example
from tests.screens.desk_page import cases
from tests.screens.detail_page import DetailDesk
from tests.screens.looker import MEASURE, cut

# Words that are shortened for others beside them end with three dots.
CUT = MEASURE.replace("#wall", "#console .console-side").replace(
    '".leaflet-container"', '".leaflet-container, .related .said"'
)
# Taller than any screen: what is below the fold is not cut.
SIZES = ((1366, 2200), (1920, 2200), (2560, 2200))
THERE = (
    "() => window.cc?.clock?.now() && document.querySelector('.detail .clock-left')?.textContent"
)


@pytest.fixture(scope="module")
def desks() -> Iterator[dict[Lang, DetailDesk]]:
    served: dict[Lang, DetailDesk] = {"zh": DetailDesk("zh"), "en": DetailDesk("en")}
    for desk in served.values():
        desk.start()
    yield served
    for desk in served.values():
        desk.stop()


@pytest.fixture
def desk(desks: dict[Lang, DetailDesk]) -> DetailDesk:
    """The Chinese desk with the example; beats are sent, and its clock starts anew."""
    desks["zh"].fill(cases(177))
    desks["zh"].shown = desk_example.example()
    desks["zh"].beating = True
    return desks["zh"]


def look(page: Page, desk: DetailDesk, size: tuple[int, int] = (1920, 1080)) -> Page:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(desk.url)
    page.wait_for_function(THERE)
    return page


def again(page: Page) -> None:
    """Draws the detail again, as after another row or another state."""
    page.evaluate("() => dash_clientside.set_props('console-selected', {data: {n: Math.random()}})")


@pytest.mark.parametrize("lang", one_in_the_gate(["zh", "en"]))
@pytest.mark.parametrize("size", one_in_the_gate(SIZES))
def test_no_text_of_the_detail_is_cut_or_covered(
    desks: dict[Lang, DetailDesk], page: Page, lang: Lang, size: tuple[int, int]
) -> None:
    desks[lang].shown = desk_example.example()
    look(page, desks[lang], size)
    assert cut(page, CUT) == []
    desks[lang].shown = desk_example.work_day_example()
    again(page)
    expect(page.locator(".provisional")).to_be_visible(timeout=30_000)
    assert cut(page, CUT) == []


def test_the_lamp_turns_without_a_message(desk: DetailDesk, page: Page) -> None:
    case = desk.shown.case
    soon = replace(case, due_at=desk_example.NOW + timedelta(seconds=4))
    desk.shown = replace(desk.shown, case=soon)
    look(page, desk)
    lamp = page.locator(".detail-lamp")
    expect(lamp).to_have_attribute("data-lamp", "overdue", timeout=30_000)
    expect(lamp).to_contain_text("超期")
    assert page.locator(".clock-stage").get_attribute("data-lamp") == "overdue"


def test_the_clocks_say_how_much_is_used_and_left(desk: DetailDesk, page: Page) -> None:
    look(page, desk)
    expect(page.locator(".clock-stage .clock-used")).to_have_text("已用 3时37分 / 4 小时（90%）")
    expect(page.locator(".clock-stage .clock-due")).to_have_text("18:05 到期，剩 22分")
    expect(page.locator(".now-word")).to_have_text("现在 17:42")


def test_an_axis_that_now_has_left_grows(desk: DetailDesk, page: Page) -> None:
    look(page, desk)
    end = page.locator(".axis").get_attribute("data-end")
    page.evaluate("() => cc.clock.freeze(cc.clock.now() + 9 * 3600000)")
    page.wait_for_function("(end) => document.querySelector('.axis').dataset.end !== end", arg=end)
    share = page.evaluate("() => parseFloat(document.querySelector('.axis .now').style.left)")
    assert 90 < share < 100
    assert page.locator(".clock-case .clock-left").inner_text().startswith("超")


TICKS = """() => {
  const [first, ...others] = document.querySelectorAll(".ticks span");
  const last = others.at(-1);
  first.style.setProperty("--at", "0%");
  last.style.setProperty("--at", "100%");
  return [first, last].map((one) => one.getBoundingClientRect().toJSON());
}"""


def test_a_date_at_either_end_of_the_axis_is_whole(desk: DetailDesk, page: Page) -> None:
    look(page, desk, (1366, 768))
    first, last = page.evaluate(TICKS)
    axis = page.locator(".axis").bounding_box()
    assert axis is not None
    assert first["left"] >= axis["x"] - 1
    assert last["right"] <= axis["x"] + axis["width"] + 1


def test_what_was_opened_stays_open_for_the_next_case(desk: DetailDesk, page: Page) -> None:
    look(page, desk)
    stretches = page.locator(".stretches")
    expect(stretches).to_be_hidden()
    page.keyboard.press("w")
    expect(stretches).to_be_visible()
    desk.shown = desk_example.work_day_example()
    again(page)
    expect(page.locator(".stretches")).to_contain_text("元旦")
    expect(page.locator(".stretches")).to_be_visible()
    page.keyboard.press("w")
    expect(page.locator(".stretches")).to_be_hidden()


PIN_INSIDE = """() => {
  const [box, pin] = [".console-place", ".place-pin"].map((one) =>
    document.querySelector(one).getBoundingClientRect());
  return box.left < pin.left && pin.left < box.right && box.top < pin.top && pin.top < box.bottom;
}"""


def test_the_map_shows_the_grid_of_the_case_and_the_place(desk: DetailDesk, page: Page) -> None:
    look(page, desk)
    expect(page.locator(".place-pin")).to_be_visible()
    page.wait_for_function(PIN_INSIDE)


def test_a_short_screen_has_what_can_be_done_before_the_reasons(
    desk: DetailDesk, page: Page
) -> None:
    look(page, desk, (1366, 768))
    steps = page.locator(".detail-steps").bounding_box()
    reasons = page.locator(".detail-why").bounding_box()
    assert steps is not None
    assert reasons is not None
    assert steps["y"] + steps["height"] < min(768, reasons["y"] + 1)
