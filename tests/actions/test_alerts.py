"""Passed deadlines: every turn of a lamp is recorded once, however often anybody looks (I4)."""

from dashboard.domain import commands as c
from dashboard.domain.alerts import Alert
from dashboard.domain.changes import Kind
from dashboard.domain.unit import Urgency
from dashboard.store import alerts, journal, records
from dashboard.streams import changes
from tests.helpers.centre import Centre
from tests.helpers.deadlines import DUE, give, wind
from tests.helpers.messages import GRID, message, report
from tests.helpers.states import HOUR, act, changed

CRITICAL = report(1, urgency=Urgency.E1)


def told(centre: Centre) -> list[Alert]:
    """Every turn as it was first recorded."""
    centre.tell()
    with centre.system.reader.connect() as connection:
        found = journal.changes_after(connection, centre.district, 0, 1000)
    states = [change.state for change in found if isinstance(change.state, Alert)]
    return [alert for alert in states if alert.version == 1]


def lamps(centre: Centre) -> list[str]:
    return [alert.lamp.value for alert in told(centre)]


def standing(centre: Centre) -> list[str]:
    with centre.system.reader.connect() as connection:
        return sorted(a.lamp.value for a in alerts.standing(connection, centre.district))


def test_each_turn_of_a_lamp_is_told_once(centre: Centre) -> None:
    centre.settle(CRITICAL)
    wind(centre)
    seen = []
    for minutes in (0, 192, 0, 49, 0, 120, 0, 600):
        centre.clock.move(minutes=minutes)
        centre.ring_deadlines()
        seen.append(len(told(centre)))
    assert seen == [0, 1, 1, 2, 2, 3, 3, 3]
    assert lamps(centre) == ["AMBER", "RED", "SEVERE"]
    assert centre.faults() == []


def test_only_the_gravest_of_one_clock_stands(centre: Centre) -> None:
    centre.settle(CRITICAL)
    wind(centre)
    stood = []
    for minutes in (192, 49, 120):
        centre.clock.move(minutes=minutes)
        centre.ring_deadlines()
        stood.append(standing(centre))
    assert stood == [["AMBER"], ["RED"], ["SEVERE"]]


def test_an_alert_says_whose_case_it_is_and_when_it_was_due(centre: Centre) -> None:
    centre.settle(CRITICAL)
    wind(centre)
    [number] = centre.numbers()
    give(centre, changed(centre.case(number), unit="U01"))
    centre.clock.move(hours=4, seconds=1)
    centre.ring_deadlines()
    case = centre.case(number)
    [alert] = told(centre)
    assert (alert.case, alert.unit, alert.urgency) == (number, "U01", Urgency.E1)
    assert (alert.due_at, alert.at) == (case.due_at, centre.clock())


def test_an_alert_reaches_the_stream(centre: Centre) -> None:
    centre.settle(CRITICAL)
    wind(centre)
    centre.tell()
    before = centre.last_seq()
    centre.clock.move(hours=4, seconds=1)
    centre.ring_deadlines()
    centre.tell()
    found = changes.after(centre.system.redis, centre.district, before, 1)
    assert [change.kind for change in found] == [Kind.ALERT]


def test_whoever_slept_through_tells_how_it_stands_now(centre: Centre) -> None:
    centre.settle(CRITICAL)
    wind(centre)
    centre.clock.move(hours=48)
    centre.ring_deadlines()
    assert sorted(lamps(centre)) == ["RED", "SEVERE"]
    assert standing(centre) == ["SEVERE"]
    assert centre.faults() == []


def test_an_amber_that_was_slept_through_is_no_fault(centre: Centre) -> None:
    centre.settle(CRITICAL)
    wind(centre)
    centre.clock.move(hours=4, seconds=1)
    centre.ring_deadlines()
    assert centre.faults() == []


def test_an_alert_that_nobody_tells_is_a_fault_after_half_a_minute(centre: Centre) -> None:
    centre.settle(CRITICAL)
    wind(centre)
    [number] = centre.numbers()
    centre.clock.move(hours=4, seconds=29)
    assert centre.faults() == []
    centre.clock.move(seconds=2)
    assert centre.faults() == [f"nothing tells that {number} has turned RED"]


def test_nothing_is_told_of_a_closed_case(centre: Centre) -> None:
    centre.settle(message(1, c.SelfResolve(item="0110", grid=GRID, by="grid206", result="好")))
    [number] = centre.numbers()
    centre.settle(message(2, c.Verify(case=number, passed=True, by="community")))
    centre.clock.move(hours=1000)
    assert centre.ring_deadlines() == 0


def test_a_new_deadline_has_new_alerts(centre: Centre) -> None:
    centre.settle(CRITICAL)
    wind(centre)
    [number] = centre.numbers()
    first = centre.case(number).due_at
    centre.clock.move(hours=4, seconds=1)
    centre.ring_deadlines()
    centre.clock.move(hours=1)
    wind(centre)
    second = centre.clock() + DUE
    centre.ring_deadlines()
    assert standing(centre) == []
    centre.clock.move(hours=4, seconds=1)
    centre.ring_deadlines()
    assert [(alert.lamp.value, alert.due_at) for alert in told(centre)] == [
        ("RED", first),
        ("RED", second),
    ]


def test_an_alert_without_a_cause_is_a_fault(centre: Centre) -> None:
    centre.settle(CRITICAL)
    wind(centre)
    [number] = centre.numbers()
    centre.clock.move(hours=4, seconds=1)
    centre.ring_deadlines()
    case = centre.case(number)
    assert case.due_at is not None
    later = changed(case, due_at=case.due_at + HOUR, amber_at=case.due_at)
    with centre.system.engine.begin() as connection:
        records.record(connection, centre.district, [act(later, "past the door")])
    assert [fault.split("/")[1] for fault in centre.faults() if "cause" in fault] == ["RED"]
