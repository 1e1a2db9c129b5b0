"""The outlines of a pack: one polygon for each feature, with the place of its label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely import Polygon

from dashboard.districts.record import Record

Point = tuple[float, float]

_SHORTEST_RING = 4
_FURTHEST_EAST = 180
_FURTHEST_NORTH = 90


@dataclass(frozen=True, slots=True)
class Outline:
    """One street, community or grid on the map; `record` says where it was read."""

    record: Record
    code: str
    polygon: Polygon
    center: Point
    """Longitude and latitude, WGS-84, inside the polygon."""


def read_areas(records: Sequence[Record]) -> list[Outline]:
    """Reads outlines; PackError if one isn't a valid polygon around its centre, in degrees."""
    areas = [_area(record) for record in records]
    polygons = [area.polygon for area in areas]
    for area, valid in zip(areas, shapely.is_valid(polygons), strict=True):
        if not valid:
            reason = shapely.is_valid_reason(area.polygon)
            raise area.record.error(f"{area.code} isn't a valid polygon: {reason}; redraw it")
    centers = shapely.points([area.center for area in areas])
    for area, inside in zip(areas, shapely.contains(polygons, centers), strict=True):
        if not inside:
            raise area.record.error(f"center {area.center} is outside {area.code}; move it inside")
    return areas


def _area(record: Record) -> Outline:
    code = record.text("code")
    center = _position(record.value("center"))
    if center is None:
        raise record.error("center must be [longitude, latitude] in degrees, WGS-84")
    return Outline(record, code, _polygon(record), center)


def _polygon(record: Record) -> Polygon:
    geometry = record.value("geometry")
    rings = geometry.get("coordinates") if isinstance(geometry, Mapping) else None
    if not isinstance(geometry, Mapping) or geometry.get("type") != "Polygon":
        raise record.error("the geometry must be a Polygon")
    if not isinstance(rings, list) or not rings:
        raise record.error("the polygon has no coordinates; draw it")
    shell, *holes = (_ring(record, ring) for ring in rings)
    return Polygon(shell, holes)


def _ring(record: Record, ring: object) -> list[Point]:
    positions: list[Point] = []
    for value in ring if isinstance(ring, list) else []:
        position = _position(value)
        if position is None:
            raise record.error(
                f"position {len(positions) + 1} of a ring must be [longitude, latitude] in degrees"
            )
        positions.append(position)
    if len(positions) < _SHORTEST_RING or positions[0] != positions[-1]:
        raise record.error("a ring needs four positions or more and must end where it began")
    return positions


def _position(value: object) -> Point | None:
    """Two numbers within the range of degrees; None for anything else, NaN included."""
    match value:
        case [float() | int() as lon, float() | int() as lat]:
            if abs(lon) <= _FURTHEST_EAST and abs(lat) <= _FURTHEST_NORTH:
                return lon, lat
    return None
