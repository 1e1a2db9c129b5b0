"""The drawing of a district: every outline of the pack, to the unit, and a version of its own."""

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from shapely import affinity

from dashboard.districts import load
from dashboard.districts.drawing import UNITS, Drawing
from dashboard.districts.geography import Geography, read_geography
from dashboard.districts.tables import read_units

FOLDER = Path(__file__).parents[2] / "dashboard" / "districts" / "nanguan"
Point = tuple[float, ...]


@pytest.fixture(scope="module")
def places() -> Geography:
    return read_geography(FOLDER, read_units(FOLDER))


def degrees(drawn: dict[str, float], ring: list[int]) -> list[Point]:
    """Longitudes and latitudes of a ring."""
    pairs = zip(ring[::2], ring[1::2], strict=True)
    return [
        (
            (drawn["west"] + x) / UNITS,
            math.degrees(math.atan(math.sinh(math.radians((drawn["north"] - y) / UNITS)))),
        )
        for x, y in pairs
    ]


def near(found: list[Point], meant: Sequence[tuple[float, ...]]) -> bool:
    return len(found) == len(meant) and all(
        math.dist(one, other) < 1 / UNITS for one, other in zip(found, meant, strict=True)
    )


def test_every_cell_is_drawn_where_it_lies(places: Geography) -> None:
    drawn = json.loads(Drawing.of(places).content)
    assert [cell[:3] for cell in drawn["cells"]] == [
        [area.code, no, places.streets[places.grids[no].street].panel]
        for no, area in places.cells.items()
    ]
    for (*_, rings), area in zip(drawn["cells"], places.cells.values(), strict=True):
        [ring] = rings
        assert near(degrees(drawn, ring), list(area.polygon.exterior.coords)[:-1]), area.code


def test_every_street_is_drawn_in_its_half(places: Geography) -> None:
    drawn = json.loads(Drawing.of(places).content)
    for panel, rings in drawn["streets"]:
        meant = [
            list(area.polygon.exterior.coords)[:-1]
            for code, area in places.street_areas.items()
            if places.streets[code].panel == panel
        ]
        assert len(rings) == len(meant)
        for ring, outline in zip(rings, meant, strict=True):
            assert near(degrees(drawn, ring), outline), panel
    assert sum(len(rings) for _, rings in drawn["streets"]) == len(places.streets)


def test_the_drawing_begins_in_its_north_western_corner(places: Geography) -> None:
    drawn = json.loads(Drawing.of(places).content)
    points = [value for _, rings in drawn["streets"] for ring in rings for value in ring]
    assert min(points[::2]) == 0
    assert min(points[1::2]) == 0


def test_a_moved_outline_is_another_version(places: Geography) -> None:
    first = Drawing.of(places)
    assert first == Drawing.of(places) == load("nanguan").drawing
    area = places.cells[206]
    moved = replace(area, polygon=affinity.translate(area.polygon, 1 / 1000))
    other = Drawing.of(replace(places, cells={**places.cells, 206: moved}))
    assert other.build != first.build
