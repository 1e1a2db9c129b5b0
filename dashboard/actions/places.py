"""Turns the place in a report into a spot on the district's map."""

from dashboard.districts import Places
from dashboard.districts.coordinates import to_wgs84
from dashboard.domain.commands import PlacedCommand
from dashboard.domain.life import Spot
from dashboard.domain.refusals import BadMessage


def spot_of(places: Places, command: PlacedCommand) -> Spot | None:
    """The spot: a given grid takes precedence over the point's grid. None if no place is given.

    Raises `BadMessage` for a point outside every grid: it is never moved to the nearest one.
    """
    point = None
    if command.lon is not None and command.lat is not None and command.crs is not None:
        point = to_wgs84(command.lon, command.lat, command.crs)
    grid = command.grid
    if grid is None and point is not None:
        grid = places.grid_at(*point)
        if grid is None:
            raise BadMessage(
                "OUTSIDE_DISTRICT",
                f"The point {command.lon:.5f}, {command.lat:.5f} ({command.crs}) is in no grid.",
            )
    if grid is None:
        return None
    lon, lat = point or (None, None)
    return Spot(grid, lon, lat, command.address)
