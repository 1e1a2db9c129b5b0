"""Checks that the areas of a pack fit: no overlap, none outside its whole, no gap."""

from collections.abc import Mapping, Sequence
from math import cos, radians

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

from dashboard.districts.areas import Outline

SLIVER = 200.0
"""In square metres: what rounding to five decimals (1 m) can leave along one side of a cell."""
GAP = 2_000.0
"""In square metres: how much larger than its parts an area may be, for the same reason."""
_DEGREE = 111_320.0
"""Metres in one degree of latitude."""


def check_overlaps(areas: Sequence[Outline]) -> None:
    """PackError naming two areas that share more than a sliver; an STRtree keeps it near-linear."""
    polygons = np.array([area.polygon for area in areas], dtype=object)
    first, second = STRtree(polygons).query(polygons, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    shared = shapely.area(shapely.intersection(polygons[first], polygons[second]))
    shared = _square_metres(shared, areas)
    for index in np.flatnonzero(shared > SLIVER)[:1]:
        one, other = areas[first[index]], areas[second[index]]
        raise other.record.error(
            f"{other.code} overlaps {one.code} by {shared[index]:,.0f} m²; redraw their border"
        )


def check_parts(parts: Sequence[Outline], wholes: Mapping[str, Outline], level: str) -> None:
    """PackError for a part outside its whole, or a whole that its parts don't fill.

    `level` is the field of a part that holds its whole's code: "street" or "community".
    """
    codes = [part.record.text(level) for part in parts]
    polygons = [part.polygon for part in parts]
    around = [wholes[code].polygon for code in codes]
    outside = _square_metres(shapely.area(shapely.difference(polygons, around)), parts)
    for index in np.flatnonzero(outside > SLIVER)[:1]:
        raise parts[index].record.error(
            f"{parts[index].code} lies outside its {level} {codes[index]} by "
            f"{outside[index]:,.0f} m²; correct {level} or redraw it"
        )
    _check_filled(parts, wholes, codes)


def _check_filled(
    parts: Sequence[Outline], wholes: Mapping[str, Outline], whole_of: Sequence[str]
) -> None:
    left = {code: whole.polygon.area for code, whole in wholes.items()}
    for part, code in zip(parts, whole_of, strict=True):
        left[code] -= part.polygon.area
    gaps = _square_metres(np.array(list(left.values())), parts)
    for index in np.flatnonzero(gaps > GAP)[:1]:
        whole = list(wholes.values())[index]
        raise whole.record.error(
            f"{gaps[index]:,.0f} m² of {whole.code} belong to none of its parts; redraw them"
        )


def _square_metres(
    square_degrees: NDArray[np.float64], areas: Sequence[Outline]
) -> NDArray[np.float64]:
    """Square metres on the ground, by one scale for the district: right to a few in a thousand."""
    latitude = radians(areas[0].center[1])
    return square_degrees * _DEGREE**2 * cos(latitude)
