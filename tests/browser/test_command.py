"""The `/` box on the desk: it finds cases while one types, and takes acts by name."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from dashboard.domain import commands as c
from tests.browser.desk import Desk, dispatcher
from tests.services import acts
from tests.services.centre import RunningCentre

LI = dispatcher("li", "李强")
ITEM = "0102"  # nobody else of these tests reports it
LISTED = "(numbers) => numbers.every((no) => cc.console.visible().includes(no))"
FOUND = "#console-found [role=option]"


@pytest.fixture(scope="module")
def numbers(running_centre: RunningCentre) -> list[str]:
    """Two cases, the second with a unit."""
    one = acts.take_in(running_centre, acts.case("0201", text="楼前垃圾成堆"))
    other = acts.take_in(running_centre, acts.case(ITEM, text="夜里有雪青色的怪味"))
    acts.take_in(running_centre, c.Direct(case=other, by="grid", unit="U01"))
    return [one, other]


@pytest.fixture
def desk(page: Page, centre: RunningCentre, numbers: list[str]) -> Iterator[Desk]:
    sitting = Desk(page).sit(centre, LI)
    page.wait_for_function(LISTED, arg=numbers)
    yield sitting
    assert sitting.faults == []


def say(desk: Desk, words: str) -> None:
    desk.keys("/")
    desk.page.keyboard.type(words)


def test_a_case_is_found_by_the_end_of_its_number(desk: Desk, numbers: list[str]) -> None:
    say(desk, numbers[0][-9:])
    expect(desk.page.locator(FOUND).first).to_contain_text(numbers[0][-9:])
    desk.keys("Enter")
    desk.page.wait_for_function("(no) => cc.console.selected() === no", arg=numbers[0])


def test_a_case_is_found_by_what_was_said(desk: Desk, numbers: list[str]) -> None:
    say(desk, "雪青色")
    expect(desk.page.locator(FOUND).first).to_contain_text(numbers[1][-9:])
    desk.keys("Escape")
    expect(desk.page.locator("#console-found")).to_be_hidden()
    expect(desk.page.locator("#console-search")).to_have_value("")


@pytest.mark.parametrize("words", ["/改派 永吉", "/reassign S08"])
def test_an_act_is_said_with_its_unit_in_either_language(
    desk: Desk, numbers: list[str], words: str
) -> None:
    desk.console("go", numbers[1])
    say(desk, words)
    expect(desk.page.locator(FOUND)).to_have_count(1)
    desk.keys("Enter")
    desk.dialog()
    expect(desk.page.locator(".assign-list input:checked")).to_have_value("S08")
    desk.keys("Escape")


def test_a_filter_is_kept_under_a_name_and_found_again(desk: Desk, numbers: list[str]) -> None:
    desk.console("filter", f"item={ITEM}")
    desk.page.wait_for_function("() => cc.console.visible().length === 1")
    say(desk, "/保存 自来水")
    desk.keys("Enter")
    expect(desk.page.locator("#console-views")).to_contain_text("自来水")
    desk.console("filter", "")
    desk.page.wait_for_function(LISTED, arg=numbers)
    say(desk, "/视图 自")
    desk.keys("Enter")
    desk.page.wait_for_function("() => cc.console.visible().length === 1")


def test_what_is_typed_into_the_box_presses_no_key_of_the_desk(desk: Desk) -> None:
    say(desk, "mdz?")
    expect(desk.page.locator("#console-search")).to_have_value("mdz?")
    expect(desk.page.locator("[data-dialog]")).to_have_count(0)
