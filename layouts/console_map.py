"""The small map of the desk: the grid of the case, drawn without tiles."""

import json
from collections.abc import Iterator
from typing import Any

import dash_leaflet as dl
from dash import dcc, html
from dash_extensions.javascript import Namespace

from dashboard.districts import Pack
from dashboard.domain.case import Case
from dashboard.domain.district import District
from layouts.parts import middle_of
from layouts.words import Lang, word

MAP = "console-map"
PLACE = "console-place"
AROUND = "console-around"
SHOWN = "console-shown"
MARGIN = 0.35
"""The margin around a grid, as a share of its width."""


def map_part(lang: Lang, district: District, around: dict[str, Any] | None = None) -> html.Figure:
    """One map for all cases: a new one for each would cost more than all the rest."""
    draw = Namespace("cc", "detailMap")
    cells = dl.GeoJSON(
        id=AROUND,
        data=around,
        style=draw("cellStyle"),
        pointToLayer=draw("point"),
        onEachFeature=draw("keep"),
        interactive=False,
    )
    drawn = dl.Map(
        [cells],
        id=MAP,
        center=middle_of(district.streets.values()),
        zoom=14,
        zoomSnap=0,
        trackViewport=False,
        zoomControl=False,
        attributionControl=False,
        keyboard=False,  # the queue needs the arrow keys
        fadeAnimation=False,
        zoomAnimation=False,
    )
    return html.Figure(
        [drawn, html.Figcaption(word(lang, "map.schematic")), dcc.Store(id=SHOWN)],
        id=PLACE,
        className="console-place",
    )


class Surroundings:
    """The grids of a district, to be shown around a case."""

    def __init__(self, pack: Pack) -> None:
        features = json.loads(pack.geometry("grids"))["features"]
        self._cells = {feature["properties"]["no"]: feature for feature in features}
        self._boxes = {no: _box(feature) for no, feature in self._cells.items()}

    def of(self, case: Case) -> dict[str, Any]:
        """The case's own grid, marked, among its neighbours, and the case as a point."""
        west, south, east, north = self._boxes[case.grid]
        wide, high = (east - west) * MARGIN, (north - south) * MARGIN
        view = (west - wide, south - high, east + wide, north + high)
        cells = [self._cell(no, own=no == case.grid) for no in self._within(view)]
        point = [] if case.lon is None else [_point(case.lon, case.lat)]
        return {"type": "FeatureCollection", "features": [*cells, *point]}

    def _within(self, view: tuple[float, ...]) -> Iterator[int]:
        west, south, east, north = view
        for no, (left, low, right, high) in self._boxes.items():
            if left <= east and right >= west and low <= north and high >= south:
                yield no

    def _cell(self, no: int, *, own: bool) -> dict[str, Any]:
        cell = self._cells[no]
        return {**cell, "properties": {"id": cell["properties"]["id"], "no": no, "own": own}}


def _box(feature: dict[str, Any]) -> tuple[float, float, float, float]:
    lons, lats = zip(*feature["geometry"]["coordinates"][0], strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _point(lon: float, lat: float | None) -> dict[str, Any]:
    place = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "properties": {"id": "here"}, "geometry": place}
