"""A dispatcher acts by keyboard: what a dialog asks, and what Enter does."""

from playwright.sync_api import Page, expect

from dashboard.domain.case import CaseState
from tests.dialogs.acting import closed, keys, opened, take
from tests.helpers.centre import Centre

COMPOSED = """(key) => {
  const typed = { key, keyCode: 229, isComposing: true, bubbles: true };
  document.body.dispatchEvent(new KeyboardEvent("keydown", typed));
}"""


def test_a_case_is_reassigned_in_four_keys(
    desk: Page, sqlite_centre: Centre, numbers: list[str]
) -> None:
    take(desk, numbers[0])
    keys(desk, "m")
    opened(desk)
    keys(desk, "ArrowDown", "1", "Enter")
    closed(desk)
    case = sqlite_centre.case(numbers[0])
    assert case.state is CaseState.DISPATCHED
    assert case.unit not in (None, "D13")
    assert sqlite_centre.acts(numbers[0])[-1] == "reassign"


def test_what_will_follow_is_said_before_enter(desk: Page, numbers: list[str]) -> None:
    take(desk, numbers[0])
    keys(desk, "m")
    opened(desk)
    after = desk.locator(".after:visible")
    expect(after).to_have_count(1)
    expect(after).to_contain_text("处置时限")
    unit = desk.locator(".assign-list input:checked").get_attribute("value")
    keys(desk, "ArrowDown")
    expect(desk.locator(".assign-list input:checked")).not_to_have_value(unit or "")
    expect(desk.locator(".after:visible")).to_have_count(1)


def test_without_a_reason_nothing_is_reassigned(
    desk: Page, sqlite_centre: Centre, numbers: list[str]
) -> None:
    take(desk, numbers[0])
    keys(desk, "m")
    opened(desk)
    for _ in range(2):
        with desk.expect_response("**/_dash-update-component*"):
            keys(desk, "Enter")
        expect(desk.locator(".dialog-answer")).to_contain_text("理由")
        desk.wait_for_timeout(100)
    assert sqlite_centre.case(numbers[0]).unit == "D13"
    keys(desk, "1", "Enter")
    closed(desk)
    assert sqlite_centre.case(numbers[0]).unit != "D13"


def test_what_waits_to_be_given_is_dispatched_with_two_keys(
    desk: Page, sqlite_centre: Centre, numbers: list[str]
) -> None:
    take(desk, numbers[3])
    keys(desk, "d")
    opened(desk)
    keys(desk, "Enter")
    closed(desk)
    assert sqlite_centre.case(numbers[3]).state is CaseState.DISPATCHED


def test_a_step_that_cannot_be_taken_is_answered_in_words(desk: Page, numbers: list[str]) -> None:
    take(desk, numbers[3])
    keys(desk, "m")
    expect(desk.locator(".toast")).to_be_visible()
    expect(desk.locator("[data-dialog]")).to_have_count(0)


def test_keys_are_quiet_while_an_input_method_composes(desk: Page, numbers: list[str]) -> None:
    take(desk, numbers[0])
    for key in ("m", "d", "z"):
        desk.evaluate(COMPOSED, key)
    desk.wait_for_timeout(300)
    expect(desk.locator("[data-dialog]")).to_have_count(0)


def test_letters_in_a_text_are_only_letters(
    desk: Page, sqlite_centre: Centre, numbers: list[str]
) -> None:
    take(desk, numbers[0])
    keys(desk, "c")
    opened(desk)
    desk.keyboard.type("m1z?")
    keys(desk, "Tab")
    desk.keyboard.type("he said 2")
    keys(desk, "Enter")
    closed(desk)
    assert sqlite_centre.acts(numbers[0])[-1] == "log_call"


def test_escape_changes_nothing_and_gives_the_focus_back(
    desk: Page, sqlite_centre: Centre, numbers: list[str]
) -> None:
    version = sqlite_centre.case(numbers[0]).version
    take(desk, numbers[0])
    keys(desk, "m")
    opened(desk)
    keys(desk, "1", "Escape")
    closed(desk)
    assert sqlite_centre.case(numbers[0]).version == version


def test_the_help_lists_the_keys(desk: Page, numbers: list[str]) -> None:
    assert numbers
    keys(desk, "?")
    opened(desk)
    expect(desk.locator(".help-groups")).to_contain_text("改派")
    keys(desk, "Escape")
    closed(desk)


def test_a_page_is_not_left_unasked_while_a_dialog_is_filled(
    desk: Page, numbers: list[str]
) -> None:
    leaving = """() => {
      const event = new Event("beforeunload", { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    }"""
    take(desk, numbers[0])
    keys(desk, "s")
    opened(desk)
    assert not desk.evaluate(leaving)
    desk.locator("[data-dialog] textarea").fill("请一小时内到场")
    assert desk.evaluate(leaving)
    keys(desk, "Escape")
    closed(desk)
    assert not desk.evaluate(leaving)
