"""Alerts in SQL: what the timers find, and which missed ones the check finds."""

from datetime import datetime, timedelta

from dashboard.domain.alerts import Turn
from dashboard.domain.case import CaseState
from dashboard.domain.changes import Act
from dashboard.store import alerts, records
from tests.helpers.centre import Centre
from tests.helpers.clock import MORNING
from tests.helpers.states import HOUR, act, alert, changed, new_case

AT_ONCE = timedelta()
SECOND = timedelta(seconds=1)


def record(centre: Centre, *acts: Act) -> None:
    with centre.system.engine.begin() as connection:
        records.record(connection, centre.district, acts)


def untold(centre: Centre, now: datetime, limit: int = 10) -> list[tuple[str, str]]:
    with centre.system.reader.connect() as connection:
        found = alerts.untold(connection, centre.district, now, limit, AT_ONCE)
    return [(case.number, turn) for case, turn in found]


def due(centre: Centre, now: datetime, limit: int = 10) -> list[str]:
    with centre.system.reader.connect() as connection:
        return alerts.to_look_at(connection, centre.district, now, limit)


def test_each_turn_is_untold_once_its_instant_has_passed_and_until_it_is_told(
    centre: Centre,
) -> None:
    case = new_case()
    record(centre, act(case))
    assert case.amber_at is not None
    assert case.due_at is not None
    assert case.severe_at is not None
    number = case.number
    assert untold(centre, case.amber_at - SECOND) == []
    assert untold(centre, case.amber_at) == [(number, "AMBER")]
    assert untold(centre, case.due_at) == [(number, "AMBER")]
    assert untold(centre, case.due_at + SECOND) == [(number, "RED")]
    assert untold(centre, case.severe_at + SECOND) == [(number, "RED"), (number, "SEVERE")]
    record(centre, act(alert(case, Turn.RED)))
    assert untold(centre, case.severe_at + SECOND) == [(number, "SEVERE")]


def test_a_new_deadline_is_told_anew_and_a_closed_or_suspended_case_not(centre: Centre) -> None:
    case = new_case()
    assert case.due_at is not None
    record(centre, act(case), act(alert(case, Turn.AMBER)), act(alert(case, Turn.RED)))
    later = changed(case, due_at=case.due_at + HOUR, severe_at=case.due_at + 9 * HOUR)
    record(centre, act(later))
    assert untold(centre, case.due_at + 2 * HOUR) == [(case.number, "RED")]
    suspended = changed(later, state=CaseState.SUSPENDED)
    record(centre, act(suspended))
    assert untold(centre, case.due_at + 99 * HOUR) == []
    record(centre, act(changed(suspended, state=CaseState.CLOSED, closed_at=case.due_at)))
    assert untold(centre, case.due_at + 99 * HOUR) == []


def test_what_is_untold_is_answered_in_batches(centre: Centre) -> None:
    record(centre, *(act(new_case(f"NG-{n}")) for n in range(5)))
    assert len(untold(centre, MORNING + 30 * HOUR, limit=3)) == 3


def test_the_timers_find_a_case_from_its_first_instant_on(centre: Centre) -> None:
    case = new_case()
    record(centre, act(case))
    assert case.amber_at is not None
    assert due(centre, case.amber_at - SECOND) == []
    assert due(centre, case.amber_at) == [case.number]


def test_the_timers_find_a_case_anew_when_it_changes_and_never_when_it_is_closed(
    centre: Centre,
) -> None:
    case = new_case()
    record(centre, act(case))
    with centre.system.engine.begin() as connection:
        alerts.look_later(connection, centre.district, {case.number: None}, {}, {})
    assert due(centre, MORNING + 99 * HOUR) == []
    later = changed(case, amber_at=MORNING + HOUR)
    record(centre, act(later))
    assert due(centre, MORNING + HOUR) == [case.number]
    record(centre, act(changed(later, state=CaseState.CLOSED, closed_at=MORNING)))
    assert due(centre, MORNING + 99 * HOUR) == []


def test_an_alert_is_found_by_its_key_and_nothing_by_another(centre: Centre) -> None:
    red = alert(new_case())
    record(centre, act(red))
    with centre.system.reader.connect() as connection:
        assert alerts.one(connection, centre.district, red.key) == red
        for key in ("", "NG20261123-0001", red.key + "0", red.key[:-1] + "x", "/" * 9):
            assert alerts.one(connection, centre.district, key) is None
