"""Which streets of a district the areas of a warning touch."""

import math
from collections.abc import Iterable, Mapping
from itertools import islice

from shapely import Polygon, make_valid
from shapely.geometry.base import BaseGeometry

from dashboard.districts.places import Places, circle
from dashboard.domain.district import District
from dashboard.domain.refusals import BadMessage
from dashboard.domain.warned.messages import WarnedArea

RADIUS_MAX_KM = 2_000.0
CODE_DIGITS = 6
"""An administrative code of a district (县级); provinces and cities end in zeros."""
LEAST_CORNERS = 3


def streets_touched(
    district: District, places: Places, areas: Iterable[WarnedArea]
) -> tuple[str, ...]:
    """The codes of the streets, in order; all of them without an area, or for one without a shape.

    Who sends us a warning for no place means us. Raises `BadMessage` for what is no shape.
    """
    found: set[str] = set()
    for area in [*areas] or [WarnedArea()]:
        found |= _touched(district, places, area)
    return tuple(sorted(found))


def _touched(district: District, places: Places, area: WarnedArea) -> set[str]:
    every = {*district.streets}
    shapes = [*map(_polygon, area.polygons), *map(_circle, area.circles)]
    if not shapes and not area.geocodes:
        return every
    found: set[str] = set()
    for shape in shapes:
        found |= {district.grids[no].street for no in places.grids_in(shape)}
    codes = _street_codes(district)
    for code in area.geocodes:
        found |= _coded(code, codes)
    return found


def _street_codes(district: District) -> Mapping[str, str]:
    """The official code of each community and village, with its street."""
    return {code: one.street for code, one in district.communities.items()}


def _coded(code: str, communities: Mapping[str, str]) -> set[str]:
    """A code of a province, city, district, street or community: its zeros at the end say which.

    Three digits of a street (乡级) and of a community (村级) may end in zeros of their own.
    """
    digits = code.strip()
    if not digits.isdecimal() or len(digits) < CODE_DIGITS:
        return set()
    area, street, community = digits[:CODE_DIGITS], digits[6:9], digits[9:12]
    while area.endswith("00"):
        area = area[:-2]
    wanted = area
    if street.strip("0"):
        wanted += street + (community if community.strip("0") else "")
    return {of for known, of in communities.items() if known.startswith(wanted)}


def _number(text: str, limit: float) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise _no_shape(text) from error
    if not math.isfinite(value) or abs(value) > limit:
        raise _no_shape(text)
    return value


def _no_shape(text: str) -> BadMessage:
    words = f"An area's shape can't be read: {text[:40]!r}."
    return BadMessage("WARNING_SHAPE", words, value=text[:40])


def _point(text: str) -> tuple[float, float]:
    """`lat,lon` as longitude and latitude."""
    parts = text.split(",")
    if len(parts) != 2:  # noqa: PLR2004 - a point has two numbers
        raise _no_shape(text)
    return _number(parts[1], 180), _number(parts[0], 90)


def _polygon(text: str) -> BaseGeometry:
    corners = [_point(part) for part in text.split()]
    if len({*corners}) < LEAST_CORNERS:
        raise _no_shape(text)
    return make_valid(Polygon(corners))


def _circle(text: str) -> BaseGeometry:
    parts = list(islice(text.split(), 3))
    if len(parts) != 2:  # noqa: PLR2004 - a centre and a radius
        raise _no_shape(text)
    lon, lat = _point(parts[0])
    km = min(_number(parts[1], 50_000), RADIUS_MAX_KM)
    if km < 0:
        raise _no_shape(text)
    return circle(lon, lat, km)
