"""What is unusual now, by real tables: found, forgotten, and what the search costs."""

import time
from random import Random
from typing import Any

import pytest
from sqlalchemy import insert

from dashboard import codec
from dashboard.domain.case import CaseState
from dashboard.live.baselines import Unusual, UnusualWatch
from dashboard.store import baselines, records, tables
from dashboard.system import to_ms
from tests.helpers.centre import Centre
from tests.helpers.clock import MORNING
from tests.helpers.exhaustive import exhaustive
from tests.helpers.messages import reports
from tests.helpers.states import new_case

HOUR_MS = 3_600_000
MANY = 100_000
DAYS = 28
LOOKS_WITHIN_S = 1.0


def a_past(centre: Centre, count: int, days: int = DAYS, grids: int = 310) -> None:
    """Writes so many closed cases, spread evenly over past days, into the table of cases only."""
    chance = Random(1)
    case = new_case(state=CaseState.CLOSED, text="水很浑浊" * 50)
    one: dict[str, Any] = records.case_columns(case)
    common = one | {"district": centre.district, "body": codec.write_state(case).decode()}
    now, span = to_ms(MORNING), days * 24 * HOUR_MS
    rows = [
        common
        | {
            "number": f"NG-{n}",
            "grid": chance.randint(1, grids),
            "reported_at": now - 1 - round((n + 0.5) * span / count),
        }
        for n in range(count)
    ]
    with centre.system.engine.begin() as connection:
        for start in range(0, count, 10_000):
            connection.execute(insert(tables.cases), rows[start : start + 10_000])


def looked(centre: Centre, found: UnusualWatch | None = None) -> UnusualWatch:
    found = found or UnusualWatch(centre.system)
    found.refresh(centre.system.now_ms())
    return found


def test_a_burst_is_told_at_the_next_minute_and_is_over_three_hours_later(centre: Centre) -> None:
    a_past(centre, 2_000)
    found = looked(centre)
    assert found.now.known
    assert 206 not in {odd.grid for odd in found.now.cells}
    centre.settle(*reports(5))
    assert not found.refresh(centre.system.now_ms()), "not before a minute has passed"
    centre.clock.move(minutes=1)
    assert found.refresh(centre.system.now_ms())
    worst = found.now.cells[0]
    assert (worst.grid, worst.grade) == (206, 4)
    assert worst.observed in (5, 6, 7)
    assert 0 < worst.expected < 2
    centre.clock.move(hours=3)
    looked(centre, found)
    assert 206 not in {odd.grid for odd in found.now.cells}


def test_hours_that_end_are_added_as_if_all_were_read_anew(centre: Centre) -> None:
    a_past(centre, 1_000)
    found = looked(centre)
    for step in range(1, 8):
        centre.settle(*reports(2, source=f"hour-{step}"))
        centre.clock.move(minutes=50)
        looked(centre, found)
    centre.clock.move(hours=-2)
    looked(centre, found)
    centre.clock.move(hours=2, minutes=2)
    assert looked(centre, found).now == looked(centre).now


def test_a_new_centre_calls_nothing_unusual(centre: Centre) -> None:
    centre.settle(*reports(9))
    found = looked(centre)
    assert found.now == Unusual()


def test_reports_are_counted_by_the_hour_and_the_cell(centre: Centre) -> None:
    centre.settle(*reports(2))
    centre.clock.move(hours=1)
    centre.settle(*reports(1, source="later"))
    hour = to_ms(MORNING) // HOUR_MS
    with centre.system.reader.connect() as connection:
        found = baselines.by_hour(connection, centre.district, hour, hour + 2)
        assert found == {hour: {206: 2}, hour + 1: {206: 1}}
        assert baselines.by_hour(connection, centre.district, hour, hour + 1) == {hour: {206: 2}}
        assert baselines.since(connection, centre.district, to_ms(MORNING) + 1) == {206: 1}
        assert baselines.since(connection, "chaoyang", 0) == {}


def test_the_follower_looks_by_itself(centre: Centre) -> None:
    a_past(centre, 2_000)
    follower = centre.follower()
    centre.settle(*reports(6))
    centre.clock.move(minutes=1)
    follower.step(1)
    assert follower.health.unusual.cells[0].grid == 206


@exhaustive
def test_what_looking_costs_with_100_000_cases(
    centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    a_past(centre, MANY)
    spent: dict[str, float] = {}
    found = UnusualWatch(centre.system)
    for name, minutes in (("at the start", 0), ("each minute", 1), ("at the turn of an hour", 60)):
        centre.clock.move(minutes=minutes)
        began = time.perf_counter()
        looked(centre, found)
        spent[name] = time.perf_counter() - began
    with capsys.disabled():
        kind = centre.system.engine.dialect.name
        costs = ", ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in spent.items())
        print(  # noqa: T201 - what each look may cost
            f"\nunusual, {MANY:,} cases in {DAYS} days on {kind}: {costs}"
        )
    assert spent["each minute"] < LOOKS_WITHIN_S
    assert spent["at the turn of an hour"] < LOOKS_WITHIN_S
