"""The clock jumps forward and back, over midnight and deadlines: every alert is raised once."""

from collections import Counter

import pytest

from dashboard.domain.alerts import Alert, AlertState
from dashboard.domain.changes import Kind
from dashboard.domain.unit import Urgency
from dashboard.store import journal
from tests.flow.whole import assert_whole
from tests.helpers.centre import Centre
from tests.helpers.deadlines import wind
from tests.helpers.messages import report, reports


def alerts(centre: Centre) -> Counter[tuple[str, str]]:
    """How often each case's lamp has been raised."""
    with centre.system.reader.connect() as connection:
        told = journal.changes_after(connection, centre.district, 0, 1000)
    states = [change.state for change in told if change.kind is Kind.ALERT]
    raised = [s for s in states if isinstance(s, Alert) and s.state is AlertState.RAISED]
    return Counter((s.case, s.lamp.value) for s in raised)


@pytest.mark.parametrize("hours", [1, -1])
def test_an_hours_step_and_its_correction_leave_the_picture_right(
    centre: Centre, hours: int
) -> None:
    follower = centre.follower()
    for step, source in ((hours, "before"), (-hours, "wrong"), (0, "right again")):
        centre.settle(*(report(n, source, urgency=u) for n, u in enumerate(Urgency)))
        centre.clock.move(hours=step)
        follower.step(1)
        centre.ring_deadlines()
    assert_whole(centre, follower, 12)


def test_a_step_over_a_deadline_and_back_tells_its_alert_once(centre: Centre) -> None:
    centre.settle(report(1, urgency=Urgency.E1))
    wind(centre)
    centre.tell()
    follower = centre.follower()
    [number] = centre.numbers()
    for minutes in (231, -60, 61, 10, -60, 60, 130):
        centre.clock.move(minutes=minutes)
        centre.ring_deadlines()
        follower.step(1)
    centre.tell()
    assert alerts(centre) == {(number, "AMBER"): 1, (number, "RED"): 1, (number, "SEVERE"): 1}
    assert_whole(centre, follower, 1)


def test_a_clock_that_crosses_midnight_by_mistake_keeps_today_today(centre: Centre) -> None:
    follower = centre.follower()
    centre.settle(*reports(3))
    centre.clock.move(hours=14)
    follower.step(1)
    assert follower.picture.figures["reported_today"] == 0
    centre.clock.move(hours=-14)
    follower.step(1)
    assert follower.picture.figures["reported_today"] == 3
    assert_whole(centre, follower, 3)


def test_numbers_are_never_given_twice_by_a_clock_that_repeats_a_day(centre: Centre) -> None:
    follower = centre.follower()
    centre.settle(*reports(2, "today"))
    centre.clock.move(hours=14)
    centre.settle(*reports(2, "tomorrow"))
    centre.clock.move(hours=-14)
    centre.settle(*reports(2, "today again"))
    days = ["20261123-0001", "20261123-0002", "20261123-0003", "20261123-0004"]
    days += ["20261124-0001", "20261124-0002"]
    assert centre.numbers() == [f"NG{day}" for day in days]
    assert_whole(centre, follower, 6)
