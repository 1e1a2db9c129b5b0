"""Running incidents at the desk: looked at, declared, dismissed and ended by keys."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from dashboard.actions.handle import handle
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.incident import Incident
from dashboard.domain.milestones import Milestone
from dashboard.domain.oversight_commands import (
    ConfirmIncident,
    EscalateIncident,
    FileSituationReport,
)
from dashboard.domain.persons import Person, Role
from dashboard.store import proximity
from tests.dialogs.acting import Acting
from tests.helpers.centre import Centre
from tests.helpers.messages import report

LI = Person(login="dispatcher", name="李", role=Role.DISPATCHER)
ZHOU = Person(login="foreman", name="周", role=Role.FOREMAN)
SUN = Person(login="leader", name="孙", role=Role.DUTY_LEADER)


def running(centre: Centre) -> list[Incident]:
    with centre.system.reader.connect() as connection:
        return list(proximity.running_incidents(connection, centre.district))


@pytest.fixture
def number(sqlite_centre: Centre) -> str:
    """A suspected incident with one case."""
    sqlite_centre.settle(report(1, item="0112"), report(2))
    case = sqlite_centre.numbers()[0]
    wanted = EscalateIncident(case=case, kind=IncidentKind.ACCIDENT, title="供热爆管")
    done = handle(sqlite_centre.system, wanted, by=LI)
    assert done.refused is None, done.refused
    sqlite_centre.tell()
    return done.key


@pytest.fixture
def acting(sqlite_centre: Centre, number: str) -> Iterator[Acting]:
    assert number
    served = Acting(sqlite_centre, ZHOU)
    served.start()
    yield served
    served.stop()


@pytest.fixture
def desk(acting: Acting, page: Page) -> Iterator[Page]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(acting.url)
    page.wait_for_selector(".ag-row")
    page.wait_for_selector("#console-keys", state="attached")
    yield page
    assert said == []


def look(page: Page) -> None:
    page.keyboard.press("Shift+I")
    page.wait_for_selector(".incident-facts")


def declare(page: Page, level: str) -> None:
    page.keyboard.press("c")
    page.wait_for_selector("[data-digits]")
    page.keyboard.press(level)
    page.keyboard.press("Enter")
    page.wait_for_selector(".sure")


def test_a_suspicion_is_confirmed_with_a_level_after_a_question(
    desk: Page, sqlite_centre: Centre, number: str
) -> None:
    look(desk)
    expect(desk.locator(".incident-facts")).to_contain_text("建议 IV 级")
    declare(desk, "2")
    assert [one.event_level for one in running(sqlite_centre)] == [None]
    desk.keyboard.press("y")
    expect(desk.locator(".toast")).to_contain_text(f"{number} 供热爆管：已认定为 II 级")
    expect(desk.locator(".toast")).not_to_contain_text("撤销")
    (found,) = running(sqlite_centre)
    assert (found.event_level, found.declared_by) == (2, "foreman")


def test_enter_alone_declares_nothing(desk: Page, sqlite_centre: Centre) -> None:
    look(desk)
    declare(desk, "1")
    desk.keyboard.press("Enter")
    desk.wait_for_selector("[data-dialog]", state="detached")
    assert [one.event_level for one in running(sqlite_centre)] == [None]


def test_a_false_alarm_is_dismissed_with_a_reason(desk: Page, sqlite_centre: Centre) -> None:
    look(desk)
    desk.keyboard.press("x")
    desk.wait_for_selector(".fields textarea")
    desk.keyboard.press("Enter")
    expect(desk.locator(".dialog-answer")).to_contain_text("理由")
    desk.keyboard.type("是检修放水")
    desk.keyboard.press("Enter")
    expect(desk.locator(".toast")).to_contain_text("已排除")
    assert running(sqlite_centre) == []


def test_a_response_is_ended_after_a_question_and_its_cases_go_on(
    desk: Page, sqlite_centre: Centre, number: str
) -> None:
    handle(sqlite_centre.system, ConfirmIncident(incident=number, level=3), by=SUN)
    look(desk)
    desk.keyboard.press("e")
    desk.wait_for_selector(".fields textarea")
    desk.keyboard.type("供热已恢复")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".sure")
    desk.keyboard.press("y")
    expect(desk.locator(".toast")).to_contain_text("已结束")
    assert running(sqlite_centre) == []
    case = sqlite_centre.case(sqlite_centre.numbers()[0])
    assert case.open
    assert case.incident is None


def test_a_level_that_somebody_has_declared_meanwhile_is_shown_instead(
    desk: Page, sqlite_centre: Centre, number: str
) -> None:
    look(desk)
    declare(desk, "4")
    handle(sqlite_centre.system, ConfirmIncident(incident=number, level=1), by=SUN)
    desk.keyboard.press("y")
    expect(desk.locator(".toast")).to_contain_text("确认定级")
    expect(desk.locator(".incident-facts")).to_contain_text("I 级（特别重大）")
    assert [one.event_level for one in running(sqlite_centre)] == [1]


def test_a_case_that_was_linked_meanwhile_hinders_nobody(
    desk: Page, sqlite_centre: Centre, number: str
) -> None:
    look(desk)
    declare(desk, "4")
    more = EscalateIncident(case=sqlite_centre.numbers()[1], incident=number)
    assert handle(sqlite_centre.system, more, by=LI).refused is None
    desk.keyboard.press("y")
    expect(desk.locator(".toast")).to_contain_text("已认定")
    assert [one.event_level for one in running(sqlite_centre)] == [4]


def written(page: Page) -> None:
    """The next report's form, with its draft."""
    look(page)
    page.keyboard.press("r")
    page.wait_for_selector(".fields textarea")


def test_a_report_is_drafted_from_the_record_and_filed(
    desk: Page, sqlite_centre: Centre, number: str
) -> None:
    look(desk)
    clocks = desk.locator(".report-clocks")
    expect(clocks).to_contain_text("电话报告")
    expect(clocks).to_contain_text("未到期")
    expect(clocks.locator("[data-owed]").first).to_have_text("剩 30分")
    desk.keyboard.press("Escape")
    written(desk)
    draft = desk.locator(".fields textarea").first
    expect(draft).to_be_focused()
    expect(draft).to_have_value(re.compile("性质：事故灾难 供热爆管"))
    expect(desk.locator(".effect")).to_contain_text("数据缺失：发生时间")
    draft.fill("经过：主管爆裂")
    desk.keyboard.press("Enter")
    desk.keyboard.type("伤亡损失：无")
    desk.locator("#console-do").press("Enter")
    expect(desk.locator(".toast")).to_contain_text(f"{number} 供热爆管：已送签")
    (waiting,) = running(sqlite_centre)[0].reports
    assert (waiting.by, waiting.signed_by) == ("foreman", "")
    assert waiting.text == "经过：主管爆裂\n伤亡损失：无"


def to_sign(page: Page) -> None:
    """What waits for a signature, in full."""
    look(page)
    expect(page.locator(".report-clocks")).to_contain_text("待签发")
    page.keyboard.press("s")
    expect(page.locator(".to-sign")).to_contain_text("主管爆裂")


def test_a_leader_signs_what_they_have_read_and_enter_alone_signs_nothing(
    desk: Page, acting: Acting, sqlite_centre: Centre, number: str
) -> None:
    paper = FileSituationReport(incident=number, text="经过：主管爆裂")
    assert handle(sqlite_centre.system, paper, by=ZHOU).refused is None
    acting.person = SUN
    to_sign(desk)
    desk.keyboard.press("Enter")
    desk.wait_for_selector("[data-dialog]", state="detached")
    assert running(sqlite_centre)[0].reports[0].signed_by == ""
    to_sign(desk)
    desk.keyboard.press("y")
    expect(desk.locator(".toast")).to_contain_text("已签发")
    assert running(sqlite_centre)[0].reports[0].signed_by == "leader"


def test_a_milestone_is_noted_by_keys(desk: Page, sqlite_centre: Centre) -> None:
    look(desk)
    desk.keyboard.press("m")
    desk.wait_for_selector("[data-digits]")
    desk.keyboard.press("2")
    desk.keyboard.press("Enter")
    expect(desk.locator(".toast")).to_contain_text("已记录")
    (found,) = running(sqlite_centre)
    assert [one.milestone for one in found.milestones] == [Milestone.ON_SITE]


def test_who_may_not_declare_sees_every_act_grey_and_whose_it_is(
    acting: Acting, desk: Page, sqlite_centre: Centre
) -> None:
    acting.person = LI
    look(desk)
    acts = desk.locator(".dialog .acts button")
    expect(acts).to_have_count(10)
    for at in range(3):
        expect(acts.nth(at)).to_be_disabled()
    expect(desk.locator(".dialog .acts small").first).to_contain_text("值班长")
    desk.keyboard.press("c")
    expect(desk.locator(".incident-facts")).to_be_visible()
    assert [one.event_level for one in running(sqlite_centre)] == [None]


def test_of_several_one_is_chosen_first(desk: Page, sqlite_centre: Centre, number: str) -> None:
    other = ReportIncident(kind=IncidentKind.NATURAL, title="暴雪", grid=310)
    told = handle(sqlite_centre.system, other, by="test")
    assert told.refused is None, told.refused
    desk.keyboard.press("Shift+I")
    expect(desk.locator(".pick-list label")).to_have_count(2)
    expect(desk.locator(".pick-list input:checked")).to_have_count(0)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".incident-facts")
    expect(desk.locator(".dialog-head")).to_contain_text(told.key)


def test_without_an_incident_the_key_is_answered_in_words(
    desk: Page, sqlite_centre: Centre, number: str
) -> None:
    look(desk)
    desk.keyboard.press("x")
    desk.wait_for_selector(".fields textarea")
    desk.keyboard.type("误报")
    desk.keyboard.press("Enter")
    desk.wait_for_selector("[data-dialog]", state="detached")
    assert number
    desk.keyboard.press("Shift+I")
    expect(desk.locator(".toast")).to_contain_text("没有进行中的突发事件")
    assert running(sqlite_centre) == []
