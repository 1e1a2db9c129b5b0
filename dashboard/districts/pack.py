"""A district pack: the folder of a district, read, checked and ready to use."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from dashboard.districts.geography import read_geography
from dashboard.districts.hours import read_allowances, read_seasons
from dashboard.districts.identity import IDENTITY, read_identity
from dashboard.districts.outlines import Kind, draw_outlines
from dashboard.districts.places import Places
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
    outlines: Mapping[Kind, bytes]

    def geometry(self, kind: Kind) -> bytes:
        """The outlines of one level as compact GeoJSON in UTF-8, see `draw_outlines`."""
        return self.outlines[kind]


def load(name: str) -> Pack:
    """The pack of a packaged district ("nanguan") or of a folder.

    Raises PackError, a sentence naming file and line, for a pack that doesn't add up.
    """
    folder = _folder(name)
    identity = read_identity(folder)
    units = read_units(folder)
    categories = read_categories(folder)
    items = read_items(folder, categories, units)
    geography = read_geography(folder, units)
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
    )
    identity.check_counts(district)
    return Pack(district, Places(geography.cells), folder, draw_outlines(geography))


def _folder(name: str) -> Path:
    for folder in (_PACKAGED / name, Path(name).expanduser()):
        if (folder / IDENTITY).is_file():
            return folder
    packaged = ", ".join(sorted(file.parent.name for file in _PACKAGED.glob(f"*/{IDENTITY}")))
    raise PackError(
        f"There is no district '{name}': name a packaged one ({packaged}) or a folder with a "
        f"{IDENTITY}."
    )
