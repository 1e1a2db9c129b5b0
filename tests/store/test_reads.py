"""Questions to SQL: figures of any instant, one instant for a snapshot, deadlines that passed."""

from datetime import datetime

from dashboard.domain import commands as c
from dashboard.domain.case import CaseState
from dashboard.domain.changes import Act
from dashboard.store import reads, records
from dashboard.system import to_ms
from tests.helpers.centre import Centre
from tests.helpers.clock import MORNING
from tests.helpers.messages import GRID, ITEM, WATER_UNIT, message, report
from tests.helpers.states import HOUR, act, changed, new_case

THEN = ("open", "overdue", "soon", "unassigned")
STEADY = ("open", "unassigned")


def record(centre: Centre, *acts: Act) -> None:
    with centre.system.engine.begin() as connection:
        records.record(connection, centre.district, acts)


def figures(centre: Centre) -> dict[str, int]:
    now = centre.clock()
    with centre.system.reader.connect() as connection:
        return reads.figures(connection, centre.district, now, centre.system.day_start(now))


def figures_then(centre: Centre, then: datetime) -> dict[str, int]:
    with centre.system.reader.connect() as connection:
        return reads.figures_then(connection, centre.district, then)


def settle_by_grid(number: object) -> bytes:
    command = c.SelfResolve(item=ITEM, grid=GRID, channel=c.Channel.GRID, by="grid206", result="ok")
    return message(number, command)


def test_figures_of_an_instant_are_found_again_when_it_has_passed(centre: Centre) -> None:
    remembered: list[tuple[datetime, dict[str, int]]] = []

    def look() -> None:
        shown = figures(centre)
        remembered.append((centre.clock(), {name: shown[name] for name in THEN}))

    centre.settle(report(1), report(2), report(3, text="later"))
    first, second, _ = centre.numbers()
    look()
    centre.clock.move(hours=1)
    centre.settle(settle_by_grid(4))
    centre.settle(message(5, c.Direct(case=first, by="grid206", unit=WATER_UNIT)))
    look()
    centre.clock.move(hours=2)
    centre.settle(
        message(6, c.Acknowledge(case=first, unit=WATER_UNIT)),
        message(7, c.FeedBack(case=first, unit=WATER_UNIT, result="ok")),
        message(8, c.Verify(case=first, passed=True, by="grid206")),
        message(9, c.Direct(case=second, by="grid206", unit=WATER_UNIT)),
    )
    look()
    for _ in range(50):
        centre.clock.move(minutes=30)
        look()
    assert len({str(shown) for _, shown in remembered}) > 4
    *moving, last = remembered[:3]
    for then, shown in moving:
        # A later step has its own clock: what was due before it isn't known any more.
        found = figures_then(centre, then)
        assert [found[name] for name in STEADY] == [shown[name] for name in STEADY], then
    for then, shown in [last, *remembered[3:]]:
        assert figures_then(centre, then) == shown, then


def test_a_picture_starts_from_one_instant_whatever_is_written_meanwhile(centre: Centre) -> None:
    centre.settle(report(1))
    with centre.system.reader.connect() as connection:
        before = reads.figures(connection, centre.district, centre.clock(), MORNING)
        centre.settle(report(2))
        found = reads.snapshot(connection, centre.district, MORNING, 5)
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
        found = reads.snapshot(connection, centre.district, MORNING, 5)
    ms = 3_600_000
    assert found.reported_today == {"NG-2": (to_ms(MORNING) + ms, GRID)}
    assert found.closed_today == {"NG-1": (to_ms(MORNING) + 2 * ms, GRID)}
    assert found.last_closed == (MORNING + 2 * HOUR, "NG-1")
    assert found.open_cases == []
    assert [case.number for case in found.newest] == ["NG-2", "NG-1"]


def test_cases_of_another_district_are_in_no_answer(centre: Centre) -> None:
    with centre.system.engine.begin() as connection:
        records.record(connection, "chaoyang", [act(new_case())])
    assert set(figures(centre).values()) == {0}
    assert centre.numbers() == []
