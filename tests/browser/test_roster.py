"""The roster in the browser: a gap at the top is taken in one press, and who plans plans."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.actions.handle import handle
from dashboard.domain.accounts import AddPerson
from dashboard.domain.duty.roster import AddToRoster
from dashboard.domain.duty.shifts import BeginShift
from dashboard.domain.persons import Person, Role
from tests.browser.conftest import PATIENCE
from tests.browser.desk import seat
from tests.browser.test_leaders import CUT
from tests.helpers.axe import violations
from tests.services.centre import RunningCentre

FEW_MS = 10_000 * PATIENCE
OFFICER = Person(login="duty-sun", name="孙明", role=Role.DUTY)
OTHER = Person(login="duty-zhou", name="周杰", role=Role.DUTY)
FOREMAN = Person(login="foreman-li", name="李强", role=Role.FOREMAN)
HOUR = timedelta(hours=1)
DRAWN = """() => document.querySelector("#duty")?.dataset.state === "live"
  && document.querySelectorAll(".roster-now .post").length > 0"""


def hour(centre: RunningCentre, hours: int) -> datetime:
    """So many hours after this hour began."""
    now = centre.system.clock()
    return now.replace(minute=0, second=0, microsecond=0) + hours * HOUR


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    """A centre of its own: gaps would stand on others' walls. The main post is held for two hours.

    Another has begun the shift than who should have it.
    """
    with RunningCentre(tmp_path_factory.mktemp("roster")).running() as centre:
        for person in (OFFICER, OTHER, FOREMAN):
            command = AddPerson(person=person, hashed="no password opens this")
            assert handle(centre.system, command, by="test").refused is None
        for login, begins, hours in (("duty-zhou", -1, 3), ("duty-zhou", 74, 4)):
            tour = AddToRoster(
                post="MAIN",
                login=login,
                begins_at=hour(centre, begins),
                ends_at=hour(centre, begins + hours),
                contact="8888 1234",
            )
            assert handle(centre.system, tour, by="test").refused is None
        assert handle(centre.system, BeginShift(), by=OFFICER).refused is None
        yield centre


@pytest.fixture
def officer(page: Page, centre: RunningCentre) -> Page:
    return open_page(page, centre, OFFICER)


@pytest.fixture
def foreman(browser: Browser, centre: RunningCentre) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    yield open_page(page, centre, FOREMAN)
    page.close()


def open_page(page: Page, centre: RunningCentre, person: Person) -> Page:
    seat(centre, page.context, person)
    page.goto(f"{centre.address}/duty")
    page.wait_for_function(DRAWN, timeout=FEW_MS)
    return page


def test_who_should_be_there_and_who_is_there_are_both_said(officer: Page) -> None:
    post = officer.locator(".roster-now .post", has_text="主班")
    expect(post).to_contain_text("应到 周杰")
    expect(post).to_contain_text("实到 孙明")
    expect(post).to_contain_text("8888 1234")
    expect(officer.locator(".roster-now .post", has_text="副班")).to_contain_text("无人")
    expect(officer.locator(".roster-form button")).to_have_count(0)


def test_a_gap_at_the_top_is_taken_in_one_press_and_gone_for_everybody(
    officer: Page, foreman: Page
) -> None:
    gaps = officer.locator("#duty-gaps .gap")
    line = gaps.filter(has_text="副班无人").first
    expect(line).to_be_visible()
    leaders = gaps.filter(has_text="带班领导无人").first
    expect(leaders.get_by_role("button")).to_have_count(0)
    words = line.locator(".said").inner_text()
    same = foreman.locator("#duty-gaps .gap .said").get_by_text(words, exact=True)
    expect(same).to_have_count(1)
    line.get_by_role("button", name="我来顶班").click()
    expect(officer.locator("#duty-answer")).to_contain_text("已由你顶班", timeout=FEW_MS)
    for page in (officer, foreman):
        expect(page.locator(".roster-now .post", has_text="副班")).to_contain_text("孙明")
        left = page.locator("#duty-gaps .gap .said").get_by_text(words, exact=True)
        expect(left).to_have_count(0, timeout=FEW_MS)


def test_the_foreman_plans_a_day_ahead_changes_and_takes_out(foreman: Page) -> None:
    foreman.get_by_role("button", name="后一天").click()
    foreman.get_by_role("button", name="后一天").click()
    foreman.get_by_role("button", name="排班", exact=True).click()
    form = foreman.locator(".new-tour")
    form.get_by_label("岗位").select_option("WATER")
    form.get_by_label("值班人").select_option("duty-sun")
    assert form.get_by_label("开始").input_value().endswith("T08:00"), "the post's own hours"
    assert form.get_by_label("结束").input_value().endswith("T20:00")
    form.get_by_label("联系方式（可不填）").fill("8888 5678")
    form.get_by_role("button", name="存入值班表").click()
    expect(form).to_have_count(0, timeout=FEW_MS)
    row = foreman.locator(".roster-day .tour", has_text="供水专员")
    expect(row).to_contain_text("孙明", timeout=FEW_MS)
    expect(row).to_contain_text("8888 5678")
    row.get_by_role("button", name="改", exact=True).click()
    foreman.locator(".new-tour").get_by_label("值班人").select_option("foreman-li")
    foreman.locator(".new-tour").get_by_role("button", name="存入值班表").click()
    expect(row).to_contain_text("李强", timeout=FEW_MS)
    row.get_by_role("button", name="撤").click()
    foreman.locator(".roster-form").get_by_label("理由").fill("排错")
    foreman.keyboard.press("Enter")
    expect(row).to_have_count(0, timeout=FEW_MS)


def test_two_tours_are_swapped_with_a_reason(foreman: Page, centre: RunningCentre) -> None:
    tour = AddToRoster(
        post="MAIN",
        login="foreman-li",
        begins_at=hour(centre, 78),
        ends_at=hour(centre, 82),
    )
    answer = handle(centre.system, tour, by="test")
    assert answer.refused is None
    after, rows = foreman.get_by_role("button", name="后一天"), foreman.locator(".roster-day .tour")
    for _ in range(3):
        after.click()
    if rows.count() == 0:
        after.click()
    mine = rows.filter(has_text="周杰")
    expect(mine).to_have_count(1, timeout=FEW_MS)
    mine.get_by_role("button", name="换").click()
    expect(foreman.locator(".chosen")).to_contain_text("周杰")
    if rows.count() == 1:
        after.click()
    foreman.get_by_role("button", name="与此班对换").click()
    foreman.locator(".roster-form").get_by_label("理由").fill("家事")
    foreman.keyboard.press("Enter")
    expect(foreman.locator("#duty-answer")).to_contain_text("已换班", timeout=FEW_MS)


@pytest.mark.parametrize("search", ["", "?lang=en&theme=dark"])
def test_it_keeps_to_the_rules_in_every_size(
    foreman: Page, centre: RunningCentre, search: str
) -> None:
    said: list[str] = []
    foreman.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    foreman.goto(f"{centre.address}/duty{search}")
    foreman.wait_for_function(DRAWN, timeout=FEW_MS)
    assert violations(foreman) == []
    foreman.locator(".roster-form button").click()
    assert violations(foreman) == []
    for width, height in ((1920, 1080), (1366, 768), (1100, 800), (390, 844)):
        foreman.set_viewport_size({"width": width, "height": height})
        assert foreman.evaluate("() => document.documentElement.scrollWidth") == width
        assert foreman.evaluate(CUT.replace(".leaders", ".duty")) == [], width
    assert [words for words in said if words.startswith("error")] == []
