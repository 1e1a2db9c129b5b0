"""Many cases, other people and failures: what a person is told when an act doesn't succeed."""

from playwright.sync_api import Page, expect
from structlog.testing import capture_logs

from dashboard.actions.handle import handle
from dashboard.domain.case import CaseState
from dashboard.domain.desk_commands import Comment, Reassign, ReassignReason
from tests.dialogs.acting import LI, WANG, Acting, closed, keys, opened, put, take
from tests.helpers.centre import Centre
from tests.helpers.messages import reports


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


def test_a_burst_goes_to_the_unit_that_somebody_chose_and_to_none_unasked(
    desk: Page, sqlite_centre: Centre, numbers: list[str]
) -> None:
    """Of the 21 cases one isn't the water company's: nobody is chosen beforehand."""
    sqlite_centre.settle(*reports(20, source="burst"))

    def filed() -> list[str]:
        found = map(sqlite_centre.case, sqlite_centre.numbers())
        return [case.number for case in found if case.state is CaseState.FILED]

    waiting = filed()
    for number in waiting:
        put(desk, sqlite_centre, number)
    take(desk, waiting[0], *waiting)
    keys(desk, "d")
    opened(desk)
    keys(desk, "Enter")
    expect(desk.locator(".dialog-answer")).to_have_text("请填写：单位")
    assert filed() == waiting
    keys(desk, "ArrowDown")
    expect(desk.locator(".assign-list input").first).to_be_checked()
    keys(desk, "Enter")
    expect(desk.locator(".toast")).to_contain_text("供水公司：20 件")
    expect(desk.locator(".refusals")).to_contain_text(numbers[3][-9:])
    assert filed() == [numbers[3]]


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
