"""The duty officer logs in: what waits is in sight, and a digit leads to where it is done."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.actions.handle import handle
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.duty.duty_commands import DutyCommand
from dashboard.domain.duty.shifts import (
    AcknowledgeLine,
    BeginShift,
    OfferHandover,
    Shift,
    TakeOver,
    WithdrawHandover,
)
from dashboard.domain.persons import Person, Role
from dashboard.domain.unit import Urgency
from dashboard.store import duty, incidents, people
from tests.browser.conftest import PATIENCE
from tests.browser.desk import DIALOG, seat
from tests.browser.test_leaders import CUT
from tests.helpers.axe import violations
from tests.services import acts
from tests.services.centre import RunningCentre

FEW_MS = 10_000 * PATIENCE
OFFICER = Person(login="duty-sun", name="孙", role=Role.DUTY)
RELIEF = Person(login="duty-li", name="李", role=Role.DUTY_LEADER)
FIRE = ReportIncident(kind=IncidentKind.ACCIDENT, title="厂房起火", grid=310)
MINUTES, HOURS = timedelta(minutes=25), timedelta(hours=2)
DRAWN = """() => document.querySelector("#duty")?.dataset.state === "live"
  && document.querySelectorAll(".points li:not([hidden])").length > 1"""


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    """A centre of its own, because what happens here would show on other tests' walls."""
    with RunningCentre(tmp_path_factory.mktemp("duty")).running() as centre:
        yield centre


@pytest.fixture
def officer(page: Page, centre: RunningCentre) -> Page:
    """The duty desk with an incident of 25 minutes ago and a critical case of two hours ago."""
    acts.take_in(centre, FIRE, ago=MINUTES)
    acts.take_in(centre, acts.case(urgency=Urgency.E1), ago=HOURS)
    seat(centre, page.context, OFFICER)
    page.goto(f"{centre.address}/")
    page.wait_for_function(DRAWN, timeout=FEW_MS)
    return page


def place_of(page: Page, kind: str) -> int:
    """The line of the first point of this kind."""
    kinds = page.locator(".points li:not([hidden])").evaluate_all(
        "(lines) => lines.map((line) => line.dataset.kind)"
    )
    return int(kinds.index(kind)) + 1


def test_a_digit_opens_the_incidents_workspace(officer: Page) -> None:
    assert officer.url.endswith("/duty")
    number = officer.locator(".points li[data-kind=SUSPECTED]").first.get_attribute("data-of")
    officer.keyboard.press(str(place_of(officer, "SUSPECTED")))
    expect(officer.locator("#incident-head")).to_contain_text(str(number), timeout=FEW_MS)
    assert officer.url.endswith(f"/duty/incident/{number}")


def test_a_note_goes_into_an_incidents_timeline_by_one_key(officer: Page) -> None:
    officer.keyboard.press("n")
    number = officer.locator(".new-note select").input_value()
    officer.keyboard.type("现场来电：已封路")
    officer.keyboard.press("Control+Enter")
    expect(officer.locator("#duty-answer")).to_have_text("已记入经过。", timeout=FEW_MS)
    officer.goto(officer.url.replace("/duty", f"/duty/incident/{number}"))
    note = officer.locator(".entry[data-kind=note]", has_text="现场来电：已封路")
    expect(note).to_contain_text("孙", timeout=FEW_MS)


def test_a_critical_case_leads_to_its_page(officer: Page) -> None:
    line = officer.locator(".points li[data-kind=UNDISPATCHED]").first
    number = line.get_attribute("data-of")
    line.click()
    expect(officer.locator(f".detail[data-no='{number}']")).to_be_visible(timeout=FEW_MS)


def test_what_comes_is_a_line_at_once(officer: Page, centre: RunningCentre) -> None:
    acts.put(centre, ReportIncident(kind=IncidentKind.ACCIDENT, title="燃气泄漏", grid=310))
    line = officer.locator(".points li[data-kind=SUSPECTED]", has_text="燃气泄漏")
    expect(line).to_be_visible(timeout=FEW_MS)
    running = officer.locator("#duty-incidents li", has_text="燃气泄漏")
    expect(running).to_contain_text(re.compile("电话报告"))


@pytest.mark.parametrize("place", ["/duty", "/duty/incident/"])
def test_what_comes_is_heard_where_the_officer_sits(
    officer: Page, centre: RunningCentre, place: str
) -> None:
    number = officer.locator(".points li[data-kind=SUSPECTED]").first.get_attribute("data-of")
    officer.goto(f"{centre.address}{place}{number if place.endswith('/') else ''}")
    officer.locator(".office[data-state=live]").wait_for(timeout=FEW_MS)
    officer.mouse.click(3, 3)
    expect(officer.locator(".sound-button")).to_have_text("声音开", timeout=FEW_MS)
    acts.put(centre, ReportIncident(kind=IncidentKind.ACCIDENT, title="化学品泄漏", grid=310))
    officer.wait_for_function("() => cc.sounds.played().includes('incident')", timeout=FEW_MS)
    officer.locator(".sound-button").click()
    expect(officer.locator(".sound-button")).to_contain_text("静音", timeout=FEW_MS)


def report_heating_burst(page: Page) -> str:
    """By the duty desk's own form; the number of the incident whose workspace opens."""
    page.keyboard.press("e")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#duty-answer")).to_contain_text("名称", timeout=FEW_MS)
    for words in ("供热主干管爆裂", "", "206", "自由大路交会处", "1800 户停暖，无伤亡"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/duty/incident/NGI*", timeout=FEW_MS)
    expect(page.locator("#incident-head .title")).to_contain_text("供热主干管", timeout=FEW_MS)
    return page.url.rpartition("/")[2]


def press(page: Page, act: str, *keys: str) -> None:
    """An act of the workspace by its own key, and these keys in its dialog, which then closes."""
    expect(page.locator(f"button[data-act={act}]")).to_be_visible(timeout=FEW_MS)
    page.keyboard.press(str(page.locator(f"button[data-act={act}]").get_attribute("data-key")))
    expect(page.locator(DIALOG)).to_be_visible(timeout=FEW_MS)
    for key in keys:
        if key == "y":
            page.locator(f"{DIALOG} :is(.sure, .to-sign)").wait_for(timeout=FEW_MS)
        if len(key) > 1 and key not in ("Enter", "Tab"):
            page.locator(f"{DIALOG} textarea").first.wait_for(timeout=FEW_MS)
            page.keyboard.type(key)
        else:
            page.keyboard.press(key)
    expect(page.locator(DIALOG)).to_have_count(0, timeout=FEW_MS)


def test_a_ringing_phone_becomes_an_incident_with_its_first_report_signed_by_keys(
    page: Page, centre: RunningCentre
) -> None:
    """The leader on duty alone: reported, declared, told by phone and in writing, signed."""
    seat(centre, page.context, RELIEF)
    page.goto(f"{centre.address}/duty")
    page.locator(".incident-new button").wait_for(timeout=FEW_MS)
    number = report_heating_burst(page)
    press(page, "confirm_incident", "4", "Enter", "y")
    press(page, "report_by_phone", "市值班室：供热主干管爆裂", "Enter")
    press(page, "file_report", "Tab", "Tab", "Enter")
    press(page, "sign_report", "y")
    with centre.system.reader.connect() as connection:
        found = incidents.one(connection, centre.system.district.key, number)
    assert found is not None
    assert found.event_level == 4
    _, written = found.reports
    assert written.signed_by == RELIEF.login
    assert "1800 户停暖" in written.text


def test_a_chosen_units_strength_is_shown(officer: Page) -> None:
    chosen = officer.locator("#duty-unit select")
    chosen.select_option("U02")
    expect(officer.locator(".strength .on-duty")).to_contain_text("人")
    name = chosen.locator("option:checked").inner_text()
    assert name
    assert name != "U02"


@pytest.mark.parametrize("search", ["", "?lang=en&theme=dark"])
def test_the_duty_desk_has_no_axe_violation_in_any_size(
    officer: Page, centre: RunningCentre, search: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    officer.on("request", lambda request: asked.append(request.url))
    officer.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    officer.goto(f"{centre.address}/duty{search}")
    officer.wait_for_function(DRAWN, timeout=FEW_MS)
    assert violations(officer) == []
    for width, height in ((1920, 1080), (1366, 768), (1100, 800), (390, 844)):
        officer.set_viewport_size({"width": width, "height": height})
        assert officer.evaluate("() => document.documentElement.scrollWidth") == width
        assert officer.evaluate(CUT.replace(".leaders", ".duty")) == [], width
    assert [url for url in asked if "ag_grid" in url or "plotly" in url] == []
    assert [words for words in said if words.startswith("error")] == []


def test_a_call_is_put_on_record_by_keys_and_a_wrong_one_struck_through(officer: Page) -> None:
    officer.keyboard.press("l")
    officer.keyboard.press("Tab")
    officer.keyboard.type("市民王某 139")
    officer.locator(".new-entry textarea").focus()
    officer.keyboard.type("人民大街路面塌陷")
    officer.keyboard.press("Control+Enter")
    entry = officer.locator(".entry", has_text="人民大街路面塌陷").first
    expect(entry).to_contain_text("市民王某 139", timeout=FEW_MS)
    expect(officer.locator(".new-entry")).to_have_count(0)
    entry.get_by_role("button", name="划去").click()
    officer.keyboard.type("重复登记")
    officer.keyboard.press("Enter")
    expect(entry).to_contain_text("孙 划去：重复登记", timeout=FEW_MS)
    assert entry.get_attribute("data-struck") == ""


def test_a_refusal_leaves_what_was_typed(officer: Page) -> None:
    officer.keyboard.press("l")
    words = officer.locator(".new-entry textarea")
    words.fill("没有写对方")
    officer.keyboard.press("Control+Enter")
    expect(officer.locator("#duty-answer")).to_contain_text("对方", timeout=FEW_MS)
    assert words.input_value() == "没有写对方"


def give_shift(centre: RunningCentre, to: Person) -> None:
    """Makes whoever is on duty hand over to this person."""

    def act(by: str, command: DutyCommand) -> None:
        with centre.system.reader.connect() as connection:
            account = people.account(connection, centre.system.district.key, by)
        assert account is not None
        answer = handle(centre.system, command, by=account.person)
        assert answer.refused is None, answer.refused

    def running() -> Shift | None:
        with centre.system.reader.connect() as connection:
            return next(iter(duty.shifts(connection, centre.system.district.key)), None)

    shift = running()
    if shift is None:
        return act(to.login, BeginShift())
    if shift.handover is not None:
        act(shift.officer, WithdrawHandover())
    if shift.officer == to.login:
        return None
    act(shift.officer, OfferHandover())
    offered = running()
    assert offered is not None
    assert offered.handover is not None
    for line in offered.handover.lines:
        act(to.login, AcknowledgeLine(line=line.key))
    return act(to.login, TakeOver())


def test_who_stands_in_for_an_officer_signs_with_the_reason(
    officer: Page, browser: Browser, centre: RunningCentre
) -> None:
    give_shift(centre, OFFICER)
    other = browser.new_page()
    seat(centre, other.context, RELIEF)
    other.goto(f"{centre.address}/duty")
    other.get_by_text("代 孙 交班").click()
    send = other.get_by_role("button", name="代为交班")
    send.click()
    expect(other.locator("#duty-answer")).to_have_text("代 孙 交班须写明原因。", timeout=FEW_MS)
    other.locator(".offer textarea").fill("突发疾病")
    assert violations(other) == []
    send.click()
    for page in (other, officer):
        expect(page.locator(".shift-box")).to_contain_text("由 李 代 孙 交班", timeout=FEW_MS)
        expect(page.get_by_role("button", name="确认", exact=True)).to_have_count(0)
    other.get_by_role("button", name="收回").click()
    expect(officer.get_by_role("button", name="交班", exact=True)).to_be_visible(timeout=FEW_MS)
    other.close()


def test_a_shift_goes_from_hand_to_hand_in_two_browsers(
    officer: Page, browser: Browser, centre: RunningCentre
) -> None:
    give_shift(centre, OFFICER)
    box = officer.locator(".shift-box")
    expect(box).to_contain_text("孙 当班", timeout=FEW_MS)
    officer.locator(".offer textarea").fill("留意厂房")
    officer.get_by_role("button", name="交班").click()
    expect(box).to_contain_text("两人签名前，孙 仍负责", timeout=FEW_MS)
    other = browser.new_page()
    seat(centre, other.context, RELIEF)
    other.goto(f"{centre.address}/duty")
    expect(other.locator(".shift-box")).to_contain_text("说明：留意厂房", timeout=FEW_MS)
    seen = other.get_by_role("button", name="确认", exact=True)
    expect(seen.first).to_be_visible(timeout=FEW_MS)
    while (left := seen.count()) > 0:
        seen.first.click()
        expect(seen).to_have_count(left - 1, timeout=FEW_MS)
    assert violations(other) == []
    other.get_by_role("button", name="签名接班").click()
    expect(box).to_contain_text("李 当班", timeout=FEW_MS)
    expect(box).to_contain_text("上一班 孙")
    officer.locator(".sheet-link").click()
    expect(officer.locator("main")).to_contain_text("接班人签名：李")
    assert violations(officer) == []
    other.close()
