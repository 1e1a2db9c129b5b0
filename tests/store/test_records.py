"""record(): state and journal row together or not at all; the second of two writers gets
`Conflict`.
"""

import pytest
from sqlalchemy import func, select

from dashboard.domain.case import CaseState
from dashboard.domain.changes import Act, Kind
from dashboard.store import journal, records, tables
from dashboard.store.engines import Conflict, Connection
from dashboard.store.journal import Stamped
from tests.helpers.centre import Centre
from tests.helpers.states import act, alert, changed, new_case, strength

NUMBER = "NG20261123-0001"


def record(centre: Centre, *acts: Act) -> list[Stamped]:
    with centre.system.engine.begin() as connection:
        return records.record(connection, centre.district, acts)


def counted(connection: Connection) -> tuple[int, int]:
    """Stored cases and journal rows."""
    cases = connection.execute(select(func.count()).select_from(tables.cases)).scalar_one()
    rows = connection.execute(select(func.count()).select_from(tables.journal)).scalar_one()
    return cases, rows


def stored(centre: Centre) -> tuple[int, int]:
    with centre.system.reader.connect() as connection:
        return counted(connection)


def test_a_state_and_its_journal_row_are_written_together(centre: Centre) -> None:
    case = new_case()
    record(centre, act(case, why="a flood"))
    assert stored(centre) == (1, 1)
    assert centre.case(NUMBER) == case
    with centre.system.reader.connect() as connection:
        assert journal.history(connection, centre.district, Kind.CASE, NUMBER) == [
            act(case, why="a flood")
        ]


class LateError(Exception):
    """An error after record()."""


def record_and_fail(centre: Centre) -> None:
    with centre.system.engine.begin() as connection:
        records.record(connection, centre.district, [act(new_case())])
        assert counted(connection) == (1, 1)
        raise LateError


def test_a_transaction_that_fails_after_recording_keeps_neither(centre: Centre) -> None:
    with pytest.raises(LateError):
        record_and_fail(centre)
    assert stored(centre) == (0, 0)


def test_the_second_of_two_writers_on_the_same_version_gets_a_conflict(centre: Centre) -> None:
    case = new_case()
    record(centre, act(case))
    record(centre, act(changed(case, unit="U01"), "direct"))
    with pytest.raises(Conflict):
        record(centre, act(changed(case, unit="U02"), "direct"))
    assert centre.case(NUMBER).unit == "U01"
    assert centre.acts(NUMBER) == ["report", "direct"]


def test_a_conflict_takes_the_whole_transaction_with_it(centre: Centre) -> None:
    case = new_case()
    record(centre, act(case))
    record(centre, act(changed(case), "direct"))
    with pytest.raises(Conflict):
        record(centre, act(new_case("NG20261123-0002")), act(changed(case), "direct"))
    assert stored(centre) == (1, 2)


def test_a_case_cannot_begin_twice(centre: Centre) -> None:
    record(centre, act(new_case()))
    with pytest.raises(Conflict):
        record(centre, act(new_case(text="another")))
    assert stored(centre) == (1, 1)


def test_a_version_cannot_be_left_out(centre: Centre) -> None:
    case = new_case()
    record(centre, act(case))
    with pytest.raises(Conflict):
        record(centre, act(changed(changed(case)), "acknowledge"))
    assert centre.case(NUMBER).version == 1


def test_several_acts_on_one_case_in_one_call_keep_every_row_and_the_last_state(
    centre: Centre,
) -> None:
    first = new_case()
    second = changed(first, unit="U01", state=CaseState.DISPATCHED)
    third = changed(second, state=CaseState.PROCESSING)
    record(centre, act(first), act(second, "direct"))
    record(centre, act(third, "acknowledge"), act(changed(third, result="ok"), "feedback"))
    assert centre.acts(NUMBER) == ["report", "direct", "acknowledge", "feedback"]
    assert centre.case(NUMBER) == changed(third, result="ok")
    assert stored(centre) == (1, 4)


def test_states_of_every_kind_go_in_together_and_the_books_agree(centre: Centre) -> None:
    case = new_case()
    record(centre, act(strength("U01", 1)), act(case), act(alert(case)))
    record(centre, act(strength("U01", 2, on_duty=9)), act(changed(case), "direct"))
    centre.tell()
    assert centre.last_seq() == 5
    faults = [fault for fault in centre.faults() if "no message" not in fault]
    assert faults == []


def test_an_alert_cannot_be_raised_twice_for_the_same_lamp_and_deadline(centre: Centre) -> None:
    case = new_case()
    record(centre, act(case), act(alert(case)))
    with pytest.raises(Conflict):
        record(centre, act(alert(case)))
    assert stored(centre) == (1, 2)


def test_nothing_to_record_writes_nothing(centre: Centre) -> None:
    assert record(centre) == []
    assert stored(centre) == (0, 0)


def test_on_sqlite_what_is_recorded_comes_back_numbered_and_ready_to_be_told(
    sqlite_centre: Centre,
) -> None:
    case = new_case()
    told = record(sqlite_centre, act(case), act(changed(case), "direct"))
    with sqlite_centre.system.reader.connect() as connection:
        assert told == journal.told_after(connection, sqlite_centre.district, 0, 10)
    assert [one.seq for one in told] == [1, 2]
