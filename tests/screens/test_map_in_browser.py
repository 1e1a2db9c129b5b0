"""The map wall in a real browser: its layers, its cards, and a hand that holds it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from callbacks.wall.asked import Asked
from dashboard.live.habits import Unusual
from tests.screens.conftest import DRAWN
from tests.screens.map_page import BUSY, USUAL, MapPage, cases, incidents
from tests.screens.test_wall_in_browser import MEASURE, SETTLE_MS

HEAT, GAS = incidents()
FOUND = cases(371)
HALVES = ("old_town", "south")
COLOURS = """() => Object.fromEntries([...cc.map.all()].map((id) => {
  const { fillColor } = cc.map.cell(id).layer.options;
  return [id, fillColor];
}))"""
STANDS = """() => {
  const halves = ["old_town", "south"].map((name) => cc.map.half(name).map);
  return halves.flatMap((map) => [map.getZoom(), map.getCenter().lat, map.getCenter().lng]);
}"""
# The same but for less than a pixel.
NEAR = f"""(before) => ({STANDS})().every((now, n) => Math.abs(now - before[n]) < 0.0005)"""
# Every layer that is added from now on is counted, the paths on the map are remembered.
WATCH = """() => {
  window.added = 0;
  window.paths = [...document.querySelectorAll(".cell")];
  for (const name of ["old_town", "south"]) {
    cc.map.half(name).map.on("layeradd layerremove", () => (window.added += 1));
  }
}"""
SAME = """() => {
  const now = [...document.querySelectorAll(".cell")];
  return window.added === 0 && now.length === window.paths.length &&
    now.every((path, index) => path === window.paths[index]);
}"""
KEPT = "() => [...document.querySelectorAll('.cell')].every((p, n) => p === window.paths[n])"
CHANGES = 1_000
Size = tuple[int, int]


@pytest.fixture(scope="session")
def served_map() -> Iterator[MapPage]:
    shown = MapPage()
    shown.start()
    yield shown
    shown.stop()


@pytest.fixture
def shown(served_map: MapPage) -> MapPage:
    """A busy evening's map; no screen is open."""
    served_map.beating = True
    served_map.asked = Asked("map")
    served_map.fill(FOUND, incidents(), BUSY)
    return served_map


def opened(
    page: Page, shown: MapPage, query: str = "", size: tuple[int, int] = (1920, 1080)
) -> Page:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(shown.url + query)
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(SETTLE_MS)
    return page


@pytest.fixture
def wall(shown: MapPage, page: Page) -> Iterator[Page]:
    """The map with all its cells; a word on the console fails the test."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield opened(page, shown)
    assert said == []


def checked(page: Page) -> Any:
    return page.evaluate(
        """() => [...document.querySelectorAll('[role=radio][aria-checked=true]')]
                 .map((button) => button.dataset.what)"""
    )


# Text -------------------------------------------------------------------------------------------

SIZES = [(1920, 1080), (3840, 2160), (5760, 2160)]


@pytest.mark.parametrize("query", ["?", "?lang=en"], ids=["zh", "en"])
@pytest.mark.parametrize("size", SIZES, ids=["1080", "4k", "3x2"])
@pytest.mark.parametrize("more", ["", "&cell=206", "&layer=unusual&theme=light"])
def test_no_text_is_cut_or_covered(
    shown: MapPage, page: Page, query: str, size: tuple[int, int], more: str
) -> None:
    opened(page, shown, query + more, size)
    assert page.evaluate(MEASURE) == []


@pytest.mark.parametrize("query", ["?", "?lang=en"], ids=["zh", "en"])
def test_an_empty_district_says_the_good_news(shown: MapPage, page: Page, query: str) -> None:
    shown.fill([], [], USUAL)
    opened(page, shown, query)
    assert page.evaluate(MEASURE) == []
    expect(page.locator("#wall-odd-empty")).to_be_visible()
    expect(page.locator("#wall-running-empty")).to_be_visible()
    assert set(page.evaluate(COLOURS).values()) == {"var(--q0)"}


def test_a_centre_without_a_past_says_that_it_does_not_judge_yet(
    shown: MapPage, page: Page
) -> None:
    shown.fill(FOUND, [], Unusual())
    opened(page, shown, "?layer=unusual")
    expect(page.locator("#wall-odd-empty")).to_contain_text("尚不判断")
    expect(page.locator("#wall-legend-counted")).to_have_text("历史不足 7 天")


# Layers -----------------------------------------------------------------------------------------


def test_each_key_shows_its_layer_and_the_address_says_which(wall: Page, shown: MapPage) -> None:
    assert checked(wall) == ["overdue"]
    layers = ("open", "overdue", "unusual", "APPEAL", "DISPUTE", "HAZARD", "MAJOR", "BASE")
    for key, layer in enumerate(layers, start=1):
        wall.keyboard.press(str(key))
        assert checked(wall) == [layer]
        assert f"layer={layer}" in wall.url
        coloured = {code for code, fill in wall.evaluate(COLOURS).items() if fill != "var(--q0)"}
        assert coloured == set(shown.model[layer]), layer
        assert wall.evaluate(MEASURE) == []


def test_a_layer_is_chosen_by_a_click_and_kept_by_a_reload(wall: Page) -> None:
    wall.locator("#wall-layer-HAZARD").click()
    expect(wall.locator("#wall-map-title")).to_contain_text("隐患")
    wall.reload()
    wall.wait_for_function(DRAWN)
    assert checked(wall) == ["HAZARD"]


def test_what_is_late_or_unusual_is_coloured_and_how_much_there_is_of_the_rest_is_grey(
    wall: Page,
) -> None:
    for key, ramp in (("1", "g"), ("2", "q"), ("3", "q"), ("4", "g"), ("7", "g")):
        wall.keyboard.press(key)
        shades = {fill[6] for fill in wall.evaluate(COLOURS).values() if fill != "var(--q0)"}
        assert shades == {ramp}


def test_an_unknown_layer_counts_as_not_said(shown: MapPage, page: Page) -> None:
    opened(page, shown, "?layer=__proto__")
    assert checked(page) == ["overdue"]


def test_a_layer_without_a_file_says_why_it_is_empty(wall: Page) -> None:
    cameras = wall.locator("#wall-layer-cameras")
    expect(cameras).to_be_disabled()
    expect(cameras).to_contain_text("无文件")
    assert "CAMERAS_FILE" in (cameras.get_attribute("title") or "")
    wall.keyboard.press("9")
    expect(cameras).to_have_attribute("aria-checked", "false")


def test_a_changed_cell_is_coloured_in_place(wall: Page, shown: MapPage) -> None:
    wall.evaluate(WATCH)
    shown.change(overdue={"G001": 3, "G206": None}, layers={"overdue": 33})
    expect(wall.locator("#wall-layer-overdue .count")).to_have_text("33")
    colours = wall.evaluate(COLOURS)
    assert (colours["G001"], colours["G206"]) == ("var(--q3)", "var(--q0)")
    assert wall.evaluate(SAME)


# Incidents --------------------------------------------------------------------------------------


def test_an_incident_has_its_mark_its_rings_and_its_cells(wall: Page, shown: MapPage) -> None:
    expect(wall.locator(".ring")).to_have_count(4)
    expect(wall.locator(".struck")).to_have_count(5)
    expect(wall.locator(".incident-pin.placed .level")).to_have_count(2)
    assert wall.locator(".incident-pin .level").all()[0].get_attribute("data-level") == "3"
    wall.keyboard.press("0")
    expect(wall.locator(".ring").first).to_be_hidden()
    shown.fill(FOUND, [GAS], BUSY)
    shown.greet()
    expect(wall.locator(".ring")).to_have_count(2)
    expect(wall.locator(".struck")).to_have_count(0)


# Cards ------------------------------------------------------------------------------------------


def test_a_cell_opens_its_card_and_the_map_stays(wall: Page) -> None:
    wall.evaluate(WATCH)
    wall.evaluate("() => cc.map.cell('G100').layer.fire('click')")
    card = wall.locator("#wall-card")
    expect(card).to_be_visible()
    expect(wall.locator("#wall-card-title")).to_contain_text("100")
    assert "cell=100" in wall.url
    expect(wall.locator(".chosen")).to_have_count(1)
    wall.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert "cell=" not in wall.url
    assert wall.evaluate(
        "() => [...document.querySelectorAll('.cell')].every((p, i) => p === paths[i])"
    )


def test_a_click_on_the_map_itself_opens_a_card(wall: Page) -> None:
    box = wall.evaluate(
        """() => {
          const { layer, panel } = cc.map.cell("G290");
          const { map } = cc.map.half(panel);
          const at = map.latLngToContainerPoint(layer.getBounds().getCenter());
          const { left, top } = map.getContainer().getBoundingClientRect();
          return { x: left + at.x, y: top + at.y };
        }"""
    )
    wall.mouse.click(box["x"], box["y"])
    expect(wall.locator("#wall-card-title")).to_contain_text("290")
    expect(wall.locator("#wall-map-back")).to_be_hidden()


def test_enter_on_an_unusual_cell_opens_its_card(wall: Page) -> None:
    wall.locator("#wall-odd-0").focus()
    wall.keyboard.press("Enter")
    expect(wall.locator("#wall-card-title")).to_have_text("永吉 206")
    expect(wall.locator("#wall-card .leader")).to_have_text("206 网格长 · 在岗 —")
    expect(wall.locator("#wall-card .odd-said")).to_have_text("近 3 小时 7 件，平常 0.4 件")
    expect(wall.locator("#wall-card .utilities")).to_contain_text("热力集团")
    expect(wall.locator("#wall-card .residents")).to_have_text("服务 — 户 — 人")
    wall.locator("#wall-card-close").click()
    expect(wall.locator("#wall-odd-panel")).to_be_visible()


def test_visitors_see_a_card_without_cases(shown: MapPage, page: Page) -> None:
    shown.asked = replace(shown.asked, profile="visitors")
    opened(page, shown, "?cell=206&layer=DISPUTE")
    expect(page.locator("#wall-card")).to_contain_text("访客屏不显示案卷")
    expect(page.locator("#wall-card .leader")).to_be_empty()
    expect(page.locator("#wall-card-case-0")).to_be_hidden()
    expect(page.locator("#wall-legend-counted")).to_have_text("访客屏：此类只按街道计")
    assert page.evaluate(MEASURE) == []


# A hand -----------------------------------------------------------------------------------------


def middle(page: Page, half: str = "old_town") -> tuple[float, float]:
    box = page.locator(f"#wall-map-{half}").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def gesture(page: Page, which: str) -> None:
    x, y = middle(page)
    page.mouse.move(x, y)
    match which:
        case "wheel":
            page.mouse.wheel(0, -400)
        case "drag":
            page.mouse.down()
            page.mouse.move(x + 90, y + 60, steps=5)
            page.mouse.up()
        case "double click":
            page.mouse.dblclick(x, y)


@pytest.mark.parametrize("which", ["wheel", "drag", "double click"])
def test_a_gesture_holds_the_map_and_home_gives_it_back(wall: Page, which: str) -> None:
    before = wall.evaluate(STANDS)
    expect(wall.locator("#wall-map-back")).to_be_hidden()
    gesture(wall, which)
    expect(wall.locator("#wall-map-back")).to_be_visible()
    wall.wait_for_function(f"(before) => !({NEAR})(before)", arg=before)
    wall.set_viewport_size({"width": 1900, "height": 1080})
    wall.wait_for_timeout(SETTLE_MS)
    expect(wall.locator("#wall-map-back")).to_be_visible()
    wall.set_viewport_size({"width": 1920, "height": 1080})
    wall.keyboard.press("Home")
    expect(wall.locator("#wall-map-back")).to_be_hidden()
    wall.wait_for_function(NEAR, arg=before)


def test_the_button_gives_it_back_too(wall: Page) -> None:
    gesture(wall, "wheel")
    wall.locator("#wall-map-back").click()
    expect(wall.locator("#wall-map-back")).to_be_hidden()


def test_after_a_while_without_a_hand_the_map_comes_back_by_itself(wall: Page) -> None:
    before = wall.evaluate(STANDS)
    assert wall.evaluate("() => cc.hand.IDLE_MS") == 5 * 60_000
    wall.evaluate("() => void (cc.hand.IDLE_MS = 400)")
    gesture(wall, "wheel")
    wall.locator("#wall-odd-0").focus()
    wall.keyboard.press("Enter")
    expect(wall.locator("#wall-card")).to_be_visible()
    expect(wall.locator("#wall-map-back")).to_be_hidden()
    expect(wall.locator("#wall-card")).to_be_hidden()
    wall.wait_for_function(NEAR, arg=before)


def test_a_thousand_changes_do_not_move_a_held_map(wall: Page, shown: MapPage) -> None:
    gesture(wall, "wheel")
    gesture(wall, "drag")
    wall.wait_for_timeout(SETTLE_MS)
    stands = wall.evaluate(STANDS)
    wall.evaluate(WATCH)
    codes = [grid.code for grid in shown.pack.district.grids.values()]
    for n in range(CHANGES):
        street = f"S{1 + n % 14:02}"
        totals = shown.model["streets"][street] | {"open": n, "overdue": n % 7}
        shown.change(
            overdue={codes[n % 310]: 1 + n % 4},
            open={codes[n * 7 % 310]: n % 12 or None},
            layers={"open": n, "overdue": n % 90},
            streets={street: totals},
        )
    expect(wall.locator("#wall-layer-open .count")).to_have_text(f"{CHANGES - 1}")
    assert wall.evaluate(STANDS) == stands
    assert wall.evaluate(SAME)
    expect(wall.locator("#wall-map-back")).to_be_visible()
