"""Camera points (天网) of a district: an optional file, in the pack or elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.districts.coordinates import Crs, to_wgs84
from dashboard.districts.files import read_table
from dashboard.districts.geography import Geography
from dashboard.districts.record import PackError, Record, check_unique
from dashboard.domain.grid import Panel

CAMERAS = "cameras.csv"
CAMERAS_MAX = 5_000

_COLUMNS = ("code", "name", "lon", "lat", "crs")
_LONGEST_NAME = 30
_BESIDE = 0.02
"""In degrees: a camera just over the border may look in, one further away is misplaced."""


@dataclass(frozen=True, slots=True)
class Camera:
    """One camera point in WGS-84. Where its pictures are is not stored here at all."""

    code: str
    name: str
    lon: float
    lat: float
    panel: Panel


def read_cameras(folder: Path, named: Path | None, places: Geography) -> tuple[Camera, ...] | None:
    """The points in the file of the setting, else in the pack's own; None without a file.

    Further columns, such as an address of the pictures, are allowed and not read.
    """
    path = named or folder / CAMERAS
    if named is None and not path.exists():
        return None
    records = read_table(path, _COLUMNS)
    check_unique(records, "code")
    if len(records) > CAMERAS_MAX:
        raise PackError(f"{path.name}: has {len(records):,} cameras; keep at most {CAMERAS_MAX:,}.")
    centers = _centers(places)
    return tuple(_camera(record, places, centers) for record in records)


def _camera(
    record: Record, places: Geography, centers: Mapping[tuple[float, float], Panel]
) -> Camera:
    said = record.degrees("lon", 180), record.degrees("lat", 90)
    lon, lat = to_wgs84(*said, record.one_of("crs", Crs))
    if not _near(lon, lat, places):
        raise record.error(f"lon, lat {said} is not in the district; correct them or their crs")
    nearest = min(centers, key=lambda at: (at[0] - lon) ** 2 + (at[1] - lat) ** 2)
    return Camera(
        code=record.short("code", _LONGEST_NAME),
        name=record.short("name", _LONGEST_NAME),
        lon=lon,
        lat=lat,
        panel=centers[nearest],
    )


def _near(lon: float, lat: float, places: Geography) -> bool:
    boxes = [area.polygon.bounds for area in places.street_areas.values()]
    return any(
        west - _BESIDE <= lon <= east + _BESIDE and south - _BESIDE <= lat <= north + _BESIDE
        for west, south, east, north in boxes
    )


def _centers(places: Geography) -> dict[tuple[float, float], Panel]:
    """On which of the two maps points are drawn: the panel of the nearest grid's centre."""
    streets, grids = places.streets, places.grids
    return {cell.center: streets[grids[no].street].panel for no, cell in places.cells.items()}
