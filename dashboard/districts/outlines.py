"""The outlines of a district as the browser draws them: compact GeoJSON."""

import json
from collections.abc import Iterable, Mapping
from typing import Literal

from shapely import LinearRing, Polygon

from dashboard.districts.areas import Area
from dashboard.districts.geography import Geography

Kind = Literal["grids", "streets", "communities"]

_DECIMALS = 5
"""Of a degree, about one metre: less than a pixel on any screen."""


def draw_outlines(places: Geography) -> dict[Kind, bytes]:
    """A GeoJSON collection per level; a feature has id, street and panel, a grid also no."""
    features: dict[Kind, list[object]] = {
        "streets": [_feature(places, area, code) for code, area in places.street_areas.items()],
        "communities": [
            _feature(places, area, places.communities[code].street)
            for code, area in places.community_areas.items()
        ],
        "grids": [
            _feature(places, area, places.grids[no].street, no=no)
            for no, area in places.cells.items()
        ],
    }
    return {kind: _collection(level) for kind, level in features.items()}


def _feature(places: Geography, area: Area, street: str, **more: int) -> Mapping[str, object]:
    panel = places.streets[street].panel
    return {
        "type": "Feature",
        "properties": {"id": area.code, **more, "street": street, "panel": panel},
        "geometry": {"type": "Polygon", "coordinates": _rings(area.polygon)},
    }


def _rings(polygon: Polygon) -> list[list[list[float]]]:
    return [_positions(ring) for ring in (polygon.exterior, *polygon.interiors)]


def _positions(ring: LinearRing) -> list[list[float]]:
    return [[round(lon, _DECIMALS), round(lat, _DECIMALS)] for lon, lat in ring.coords]


def _collection(features: Iterable[object]) -> bytes:
    collection = {"type": "FeatureCollection", "features": list(features)}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
