"""Unusual for this hour: the tail, the baseline of a cell, and how often it alarms for nothing."""

from math import exp, isclose
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.districts import almanac
from dashboard.domain.baseline import DAY_H, SPAN_H, History
from dashboard.domain.calendar import HOUR_MS
from dashboard.domain.unusual import (
    ENOUGH_DAYS,
    TAILS,
    WEIGHT,
    DistrictBaseline,
    Usual,
    grade,
    usual,
)
from dashboard.system import to_ms
from tests.helpers.centre import PACK
from tests.helpers.clock import MORNING

CALENDAR = almanac.calendar(PACK.district)
NOW_MS = to_ms(MORNING)
HOUR = NOW_MS // HOUR_MS
TOWN = DistrictBaseline(days=28, same=20, in_hours=1_000, all_day=7_000, cells=310)
CELLS = 310
A_DAY = 250
RATES = st.floats(0, 500)


def poisson_tail(rate: float, observed: int) -> float:
    term, below = exp(-rate), 0.0
    for count in range(observed):
        below += term
        term *= rate / (count + 1)
    return max(0.0, 1 - below)


@given(shape=st.floats(0.01, 500), certainty=st.floats(7, 35), observed=st.integers(0, 60))
def test_the_tail_is_a_probability_and_falls_with_what_came(
    shape: float, certainty: float, observed: int
) -> None:
    norm = Usual(shape, certainty)
    assert 0 <= norm.tail(observed + 1) <= norm.tail(observed) <= 1


@given(shape=st.floats(0.05, 30), observed=st.integers(1, 20))
def test_the_more_days_are_known_the_nearer_it_is_to_poissons(shape: float, observed: int) -> None:
    many = 1e7
    tail, known = Usual(shape * many, many).tail(observed), poisson_tail(shape, observed)
    assert isclose(tail, known, rel_tol=1e-3, abs_tol=1e-9)


@given(seen=RATES, all_day=RATES, observed=st.integers(0, 200))
def test_more_reports_are_never_less_unusual(seen: float, all_day: float, observed: int) -> None:
    norm = usual(TOWN, seen, seen + all_day)
    assert norm
    assert grade(observed, norm) <= grade(observed + 1, norm)


@given(seen=RATES, more=RATES, all_day=RATES, observed=st.integers(0, 200))
def test_a_cell_that_is_used_to_more_is_never_more_unusual(
    seen: float, more: float, all_day: float, observed: int
) -> None:
    quiet, busy = usual(TOWN, seen, 999), usual(TOWN, seen + more, 999 + all_day)
    assert quiet
    assert busy
    assert grade(observed, busy) <= grade(observed, quiet)


@given(a_day=st.integers(1, 40))
def test_a_cell_at_its_usual_level_is_never_unusual_however_big(a_day: int) -> None:
    norm = usual(TOWN, a_day * TOWN.same, a_day * TOWN.days * 8)
    assert norm
    assert grade(a_day, norm) == 0


def test_a_burst_in_a_small_cell_is_unusual_and_one_report_never_is() -> None:
    quiet = usual(TOWN, 0, 3)
    assert quiet
    assert [grade(n, quiet) for n in (0, 1, 2, 3, 5)] == [0, 0, 3, 4, 4]


def test_a_district_without_a_week_behind_it_calls_nothing_unusual() -> None:
    assert usual(DistrictBaseline(ENOUGH_DAYS - 1, 4, 90, 900, CELLS), 0, 0) is None


def test_a_cell_that_nothing_is_known_of_is_taken_for_the_mean_one() -> None:
    norm = usual(TOWN, 0, 0)
    assert norm
    mean = TOWN.in_hours / TOWN.same / TOWN.cells
    assert norm.expected == pytest.approx(mean * 7 / 35 * WEIGHT / (20 + WEIGHT))


# Of History -------------------------------------------------------------------------------------


def test_the_same_hours_of_days_of_the_same_kind_are_counted() -> None:
    """Monday at ten: 20 of the past 28 days are working days."""
    at_nine = {HOUR - 1 - day * DAY_H: {206: 1} for day in range(1, 29)}
    in_the_evening = {HOUR - 14 - day * DAY_H: {206: 5} for day in range(29)}
    history = History(at_nine | in_the_evening, HOUR, CELLS)
    period = history.period(NOW_MS, CALENDAR)
    whole = history.of_district(period)
    assert (whole.days, whole.same, whole.in_hours, whole.all_day) == (28, 20, 20, 27 + 28 * 5)


def test_an_hour_counts_by_its_part_inside_the_three() -> None:
    full = {hour: {206: 1} for hour in range(HOUR - SPAN_H, HOUR)}
    history = History(full, HOUR, CELLS)
    for minutes in (0, 15, 59):
        period = history.period(NOW_MS + minutes * 60_000, CALENDAR)
        assert history.of_district(period).in_hours == pytest.approx(3 * 20)
        assert sum(part for _, part in period.parts) == pytest.approx(3)


@given(st.dictionaries(st.integers(HOUR - SPAN_H, HOUR - 1), st.just({1: 1}), max_size=9))
def test_no_more_days_are_known_than_lie_behind(hours: dict[int, dict[int, int]]) -> None:
    history = History(hours, HOUR, CELLS)
    first = min(hours, default=HOUR)
    assert history.days * DAY_H <= HOUR - first
    assert history.days <= 28


# How often it rings for nothing -----------------------------------------------------------------


def a_quiet_district(chance: Random) -> tuple[list[float], list[float]]:
    """The share of each cell and of each hour in a day's reports."""
    cells = [chance.gammavariate(0.8, 1) for _ in range(CELLS)]
    hours = [0.2] * 7 + [2.0] * 12 + [1.0] * 5
    return [c / sum(cells) for c in cells], [h / sum(hours) for h in hours]


@pytest.mark.parametrize("days", [28, 8])
def test_a_quiet_month_rings_no_more_often_than_it_says(
    days: int, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = Random(7)
    cells, of_day = a_quiet_district(chance)
    span = days * DAY_H + 3
    first = HOUR - span - 28 * DAY_H
    hours = {h: _hour(chance, cells, A_DAY * of_day[(h + 8) % 24]) for h in range(first, HOUR)}
    rang, poisson, looked = [0] * 4, [0] * 4, 0
    for now in range(HOUR - 28 * DAY_H, HOUR):
        history = History({h: hours[h] for h in range(now - span, now)}, now, CELLS)
        period = history.period(now * HOUR_MS, CALENDAR)
        whole = history.of_district(period)
        for grid in range(CELLS):
            observed = sum(hours[now - back].get(grid, 0) for back in (1, 2, 3))
            looked += 1
            if observed < 2:
                continue
            norm = history.usual(period, whole, grid)
            assert norm
            found, tail = grade(observed, norm), poisson_tail(norm.expected, observed)
            for step in range(4):
                rang[step] += found > step
                poisson[step] += tail < TAILS[step]
    known = _known(cells, of_day)
    lines = [f"false alarms of {CELLS} cells in a quiet month, {days} days known, by grade:"]
    lines.append("  says      ours     Poisson   whole numbers allow")
    for step, limit in enumerate(TAILS):
        ours, plain = rang[step] / looked, poisson[step] / looked
        lines.append(f"  {limit:6.2%}  {ours:8.4%}  {plain:8.4%}  {known[step]:8.4%}")
    with capsys.disabled():
        print("", *lines, sep="\n")  # noqa: T201 - the figures that the grades promise
    assert all(count / looked <= limit for count, limit in zip(rang, TAILS, strict=True))
    # Whole numbers, and "one is never unusual", allow less than what it says.
    assert known[0] / 2 < rang[0] / looked < known[0] * 2


def _known(cells: list[float], of_day: list[float]) -> list[float]:
    """How often it would alarm if each cell's true rate were known."""
    found = [0.0] * 4
    for start in range(DAY_H):
        rate = A_DAY * sum(of_day[(start + more) % DAY_H] for more in range(3))
        for cell in cells:
            for step, limit in enumerate(TAILS):
                count = 2
                while (tail := poisson_tail(rate * cell, count)) >= limit:
                    count += 1
                found[step] += tail
    return [total / DAY_H / CELLS for total in found]


def _hour(chance: Random, cells: list[float], rate: float) -> dict[int, int]:
    """An hour's reports, drawn one by one for the cells."""
    found: dict[int, int] = {}
    waited = chance.expovariate(rate)
    while waited < 1:
        [grid] = chance.choices(range(CELLS), cells)
        found[grid] = found.get(grid, 0) + 1
        waited += chance.expovariate(rate)
    return found
