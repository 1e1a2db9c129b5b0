"""The demo on a real database: the last days once, then live through the inbox."""

import threading

import pytest

from dashboard import demo
from dashboard.domain.case import Case, CaseState
from dashboard.domain.commands import Report, ReportCase
from dashboard.store import reads
from feeds.simulator import live
from tests.helpers.centre import Centre


def figures(centre: Centre) -> dict[str, int]:
    system = centre.system
    now = system.clock()
    with system.reader.connect() as connection:
        return reads.figures(connection, centre.system.district, now, system.day_start(now))


def assert_the_past_is_known(centre: Centre) -> None:
    """The last hour by the minute, the last day by the hour."""
    follower = centre.follower()
    before, trends = follower.health.before, follower.health.trends
    assert 250 <= before["open"] <= 520
    assert None not in trends.open[""]
    came, went = trends.arrived[""], trends.closed[""]
    # Nothing is rejected or voided: what came and neither went nor stayed open has been merged.
    opened = [count or 0 for count in trends.open[""]]
    merged = [came[h] - went[h] - (opened[h] - opened[h - 1]) for h in range(1, 24)]
    assert min(merged) >= 0
    assert 0 < sum(merged) < 80
    for minutes in range(61):
        follower.step(1)
        assert follower.health.before, minutes
        centre.clock.move(minutes=1)


def test_an_empty_centre_gets_its_last_days_and_a_full_one_keeps_its_own(
    sqlite_centre: Centre,
) -> None:
    sqlite_centre.clock.move(minutes=17, seconds=40)
    said: list[str] = []
    demo.prepare(sqlite_centre.system, said.append)
    assert said[1:] == [f"  {tenth}0 %" for tenth in range(1, 11)]
    sqlite_centre.settle()
    rows = sqlite_centre.last_seq()
    found = figures(sqlite_centre)
    assert 250 <= found["open"] <= 520
    assert 1 <= found["overdue"] <= 45
    assert found["severe"] <= 14
    assert found["soon"] <= 24
    assert found["unassigned"] <= 28
    assert sqlite_centre.faults() == []
    again: list[str] = []
    demo.prepare(sqlite_centre.system, again.append)
    assert again == []
    sqlite_centre.settle()
    assert sqlite_centre.last_seq() == rows
    assert_the_past_is_known(sqlite_centre)


def test_the_door_tells_what_has_changed_since_it_looked(sqlite_centre: Centre) -> None:
    door = demo.Door(sqlite_centre.system, threading.Event())
    assert door.standing() == []
    door.send([told("1"), told("2"), told("1")])
    sqlite_centre.settle()
    assert [case.state for case in heard(door)] == [CaseState.FILED, CaseState.FILED]
    assert heard(door) == []


def test_the_door_looks_again_after_a_hole_in_the_changes(sqlite_centre: Centre) -> None:
    door = demo.Door(sqlite_centre.system, threading.Event())
    door.standing()
    door.send([told("1")])
    sqlite_centre.settle()
    sqlite_centre.system.redis.xtrim(f"{{{sqlite_centre.district}}}:changes", maxlen=0)
    door.send([told("2")])
    sqlite_centre.settle()
    with pytest.raises(live.DoorAway, match="missing"):
        door.changes(0.001)
    assert len(door.standing()) == 2
    assert heard(door) == []


def told(number: str) -> Report:
    return Report("test", number, None, ReportCase(item="0201", grid=206))


def heard(door: demo.Door) -> list[Case]:
    return [state for state in door.changes(0.001) if isinstance(state, Case)]
