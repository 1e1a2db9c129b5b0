"""In a browser: a warning before the session ends, a key that keeps it, typed text that stays."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.access import passwords
from dashboard.actions.handle import handle
from dashboard.domain.accounts import AddPerson
from dashboard.domain.persons import Person, Role
from dashboard.store import sessions
from tests.helpers.exhaustive import exhaustive
from tests.services.centre import RunningCentre

PASSWORD = "correct horse"
ROLES = {"end-admin": Role.ADMIN, "end-other": Role.ADMIN, "end-desk": Role.DISPATCHER}
IDLE_S = 12
CUT_S = 12
NAME, BAR = "#accounts-name", ".session-bar"
TYPED = "还没保存的姓名"


def staff(centre: RunningCentre) -> RunningCentre:
    """Gives the centre two administrators and a dispatcher who know their password."""
    for login, role in ROLES.items():
        person = Person(login=login, name=login, role=role)
        command = AddPerson(person=person, hashed=passwords.hashed(PASSWORD))
        assert handle(centre.system, command, by="test").refused is None
    return centre


@pytest.fixture(scope="module")
def accounts(running_centre: RunningCentre) -> None:
    staff(running_centre)


@pytest.fixture
def staffed(accounts: None, centre: RunningCentre) -> RunningCentre:
    return centre


@pytest.fixture
def short(tmp_path: Path) -> Iterator[RunningCentre]:
    """A centre whose sessions end after some seconds."""
    with RunningCentre(tmp_path, SESSION_IDLE_S=str(IDLE_S)).running() as centre:
        yield staff(centre)


def end(centre: RunningCentre, login: str) -> None:
    system = centre.system
    with system.engine.begin() as connection:
        sessions.end_all(connection, system.district.key, login, system.now_ms())


def run_out(centre: RunningCentre, page: Page, login: str) -> None:
    """Lets the session end without activity, both on the server and by the page's clock."""
    page.wait_for_function("() => cc.session.left() !== null")
    end(centre, login)
    page.clock.fast_forward(centre.system.settings.session_idle_s * 1000)
    page.wait_for_url(re.compile(r"/login\?"))


def log_in(page: Page, login: str = "end-admin") -> None:
    page.get_by_label("账号").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(re.compile("/(accounts|console)"))


@exhaustive
def test_the_end_is_announced_and_a_key_puts_it_off(short: RunningCentre, page: Page) -> None:
    page.goto(short.address)
    log_in(page)
    expect(page.locator(BAR)).to_contain_text("按任意键继续")
    for _ in range(IDLE_S * 3 // 4):
        page.wait_for_timeout(1500)  # longer than the session lasts, all together
        page.keyboard.press("Shift")
    assert page.url.endswith("/accounts")
    assert page.evaluate("() => cc.session.left()") > 0


def test_what_was_typed_is_offered_to_the_same_person_after_the_log_in(
    staffed: RunningCentre, timed_page: Page
) -> None:
    timed_page.goto(staffed.address)
    log_in(timed_page)
    timed_page.locator(NAME).fill(TYPED)
    run_out(staffed, timed_page, "end-admin")
    expect(timed_page.get_by_role("alert")).to_contain_text("登录已结束")
    log_in(timed_page)
    expect(timed_page.locator("#session-kept")).to_have_value(TYPED)
    timed_page.get_by_role("button", name="放回原处").click()
    expect(timed_page.locator(NAME)).to_have_value(TYPED)
    expect(timed_page.locator("#session-kept")).to_have_count(0)


def test_what_was_typed_is_shown_to_nobody_else(staffed: RunningCentre, timed_page: Page) -> None:
    timed_page.goto(staffed.address)
    log_in(timed_page)
    timed_page.locator(NAME).fill(TYPED)
    run_out(staffed, timed_page, "end-admin")
    log_in(timed_page, "end-other")
    timed_page.wait_for_function("() => cc.session.left() !== null")
    assert timed_page.locator("#session-kept").count() == 0
    assert timed_page.evaluate("() => sessionStorage.length") == 0


def test_a_desk_that_is_logged_out_elsewhere_leaves_and_keeps_what_was_typed(
    staffed: RunningCentre, page: Page
) -> None:
    page.goto(staffed.address)
    log_in(page, "end-desk")
    search = page.locator("#console-search")
    search.fill(TYPED)
    page.wait_for_function("() => window.cc?.model && cc.session.left() !== null")
    end(staffed, "end-desk")
    page.wait_for_url(re.compile(r"/login\?"), timeout=CUT_S * 1000)
    log_in(page, "end-desk")
    expect(page.locator("#session-kept")).to_have_value(TYPED)
    page.get_by_role("button", name="放回原处").click()
    expect(search).to_have_value(TYPED)
