"""The walls of the overdue and of loads as people see them: nothing cut, every state in words."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.exhaustive import one_in_the_gate
from tests.screens.looker import SETTLED
from tests.screens.showcase import Showcase

LIVE = """() => document.querySelector("#wall")?.dataset.state === "live" &&
  document.querySelector(".row:not([hidden])") !== null"""
DRAWN = (1920, 1080)
SIZES = [DRAWN, (3840, 2160), (5760, 2160)]
PANEL = "?distance=5&pitch=0.63"


def open_wall(
    page: Page, showcase: Showcase, view: str, query: str = "", size: tuple[int, int] = DRAWN
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(showcase.url.replace("overview", view) + query)
    page.wait_for_function(LIVE)
    page.evaluate(SETTLED)


# The overdue -----------------------------------------------------------------------------


def test_the_drawn_wall_shows_fourteen_of_the_overdue_and_turns_the_page(
    showcase: Showcase, page: Page
) -> None:
    showcase.load("overdue_busy", incident={"current": None})
    open_wall(page, showcase, "overdue")
    expect(page.locator("#wall-late-panel .rows .row:visible")).to_have_count(14)
    total = len(showcase.model["late"])
    assert 28 < total <= 42
    expect(page.locator("#wall-late-page")).to_have_text(f"1–14 / {total}")


def test_a_row_tells_who_has_it_and_the_last_step(showcase: Showcase, page: Page) -> None:
    showcase.load("overdue_busy")
    open_wall(page, showcase, "overdue")
    first = page.locator("#wall-late-0")
    expect(first.locator(".owner")).to_have_text("供电公司")
    expect(first.locator(".supervised")).to_have_attribute("data-level", "3")
    expect(first.locator(".step-text")).to_contain_text("三级待回复")
    expect(page.locator("#wall-late-5 .step-text")).to_contain_text("逾期未复")
    expect(page.locator("#wall-late-5 .last-step .mark")).to_be_visible()
    assert page.locator("#wall-late-panel [data-severe]:visible").count() == 5


def test_what_falls_due_is_said_in_a_sentence(showcase: Showcase, page: Page) -> None:
    showcase.load("overdue_busy")
    open_wall(page, showcase, "overdue")
    said = page.locator("#wall-soon-said")
    expect(said.locator(".next-most")).to_have_text("9 件，其中 5 件在城管局")
    expect(said.locator(".next-unheard")).to_have_text("3 件无人签收")
    showcase.change(next={"all": 2, "unheard": 0, "hands": [{"who": "GRID", "n": 2}]})
    expect(said.locator(".next-most")).to_have_text("2 件，都在网格长")
    expect(said.locator(".next-unheard")).to_have_text("没有待签收的")


def test_a_case_that_falls_due_turns_overdue_by_the_clock_alone(
    showcase: Showcase, page: Page
) -> None:
    showcase.load("overdue_busy")
    open_wall(page, showcase, "overdue")
    lamp = page.locator("#wall-soon-0 .lamp")
    expect(lamp).to_have_attribute("data-soon", "")
    expect(lamp).to_have_attribute("data-lamp", "none")
    soon = showcase.model["soon"]["0"]
    showcase.change(soon={"0": soon | {"due": showcase.now() + 1_500}})
    expect(lamp).to_have_attribute("data-lamp", "overdue", timeout=10_000)
    assert lamp.get_attribute("data-soon") is None


def test_an_empty_night_says_so(showcase: Showcase, page: Page) -> None:
    showcase.load("overdue_empty")
    open_wall(page, showcase, "overdue")
    for panel, words in [
        ("late", "没有超期案卷"),
        ("soon", "30 分钟内没有到期的"),
        ("hands", "都没有超期"),
    ]:
        expect(page.locator(f"#wall-{panel}-empty .empty-news")).to_have_text(words)


# The loads -------------------------------------------------------------------------------


def loads(page: Page) -> Any:
    return page.evaluate(
        """() => Object.fromEntries(
          [...document.querySelectorAll(".column-rows > .row")].map((row) =>
            [row.dataset.unit, row.querySelector(".load-text").textContent]))"""
    )


@pytest.mark.parametrize("size", one_in_the_gate(SIZES))
def test_all_units_stand_in_their_places_at_once(
    showcase: Showcase, page: Page, size: tuple[int, int]
) -> None:
    showcase.load("load_busy")
    open_wall(page, showcase, "load", size=size)
    expected = {c: f"{u['open']}/{u['capacity']}" for c, u in showcase.model["units"].items()}
    assert loads(page) == expected
    places = page.evaluate(
        "() => [...document.querySelectorAll('.column-rows > .row')].map((r) => r.id)"
    )
    showcase.change(units={"D01": showcase.model["units"]["D01"] | {"open": 99, "strain": "OVER"}})
    expect(page.locator("#wall-unit-D01 .open")).to_have_text("99")
    assert places == page.evaluate(
        "() => [...document.querySelectorAll('.column-rows > .row')].map((r) => r.id)"
    )


def test_a_units_bar_says_how_much_of_it_falls_due_soon(showcase: Showcase, page: Page) -> None:
    showcase.load("load_busy")
    open_wall(page, showcase, "load")
    told = {"open": 8, "overdue": 2, "ahead": 4, "capacity": 8}
    showcase.change(units={"D01": showcase.model["units"]["D01"] | told})
    bar = page.locator("#wall-unit-D01 .bar")
    expect(page.locator("#wall-unit-D01 .open")).to_have_text("8")
    whole, late, soon = (
        bar.locator(f".{part}").bounding_box() for part in ("load", "overdue", "soon")
    )
    assert whole
    assert late
    assert soon
    assert soon["x"] == pytest.approx(late["x"] + late["width"], abs=1)
    assert soon["width"] == pytest.approx(whole["width"] / 2, abs=1)
    assert soon["height"] < late["height"] * 0.6
    showcase.change(units={"D01": showcase.model["units"]["D01"] | told | {"ahead": 0}})
    expect(bar.locator(".soon")).to_be_hidden()


def test_a_near_panel_shows_every_unit_in_its_turn(showcase: Showcase, page: Page) -> None:
    showcase.load("load_busy")
    open_wall(page, showcase, "load", PANEL)
    seen: dict[str, str] = {}
    for turn in range(9):
        page.evaluate(f"cc.loadPlaces.take({turn})")
        seen |= loads(page)
    assert seen.keys() == showcase.model["units"].keys()


def test_a_unit_leads_to_its_cases(showcase: Showcase, page: Page) -> None:
    showcase.load("load_busy")
    open_wall(page, showcase, "load")
    link = page.locator("#wall-unit-D13 .row-link")
    expect(link).to_have_attribute("href", re.compile(r"^/wall/queue\?of=open&unit=D13"))


def test_those_that_need_help_come_in_the_order_told(showcase: Showcase, page: Page) -> None:
    showcase.load("load_busy")
    open_wall(page, showcase, "load", size=(3840, 2160))
    names = page.locator("#wall-help-panel .row:visible .name").all_text_contents()
    assert names[:3] == ["环卫中心", "热力集团", "城管局"]
    expect(page.locator("#wall-day-unit-title")).to_have_text("环卫中心")
    showcase.change(chosen={"unit": "U03"})
    expect(page.locator("#wall-day-unit-title")).to_have_text("供电公司")


def test_hours_that_nobody_kept_are_shown_as_missing(showcase: Showcase, page: Page) -> None:
    showcase.load("load_busy")
    open_wall(page, showcase, "load", size=(3840, 2160))
    day = page.locator("#wall-day-district")
    expect(day.locator(".chart-open .hours > span")).to_have_count(24)
    expect(day.locator(".chart-open .hours > [data-missing]")).to_have_count(2)
    expect(day.locator(".missing")).to_have_text("缺2时")
    expect(day.locator(".hours-at")).to_have_text("17:42 的数据")


def test_without_any_record_the_day_says_so(showcase: Showcase, page: Page) -> None:
    showcase.load("load_busy", hours={"at": None, "ends": []})
    open_wall(page, showcase, "load", size=(3840, 2160))
    expect(page.locator("#wall-day-district .no-hours")).to_have_text("近 24 小时无记录")
