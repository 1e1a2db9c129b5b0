"""The queue on a running centre: it shows what SQL has, and nothing moves while it is in use."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from dashboard.domain import commands as c
from dashboard.store import reads
from tests.browser.conftest import PATIENCE
from tests.browser.desk import Desk, dispatcher
from tests.services import acts
from tests.services.centre import RunningCentre, wait_until

LI = dispatcher("queue-li", "李雷")
SHOWN = "() => Object.fromEntries([...cc.queue.rows()].map((row) => [row.no, row.version]))"
SOON_MS = 10_000 * PATIENCE


@pytest.fixture
def desk(page: Page, centre: RunningCentre) -> Iterator[Desk]:
    """A desk with some cases, the mouse beside its list."""
    for grid in (201, 202, 203):
        acts.take_in(centre, acts.case(grid=grid))
    sitting = Desk(page).sit(centre, LI)
    page.mouse.move(4, 4)
    yield sitting
    assert sitting.faults == []


def open_cases(centre: RunningCentre) -> dict[str, int]:
    """Number and version of every open case, as SQL has them."""
    system = centre.system
    with system.reader.connect() as connection:
        found = reads.open_cases(connection, system.district.key)
        return {case.number: case.version for case in found}


def until_right(desk: Desk, centre: RunningCentre) -> None:
    def shows() -> bool:
        found: bool = desk.page.evaluate(SHOWN) == open_cases(centre)
        return found

    wait_until(shows, 10 * PATIENCE, "the list shows the open cases")


def test_the_list_shows_the_open_cases(desk: Desk, centre: RunningCentre) -> None:
    until_right(desk, centre)
    number = acts.take_in(centre, acts.case(grid=204, text="井盖松动"))
    acts.take_in(centre, c.Direct(case=number, by="grid204", unit="U01"))
    until_right(desk, centre)
    row = desk.page.locator(f'.ag-row[row-id="{number}"]')
    expect(row.locator("[col-id=state]")).to_have_text("待签收")
    expect(row.locator(".item-words")).to_have_text("井盖松动")


def test_a_report_waits_while_a_row_is_in_hand(desk: Desk, centre: RunningCentre) -> None:
    until_right(desk, centre)
    desk.keys("ArrowDown")
    before = desk.console("visible")
    new = acts.take_in(centre, acts.case(grid=205))
    expect(desk.page.locator(".bar-news")).to_contain_text("1 条新增", timeout=SOON_MS)
    assert desk.console("visible") == before
    desk.keys("r")
    desk.page.wait_for_function(f"() => cc.console.visible().includes('{new}')", timeout=SOON_MS)
    assert desk.selected == before[0]


def test_nothing_is_lost_while_the_web_process_dies(desk: Desk, centre: RunningCentre) -> None:
    desk.may_lose_line = True
    desk.keys("ArrowDown")
    before = desk.console("visible")
    centre.kill9("web")
    new = acts.take_in(centre, acts.case(grid=207))
    expect(desk.page.locator(".bar-news")).to_contain_text("新增", timeout=30_000 * PATIENCE)
    assert desk.console("visible") == before
    desk.keys("Escape")
    until_right(desk, centre)
    assert new in desk.console("visible")
