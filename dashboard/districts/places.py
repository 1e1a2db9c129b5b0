"""Which grid a point lies in."""

import math
from collections.abc import Mapping

from shapely import Point, Polygon, STRtree
from shapely.geometry.base import BaseGeometry

from dashboard.districts.areas import Outline

CORNERS = 48
"""How many corners a circle is drawn with."""
KM_PER_DEGREE = 111.32
POLE = 89.0


def circle(lon: float, lat: float, km: float) -> Polygon:
    """A circle of this radius around a WGS-84 point, at least a metre."""
    high = max(km, 0.001) / KM_PER_DEGREE
    wide = high / math.cos(math.radians(min(abs(lat), POLE)))
    turns = (2 * math.pi * step / CORNERS for step in range(CORNERS))
    return Polygon([(lon + wide * math.cos(t), lat + high * math.sin(t)) for t in turns])


class Places:
    """The outlines of a district's grids by number, indexed for finding points."""

    def __init__(self, cells: Mapping[int, Outline]) -> None:
        self._numbers = sorted(cells)
        self._centers = {number: cell.center for number, cell in cells.items()}
        self._tree = STRtree([cells[number].polygon for number in self._numbers])

    def grid_at(self, lon: float, lat: float) -> int | None:
        """The grid around a WGS-84 point, on a shared border the lowest number; None outside."""
        hits = self._tree.query(Point(lon, lat), predicate="intersects")
        return self._numbers[hits.min()] if hits.size else None

    def center_of(self, grid: int) -> tuple[float, float]:
        """Longitude and latitude, WGS-84, of a point inside the grid."""
        return self._centers[grid]

    def grids_near(self, lon: float, lat: float, km: float) -> list[int]:
        """The grids within so many km of a WGS-84 point."""
        return self.grids_in(circle(lon, lat, km))

    def grids_in(self, shape: BaseGeometry) -> list[int]:
        """The grids that a shape in WGS-84 touches."""
        return sorted(self._numbers[at] for at in self._tree.query(shape, predicate="intersects"))
