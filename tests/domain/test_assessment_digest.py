"""The summary of past days: which window, who is behind, what grew; trends count every case."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.assessment.digest import DAY_MS, counted, digest, window_at
from dashboard.domain.assessment.facts import Facts
from dashboard.domain.assessment.metrics import METRICS, Part, Share, Window
from dashboard.domain.assessment.ranking import Growth
from dashboard.domain.assessment.trends import (
    CURVE_LEAST,
    HOUR_MS,
    STEPS_MS,
    by_window,
    closed_within,
    midnights,
    week_hours,
)
from dashboard.domain.case import CaseState
from dashboard.domain.unit import Urgency
from tests.helpers.centre import PACK

ZONE = ZoneInfo("Asia/Shanghai")
UNTIL = round(datetime(2026, 11, 23, 10, tzinfo=ZONE).timestamp() * 1000)
LONG_AGO = UNTIL - 100 * DAY_MS
UNITS = PACK.district.units


def case(number: int, **fields: object) -> Facts:
    """A case that was reported an hour before the end and is open."""
    known = Facts(
        number=f"{number:04d}",
        state=CaseState.PROCESSING,
        urgency=Urgency.E3,
        item="0101",
        unit="U01",
        street="S08",
        grid=206,
        reported_at=UNTIL - HOUR_MS,
    )
    return replace(known, **fields)  # type: ignore[arg-type]


def handled(unit: str, good: int, bad: int) -> list[Facts]:
    at = UNTIL - DAY_MS
    return [
        case(
            n,
            unit=unit,
            state=CaseState.CLOSED,
            closed_at=at,
            due_at=at,
            handled_at=at,
            on_time=n < good,
        )
        for n in range(good + bad)
    ]


@pytest.mark.parametrize(
    ("known_days", "days", "compared"),
    [(28, 7, True), (14, 7, True), (13.9, 3, True), (6, 3, True), (2, 1, True), (1.9, 1, False)],
)
def test_the_longest_window_is_taken_whose_forerunner_is_known(
    known_days: float, days: int, compared: bool
) -> None:
    window, known = window_at(UNTIL, UNTIL - round(known_days * DAY_MS))
    assert (window, known) == (Window(UNTIL - days * DAY_MS, UNTIL), compared)


def test_a_unit_is_behind_its_own_kind_alone() -> None:
    utilities, streets = (
        [code for code, unit in UNITS.items() if unit.kind == kind]
        for kind in ("utility", "street")
    )
    cases = [
        *handled(utilities[0], 5, 5),
        *handled(utilities[1], 9, 1),
        *handled(streets[0], 0, 9),
    ]
    found = {peers.kind: peers for peers in digest(cases, UNTIL, LONG_AGO, UNITS).peers}
    assert found["utility"].lowest == (utilities[0], Share(5, 10))
    assert (found["street"].ranked, found["street"].lowest) == (1, None)
    assert (found["department"].ranked, found["department"].lowest) == (0, None)


def test_what_grew_is_compared_with_days_that_are_known() -> None:
    before = UNTIL - 8 * DAY_MS
    cases = [case(n) for n in range(30)]
    cases += [case(n, item="0102", reported_at=before) for n in range(30)]
    cases += [case(n, reported_at=before) for n in range(9)]
    assert digest(cases, UNTIL, LONG_AGO, UNITS).grown == Growth("0101", 30, 9)
    assert digest(cases, UNTIL, UNTIL - DAY_MS, UNITS).grown is None


def test_of_no_cases_there_is_a_digest_that_claims_nothing() -> None:
    found = digest([], UNTIL, UNTIL, UNITS)
    assert {share.value for share in found.shares.values()} == {None}
    assert (found.times.n, found.times.half, found.grown, found.compared) == (0, None, None, False)
    assert all(peers.lowest is None for peers in found.peers)


@given(
    ages=st.lists(st.integers(0, 20 * 24), max_size=40),
    known=st.integers(0, 20 * 24),
)
def test_days_that_follow_each_other_hold_what_the_whole_holds(ages: list[int], known: int) -> None:
    cases = [case(n, reported_at=UNTIL - age * HOUR_MS) for n, age in enumerate(ages)]
    edges = midnights(UNTIL, UNTIL - known * HOUR_MS, ZONE, 14)
    counts = by_window("reported", cases, edges)
    assert edges[-1] == UNTIL
    assert len(counts) == len(edges) - 1 <= 14
    assert all(edge >= UNTIL - known * HOUR_MS for edge in edges)
    whole = Window(edges[0], edges[-1])
    assert sum(counts) == len(METRICS["reported"].rows(cases, whole))
    for n, pair in zip(counts, pairwise(edges), strict=True):
        assert n == len(counted("reported", cases, Window(*pair), Part()))


def test_the_hours_of_whole_weeks_stand_at_their_weekday() -> None:
    monday_nine = UNTIL - 7 * DAY_MS - HOUR_MS
    cases = [case(n, reported_at=monday_nine) for n in range(3)] + [case(9)]
    found = week_hours(cases, UNTIL, UNTIL - 8 * DAY_MS, ZONE, 4)
    assert found is not None
    assert (found.weeks, found.busiest) == (1, (0, 9))
    assert sum(map(sum, found.counts)) == 3
    assert week_hours(cases, UNTIL, UNTIL - 7 * DAY_MS, ZONE, 4) is None


def test_a_curve_is_drawn_of_cases_enough_and_rises_to_its_end() -> None:
    took = sorted([HOUR_MS] * 15 + [STEPS_MS[-1]] * 15)
    shares = closed_within(took)
    assert shares is not None
    assert shares == sorted(shares)
    assert (shares[0], shares[1], shares[-1]) == (0, 0.5, 1)
    assert closed_within(took[1:]) is None
    assert len(took) == CURVE_LEAST
