"""Scores, ranks, grades and medians; each error of other systems that made scores wrong."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.assessment.facts import Facts
from dashboard.domain.assessment.indicators import (
    MEDIAN_LEAST,
    PeerTable,
    own_figures,
    peer_tables,
)
from dashboard.domain.assessment.metrics import ENOUGH, METRICS, Share, Window
from dashboard.domain.assessment.scoring import (
    GRADES,
    OF_AREAS,
    OF_UNITS,
    Scheme,
    grade,
    ranks,
    score,
    shown_points,
)
from dashboard.domain.case import CaseState, Tier
from dashboard.domain.persons import Area
from dashboard.domain.scope import CENTRE, Scope
from dashboard.domain.unit import Urgency
from tests.helpers.centre import PACK

DISTRICT = PACK.district
SCHEMES = {"units": OF_UNITS, "areas": OF_AREAS}
WEEK = Window(0, 1000)
SHARES = st.integers(0, 30).flatmap(lambda n: st.integers(0, n).map(lambda met: Share(met, n)))
schemes = pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)


def shares_of(scheme: Scheme, of: Share | None = None) -> dict[str, Share]:
    """The best shares that there are, or all the same."""
    inverse = {weight.metric for weight in scheme.weights if weight.inverse}
    return {name: of or Share(0 if name in inverse else 9, 9) for name in scheme.metrics}


def cases(unit: str, good: int, bad: int, **fields: Any) -> list[Facts]:
    """So many closed cases of a unit in its own grid, handled in time or not."""
    usual: dict[str, Any] = {
        "state": CaseState.CLOSED,
        "urgency": Urgency.E3,
        "item": "0201",
        "unit": unit,
        "street": "S08",
        "community": "C-01",
        "grid": 206,
        "reported_at": 1,
        "closed_at": 9,
        "handled_at": 9,
        "handed_out": True,
        "acknowledged_at": 2,
        "acknowledge_by": 3,
        "tier": Tier.DISTRICT,
    }
    judged = [{"due_at": 9 if n < good else 8, "on_time": n < good} for n in range(good + bad)]
    return [Facts(number=f"{unit}-{n}", **(usual | one | fields)) for n, one in enumerate(judged)]


def of_kind(kind: str, found: list[Facts]) -> PeerTable:
    return next(one for one in peer_tables(found, WEEK, DISTRICT) if one.kind == kind)


# Errors of others: each has made a score wrong somewhere (a to f) ------------------------------


@pytest.mark.parametrize(
    ("points", "wanted"),
    [
        *((100, "A"), (90, "A"), (89.95, "A"), (89.94, "B"), (75, "B"), (74.9, "C"), (60, "C")),
        *((59.9, "D"), (40, "D"), (39.9, "E"), (0, "E")),
    ],
)
def test_a_grade_is_not_the_same_for_all(points: float, wanted: str) -> None:
    """(a) A chain of comparisons was always true: everybody got an A."""
    assert grade(points) == wanted
    assert [least for least, _ in GRADES] == sorted({least for least, _ in GRADES}, reverse=True)


@schemes
def test_b_an_indicator_without_a_case_is_left_out_and_no_zero(scheme: Scheme) -> None:
    """(b) A rate of nothing read 0 %, and inverted 100 %."""
    assert score(scheme, shares_of(scheme, Share(0, 0))) is None
    for weight in scheme.weights:
        one = shares_of(scheme, Share(1, 2)) | {weight.metric: Share(0, 0)}
        assert score(scheme, one) == pytest.approx(50), "the others share its points"
        worst = shares_of(scheme) | {weight.metric: Share(0, 0)}
        assert score(scheme, worst) == pytest.approx(100)


@schemes
@given(data=st.data())
def test_c_a_score_is_not_cut_to_whole_numbers(scheme: Scheme, data: st.DataObject) -> None:
    """(c) Whole-number division cut scores; the exact sum is made of fractions here."""
    shares = {name: data.draw(SHARES) for name in scheme.metrics}
    total = points = Fraction(0)
    for weight in scheme.weights:
        share = shares[weight.metric]
        if share.n:
            rate = Fraction(share.met, share.n)
            total += Fraction(weight.points)
            points += Fraction(weight.points) * (1 - rate if weight.inverse else rate)
    found = score(scheme, shares)
    assert found == (None if not total else pytest.approx(float(100 * points / total), abs=1e-9))


@schemes
def test_d_who_is_perfect_has_100_points_and_who_is_worst_has_none(scheme: Scheme) -> None:
    """(d) Weights that summed to 70 % let nobody reach more."""
    best = shares_of(scheme)
    worst = {name: Share(share.n - share.met, share.n) for name, share in best.items()}
    assert score(scheme, best) == pytest.approx(100)
    assert score(scheme, worst) == pytest.approx(0)


@schemes
def test_e_each_weight_has_an_indicator_of_its_own_that_moves_the_score(scheme: Scheme) -> None:
    """(e) One rate was used twice, in place of another."""
    names = [weight.metric for weight in scheme.weights]
    assert len(names) == len(set(names))
    assert set(scheme.metrics) <= METRICS.keys()
    half = shares_of(scheme, Share(5, 10))
    base = score(scheme, half)
    assert base is not None
    whole = sum(weight.points for weight in scheme.weights)
    for weight in scheme.weights:
        moved = score(scheme, half | {weight.metric: Share(6, 10)})
        assert moved is not None
        by = (-10 if weight.inverse else 10) * weight.points / whole
        assert moved - base == pytest.approx(by), weight.metric


def test_e_no_two_indicators_of_a_table_are_the_same_rule() -> None:
    """(e) Told apart by cases, not by name: for any two there are cases that one alone counts."""
    kinds: list[dict[str, Any]] = [
        {"returns": 1},
        {"reworks": 1},
        {"extensions": 1},
        {"suspended": True},
        {"solved": True},
        {"satisfaction": "SATISFIED"},
        {"tier": Tier.GRID},
        {"acknowledged_at": 4},
        {"on_time": False},
        {"due_at": 8},
        {"filed_at": 5},
        {"state": CaseState.PROCESSING, "closed_at": None, "due_at": 8, "stage_due_at": 7},
    ]
    found = [case for n, kind in enumerate(kinds) for case in cases(f"U{n}", 1, 0, **kind)]
    for scheme in SCHEMES.values():
        counted = [
            ({c.number for c in METRICS[m].judged(found, WEEK)}, {c.number for c in rows})
            for m in scheme.metrics
            for rows in [METRICS[m].rows(found, WEEK)]
        ]
        assert all(one != other for n, one in enumerate(counted) for other in counted[:n])


@given(n=st.integers(0, 12), good=st.integers(0, 12))
def test_f_a_count_is_that_of_its_rows_however_many_are_listed(n: int, good: int) -> None:
    """(f) Counts were lengths of lists, and lists were cut."""
    found = cases("U01", min(n, good), max(n - good, 0)) * 40
    share = METRICS["handled"].share(found, WEEK)
    assert share == Share(40 * min(n, good), 40 * n)
    assert share.met == len(METRICS["handled"].rows(found, WEEK))


# Ranks -----------------------------------------------------------------------------------------


@given(points=st.dictionaries(st.text("abc", max_size=2), st.floats(0, 100), max_size=8))
def test_equal_points_share_a_place_and_more_points_a_better_one(points: dict[str, float]) -> None:
    places = ranks(points)
    shown = {key: shown_points(value) for key, value in points.items()}
    if not places:
        assert len(points) < 2 or max(shown.values()) - min(shown.values()) < 1.05
        return
    assert places.keys() == points.keys()
    order = sorted(points, key=lambda key: places[key])
    assert places[order[0]] == 1
    for n, (one, other) in enumerate(pairwise(order), start=2):
        assert shown[one] >= shown[other]
        assert places[other] == (places[one] if shown[one] == shown[other] else n)


@pytest.mark.parametrize(
    ("points", "places"),
    [
        ({}, {}),
        ({"a": 50}, {}),
        ({"a": 90, "b": 91}, {}),
        ({"a": 90, "b": 91.1}, {"a": 2, "b": 1}),
        ({"a": 80, "b": 90, "c": 90.04, "d": 70}, {"b": 1, "c": 1, "a": 3, "d": 4}),
    ],
    ids=["nobody", "no peer", "within a point", "just beyond", "ties"],
)
def test_a_field_within_a_point_has_no_places(
    points: Mapping[str, float], places: Mapping[str, int]
) -> None:
    assert ranks(points) == places


def test_who_has_too_few_cases_has_no_place_no_grade_and_comes_last() -> None:
    utilities = [code for code, unit in DISTRICT.units.items() if unit.kind == "utility"]
    few, poor, fine = utilities[:3]
    table = of_kind(
        "utility",
        [*cases(few, ENOUGH - 1, 0), *cases(poor, 1, ENOUGH - 1), *cases(fine, ENOUGH, 0)],
    )
    lines = {line.key: line for line in table.lines}
    assert list(lines)[:2] == [fine, poor]
    assert (lines[fine].place, lines[poor].place, lines[few].place) == (1, 2, None)
    assert (lines[few].grade, lines[few].enough) == (None, False)
    assert lines.keys() == set(utilities), "who had no case is there, too"
    assert {line.points for line in table.lines[3:]} == {None}


def test_units_are_ranked_among_their_own_kind_alone() -> None:
    units = {unit.kind: code for code, unit in DISTRICT.units.items()}
    found = [*cases(units["utility"], 9, 0), *cases(units["department"], 0, 9)]
    for table in peer_tables(found, WEEK, DISTRICT):
        if table.kind != "area":
            assert {DISTRICT.units[line.key].kind for line in table.lines} == {table.kind}
        assert not table.meaningful
        assert {line.place for line in table.lines} == {None}


def test_neither_grids_nor_communities_nor_persons_are_in_any_table() -> None:
    kinds = [table.kind for table in peer_tables([], WEEK, DISTRICT)]
    assert kinds == ["department", "utility", "street", "area"]


# One's own figures -----------------------------------------------------------------------------


def test_a_grid_sees_its_own_figures_and_the_median_of_grids_with_enough_cases() -> None:
    found = [
        case
        for grid, good in ((206, 4), (1, 5), (2, 3), (3, 1))
        for case in cases("U01", good, 5 - good, grid=grid)
    ] + cases("U01", 4, 0, grid=4)
    [own] = own_figures(found, WEEK, DISTRICT, Scope(Area.GRID, "206"))
    assert own.shares["on_time"] == Share(4, 5)
    assert own.medians["on_time"] == pytest.approx((4 / 5 + 3 / 5) / 2), "the fifth has too few"
    assert own.medians["satisfied"] is None
    assert len(METRICS["on_time"].rows(found, WEEK, own.part())) == 4


def test_a_median_of_too_few_is_not_told() -> None:
    found = [case for n in range(1, MEDIAN_LEAST) for case in cases("U01", 5, 0, community=f"C{n}")]
    [own] = own_figures(found, WEEK, DISTRICT, Scope(Area.COMMUNITY, "C1"))
    assert own.medians["on_time"] is None


def test_a_street_has_figures_of_its_area_and_of_its_own_work() -> None:
    found = [*cases("S08", 3, 1), *cases("U01", 1, 1)]
    area, work = own_figures(found, WEEK, DISTRICT, Scope(Area.STREET, "S08"))
    assert (area.shares["on_time"], work.shares["handled"]) == (Share(4, 6), Share(3, 4))
    [unit] = own_figures(found, WEEK, DISTRICT, Scope(Area.UNIT, "U01"))
    assert unit.shares["handled"] == Share(1, 2)
    assert own_figures(found, WEEK, DISTRICT, CENTRE) == ()
