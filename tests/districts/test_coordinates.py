"""Conversion between the coordinate systems of Chinese maps."""

from math import cos, hypot, inf, nan, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.districts.coordinates import Crs, from_wgs84, to_wgs84

METRES_PER_DEGREE = 111_195


def metres(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """How far `other` lies east and north of `one`."""
    east = (other[0] - one[0]) * cos(radians(one[1]))
    return east * METRES_PER_DEGREE, (other[1] - one[1]) * METRES_PER_DEGREE


@pytest.mark.parametrize("crs", Crs)
@given(lon=st.floats(74, 135), lat=st.floats(18, 54))
def test_a_point_shifted_and_brought_back_is_within_a_centimetre(
    crs: Crs, lon: float, lat: float
) -> None:
    back = to_wgs84(*from_wgs84(lon, lat, crs), crs)
    assert hypot(*metres((lon, lat), back)) < 0.01


def test_tiananmen_is_found_where_amap_shows_it() -> None:
    found = to_wgs84(116.40347, 39.90890, Crs.GCJ02)
    assert hypot(*metres(found, (116.39723, 39.90750))) < 1


@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
        ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
        ((116.404, 39.915), (116.41024449916938, 39.91640428150164)),
    ],
)
def test_published_points_come_out_as_published(
    wgs84: tuple[float, float], gcj02: tuple[float, float]
) -> None:
    assert from_wgs84(*wgs84, Crs.GCJ02) == pytest.approx(gcj02, abs=1e-9)
    assert to_wgs84(*gcj02, Crs.GCJ02) == pytest.approx(wgs84, abs=1e-7)


def test_the_published_baidu_point_comes_out_as_published() -> None:
    wgs84 = to_wgs84(116.404, 39.915, Crs.GCJ02)
    baidu = (116.41036949371029, 39.92133699351021)
    assert from_wgs84(*wgs84, Crs.BD09) == pytest.approx(baidu, abs=1e-8)


def test_at_nanguan_gcj02_is_275_metres_north_and_528_east() -> None:
    here = (125.350, 43.864)
    east, north = metres(here, from_wgs84(*here, Crs.GCJ02))
    assert (round(north), round(east)) == pytest.approx((275, 528), abs=1)


def test_at_nanguan_bd09_is_about_1390_metres_off() -> None:
    here = (125.350, 43.864)
    assert hypot(*metres(here, from_wgs84(*here, Crs.BD09))) == pytest.approx(1390, abs=10)


@pytest.mark.parametrize("crs", [Crs.WGS84, Crs.CGCS2000])
def test_wgs84_and_cgcs2000_stay_as_they_are(crs: Crs) -> None:
    assert to_wgs84(125.350, 43.864, crs) == (125.350, 43.864)


def test_outside_china_nothing_is_shifted() -> None:
    assert to_wgs84(-118.2437, 34.0522, Crs.GCJ02) == (-118.2437, 34.0522)


@pytest.mark.parametrize("point", [(nan, 43.0), (inf, 43.0), (125.0, -inf)])
def test_a_point_that_is_no_place_ends_the_search(point: tuple[float, float]) -> None:
    assert len(to_wgs84(*point, Crs.BD09)) == 2
