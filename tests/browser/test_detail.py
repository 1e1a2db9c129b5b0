"""The detail beside a real queue: it agrees with SQL, follows changes, and keeps secrets."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain.changes import Kind
from dashboard.domain.persons import Person, Role
from dashboard.store import journal
from tests.browser.desk import Desk, dispatcher, seat
from tests.services.centre import RunningCentre, wait_until

LI = dispatcher("li", "李强")
WATER = Person(login="unit-u01", name="张伟", role=Role.UNIT, unit="U01")
WANG = c.Reporter("王秀英", "13504311234")
TRAP = '{"type":"Iframe","namespace":"dash_html_components","props":{"src":"/"}}'


@pytest.fixture
def desk(page: Page, centre: RunningCentre) -> Iterator[Desk]:
    """A desk with something in its queue; an error on its console fails the test."""
    reported(centre)
    sitting = Desk(page).sit(centre, LI)
    yield sitting
    assert sitting.faults == []


def reported(centre: RunningCentre, text: str = "水发黄有异味") -> str:
    command = c.ReportCase(item="0101", grid=206, text=text, channel=c.Channel.PHONE, reporter=WANG)
    key = handle(centre.system, command, by="test").key
    assert key is not None
    return key


def select(desk: Desk, number: str) -> None:
    """Selects this case, once it is in the list."""
    desk.page.wait_for_function("(no) => cc.console.visible().includes(no)", arg=number)
    desk.console("go", number)
    desk.read(number)


def test_the_selected_case_is_shown_and_follows_what_happens(
    desk: Desk, centre: RunningCentre
) -> None:
    number = reported(centre)
    select(desk, number)
    detail = desk.page.locator("#console-detail")
    expect(detail).to_contain_text("待派遣")
    assert handle(centre.system, d.Dispatch(case=number, unit="U01"), by=LI).refused is None
    expect(detail).to_contain_text("待签收")
    expect(detail).to_contain_text("李强 → 供水公司")
    assert desk.selected == number


def test_text_from_outside_is_shown_as_text(desk: Desk, centre: RunningCentre) -> None:
    number = reported(centre, TRAP)
    select(desk, number)
    expect(desk.page.locator(".detail-text")).to_have_text(TRAP)
    assert desk.page.locator("#console-detail iframe").count() == 0


def test_the_reporter_is_unmasked_by_a_press_and_that_is_on_record(
    desk: Desk, centre: RunningCentre
) -> None:
    number = reported(centre)
    select(desk, number)
    who = desk.page.locator("#console-reporter")
    expect(who).to_contain_text("王** *1234")
    assert WANG.phone not in desk.page.content()
    desk.page.locator("#console-reveal").click()
    expect(who).to_have_text("反映人 王秀英 13504311234")
    system = centre.system
    with system.reader.connect() as connection:
        acts = journal.history(
            connection, system.district.key, Kind.DISCLOSED, f"{number}/reporter"
        )
    assert [act.by for act in acts] == ["li"]


def test_a_page_of_its_own_shows_what_its_person_has_just_done(
    page: Page, centre: RunningCentre
) -> None:
    number = reported(centre)
    assert handle(centre.system, d.Dispatch(case=number, unit="U01"), by=LI).refused is None
    unit = Desk(page)
    seat(centre, page.context, WATER)
    page.goto(f"{centre.address}/case/{number}")
    detail = page.locator("#console-detail")
    expect(detail).to_contain_text("待签收")
    expect(page.locator(".clock-stage .clock-left")).to_contain_text("剩")
    page.keyboard.press("q")
    expect(detail).to_contain_text("处置中", timeout=15_000)
    wait_until(lambda: unit.text("#console-detail").count("签收"), 10, "the act in the history")
    assert unit.faults == []


def test_a_case_of_others_is_not_there(page: Page, centre: RunningCentre) -> None:
    number = reported(centre)
    unit = Desk(page)
    seat(centre, page.context, Person(login="d13", name="马", role=Role.UNIT, unit="D13"))
    page.goto(f"{centre.address}/case/{number}")
    expect(page.locator("#console-detail")).to_contain_text("没有案卷")
    assert "水发黄" not in page.content()
    assert unit.faults == []
