"""Gestures on the map wall: any gesture holds the map, and then only the back button moves it."""

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.exhaustive import one_in_the_gate
from tests.screens.map_page import NEAR, SAME, SETTLE_MS, STANDS, WATCH, MapPage

CHANGES = 1_000


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


def resting(page: Page) -> list[float]:
    """The map's position when the drag's momentum has run out."""
    before: list[float] = []
    while (now := page.evaluate(STANDS)) != before:
        before = now
        page.wait_for_timeout(SETTLE_MS)
    return before


@pytest.mark.parametrize("which", one_in_the_gate(["drag", "wheel", "double click"]))
def test_a_gesture_holds_the_map_and_home_gives_it_back(map_wall: Page, which: str) -> None:
    before = map_wall.evaluate(STANDS)
    expect(map_wall.locator("#wall-map-back")).to_be_hidden()
    gesture(map_wall, which)
    expect(map_wall.locator("#wall-map-back")).to_be_visible()
    map_wall.wait_for_function(f"(before) => !({NEAR})(before)", arg=before)
    map_wall.set_viewport_size({"width": 1900, "height": 1080})
    map_wall.wait_for_timeout(SETTLE_MS)
    expect(map_wall.locator("#wall-map-back")).to_be_visible()
    map_wall.set_viewport_size({"width": 1920, "height": 1080})
    map_wall.keyboard.press("Home")
    expect(map_wall.locator("#wall-map-back")).to_be_hidden()
    map_wall.wait_for_function(NEAR, arg=before)


def test_the_button_gives_it_back_too(map_wall: Page) -> None:
    gesture(map_wall, "wheel")
    map_wall.locator("#wall-map-back").click()
    expect(map_wall.locator("#wall-map-back")).to_be_hidden()


def test_after_a_while_without_a_hand_the_map_comes_back_by_itself(map_wall: Page) -> None:
    before = map_wall.evaluate(STANDS)
    assert map_wall.evaluate("() => cc.mapHold.patience.ms") == 5 * 60_000
    map_wall.evaluate("() => void (cc.mapHold.patience.ms = 400)")
    gesture(map_wall, "wheel")
    map_wall.locator("#wall-odd-0").focus()
    map_wall.keyboard.press("Enter")
    expect(map_wall.locator("#wall-card")).to_be_visible()
    expect(map_wall.locator("#wall-map-back")).to_be_hidden()
    expect(map_wall.locator("#wall-card")).to_be_hidden()
    map_wall.wait_for_function(NEAR, arg=before)


def test_a_thousand_changes_do_not_move_a_held_map(map_wall: Page, shown: MapPage) -> None:
    gesture(map_wall, "wheel")
    gesture(map_wall, "drag")
    stands = resting(map_wall)
    map_wall.evaluate(WATCH)
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
    last = map_wall.locator("#wall-layer-open .count")
    expect(last).to_have_text(f"{CHANGES - 1}", timeout=60_000)
    assert map_wall.evaluate(STANDS) == stands
    assert map_wall.evaluate(SAME)
    expect(map_wall.locator("#wall-map-back")).to_be_visible()
