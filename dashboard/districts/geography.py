"""The three levels of places in a pack: streets, communities, grids, with their outlines."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from dashboard.districts.areas import Outline, read_areas
from dashboard.districts.coverage import check_overlaps, check_parts
from dashboard.districts.files import read_features
from dashboard.districts.record import PackError, Record, check_unique
from dashboard.districts.tables import UNITS
from dashboard.domain.grid import Community, CommunityKind, Grid, Panel, Street
from dashboard.domain.unit import Unit

STREETS = "streets.geojson"
COMMUNITIES = "communities.geojson"
GRIDS = "grids.geojson"

_STREET_SHORT_ZH = 4


@dataclass(frozen=True, slots=True)
class Geography:
    """Places and outlines by code; grids by number."""

    streets: Mapping[str, Street]
    communities: Mapping[str, Community]
    grids: Mapping[int, Grid]
    street_areas: Mapping[str, Outline]
    community_areas: Mapping[str, Outline]
    cells: Mapping[int, Outline]


def read_geography(folder: Path, units: Mapping[str, Unit]) -> Geography:
    """Reads the three levels and checks that they form one map without overlaps or gaps."""
    street_areas = _read_level(folder / STREETS, "name_zh", "short_zh", "short_en")
    community_areas = _read_level(folder / COMMUNITIES)
    grid_areas = _read_level(folder / GRIDS, "no", "name_zh")
    streets = {code: _street(area, units) for code, area in street_areas.items()}
    _check_drawn(units, streets)
    communities = {code: _community(area, streets) for code, area in community_areas.items()}
    grids = [_grid(area.record, communities) for area in grid_areas.values()]

    cells = list(grid_areas.values())
    check_overlaps(cells)
    check_parts(cells, street_areas, "street")
    check_parts(cells, community_areas, "community")
    check_parts(list(community_areas.values()), street_areas, "street")
    return Geography(
        streets=streets,
        communities=communities,
        grids={grid.no: grid for grid in grids},
        street_areas=street_areas,
        community_areas=community_areas,
        cells={grid.no: grid_areas[grid.code] for grid in grids},
    )


def _read_level(path: Path, *unique: str) -> dict[str, Outline]:
    records = read_features(path)
    check_unique(records, "code", *unique)
    return {area.code: area for area in read_areas(records)}


def _street(area: Outline, units: Mapping[str, Unit]) -> Street:
    record = area.record
    if area.code not in units or units[area.code].kind != "street":
        raise record.error(f"{area.code} is not a unit of kind street; add it to {UNITS}")
    return Street(
        code=area.code,
        name_zh=record.text("name_zh"),
        name_en=record.text("name_en"),
        short_zh=record.short("short_zh", _STREET_SHORT_ZH),
        short_en=record.short("short_en"),
        center=area.center,
        panel=record.one_of("panel", get_args(Panel)),
    )


def _check_drawn(units: Mapping[str, Unit], streets: Mapping[str, Street]) -> None:
    for code, unit in units.items():
        if unit.kind == "street" and code not in streets:
            raise PackError(f"{STREETS}: {code} of {UNITS} is missing; draw it.")


def _community(area: Outline, streets: Mapping[str, Street]) -> Community:
    record = area.record
    return Community(
        code=area.code,
        name_zh=record.text("name_zh"),
        name_en=record.text("name_en"),
        kind=record.one_of("kind", get_args(CommunityKind)),
        street=record.known("street", streets, STREETS),
    )


def _grid(record: Record, communities: Mapping[str, Community]) -> Grid:
    community = record.known("community", communities, COMMUNITIES)
    street = communities[community].street
    if record.text("street") != street:
        raise record.error(
            f"street '{record.text('street')}' isn't '{street}', the street of its community "
            f"{community}; correct one of the two"
        )
    return Grid(
        no=record.whole("no"),
        code=record.text("code"),
        name_zh=record.text("name_zh"),
        name_en=record.text("name_en"),
        community=community,
        street=street,
        households=record.whole_if_said("households"),
        residents=record.whole_if_said("residents"),
    )
