"""A district as one drawing: what a map shows that nobody moves.

Points are whole units to the east and south of the district's north-western corner, as Web Mercator
draws them, so that a browser only has to scale them.
"""

import hashlib
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from shapely import Polygon

from dashboard.districts.geography import Geography
from dashboard.domain.grid import Panel

UNITS = 100_000
"""To a degree of longitude: a unit is less than a metre, and less than a pixel on any screen."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Compact JSON in UTF-8, and its version.

    `units` to a degree, and `west` and `north` of the corner in units; `cells`: [id, number, panel,
    rings] for each grid; `streets`: [panel, rings]. A ring is x, y, x, y, …
    """

    content: bytes
    build: str

    @classmethod
    def of(cls, places: Geography) -> "Drawing":
        """The drawing of these places."""
        areas = [area.polygon for area in places.street_areas.values()]
        corners = [_projected(lon, lat) for area in areas for lon, lat in area.exterior.coords]
        west, north = min(x for x, _ in corners), max(y for _, y in corners)
        streets = places.streets

        def rings(polygon: Polygon) -> list[list[int]]:
            lines = (polygon.exterior, *polygon.interiors)
            return [_ring(line.coords[:-1], (west, north)) for line in lines]

        drawn = {
            "units": UNITS,
            "west": round(west),
            "north": round(north),
            "cells": [
                [area.code, no, streets[places.grids[no].street].panel, rings(area.polygon)]
                for no, area in places.cells.items()
            ],
            "streets": [
                [panel, [ring for polygon in here for ring in rings(polygon)]]
                for panel in get_args(Panel)
                if (
                    here := [
                        area.polygon
                        for code, area in places.street_areas.items()
                        if streets[code].panel == panel
                    ]
                )
            ],
        }
        content = json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).encode()
        return cls(content, hashlib.sha256(content).hexdigest()[:16])


def _projected(lon: float, lat: float) -> Point:
    """Web Mercator, in units to the east and north."""
    return lon * UNITS, math.degrees(math.asinh(math.tan(math.radians(lat)))) * UNITS


def _ring(line: Iterable[Point], corner: Point) -> list[int]:
    """x, y, x, y, …, without the first point once more."""
    west, north = round(corner[0]), round(corner[1])
    points = (_projected(lon, lat) for lon, lat in line)
    return [value for x, y in points for value in (round(x) - west, north - round(y))]
