"""The one place where coordinates are converted; everything inside is WGS-84.

GCJ-02 is off by 500-600 m in Changchun, BD-09 by about 1,400 m: a forgotten conversion, or a second
one, puts a case into another grid, often another street. So it is done once, where a point comes in
with its `crs`, and nowhere else.

The formulas are the public ones; the official ones are secret. They only shift points in China.
"""

from math import atan2, cos, hypot, pi, sin, sqrt

from dashboard.domain.commands import Crs

__all__ = ["Crs", "from_wgs84", "to_wgs84"]

_AXIS = 6378245.0
"""Semi-major axis of the Krasovsky 1940 ellipsoid, in metres."""
_ECCENTRICITY = 0.00669342162296594323
"""Squared eccentricity of the same ellipsoid."""
_BAIDU_PI = pi * 3000 / 180
_WEST, _SOUTH, _EAST, _NORTH = 72.004, 0.8293, 137.8347, 55.8271
"""In degrees: the public formulas shift points only inside this box."""
_CLOSE = 1e-9
"""In degrees: about a tenth of a millimetre."""
_MOST_ROUNDS = 20
"""Inside China five rounds are enough; at the edge of the box the shift jumps."""


def to_wgs84(lon: float, lat: float, crs: Crs) -> tuple[float, float]:
    """Longitude and latitude in WGS-84, within 0.1 m. Never call it on its own result.

    The shift has no closed inverse, but it changes so slowly that correcting each guess by its
    error converges within a few rounds.
    """
    guess = lon, lat
    for _ in range(_MOST_ROUNDS):
        shifted = from_wgs84(*guess, crs)
        error = lon - shifted[0], lat - shifted[1]
        guess = guess[0] + error[0], guess[1] + error[1]
        if hypot(*error) < _CLOSE:
            break
    return guess


def from_wgs84(lon: float, lat: float, crs: Crs) -> tuple[float, float]:
    """A WGS-84 point in the coordinates of AMap and Tencent (GCJ-02) or Baidu (BD-09)."""
    # CGCS2000 (天地图) counts as WGS-84 here: they differ by centimetres.
    if crs in (Crs.WGS84, Crs.CGCS2000) or not _in_china(lon, lat):
        return lon, lat
    lon, lat = _gcj02(lon, lat)
    return _bd09(lon, lat) if crs == Crs.BD09 else (lon, lat)


def _in_china(lon: float, lat: float) -> bool:
    return _WEST <= lon <= _EAST and _SOUTH <= lat <= _NORTH


def _gcj02(lon: float, lat: float) -> tuple[float, float]:
    x, y = lon - 105.0, lat - 35.0
    waves = (20 * sin(6 * pi * x) + 20 * sin(2 * pi * x)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves
    east += (20 * sin(pi * x) + 40 * sin(pi * x / 3)) * 2 / 3
    east += (150 * sin(pi * x / 12) + 300 * sin(pi * x / 30)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves
    north += (20 * sin(pi * y) + 40 * sin(pi * y / 3)) * 2 / 3
    north += (160 * sin(pi * y / 12) + 320 * sin(pi * y / 30)) * 2 / 3
    bend = 1 - _ECCENTRICITY * sin(lat * pi / 180) ** 2
    north_radius = _AXIS * (1 - _ECCENTRICITY) / (bend * sqrt(bend))
    east_radius = _AXIS / sqrt(bend) * cos(lat * pi / 180)
    return lon + east / east_radius * 180 / pi, lat + north / north_radius * 180 / pi


def _bd09(lon: float, lat: float) -> tuple[float, float]:
    radius = hypot(lon, lat) + 0.00002 * sin(lat * _BAIDU_PI)
    angle = atan2(lat, lon) + 0.000003 * cos(lon * _BAIDU_PI)
    return radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006
