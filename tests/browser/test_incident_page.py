"""Two duty officers and a wall: what one enters in an incident's workspace, the others see."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.actions.handle import handle
from dashboard.domain.commands import Channel, IncidentKind, ReportCase, ReportIncident
from dashboard.domain.oversight_commands import ConfirmIncident
from dashboard.domain.persons import Person, Role
from tests.browser.conftest import PATIENCE
from tests.browser.desk import DIALOG, seat
from tests.browser.test_leaders import CUT
from tests.helpers.axe import violations
from tests.services import acts
from tests.services.centre import RunningCentre

FEW_MS = 10_000 * PATIENCE
SUN = Person(login="file-sun", name="孙", role=Role.DUTY)
LI = Person(login="file-li", name="李", role=Role.DUTY_LEADER)
FIRE = ReportIncident(kind=IncidentKind.ACCIDENT, title="厂房起火", grid=310)
DRAWN = """() => document.querySelector("#incident")?.dataset.state === "live"
  && !document.querySelector("#incident-head .known").hidden"""


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    """A centre of its own, because what happens here would show on other tests' walls."""
    with RunningCentre(tmp_path_factory.mktemp("file")).running() as centre:
        yield centre


@pytest.fixture(scope="module")
def number(centre: RunningCentre) -> str:
    found = acts.take_in(centre, FIRE)
    declared = handle(centre.system, ConfirmIncident(incident=found, level=3), by="test")
    assert declared.refused is None
    return found


def open_page(browser: Browser, centre: RunningCentre, person: Person, address: str) -> Page:
    page = browser.new_context(locale="zh-CN").new_page()
    seat(centre, page.context, person)
    page.goto(f"{centre.address}/duty/incident/{address}")
    page.wait_for_function(DRAWN, timeout=FEW_MS)
    return page


def test_two_officers_and_a_wall_see_each_others_note_and_task(
    browser: Browser, centre: RunningCentre, number: str
) -> None:
    sun, li = (open_page(browser, centre, one, number) for one in (SUN, LI))
    wall = browser.new_context(locale="zh-CN").new_page()
    seat(centre, wall.context, SUN)
    wall.goto(f"{centre.address}/wall/incidents?no={number}")
    expect(wall.locator("#wall-incidents-banner .what")).to_contain_text("厂房起火", timeout=FEW_MS)
    expect(li.locator(".faces .face")).to_have_count(2, timeout=FEW_MS)
    sun.keyboard.press("n")
    sun.keyboard.type("水源距现场 200 米")
    sun.keyboard.press("Control+Enter")
    for page in (sun, li):
        entry = page.locator(".entry[data-kind=note]", has_text="水源距现场 200 米")
        expect(entry).to_contain_text("孙", timeout=FEW_MS)
    li.keyboard.press("t")
    li.keyboard.type("疏散周边住户")
    li.locator(".new-task select").first.select_option("unit:U01")
    li.keyboard.press("Control+Enter")
    expect(sun.locator(".task", has_text="疏散周边住户")).to_contain_text("剩", timeout=FEW_MS)
    told = wall.locator("#wall-incidents-tasks .row", has_text="疏散周边住户")
    expect(told).to_be_visible(timeout=FEW_MS)
    sun.locator(".task").get_by_role("button", name="答复").click()
    sun.keyboard.type("已疏散")
    sun.keyboard.press("Control+Enter")
    expect(li.locator(".task[data-done]")).to_contain_text("已疏散", timeout=FEW_MS)
    expect(told).to_be_hidden(timeout=FEW_MS)
    for page in (sun, li, wall):
        page.context.close()


def test_a_number_says_its_source_and_a_milestone_is_noted_in_the_desks_dialog(
    browser: Browser, centre: RunningCentre, number: str
) -> None:
    page = open_page(browser, centre, SUN, number)
    row = page.locator(".number[data-measure=INJURED]")
    expect(row.locator(".value")).to_have_text("—")
    page.keyboard.press("f")
    page.locator(".new-number select").select_option("INJURED")
    page.get_by_label("现在的数").fill("2")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#duty-answer")).to_contain_text("来源", timeout=FEW_MS)
    page.get_by_label("来源（谁说的）").fill("消防大队")
    page.keyboard.press("Control+Enter")
    expect(row).to_contain_text("消防大队", timeout=FEW_MS)
    expect(row.locator(".value")).to_have_text("2")
    page.keyboard.press("m")
    dialog = page.locator(DIALOG)
    expect(dialog).to_contain_text(number, timeout=FEW_MS)
    dialog.get_by_text("到场").first.click()
    page.keyboard.press("Enter")
    noted = page.locator(".milestones li:not([data-missing])", has_text="到场")
    expect(noted).to_be_visible(timeout=FEW_MS)
    page.context.close()


def test_near_cases_are_ticked_and_linked_at_once_and_one_is_unlinked(
    browser: Browser, centre: RunningCentre, number: str
) -> None:
    sun, li = (open_page(browser, centre, one, number) for one in (SUN, LI))
    for _ in range(3):
        acts.take_in(centre, ReportCase(item="0101", grid=310, channel=Channel.PHONE))
    opens = sun.locator(".near-head button").first
    expect(opens).to_contain_text("3", timeout=FEW_MS)
    sun.keyboard.press("l")
    expect(sun.locator(".near-cases li:visible")).to_have_count(3)
    sun.get_by_role("button", name="全部勾选").click()
    sun.get_by_role("button", name="挂接 3 件").click()
    for page in (sun, li):
        expect(page.locator(".cases li:visible")).to_have_count(3, timeout=FEW_MS)
        expect(page.locator(".entry[data-kind=act]", has_text="3 件")).to_be_visible()
        expect(page.locator(".near")).to_be_hidden()
    li.locator(".cases").get_by_role("button", name="解除挂接").first.click()
    li.keyboard.type("另一处")
    li.keyboard.press("Control+Enter")
    for page in (sun, li):
        expect(page.locator(".cases li:visible")).to_have_count(2, timeout=FEW_MS)
        expect(page.locator(".near-head button").first).to_contain_text("1")
        page.context.close()


def test_who_commands_and_what_is_there_are_entered_in_place(
    browser: Browser, centre: RunningCentre, number: str
) -> None:
    sun, li = (open_page(browser, centre, one, number) for one in (SUN, LI))
    sun.keyboard.press("g")
    sun.locator(".new-seat select").first.select_option("ON_SCENE")
    sun.get_by_label("姓名（空着即撤）").fill("李建国")
    sun.keyboard.press("Control+Enter")
    expect(sun.locator(".new-seat")).to_have_count(0, timeout=FEW_MS)
    sun.keyboard.press("z")
    sun.get_by_label("什么（如 抢修车）").fill("水泵")
    sun.get_by_label("数量").fill("4")
    sun.keyboard.press("Control+Enter")
    expect(li.locator(".seat:visible")).to_contain_text("李建国", timeout=FEW_MS)
    row = li.locator(".resource:visible")
    expect(row).to_contain_text("水泵 × 4", timeout=FEW_MS)
    row.get_by_role("button", name="到位").click()
    for page in (sun, li):
        expect(page.locator(".resource[data-stage=ON_SPOT]")).to_be_visible(timeout=FEW_MS)
        expect(page.locator(".entry[data-kind=resource]").first).to_contain_text("已到位")
        page.context.close()


def test_a_group_on_site_is_entered_heard_of_and_leaves(
    browser: Browser, centre: RunningCentre, number: str
) -> None:
    sun, li = (open_page(browser, centre, one, number) for one in (SUN, LI))
    sun.keyboard.press("o")
    sun.get_by_label("哪组人（如 抢修一班）").fill("抢修一班")
    sun.get_by_label("人数").fill("6")
    sun.keyboard.press("Control+Enter")
    row = li.locator(".party:visible")
    expect(row).to_contain_text("抢修一班 6 人", timeout=FEW_MS)
    expect(row.locator(".time")).to_contain_text("剩")
    row.get_by_role("button", name="报平安").click()
    expect(sun.locator(".party:visible")).to_contain_text("李 报平安", timeout=FEW_MS)
    sun.locator(".party:visible").get_by_role("button", name="撤离").click()
    expect(li.locator(".party[data-left]")).to_be_visible(timeout=FEW_MS)
    for page in (sun, li):
        page.context.close()


@pytest.mark.parametrize("search", ["", "?lang=en&theme=dark"])
def test_the_workspace_has_no_axe_violation_in_any_size(
    browser: Browser, centre: RunningCentre, number: str, search: str
) -> None:
    page = open_page(browser, centre, LI, number + search)
    assert violations(page) == []
    for width, height in ((1920, 1080), (1366, 768), (1000, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("() => document.documentElement.scrollWidth") == width
        assert page.evaluate(CUT.replace(".leaders", ".incident")) == [], width
    page.context.close()
