"""A point lies in one grid or in none."""

import json
from math import inf, nan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely import Point, Polygon, union_all

from dashboard.districts import Pack, load
from dashboard.districts.coordinates import Crs, from_wgs84, to_wgs84

PACK = load("nanguan")
CELLS = {
    feature["properties"]["no"]: Polygon(feature["geometry"]["coordinates"][0])
    for feature in json.loads(PACK.geometry("grids"))["features"]
}
DISTRICT = union_all(list(CELLS.values()))
INSIDE = st.floats(0, 1)


@given(number=st.sampled_from(sorted(CELLS)), east=INSIDE, north=INSIDE)
def test_every_point_inside_a_cell_is_found_there(number: int, east: float, north: float) -> None:
    west_edge, south_edge, east_edge, north_edge = CELLS[number].bounds
    point = Point(
        west_edge + east * (east_edge - west_edge), south_edge + north * (north_edge - south_edge)
    )
    assume(CELLS[number].contains(point))
    assert PACK.places.grid_at(point.x, point.y) == number


@given(lon=st.floats(125.1, 125.5), lat=st.floats(43.6, 44.0))
def test_a_point_lies_in_no_grid_exactly_when_it_is_outside_the_district(
    lon: float, lat: float
) -> None:
    assert (PACK.places.grid_at(lon, lat) is None) is not DISTRICT.covers(Point(lon, lat))


@given(lon=st.floats(), lat=st.floats())
def test_no_pair_of_numbers_is_too_strange_to_ask_about(lon: float, lat: float) -> None:
    assert PACK.places.grid_at(lon, lat) in {None, *CELLS}


@pytest.mark.parametrize(("lon", "lat"), [(nan, 43.86), (125.34, inf), (0.0, 0.0)])
def test_a_point_that_is_nowhere_lies_in_no_grid(pack: Pack, lon: float, lat: float) -> None:
    assert pack.places.grid_at(lon, lat) is None


def test_a_point_on_a_shared_border_goes_to_the_lower_number(pack: Pack) -> None:
    for number, cell in CELLS.items():
        for lon, lat in cell.exterior.coords:
            corner = Point(lon, lat)
            sharing = min(other for other in CELLS if CELLS[other].distance(corner) == 0)
            assert sharing <= number
            assert pack.places.grid_at(lon, lat) == sharing


def test_every_grid_finds_itself_at_its_centre(pack: Pack) -> None:
    for number in pack.district.grids:
        assert pack.places.grid_at(*pack.places.center_of(number)) == number


def test_a_forgotten_conversion_lands_in_another_grid(pack: Pack) -> None:
    lon, lat = from_wgs84(*pack.places.center_of(206), Crs.GCJ02)
    assert pack.places.grid_at(*to_wgs84(lon, lat, Crs.GCJ02)) == 206
    assert pack.places.grid_at(lon, lat) not in {206, None}


def test_a_second_conversion_lands_in_another_grid(pack: Pack) -> None:
    once = to_wgs84(*from_wgs84(*pack.places.center_of(206), Crs.GCJ02), Crs.GCJ02)
    assert pack.places.grid_at(*to_wgs84(*once, Crs.GCJ02)) not in {206, None}


def test_what_is_near_a_point_is_its_own_grid_and_those_around_it() -> None:
    lon, lat = PACK.places.center_of(206)
    own, near, all_of_it = (PACK.places.grids_near(lon, lat, km) for km in (0, 0.5, 50))
    assert own == [206]
    assert {206} < set(near) < set(all_of_it)
    assert all_of_it == sorted(CELLS)
