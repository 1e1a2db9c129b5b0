"""A dispatcher at work, by keys alone: from the newest E2 to a major incident, and 50 at a time."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page

from dashboard.domain import commands as c
from dashboard.domain.case import Case, CaseState
from dashboard.domain.unit import Urgency
from dashboard.store import reads
from tests.browser.conftest import Wall
from tests.browser.desk import DIALOG, Desk, dispatcher
from tests.helpers.exhaustive import PROVE, exhaustive
from tests.services import acts
from tests.services.centre import RunningCentre, wait_until

LI = dispatcher("li", "李强")
MANY = 50 if PROVE else 15
PLAIN = "0201"
"""A duty item of the plain kind, so that the E2 of the test is the only one."""


def case_of(centre: RunningCentre, number: str) -> Case:
    system = centre.system
    with system.reader.connect() as connection:
        found = reads.one_case(connection, system.district.key, number)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    with RunningCentre(tmp_path_factory.mktemp("desk")).running() as centre:
        yield centre


@pytest.fixture
def desk(page: Page, centre: RunningCentre) -> Iterator[Desk]:
    """A desk; an error on its console fails the test."""
    sitting = Desk(page)
    yield sitting
    assert sitting.faults == []


def go_to(desk: Desk, number: str) -> None:
    """Goes down the list, key by key, to this case."""
    for _ in range(len(desk.console("visible")) + 1):
        if desk.console("selected") == number:
            return desk.read(number)
        desk.keys("ArrowDown")
    raise AssertionError(f"{number} is not in the list")


def reassign(desk: Desk, *choice: str) -> None:
    desk.keys("m")
    desk.dialog()
    desk.keys(*choice, "1", "Enter")


@pytest.fixture
def wall(browser: Browser, centre: RunningCentre) -> Iterator[Wall]:
    """A wall in the same room."""
    other = browser.new_page(locale="zh-CN", timezone_id="Asia/Shanghai")
    yield Wall(other).open(centre.wall_link())
    other.close()


def test_the_newest_urgent_case_is_worked_by_keys_alone(
    desk: Desk, wall: Wall, centre: RunningCentre
) -> None:
    acts.take_in(centre, acts.case(PLAIN, grid=201), ago=timedelta(hours=1))
    number = acts.take_in(centre, acts.case("0101", text="水发黄，有异味"))
    desk.sit(centre, LI)
    # Read it.
    go_to(desk, number)
    assert "水发黄" in desk.text("#console-detail")
    # Give it to its unit, which takes it.
    desk.keys("d")
    desk.dialog()
    desk.keys("Enter")
    assert "U01" in desk.done() or case_of(centre, number).unit == "U01"
    acts.put(centre, c.Acknowledge(case=number, unit="U01"))
    wait_until(
        lambda: case_of(centre, number).state is CaseState.PROCESSING, 10, "it is acknowledged"
    )
    desk.knows(case_of(centre, number))
    # Reassign it, undo that, and reassign it again.
    reassign(desk, "ArrowDown")
    desk.done()
    other = case_of(centre, number).unit
    assert other not in (None, "U01")
    desk.keys("z")
    wait_until(lambda: case_of(centre, number).unit == "U01", 10, "it is taken back")
    assert case_of(centre, number).state is CaseState.PROCESSING
    reassign(desk, "ArrowDown")
    wait_until(lambda: case_of(centre, number).unit == other, 10, "it is reassigned")
    desk.page.wait_for_selector(DIALOG, state="detached")
    supervise(desk, centre, number)
    escalate(desk, centre, number, wall)


def supervise(desk: Desk, centre: RunningCentre, number: str) -> None:
    desk.keys("s")
    desk.dialog()
    desk.keys("1", "Tab")
    desk.page.keyboard.type("请一小时内到场")
    desk.keys("Enter")
    desk.done()
    pressed = case_of(centre, number).supervision
    assert pressed is not None
    assert (pressed.level, pressed.by) == (1, LI.login)


def escalate(desk: Desk, centre: RunningCentre, number: str, wall: Wall) -> None:
    """Escalates the case: every wall shows the incident, and the case is E1."""
    desk.keys("!")
    desk.dialog()
    desk.keys("Enter")
    desk.done()
    wall.page.wait_for_function("() => cc.model.incident.current?.cases === 1", timeout=3_000)
    after = case_of(centre, number)
    assert after.urgency is Urgency.E1
    assert after.incident == wall.model["incident"]["current"]["no"]


@exhaustive
def test_many_cases_are_urged_at_once_and_no_other(desk: Desk, centre: RunningCentre) -> None:
    numbers = [acts.take_in(centre, acts.case(PLAIN, grid=100 + n)) for n in range(MANY + 5)]
    for number in numbers:
        acts.take_in(centre, c.Direct(case=number, by="grid", unit="D13"))
    desk.sit(centre, LI, f"?item={PLAIN}&unit=D13")
    desk.page.wait_for_function(f"() => cc.console.visible().length >= {MANY}")
    desk.keys("Home")
    for _ in range(MANY):
        desk.keys("Space", "ArrowDown")
    chosen = desk.console("chosen")
    assert len(set(chosen)) == MANY
    desk.keys("u")
    desk.page.wait_for_timeout(500)
    if desk.page.locator(DIALOG).count():
        desk.keys("Enter")
    desk.toast_says(str(MANY))
    urged = {no for no in numbers if case_of(centre, no).urged_at is not None}
    assert urged == set(chosen)
