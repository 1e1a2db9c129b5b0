"""The map wall in a real browser: its words, its layers, its incidents, its cards."""

import re
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard.domain.screens import Profile
from dashboard.live.baselines import Unusual
from tests.helpers.exhaustive import exhaustive, one_in_the_gate
from tests.screens.looker import cut, cut_at
from tests.screens.map_page import BUSY, FOUND, SAME, USUAL, WATCH, MapPage, incidents, opened
from tests.screens.showcase import DRAWN

HEAT, GAS = incidents()
COLOURS = """() => Object.fromEntries([...cc.map.all()].map((id) => {
  const { fillColor } = cc.map.cell(id).layer.options;
  return [id, fillColor];
}))"""
KEPT = "() => [...document.querySelectorAll('.cell')].every((p, n) => p === window.paths[n])"


def checked(page: Page) -> Any:
    return page.evaluate(
        """() => [...document.querySelectorAll('[role=radio][aria-checked=true]')]
                 .map((button) => button.dataset.what)"""
    )


# Text -------------------------------------------------------------------------------------------

SIZES = [(1920, 1080), (3840, 2160), (5760, 2160), (1080, 1920), (390, 844)]


@pytest.mark.parametrize("query", one_in_the_gate(["?cell=206", "?layer=unusual&theme=light"]))
def test_no_text_is_cut_or_covered(shown: MapPage, page: Page, query: str) -> None:
    opened(page, shown, query)
    assert cut(page) == []


@exhaustive
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("query", ["?", "?cell=206&", "?layer=unusual&theme=light&"])
def test_no_text_is_cut_or_covered_in_any_size(
    shown: MapPage, page: Page, query: str, lang: str
) -> None:
    opened(page, shown, f"{query}lang={lang}")
    assert cut_at(page, SIZES) == []


@pytest.mark.parametrize("lang", one_in_the_gate(["zh", "en"]))
@pytest.mark.parametrize("query", one_in_the_gate(["", "&cell=206", "&layer=unusual"]))
def test_a_low_wide_wall_has_the_lists_beside_the_layers(
    shown: MapPage, page: Page, query: str, lang: str
) -> None:
    opened(page, shown, f"?distance=12&lang={lang}{query}", size=(3840, 1080))
    assert cut(page) == []
    if "cell" not in query:
        expect(page.locator("#wall-odd-panel .row:visible")).not_to_have_count(0)


@pytest.mark.parametrize("query", one_in_the_gate(["?", "?lang=en"]))
def test_an_empty_district_says_the_good_news(shown: MapPage, page: Page, query: str) -> None:
    shown.fill([], [], USUAL)
    opened(page, shown, query)
    assert cut(page) == []
    expect(page.locator("#wall-odd-empty")).to_be_visible()
    expect(page.locator("#wall-running-empty")).to_be_visible()
    assert set(page.evaluate(COLOURS).values()) == {"var(--q0)"}


def test_a_centre_without_a_past_says_that_it_does_not_judge_yet(
    shown: MapPage, page: Page
) -> None:
    shown.fill(FOUND, [], Unusual())
    opened(page, shown, "?layer=unusual")
    expect(page.locator("#wall-odd-empty")).to_contain_text("尚不判断")
    expect(page.locator("#wall-odd-empty > .mark")).to_be_hidden()
    expect(page.locator("#wall-legend-counted")).to_have_text("历史不足 7 天")


# Layers -----------------------------------------------------------------------------------------


def test_each_key_shows_its_layer_and_the_address_says_which(
    map_wall: Page, shown: MapPage
) -> None:
    assert checked(map_wall) == ["overdue"]
    layers = ("open", "overdue", "unusual", "APPEAL", "DISPUTE", "HAZARD", "MAJOR", "BASE")
    for key, layer in enumerate(layers, start=1):
        map_wall.keyboard.press(str(key))
        assert checked(map_wall) == [layer]
        assert f"layer={layer}" in map_wall.url
        coloured = {
            code for code, fill in map_wall.evaluate(COLOURS).items() if fill != "var(--q0)"
        }
        assert coloured == set(shown.model[layer]), layer
        assert cut(map_wall) == []


def test_a_layer_is_chosen_by_a_click_and_kept_by_a_reload(map_wall: Page) -> None:
    map_wall.locator("#wall-layer-HAZARD").click()
    expect(map_wall.locator("#wall-map-title")).to_contain_text("隐患")
    map_wall.reload()
    map_wall.wait_for_function(DRAWN)
    assert checked(map_wall) == ["HAZARD"]


def test_what_is_late_or_unusual_is_coloured_and_how_much_there_is_of_the_rest_is_grey(
    map_wall: Page,
) -> None:
    for key, ramp in (("1", "g"), ("2", "q"), ("3", "q"), ("4", "g"), ("7", "g")):
        map_wall.keyboard.press(key)
        shades = {fill[6] for fill in map_wall.evaluate(COLOURS).values() if fill != "var(--q0)"}
        assert shades == {ramp}


def test_an_unknown_layer_counts_as_not_said(shown: MapPage, page: Page) -> None:
    opened(page, shown, "?layer=__proto__")
    assert checked(page) == ["overdue"]


def test_a_layer_without_a_file_says_why_it_is_empty(map_wall: Page) -> None:
    cameras = map_wall.locator("#wall-layer-cameras")
    expect(cameras).to_be_disabled()
    expect(cameras).to_contain_text("无文件")
    assert "CAMERAS_FILE" in (cameras.get_attribute("title") or "")
    map_wall.keyboard.press("9")
    expect(cameras).to_have_attribute("aria-checked", "false")


def test_a_changed_cell_is_coloured_in_place(map_wall: Page, shown: MapPage) -> None:
    map_wall.evaluate(WATCH)
    shown.change(overdue={"G001": 3, "G206": None}, layers={"overdue": 33})
    expect(map_wall.locator("#wall-layer-overdue .count")).to_have_text("33")
    colours = map_wall.evaluate(COLOURS)
    assert (colours["G001"], colours["G206"]) == ("var(--q3)", "var(--q0)")
    assert map_wall.evaluate(SAME)


# Incidents --------------------------------------------------------------------------------------


def test_an_incident_has_its_mark_its_rings_and_its_cells(map_wall: Page, shown: MapPage) -> None:
    expect(map_wall.locator(".ring")).to_have_count(4)
    expect(map_wall.locator(".struck")).to_have_count(5)
    levels = map_wall.locator(".incident-pin.placed .level")
    expect(levels).to_have_count(2)
    expect(levels.first).to_have_attribute("data-level", "3")
    map_wall.keyboard.press("0")
    expect(map_wall.locator(".ring").first).to_be_hidden()
    shown.fill(FOUND, [GAS], BUSY)
    shown.greet()
    expect(map_wall.locator(".ring")).to_have_count(2)
    expect(map_wall.locator(".struck")).to_have_count(0)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", ["永吉 206：3 起突发事件", "较大 · {heat}", "疑似 · 起火", "疑似 · 停水"]),
        (
            "en",
            [
                "Incidents at Yongji 206: 3",
                "Level III · {heat}",
                "Suspected · 起火",
                "Suspected · 停水",
            ],
        ),
    ],
)
def test_incidents_in_one_cell_share_a_mark_that_counts_and_names_them(
    shown: MapPage, page: Page, lang: str, said: list[str]
) -> None:
    more = [replace(GAS, number=f"{GAS.number}{n}", grid=206, street="S08", title=title)
            for n, title in enumerate(("起火", "停水"))]  # fmt: skip
    shown.fill(FOUND, [HEAT, *more, GAS], BUSY)
    opened(page, shown, f"?lang={lang}")
    marks = page.locator(".incident-pin.placed")
    expect(marks).to_have_count(2)
    expect(marks.locator(".count")).to_have_text(["×3", ""])
    expect(marks.first.locator(".level")).to_have_attribute("data-level", "3")
    assert marks.first.locator(".cover-link").get_attribute("title") == "\n".join(said).format(
        heat=HEAT.title
    )
    expect(page.locator("#wall-running-page")).not_to_be_empty()
    assert cut(page) == []
    shown.fill(FOUND, [HEAT, GAS], BUSY)
    shown.greet()
    expect(marks.locator(".count")).to_have_text(["", ""])
    marks.first.locator(".cover-link").click()
    expect(page).to_have_url(re.compile(rf"/wall/incidents\?no={HEAT.number}(&lang={lang})?$"))


def test_incidents_in_cells_that_touch_have_each_their_mark(shown: MapPage, page: Page) -> None:
    near = [replace(GAS, number=f"{GAS.number}{n}", grid=n) for n in range(1, 21)]
    shown.fill(FOUND, near, BUSY)
    opened(page, shown, size=(1366, 768))
    expect(page.locator(".incident-pin.placed")).to_have_count(len(near))


# Cards ------------------------------------------------------------------------------------------


def test_a_cell_opens_its_card_and_the_map_stays(map_wall: Page) -> None:
    map_wall.evaluate(WATCH)
    map_wall.evaluate("() => cc.map.cell('G100').layer.fire('click')")
    card = map_wall.locator("#wall-card")
    expect(card).to_be_visible()
    expect(map_wall.locator("#wall-card-title")).to_contain_text("100")
    assert "cell=100" in map_wall.url
    expect(map_wall.locator(".chosen")).to_have_count(1)
    map_wall.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert "cell=" not in map_wall.url
    assert map_wall.evaluate(
        "() => [...document.querySelectorAll('.cell')].every((p, i) => p === paths[i])"
    )


def test_a_click_on_the_map_itself_opens_a_card(map_wall: Page) -> None:
    box = map_wall.evaluate(
        """() => {
          const { layer, panel } = cc.map.cell("G290");
          const { map } = cc.map.half(panel);
          const at = map.latLngToContainerPoint(layer.getBounds().getCenter());
          const { left, top } = map.getContainer().getBoundingClientRect();
          return { x: left + at.x, y: top + at.y };
        }"""
    )
    map_wall.mouse.click(box["x"], box["y"])
    expect(map_wall.locator("#wall-card-title")).to_contain_text("290")
    expect(map_wall.locator("#wall-map-back")).to_be_hidden()


def test_enter_on_an_unusual_cell_opens_its_card(map_wall: Page) -> None:
    map_wall.locator("#wall-odd-0").focus()
    map_wall.keyboard.press("Enter")
    expect(map_wall.locator("#wall-card-title")).to_have_text("永吉 206")
    expect(map_wall.locator("#wall-card .leader")).to_have_text("206 网格长 · 在岗 —")
    expect(map_wall.locator("#wall-card .odd-said")).to_have_text("近 3 小时 7 件，平常 0.4 件")
    expect(map_wall.locator("#wall-card .utilities")).to_contain_text("热力集团")
    expect(map_wall.locator("#wall-card .residents")).to_have_text("服务 — 户 — 人")
    map_wall.locator("#wall-card-close").click()
    expect(map_wall.locator("#wall-odd-panel")).to_be_visible()


def test_visitors_see_a_card_without_cases(shown: MapPage, page: Page) -> None:
    shown.asked = replace(shown.asked, profile=Profile.VISITORS)
    opened(page, shown, "?cell=206&layer=DISPUTE")
    expect(page.locator("#wall-card")).to_contain_text("访客屏不显示案卷")
    expect(page.locator("#wall-card .leader")).to_be_empty()
    expect(page.locator("#wall-card-case-0")).to_be_hidden()
    expect(page.locator("#wall-legend-counted")).to_have_text("访客屏：只按街道计")
    assert cut(page) == []
