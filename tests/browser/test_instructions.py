"""A leader instructs on a phone, the desk sees it at once and answers, the answer comes back."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.domain.persons import Person, Role
from dashboard.domain.unit import Urgency
from tests.browser.conftest import PATIENCE
from tests.browser.desk import DIALOG, READY, seat
from tests.browser.test_leaders import CUT, DRAWN
from tests.helpers.axe import violations
from tests.services import acts
from tests.services.centre import RunningCentre

FEW_MS = 10_000 * PATIENCE
LEADER = Person(login="leader-chen", name="陈", role=Role.LEADER)
DISPATCHER = Person(login="dispatcher-li", name="李", role=Role.DISPATCHER)
GO, DONE = "请今晚修好，逐户告知。", "已抢修完毕"
DAYS = timedelta(days=3)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    """A centre of its own, because what happens here would show on other tests' screens."""
    with RunningCentre(tmp_path_factory.mktemp("instructions")).running() as centre:
        centre.wait_ready(30)
        acts.take_in(centre, acts.case(urgency=Urgency.E1), ago=DAYS)
        yield centre


def fits(page: Page) -> None:
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    assert page.evaluate(CUT) == []
    assert violations(page) == []


@pytest.fixture
def said() -> list[str]:
    """The errors of all pages."""
    return []


def opened(browser: Browser, width: int, height: int, said: list[str]) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    return page


def instruct(phone: Page) -> None:
    """Presses beside the first of the five cases; writes, looks at it, and stops before Send."""
    form = phone.locator(".instruct-form")
    phone.locator(".worst-line button.instruct").first.click()
    form.locator("textarea").fill(GO)
    fits(phone)
    form.locator(".actions button").first.click()
    expect(form.locator(".act-main")).to_be_focused(timeout=FEW_MS)
    expect(phone.locator("#leaders-answer")).not_to_be_empty()


def answer(desk: Page) -> None:
    """Opens the line's instruction, and gives the final answer by keys."""
    desk.locator(".alert-line", has_text=GO).locator(".alert-open").click()
    dialog = desk.locator(DIALOG)
    expect(dialog).to_contain_text(GO, timeout=FEW_MS)
    assert violations(desk) == []
    desk.keyboard.press("a")
    dialog.locator("textarea").fill(DONE)
    dialog.locator("label", has_text=re.compile("^.?(办结|Final)$")).click()
    assert violations(desk) == []
    desk.locator("#console-do").click()


@pytest.mark.parametrize("search", ["", "?lang=en&theme=dark"])
def test_from_the_leaders_phone_to_the_desk_and_back(
    browser: Browser, centre: RunningCentre, said: list[str], search: str
) -> None:
    phone, desk = opened(browser, 390, 844, said), opened(browser, 1366, 768, said)
    seat(centre, phone.context, LEADER)
    seat(centre, desk.context, DISPATCHER)
    desk.goto(f"{centre.address}/console{search}")
    desk.wait_for_function(READY, timeout=FEW_MS)
    phone.goto(f"{centre.address}/leaders{search}")
    phone.wait_for_function(DRAWN, timeout=FEW_MS)
    fits(phone)
    instruct(phone)
    line = desk.locator(".alert-line", has_text=GO)
    expect(line).to_have_count(0)
    phone.locator(".instruct-form .act-main").click()
    expect(line).to_be_visible(timeout=FEW_MS)
    row = phone.locator(".instruction-rows li.instruction:not([hidden])", has_text=GO).first
    expect(row).to_have_attribute("data-standing", "UNREAD", timeout=FEW_MS)
    answer(desk)
    expect(row).to_contain_text(DONE, timeout=FEW_MS)
    expect(row).to_have_attribute("data-standing", "ANSWERED")
    expect(line).to_have_count(0, timeout=FEW_MS)
    fits(phone)
    assert said == []
    phone.close()
    desk.close()
