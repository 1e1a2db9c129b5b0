"""A district pack: the folder of a district, read, checked and ready to use."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from dashboard.districts.cameras import Camera, read_cameras
from dashboard.districts.chains import read_chains
from dashboard.districts.coordinates import Crs, from_wgs84
from dashboard.districts.drawing import Drawing
from dashboard.districts.geography import read_geography
from dashboard.districts.hours import read_allowances, read_seasons
from dashboard.districts.identity import IDENTITY, read_identity
from dashboard.districts.labels import read_labels
from dashboard.districts.outlines import Kind, draw_outlines
from dashboard.districts.places import Places
from dashboard.districts.posts import read_posts
from dashboard.districts.record import PackError
from dashboard.districts.suppliers import read_suppliers
from dashboard.districts.tables import read_categories, read_items, read_units
from dashboard.domain.district import District

_PACKAGED = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Pack:
    """A district, where its grids lie, and the folder it was read from."""

    district: District
    places: Places
    folder: Path
    cameras: tuple[Camera, ...] | None
    """None if there is no file of cameras."""
    tiles_crs: Crs
    outlines: Mapping[Kind, bytes]
    outlines_on_tiles: Mapping[Kind, bytes]
    drawing: Drawing

    @property
    def packaged(self) -> bool:
        """Whether the pack comes with the program."""
        return self.folder.is_relative_to(_PACKAGED)

    def geometry(self, kind: Kind, *, on_tiles: bool = False) -> bytes:
        """The outlines of one level as compact GeoJSON in UTF-8, see `draw_outlines`."""
        return (self.outlines_on_tiles if on_tiles else self.outlines)[kind]

    def on_tiles(self, lon: float, lat: float) -> tuple[float, float]:
        """A WGS-84 point in the coordinates of a map with tiles; browsers get no other."""
        return from_wgs84(lon, lat, self.tiles_crs)


def load(name: str, *, cameras: Path | None = None, tiles_crs: Crs = Crs.WGS84) -> Pack:
    """The pack of a packaged district ("nanguan") or of a folder.

    `cameras` is a file of camera points instead of the pack's own, `tiles_crs` the coordinates in
    which the tiles under its maps are drawn. Raises PackError, a sentence with file and line, for
    an inconsistent pack.
    """
    folder = _folder(name)
    identity = read_identity(folder)
    units = read_units(folder)
    categories = read_categories(folder)
    items = read_items(folder, categories, units)
    geography = read_geography(folder, units)
    posts = read_posts(folder)
    district = District(
        key=identity.key,
        prefix=identity.prefix,
        name_zh=identity.text("name_zh"),
        name_en=identity.text("name_en"),
        timezone=identity.timezone,
        streets=MappingProxyType(geography.streets),
        communities=MappingProxyType(geography.communities),
        units=MappingProxyType(units),
        items=MappingProxyType(items),
        categories=MappingProxyType(categories),
        grids=MappingProxyType(geography.grids),
        suppliers=MappingProxyType(read_suppliers(folder, units, geography.grids)),
        allowances=MappingProxyType(read_allowances(folder)),
        seasons=read_seasons(folder),
        posts=MappingProxyType(posts),
        chains=MappingProxyType(read_chains(folder, posts)),
        labels=MappingProxyType(read_labels(folder, geography.streets)),
    )
    identity.check_counts(district)
    points = read_cameras(folder, cameras, geography)

    outlines = draw_outlines(geography, points or (), _as_it_is)
    on_tiles = outlines
    if tiles_crs not in (Crs.WGS84, Crs.CGCS2000):
        on_tiles = draw_outlines(geography, points or (), partial(from_wgs84, crs=tiles_crs))
    return Pack(
        district=district,
        places=Places(geography.cells),
        folder=folder,
        cameras=points,
        tiles_crs=tiles_crs,
        outlines=outlines,
        outlines_on_tiles=on_tiles,
        drawing=Drawing.of(geography),
    )


def _as_it_is(lon: float, lat: float) -> tuple[float, float]:
    return lon, lat


def _folder(name: str) -> Path:
    for folder in (_PACKAGED / name, Path(name).expanduser()):
        if (folder / IDENTITY).is_file():
            return folder
    packaged = ", ".join(sorted(file.parent.name for file in _PACKAGED.glob(f"*/{IDENTITY}")))
    raise PackError(
        f"There is no district '{name}': name a packaged one ({packaged}) or a folder with a "
        f"{IDENTITY}."
    )
