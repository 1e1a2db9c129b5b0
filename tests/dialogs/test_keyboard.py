"""A dispatcher acts by keyboard: what a dialog asks, what Enter does, what Z takes back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from structlog.testing import capture_logs

from dashboard.actions.handle import handle
from dashboard.domain.case import CaseState
from dashboard.domain.desk import Comment, Dispatch, Reassign, ReassignReason
from dashboard.domain.persons import Person, Role
from tests.dialogs.acting import HAND, Acting
from tests.helpers.centre import Centre
from tests.helpers.messages import report, reports

LI = Person(login="dispatcher", name="李", role=Role.DISPATCHER)
WANG = Person(login="dispatcher2", name="王", role=Role.DISPATCHER)
ITEM = "0211"
COMPOSED = """(key) => {
  const typed = { key, keyCode: 229, isComposing: true, bubbles: true };
  document.body.dispatchEvent(new KeyboardEvent("keydown", typed));
}"""


@pytest.fixture
def numbers(sqlite_centre: Centre) -> list[str]:
    """Three cases with the lead of their item, and one that waits to be given."""
    sqlite_centre.settle(*(report(n, item=ITEM) for n in range(4)))
    found = sqlite_centre.numbers()
    for number in found[:3]:
        done = handle(sqlite_centre.system, Dispatch(case=number, unit="D13"), by=LI)
        assert done.refused is None, done.refused
    sqlite_centre.tell()
    return found


@pytest.fixture
def acting(sqlite_centre: Centre, numbers: list[str]) -> Iterator[Acting]:
    assert numbers
    served = Acting(sqlite_centre, LI)
    served.start()
    yield served
    served.stop()


@pytest.fixture
def desk(acting: Acting, sqlite_centre: Centre, page: Page) -> Iterator[Page]:
    """The desk, its queue telling the versions that are there; no word on the console."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(HAND)
    page.goto(acting.url)
    page.wait_for_selector(".ag-row")
    page.wait_for_selector("#console-keys", state="attached")
    for number in sqlite_centre.numbers():
        put(page, sqlite_centre, number)
    yield page
    assert said == []


def put(page: Page, centre: Centre, number: str) -> None:
    page.evaluate("([no, version]) => cc.put(no, version)", [number, centre.case(number).version])


def take(page: Page, *numbers: str) -> None:
    """The first is under the hand, the others are chosen."""
    page.evaluate("(numbers) => cc.take(...numbers)", list(numbers))


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def opened(page: Page) -> None:
    page.wait_for_selector("[data-dialog]")


def closed(page: Page) -> None:
    page.wait_for_selector("[data-dialog]", state="detached")


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
    unit = desk.locator(".hand-list input:checked").get_attribute("value")
    keys(desk, "ArrowDown")
    expect(desk.locator(".hand-list input:checked")).not_to_have_value(unit or "")
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


def test_z_takes_it_back(desk: Page, sqlite_centre: Centre, numbers: list[str]) -> None:
    take(desk, numbers[0])
    keys(desk, "m")
    opened(desk)
    keys(desk, "2", "Enter")
    closed(desk)
    desk.wait_for_selector("#console-undo")
    keys(desk, "z")
    expect(desk.locator(".toast")).to_contain_text("已撤销")
    assert sqlite_centre.case(numbers[0]).unit == "D13"
    assert sqlite_centre.acts(numbers[0])[-1] == "undo"


def test_an_undo_after_somebody_elses_act_is_refused_with_the_reason(
    desk: Page, sqlite_centre: Centre, numbers: list[str]
) -> None:
    take(desk, numbers[0])
    keys(desk, "m")
    opened(desk)
    keys(desk, "2", "Enter")
    closed(desk)
    handle(sqlite_centre.system, Comment(case=numbers[0], words="看到了"), by=WANG)
    keys(desk, "z")
    opened(desk)
    expect(desk.locator(".refusals li")).to_have_count(1)
    assert sqlite_centre.acts(numbers[0])[-1] == "comment"


def test_who_was_quicker_is_told_and_mine_needs_its_own_key(
    desk: Page, sqlite_centre: Centre, numbers: list[str]
) -> None:
    take(desk, numbers[0])
    keys(desk, "m")
    opened(desk)
    theirs = Reassign(case=numbers[0], unit="S08", code=ReassignReason.NO_CAPACITY)
    assert handle(sqlite_centre.system, theirs, by=WANG).refused is None
    keys(desk, "1", "Enter")
    expect(desk.locator(".conflict")).to_contain_text("改派")
    keys(desk, "Enter")
    closed(desk)
    assert sqlite_centre.case(numbers[0]).unit == "S08"


def test_mine_may_still_be_applied(desk: Page, sqlite_centre: Centre, numbers: list[str]) -> None:
    take(desk, numbers[0])
    keys(desk, "m")
    opened(desk)
    handle(sqlite_centre.system, Comment(case=numbers[0], words="看到了"), by=WANG)
    keys(desk, "1", "Enter")
    expect(desk.locator(".conflict")).to_be_visible()
    keys(desk, "o")
    closed(desk)
    assert sqlite_centre.acts(numbers[0])[-1] == "reassign"


def test_ones_own_act_is_no_surprise(desk: Page, sqlite_centre: Centre, numbers: list[str]) -> None:
    take(desk, numbers[0])
    handle(sqlite_centre.system, Comment(case=numbers[0], words="看到了"), by=LI)
    keys(desk, "m")
    opened(desk)
    keys(desk, "1", "Enter")
    closed(desk)
    assert sqlite_centre.acts(numbers[0])[-2:] == ["comment", "reassign"]


def test_enter_twice_does_it_once(desk: Page, sqlite_centre: Centre, numbers: list[str]) -> None:
    take(desk, numbers[0])
    keys(desk, "c")
    opened(desk)
    desk.keyboard.type("王女士")
    keys(desk, "Tab")
    desk.keyboard.type("已约明早")
    keys(desk, "Enter", "Enter", "Enter")
    closed(desk)
    desk.wait_for_timeout(500)
    assert sqlite_centre.acts(numbers[0]).count("log_call") == 1


def test_many_are_reassigned_at_once_and_each_refusal_is_said(
    desk: Page, sqlite_centre: Centre, numbers: list[str]
) -> None:
    take(desk, numbers[0], *numbers[:3])
    keys(desk, "m")
    opened(desk)
    handle(sqlite_centre.system, Comment(case=numbers[1], words="看到了"), by=WANG)
    keys(desk, "1", "Enter")
    expect(desk.locator(".dialog-head")).to_contain_text("已办 2 件，未办 1 件")
    expect(desk.locator(".refusals li")).to_have_count(1)
    assert sqlite_centre.case(numbers[1]).unit == "D13"
    assert sqlite_centre.case(numbers[2]).unit != "D13"


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


def test_the_help_lists_every_key(desk: Page, numbers: list[str]) -> None:
    assert numbers
    keys(desk, "?")
    opened(desk)
    expect(desk.locator(".help-groups")).to_contain_text("改派")
    keys(desk, "Escape")
    closed(desk)


def test_a_burst_of_reports_is_dispatched_in_bulk(
    desk: Page, sqlite_centre: Centre, numbers: list[str]
) -> None:
    assert numbers
    sqlite_centre.settle(*reports(20, source="burst"))
    waiting = [
        no for no in sqlite_centre.numbers() if sqlite_centre.case(no).state is CaseState.FILED
    ]
    for number in waiting:
        put(desk, sqlite_centre, number)
    take(desk, waiting[0], *waiting)
    keys(desk, "d")
    opened(desk)
    keys(desk, "Enter")
    desk.wait_for_selector(".toast", timeout=10_000)
    states = {sqlite_centre.case(no).state for no in waiting}
    assert CaseState.DISPATCHED in states


def test_while_data_is_lost_nothing_is_asked_and_the_reason_is_said(
    desk: Page, numbers: list[str]
) -> None:
    take(desk, numbers[0])
    desk.evaluate("() => { document.getElementById('console').dataset.state = 'lost'; }")
    keys(desk, "m")
    expect(desk.locator(".toast")).to_contain_text("连接恢复后可用")
    expect(desk.locator("[data-dialog]")).to_have_count(0)


def test_what_fails_is_said_with_the_number_in_the_log(
    acting: Acting, desk: Page, numbers: list[str]
) -> None:
    take(desk, numbers[0])
    acting.follower.lock = None  # type: ignore[assignment]
    with capture_logs() as logs:
        keys(desk, "m")
        expect(desk.locator(".toast")).to_contain_text("编号")
    assert logs[0]["number"] in desk.locator(".toast").inner_text()
