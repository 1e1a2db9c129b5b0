"""Queries: figures of any instant, one instant for a snapshot, passed deadlines."""

import gc

from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import Act
from dashboard.live.rows import row_of
from dashboard.store import past, reads, records
from dashboard.system import to_ms
from tests.helpers.centre import Centre
from tests.helpers.clock import MORNING
from tests.helpers.messages import GRID, report
from tests.helpers.states import HOUR, act, changed, new_case


def record(centre: Centre, *acts: Act) -> None:
    with centre.system.engine.begin() as connection:
        records.record(connection, centre.district, acts)


def figures(centre: Centre) -> dict[str, int]:
    now = centre.clock()
    with centre.system.reader.connect() as connection:
        return reads.figures(connection, centre.system.district, now, centre.system.day_start(now))


def test_a_picture_starts_from_one_instant_whatever_is_written_meanwhile(centre: Centre) -> None:
    centre.settle(report(1))
    with centre.system.reader.connect() as connection:
        before = reads.figures(connection, centre.system.district, centre.clock(), MORNING)
        centre.settle(report(2))
        found = reads.snapshot(connection, centre.district, MORNING, row_of)
    assert before["open"] == len(found.open_cases) == 1
    assert found.seq == 1
    assert centre.last_seq() == 2


def test_a_snapshot_knows_today_by_the_instants_of_its_cases(centre: Centre) -> None:
    yesterday = new_case("NG-1", reported_at=MORNING - 24 * HOUR)
    today = new_case("NG-2", reported_at=MORNING + HOUR)
    record(centre, act(yesterday), act(today))
    closed = {"state": CaseState.CLOSED, "closed_at": MORNING + 2 * HOUR}
    voided = {"state": CaseState.VOIDED, "closed_at": MORNING + 3 * HOUR}
    record(centre, act(changed(yesterday, **closed)), act(changed(today, **voided)))
    with centre.system.reader.connect() as connection:
        found = reads.snapshot(connection, centre.district, MORNING, row_of)
    ms = 3_600_000
    assert found.reported_today == {"NG-2": (to_ms(MORNING) + ms, GRID)}
    assert found.closed_today == {"NG-1": (to_ms(MORNING) + 2 * ms, GRID)}
    assert found.last_closed == (MORNING + 2 * HOUR, "NG-1")
    assert found.open_cases == []
    assert [row.number for row in found.newest] == ["NG-2", "NG-1"]


def test_what_has_ended_without_a_close_was_not_closed_then_either(centre: Centre) -> None:
    """Read so much later that nothing could have been undone in between."""
    closed, voided = new_case("NG-1"), new_case("NG-2")
    at = centre.clock()
    closing = {"state": CaseState.CLOSED, "closed_at": at}
    voiding = {"state": CaseState.VOIDED, "closed_at": at + HOUR}
    record(centre, act(closed), act(voided))
    record(centre, act(changed(closed, **closing)), act(changed(voided, **voiding)))
    centre.tell()
    with centre.system.reader.connect() as connection:
        found = past.snapshot_then(connection, centre.district, at + 2 * HOUR, MORNING, row_of)
    assert found.closed_today == {"NG-1": (to_ms(at), GRID)}
    assert found.last_closed == (at, "NG-1")


def test_cases_are_kept_one_by_one_and_never_all_whole_at_once(centre: Centre) -> None:
    count, whole = 5 * reads.NEWEST, []
    record(centre, *(act(new_case(f"NG-{number}")) for number in range(count)))
    centre.tell()

    def keep(case: Case) -> str:
        whole.append(sum(type(known) is Case for known in gc.get_objects()))
        return case.number

    with centre.system.reader.connect() as connection:
        now = reads.snapshot(connection, centre.district, MORNING, keep)
        then = past.snapshot_then(connection, centre.district, MORNING + HOUR, MORNING, keep)
    assert len(set(now.open_cases)) == len(set(then.open_cases)) == count
    assert max(whole) - min(whole) <= reads.NEWEST


def test_cases_of_another_district_are_in_no_answer(centre: Centre) -> None:
    with centre.system.engine.begin() as connection:
        records.record(connection, "chaoyang", [act(new_case())])
    assert set(figures(centre).values()) == {0}
    assert centre.numbers() == []
