"""What is under the map, and where its points are drawn."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.districts import Pack
from dashboard.tiles import Tiles


def _as_it_is(lon: float, lat: float) -> tuple[float, float]:
    return lon, lat


@dataclass(frozen=True, slots=True)
class Ground:
    """The tiles, the number of camera points (None: no file of them), a projection, and a drawing.

    `draw` converts a WGS-84 point to the coordinates of these tiles; `drawing` is the address of
    what a map shows that nobody moves.
    """

    tiles: Tiles | None = None
    cameras: int | None = None
    draw: Callable[[float, float], tuple[float, float]] = _as_it_is
    drawing: str = ""

    @classmethod
    def of(cls, pack: Pack, tiles: Tiles | None) -> "Ground":
        points = None if pack.cameras is None else len(pack.cameras)
        return cls(tiles, points, pack.on_tiles, f"/geo/drawing/{pack.drawing.build}.json")
