"""Proximity: distances in metres, and what may be the same matter."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.case import Case
from dashboard.domain.proximity import SIMILAR_MAX, likely_same, metres, near
from tests.domain.situations import reported

LON, LAT = 125.34, 43.87


def at(lon: float, lat: float, number: str = "NG20261123-0002", **values: object) -> Case:
    case = replace(reported(), number=number, lon=lon, lat=lat)
    return replace(case, **values)  # type: ignore[arg-type]


HERE = at(LON, LAT, "NG20261123-0001")
NORTH_100_M = LAT + 100 / 111_320


@pytest.mark.parametrize(
    ("other", "way"),
    [
        (at(LON, LAT), 0),
        (at(LON, NORTH_100_M), 100),
        (at(LON + 0.00125, LAT), 100),
        (at(125.3, 43.9), 4641),
    ],
)
def test_the_way_between_two_points_is_known_in_metres(other: Case, way: int) -> None:
    found = metres(HERE, other)
    assert found is not None
    assert abs(found - way) <= max(1, way // 500)


def test_without_a_point_there_is_no_way() -> None:
    assert metres(HERE, replace(HERE, lon=None, lat=None)) is None


@given(
    st.tuples(st.floats(125.2, 125.5), st.floats(43.7, 44.0)),
    st.tuples(st.floats(125.2, 125.5), st.floats(43.7, 44.0)),
)
def test_the_way_there_is_the_way_back(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert metres(at(*a), at(*b)) == metres(at(*b), at(*a))


def test_what_is_near_comes_nearest_first_and_the_same_grid_always_counts() -> None:
    far_same_grid = at(LON, LAT + 0.01, "a")
    close = at(LON, NORTH_100_M, "b")
    somewhere_in_the_grid = replace(HERE, number="c", lon=None, lat=None)
    elsewhere = at(LON, LAT + 0.01, "d", grid=12)
    found = near(HERE, [elsewhere, far_same_grid, somewhere_in_the_grid, close], within=300)
    assert [n.what.number for n in found] == ["b", "a", "c"]
    assert found[2].metres is None


def test_a_likely_duplicate_has_the_item_and_comes_within_three_days() -> None:
    alike = at(LON, NORTH_100_M, "a")
    other_item = replace(alike, number="b", item="0101")
    old = replace(alike, number="c", reported_at=HERE.reported_at - timedelta(hours=73))
    assert [n.what.number for n in likely_same(HERE, [alike, other_item, old, HERE])] == ["a"]


def test_of_many_likely_duplicates_a_few_are_named() -> None:
    many = [at(LON, NORTH_100_M, f"n{n}") for n in range(20)]
    assert len(likely_same(HERE, many)) == SIMILAR_MAX
