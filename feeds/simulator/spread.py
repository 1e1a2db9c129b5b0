"""Where things happen: the grid of a report, and a point in it."""

from itertools import accumulate
from random import Random

from dashboard.districts import Places
from dashboard.domain.district import District
from feeds.simulator.day import DayShape, HotSpot

FARTHEST = 0.02
"""In degrees: how far from a grid's centre the first points are drawn."""
TRIES = 24
CLEAR = 2e-6
"""In degrees: a point stays this far from the border, so that it is still inside after conversion.
"""


class Spread:
    """Draws grids by how much their streets report, with the item's hot spots."""

    def __init__(self, district: District, day: DayShape) -> None:
        self._district = district
        self._day = day
        self._grids = list(district.grids)
        self._cumulated: dict[HotSpot | None, list[float]] = {}

    def grid(self, item: str, chance: Random) -> int:
        """The number of a grid where such a report could come from."""
        spot = next((spot for spot in self._day.hot_spots if item in spot.items), None)
        if spot not in self._cumulated:
            self._cumulated[spot] = list(accumulate(self._weights(spot)))
        return chance.choices(self._grids, cum_weights=self._cumulated[spot])[0]

    def _weights(self, spot: HotSpot | None) -> list[float]:
        """Divides a street's load unevenly between its grids: some are quiet, some are not."""
        load: dict[str, float] = {}
        for grid in self._district.grids.values():
            load[grid.street] = load.get(grid.street, 0) + 1
        weights = []
        for grid in self._district.grids.values():
            street = self._day.streets.get(grid.street, load[grid.street]) / load[grid.street]
            hot = spot.factor if spot and grid.street in spot.streets else 1.0
            uneven = Random(f"load|{grid.no}").lognormvariate(0, 0.5)
            weights.append(street * hot * uneven)
        return weights


def point_in(places: Places, grid: int, chance: Random) -> tuple[float, float]:
    """Longitude and latitude, WGS-84, of a point in the grid; near its centre if it is tiny."""
    lon, lat = center = places.center_of(grid)
    for i in range(TRIES):
        reach = FARTHEST / 2 ** (i / 3)
        x = lon + chance.uniform(-reach, reach)
        y = lat + chance.uniform(-reach, reach)
        corners = [(x - CLEAR, y - CLEAR), (x + CLEAR, y + CLEAR)]
        if all(places.grid_at(*corner) == grid for corner in corners):
            return x, y
    return center


def neighbours(places: Places, grids: list[int], grid: int, count: int) -> list[int]:
    """The `count` grids of `grids` whose centres lie nearest, the grid itself first."""
    lon, lat = places.center_of(grid)
    return sorted(
        grids,
        # A degree of longitude is about 0.72 of one of latitude this far north.
        key=lambda no: (
            ((places.center_of(no)[0] - lon) * 0.72) ** 2 + (places.center_of(no)[1] - lat) ** 2
        ),
    )[:count]
