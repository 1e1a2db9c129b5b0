"""The stored figures of each minute: what screens showed then, found by time, for 31 days."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from dashboard.domain import commands as c
from dashboard.store import samples, tables
from dashboard.store.samples import MINUTE_MS, Sample, UnitFigures
from dashboard.system import to_ms
from tests.helpers.centre import Centre
from tests.helpers.clock import MORNING
from tests.helpers.messages import WATER_UNIT, message, report

AT = to_ms(MORNING)


def a_sample(minute: int, open_cases: int = 0) -> Sample:
    """A sample of so many minutes after the morning's start."""
    units = {WATER_UNIT: UnitFigures(open_cases, 0, 0, 12)}
    return Sample(AT + minute * MINUTE_MS, {"open": open_cases}, units)


def keep(centre: Centre, *kept: Sample, district: str = "") -> None:
    with centre.system.engine.begin() as connection:
        for sample in kept:
            samples.write(connection, district or centre.district, sample)


def found(centre: Centre, at_ms: int) -> Sample | None:
    with centre.system.reader.connect() as connection:
        return samples.at_or_before(connection, centre.district, at_ms)


def thinned(centre: Centre, after: int, until: int, step: int) -> list[int]:
    """The minutes of the samples that are read; all in minutes after the morning's start."""
    span = AT + after * MINUTE_MS, AT + until * MINUTE_MS
    with centre.system.reader.connect() as connection:
        read = samples.thinned(connection, centre.district, *span, step)
    return [(sample.at - AT) // MINUTE_MS for sample in read]


def trim(centre: Centre, now_ms: int) -> int:
    with centre.system.engine.begin() as connection:
        return samples.trim(connection, centre.district, now_ms)


def count(centre: Centre) -> int:
    with centre.system.reader.connect() as connection:
        return connection.execute(select(func.count()).select_from(tables.samples)).scalar_one()


def test_a_sample_is_what_a_screen_shows_at_that_moment(centre: Centre) -> None:
    system = centre.system
    centre.settle(
        *(report(number) for number in range(4)),
        message("s", c.SetCapacity(unit=WATER_UNIT, on_duty=0)),
    )
    first, second, *_ = centre.numbers()
    acts = [c.Direct(case=number, by="grid206", unit=WATER_UNIT) for number in (first, second)]
    centre.settle(*(message(number, act, "acts") for number, act in enumerate(acts)))
    centre.clock.move(days=9, seconds=7)
    centre.ring_deadlines()
    centre.clock.move(days=9)
    now = centre.clock()
    with system.reader.connect() as connection:
        taken = samples.take(connection, system.district, now, system.day_start(now))
    picture = centre.follower().picture
    assert taken.at == to_ms(now) - 7_000
    assert taken.figures == picture.figures
    late = {"awaiting_acknowledgement": 2, "supervision_late": 2, "over_capacity": 1}
    assert {name: taken.figures[name] for name in late} == late
    assert taken.units.keys() == system.district.units.keys()
    for unit, figures in taken.units.items():
        tally = picture.tallies.unit.get(unit)
        counted = (tally.open, tally.overdue, tally.amber) if tally else (0, 0, 0)
        assert figures == (*counted, picture.capacity(unit)), unit


def test_what_is_written_is_read(centre: Centre) -> None:
    keep(centre, a_sample(0, 7))
    assert found(centre, AT) == a_sample(0, 7)


def test_a_minute_that_is_kept_again_is_kept_once_as_it_was_last(centre: Centre) -> None:
    keep(centre, a_sample(0, 7), a_sample(0, 8))
    assert found(centre, AT) == a_sample(0, 8)
    assert count(centre) == 1


@pytest.mark.parametrize(
    ("later_ms", "there"),
    [(-1, False), (0, True), (59_999, True), (120_000, True), (120_001, False)],
)
def test_a_sample_speaks_for_two_minutes_and_not_for_what_came_before(
    centre: Centre, later_ms: int, there: bool
) -> None:
    keep(centre, a_sample(0, 7))
    assert found(centre, AT + later_ms) == (a_sample(0, 7) if there else None)


def test_of_two_the_nearer_one_is_found(centre: Centre) -> None:
    keep(centre, a_sample(0, 7), a_sample(1, 8), a_sample(2, 9))
    assert found(centre, AT + MINUTE_MS + 30_000) == a_sample(1, 8)


def test_a_range_has_the_last_of_each_step_and_no_step_that_is_missing(centre: Centre) -> None:
    keep(centre, *(a_sample(minute) for minute in range(31) if not 10 < minute <= 20))
    assert thinned(centre, 0, 30, 1) == [*range(1, 11), *range(21, 31)]
    assert thinned(centre, 0, 30, 10) == [10, 30]
    assert thinned(centre, 3, 24, 5) == [8, 10, 23, 24]
    assert thinned(centre, 30, 90, 1) == []


def test_of_a_range_that_is_too_long_the_newest_are_read(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "READ_MAX", 3)
    keep(centre, *(a_sample(minute) for minute in range(9)))
    assert thinned(centre, -1, 8, 1) == [6, 7, 8]


def test_what_is_older_than_31_days_goes_some_at_a_time(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "TRIM_MAX", 3)
    keep(centre, *(a_sample(minute) for minute in range(6)))
    later = to_ms(MORNING + timedelta(days=31)) + 5 * MINUTE_MS
    assert [trim(centre, later) for _ in range(3)] == [3, 2, 0]
    assert found(centre, AT + 5 * MINUTE_MS) == a_sample(5)


def test_another_district_has_its_own(centre: Centre) -> None:
    keep(centre, a_sample(0, 7), district="chaoyang")
    keep(centre, a_sample(1, 8))
    assert found(centre, AT) is None
    assert thinned(centre, -9, 9, 1) == [1]
    trim(centre, to_ms(MORNING + timedelta(days=40)))
    assert count(centre) == 1
