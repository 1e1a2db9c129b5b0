"""Selecting in the queue: what clicks and keys select, and what holds the list still."""

import json
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, expect

from tests.screens.desk_page import Desk, cases

WHY = ".bar-why"


def ask(page: Page, what: str) -> Any:
    return page.evaluate(f"() => cc.console.{what}")


def becomes(page: Page, what: str, value: object) -> None:
    """Waits for what a click leads to: the grid tells of clicks a little later."""
    wanted = json.dumps(value, separators=(",", ":"))
    page.wait_for_function(f"(value) => JSON.stringify(cc.console.{what}) === value", arg=wanted)


def click(page: Page, number: str, *modifiers: Any, part: str = "[col-id=item]") -> None:
    page.locator(f'.ag-row[row-id="{number}"] {part}').click(modifiers=list(modifiers))


def test_a_click_takes_a_case_and_with_ctrl_chooses_it(queue: Page) -> None:
    numbers = ask(queue, "visible()")
    click(queue, numbers[2])
    becomes(queue, "selected()", numbers[2])
    assert ask(queue, "chosen()") == []
    click(queue, numbers[4], "Control")
    click(queue, numbers[5], part=".row-mark")
    becomes(queue, "chosen()", [numbers[4], numbers[5]])
    assert ask(queue, "selected()") == numbers[2]


def test_with_shift_all_between_are_chosen(queue: Page) -> None:
    numbers = ask(queue, "visible()")
    click(queue, numbers[3], "Control")
    becomes(queue, "chosen()", [numbers[3]])
    click(queue, numbers[8], "Shift")
    becomes(queue, "chosen().toSorted()", sorted(numbers[3:9]))


def test_the_row_in_hand_can_be_told_without_colour(queue: Page) -> None:
    number = ask(queue, "visible()")[1]
    click(queue, number)
    row = queue.locator(f'.ag-row[row-id="{number}"]')
    expect(row).to_have_attribute("aria-current", "true")
    said = "(hand) => getComputedStyle(hand, '::before').content"
    assert row.locator(".row-mark").evaluate(said) == '"▸"'
    queue.keyboard.press("Space")
    expect(row).to_have_attribute("aria-selected", "true")
    assert row.locator(".row-mark").evaluate(said) == '"✓"'


def test_keys_go_to_the_ends_and_keep_the_row_in_sight(queue: Page) -> None:
    numbers = ask(queue, "visible()")
    queue.keyboard.press("End")
    assert ask(queue, "selected()") == numbers[-1]
    expect(queue.locator(f'.ag-row[row-id="{numbers[-1]}"]')).to_be_in_viewport()
    queue.keyboard.press("Home")
    assert ask(queue, "selected()") == numbers[0]
    expect(queue.locator(f'.ag-row[row-id="{numbers[0]}"]')).to_be_in_viewport()


def test_escape_lets_go_of_the_chosen_first_and_then_of_the_case(queue: Page, desk: Desk) -> None:
    queue.keyboard.press("ArrowDown")
    queue.keyboard.press("Space")
    expect(queue.locator(WHY)).to_contain_text("你已选中 1 件")
    queue.keyboard.press("Escape")
    assert ask(queue, "chosen()") == []
    expect(queue.locator(WHY)).to_contain_text("你已选中一行")
    queue.keyboard.press("Escape")
    assert ask(queue, "selected()") is None
    expect(queue.locator(WHY)).to_have_text("列表实时更新")


def test_who_goes_on_from_a_case_that_is_gone_goes_to_its_neighbour(
    queue: Page, desk: Desk
) -> None:
    numbers = ask(queue, "visible()")
    for _ in range(5):
        queue.keyboard.press("ArrowDown")
    desk.drop(numbers[4])
    expect(queue.locator(".bar-show")).to_be_visible()
    queue.keyboard.press("r")
    queue.wait_for_function("() => cc.console.visible().length === 176")
    queue.keyboard.press("ArrowDown")
    assert ask(queue, "selected()") == numbers[5]


@pytest.mark.parametrize(
    ("hold", "let_go", "why"),
    [
        (
            "document.getElementById('console-search').focus()",
            "document.activeElement.blur()",
            "你正在输入",
        ),
        ("cc.console.editing(true)", "cc.console.editing(false)", "你正在办理"),
    ],
)
def test_the_list_waits_while_somebody_is_at_work(
    queue: Page, desk: Desk, hold: str, let_go: str, why: str
) -> None:
    queue.evaluate(f"() => {hold}")
    desk.tell(replace(cases(1)[0], number="NG20261123-9001"))
    expect(queue.locator(WHY)).to_contain_text(why)
    expect(queue.locator(".bar-news")).to_have_text("1 条新增，按 R 显示")
    assert len(ask(queue, "visible()")) == 177
    queue.evaluate(f"() => {let_go}")
    queue.wait_for_function("() => cc.console.visible().length === 178")


def test_the_list_waits_under_the_mouse(queue: Page, desk: Desk) -> None:
    queue.mouse.move(700, 300)
    desk.tell(replace(cases(1)[0], number="NG20261123-9001"))
    expect(queue.locator(WHY)).to_contain_text("鼠标在列表上")
    assert len(ask(queue, "visible()")) == 177
    queue.mouse.move(4, 4)
    queue.wait_for_function("() => cc.console.visible().length === 178")


def test_one_key_clears_the_filter(queue: Page) -> None:
    ask(queue, "filter('urgency=E2')")
    queue.keyboard.press("0")
    queue.wait_for_function("() => cc.console.visible().length === 177")
    assert queue.url.endswith("/console")


def test_a_line_that_comes_back_doesnt_move_the_list_either(queue: Page, desk: Desk) -> None:
    before = ask(queue, "visible()")
    queue.keyboard.press("ArrowDown")
    rows = cases(177)
    others = [replace(row, version=row.version + 1) for row in rows[:4]]
    desk.fill([*others, *rows[4:170], replace(rows[0], number="NG20261123-9001")])
    desk.greet()
    expect(queue.locator(".bar-news")).to_have_text("1 条新增，4 条变化，7 条离开，按 R 显示")
    assert ask(queue, "visible()") == before
    queue.keyboard.press("r")
    queue.wait_for_function("() => cc.console.visible().length === 171")


def test_a_key_chooses_all_that_the_list_is_narrowed_to(queue: Page) -> None:
    ask(queue, "filter('urgency=E2')")
    queue.keyboard.press("*")
    assert sorted(ask(queue, "chosen()")) == sorted(ask(queue, "visible()"))
    ask(queue, "filter('')")
    assert len(ask(queue, "chosen()")) == 31
