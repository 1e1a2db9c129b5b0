"""A call in the browser: at the duty desk, and by the link of a message on a telephone."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from dashboard.actions.handle import handle
from dashboard.domain.accounts import AddPerson
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.duty.channels import CallChannel, ChannelKind
from dashboard.domain.duty.roster import AddToRoster
from dashboard.domain.persons import Person, Role
from dashboard.senders import outlets
from dashboard.senders.letter import Outlet
from tests.browser.conftest import PATIENCE
from tests.browser.desk import seat
from tests.browser.test_leaders import CUT
from tests.helpers.axe import violations
from tests.services import acts
from tests.services.centre import RunningCentre, wait_until

FEW_MS = 10_000 * PATIENCE
OFFICER = Person(login="duty-sun", name="孙明", role=Role.DUTY)
HOUR = timedelta(hours=1)
BASE = "https://centre.example"


def fire(title: str) -> ReportIncident:
    return ReportIncident(kind=IncidentKind.ACCIDENT, title=title, grid=310)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    """A centre with a channel to a file, where the first officer is on duty."""
    with RunningCentre(tmp_path_factory.mktemp("calls"), PUBLIC_URL=BASE).running() as centre:
        command = AddPerson(person=OFFICER, hashed="no password opens this")
        assert handle(centre.system, command, by="test").refused is None
        now = centre.system.clock().replace(second=0, microsecond=0)
        tour = AddToRoster(
            post="MAIN", login=OFFICER.login, begins_at=now - HOUR, ends_at=now + 8 * HOUR
        )
        assert handle(centre.system, tour, by="test").refused is None
        channel = CallChannel(name="one", kind=ChannelKind.FILE)
        outlets.keep(centre.var, Outlet(channel=channel, options={}))
        yield centre


def letters(centre: RunningCentre, title: str) -> list[str]:
    """The links of the letters about this incident."""
    file = centre.var / outlets.OUTGOING / "one.jsonl"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    calls = [call for line in lines for call in json.loads(line)["calls"]]
    return [call["answer"] for call in calls if call["title"] == title]


def test_a_call_stands_at_the_desk_and_one_press_answers_it(
    page: Page, centre: RunningCentre
) -> None:
    acts.put(centre, fire("厂房起火"))
    seat(centre, page.context, OFFICER)
    page.goto(f"{centre.address}/duty")
    call = page.locator("#duty-calls .call", has_text="厂房起火")
    expect(call).to_contain_text("✓ one", timeout=FEW_MS)
    expect(call.locator(".called")).to_have_text("孙明")
    expect(call.locator(".standing")).to_contain_text("呼叫中")
    assert violations(page) == []
    for width, height in ((1920, 1080), (1100, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("() => document.documentElement.scrollWidth") == width
        assert page.evaluate(CUT.replace(".leaders", ".duty")) == [], width
    call.get_by_role("button", name="应答").click()
    expect(page.locator("#duty-answer")).to_have_text("已应答。", timeout=FEW_MS)
    expect(call).to_have_attribute("data-status", "ANSWERED", timeout=FEW_MS)
    expect(call.locator(".called")).to_contain_text("孙明")
    expect(call.get_by_role("button", name="应答")).to_have_count(0)


def test_a_press_on_a_telephone_answers_and_is_seen_at_the_desk(
    page: Page, centre: RunningCentre
) -> None:
    acts.put(centre, fire("燃气泄漏"))
    [link] = wait_until(lambda: letters(centre, "燃气泄漏"), 10 * PATIENCE, "the letter is there")
    assert link.startswith(f"{BASE}/answer?token=")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(link.replace(BASE, centre.address))
    expect(page.locator(".about")).to_contain_text("燃气泄漏")
    assert violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="应答").click()
    expect(page.locator(".said")).to_have_text("已应答。", timeout=FEW_MS)
    expect(page.get_by_role("button")).to_have_count(0)
    page.get_by_role("link", name="English").click()
    expect(page.locator(".said")).to_have_text("You have answered this call.")
    seat(centre, page.context, OFFICER)
    page.goto(f"{centre.address}/duty?lang=en&theme=dark")
    call = page.locator("#duty-calls .call", has_text="燃气泄漏")
    expect(call.locator(".called")).to_contain_text("answered", timeout=FEW_MS)
    assert violations(page) == []


def test_a_dry_run_by_a_press_is_an_entry_in_the_log(page: Page, centre: RunningCentre) -> None:
    seat(centre, page.context, OFFICER)
    page.goto(f"{centre.address}/duty")
    page.get_by_role("button", name="试呼").click()
    entry = page.locator(".entry", has_text="无人可达").first
    expect(entry).to_contain_text("孙明", timeout=FEW_MS)
