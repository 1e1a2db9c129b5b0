"""Which grid a point lies in."""

from collections.abc import Mapping

from shapely import Point, STRtree
from shapely.geometry.base import BaseGeometry

from dashboard.districts.areas import Outline


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

    def grids_in(self, shape: BaseGeometry) -> list[int]:
        """The grids that a shape in WGS-84 touches."""
        return sorted(self._numbers[at] for at in self._tree.query(shape, predicate="intersects"))
