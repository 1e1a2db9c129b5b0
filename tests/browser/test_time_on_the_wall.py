"""What time alone changes on the wall, by the server's clock only."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dashboard.store import reads
from dashboard.system import to_ms
from tests.browser.conftest import Wall
from tests.services import acts
from tests.services.centre import RunningCentre

# Items by how long they may take, and how urgent that makes them.
FOUR_HOURS_E1 = "0104"
TWELVE_HOURS_E2 = "0103"
ONE_DAY_E2 = "0101"
# How long they may wait for dispatch: the first clock of a report whose item is known.
TO_DISPATCH_E1 = timedelta(minutes=5)
TO_DISPATCH_E2 = timedelta(minutes=15)
CLOCK_OFF = """
const Real = Date;
window.Date = class extends Real {
  constructor(...given) { given.length ? super(...given) : super(Real.now() + OFF); }
  static now() { return Real.now() + OFF; }
};
"""


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    """A centre of its own, because other tests' late critical cases would fill the list."""
    with RunningCentre(tmp_path_factory.mktemp("time")).running() as centre:
        yield centre


def hours(n: float) -> timedelta:
    return timedelta(hours=n)


def test_a_case_turns_overdue_at_its_second_without_a_message(
    wall: Wall, centre: RunningCentre
) -> None:
    wall.open(centre.wall_link())
    number = acts.take_in(centre, acts.case(FOUR_HOURS_E1), TO_DISPATCH_E1 - timedelta(seconds=6))
    with centre.system.reader.connect() as connection:
        case = reads.one_case(connection, centre.system.district.key, number)
    assert case is not None
    assert case.due_at is not None
    row = wall.page.locator(f'#wall-late-panel .row[data-no="{number}"]:visible')
    assert row.count() == 0
    row.wait_for(timeout=30_000)
    late_by = centre.system.now_ms() - to_ms(case.due_at)
    assert 0 <= late_by < 5_000
    expect(row.locator(".lamp")).to_have_attribute("data-lamp", "overdue")
    expect(row.locator(".time")).to_have_text("超0分")
    wall.wait_until_right(centre)


def test_the_worst_is_first_late_criticals_then_severe_then_by_urgency(
    wall: Wall, centre: RunningCentre
) -> None:
    red = acts.take_in(centre, acts.case(TWELVE_HOURS_E2), TO_DISPATCH_E2 + timedelta(minutes=2))
    severe = acts.take_in(centre, acts.case(ONE_DAY_E2), hours(40))
    critical = acts.take_in(centre, acts.case(FOUR_HOURS_E1), hours(4.1))
    severe_critical = acts.take_in(centre, acts.case(FOUR_HOURS_E1), hours(7))
    wall.open(centre.wall_link())
    wall.wait_until_right(centre)
    order = [row["no"] for _, row in sorted(wall.model["late"].items(), key=lambda s: int(s[0]))]
    ours = [number for number in order if number in (red, severe, critical, severe_critical)]
    assert ours == [severe_critical, critical, severe, red]
    shown = wall.page.locator("#wall-late-panel .row:visible")
    places = [shown.nth(i).get_attribute("data-no") for i in range(shown.count())]
    assert places == order[: len(places)]
    assert len(places) >= 4


def test_a_client_whose_clock_is_an_hour_off_shows_the_same(
    walls: Callable[[], Wall], centre: RunningCentre
) -> None:
    acts.take_in(centre, acts.case(ONE_DAY_E2), hours(25))
    shown = []
    for off in (0, 3_600_000, -3_600_000):
        wall = walls()
        wall.page.add_init_script(CLOCK_OFF.replace("OFF", str(off)))
        wall.open(centre.wall_link())
        wall.wait_until_right(centre)
        wall.state("live", 3, "实时")
        shown.append(wall)
    rows = [wall.page.locator("#wall-late-panel .row:visible .time") for wall in shown]
    assert rows[0].count() > 0
    assert rows[1].all_inner_texts() == rows[0].all_inner_texts()
    assert rows[2].all_inner_texts() == rows[0].all_inner_texts()
    clocks = [wall.page.locator("#wall-clock").inner_text() for wall in shown]
    minutes = {clock.rsplit(":", 1)[0] for clock in clocks}
    now = centre.system.clock().astimezone(centre.system.zone)
    near = {f"{now - timedelta(seconds=s):%H:%M}" for s in (0, 5)}
    assert minutes <= near
