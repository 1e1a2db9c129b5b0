"""The places of a district as the browser draws them: compact GeoJSON.

A map with tiles uses the coordinates of its tiles; `draw` converts a point to them.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from shapely import Polygon

from dashboard.districts.areas import Outline
from dashboard.districts.cameras import Camera
from dashboard.districts.geography import Geography

Kind = Literal["grids", "streets", "communities", "cameras"]
Draw = Callable[[float, float], tuple[float, float]]

_DECIMALS = 5
"""Decimals of a degree, about one metre: less than a pixel on any screen."""


def draw_outlines(places: Geography, cameras: Sequence[Camera], draw: Draw) -> dict[Kind, bytes]:
    """A GeoJSON collection for each kind; an outline has id, street and panel, a grid also no."""
    streets = places.streets

    def outline(area: Outline, street: str, **more: int) -> object:
        properties = {"id": area.code, **more, "street": street, "panel": streets[street].panel}
        return _feature(properties, "Polygon", _rings(area.polygon, draw))

    features: dict[Kind, list[object]] = {
        "streets": [outline(area, code) for code, area in places.street_areas.items()],
        "communities": [
            outline(area, places.communities[code].street)
            for code, area in places.community_areas.items()
        ],
        "grids": [
            outline(area, places.grids[no].street, no=no) for no, area in places.cells.items()
        ],
        "cameras": [
            _feature(
                {"id": camera.code, "name": camera.name, "panel": camera.panel},
                "Point",
                _position(*draw(camera.lon, camera.lat)),
            )
            for camera in cameras
        ],
    }
    return {kind: _collection(level) for kind, level in features.items()}


def _feature(properties: Mapping[str, object], kind: str, coordinates: object) -> object:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _rings(polygon: Polygon, draw: Draw) -> list[list[list[float]]]:
    return [
        [_position(*draw(lon, lat)) for lon, lat in ring.coords]
        for ring in (polygon.exterior, *polygon.interiors)
    ]


def _position(lon: float, lat: float) -> list[float]:
    return [round(lon, _DECIMALS), round(lat, _DECIMALS)]


def _collection(features: Iterable[object]) -> bytes:
    collection = {"type": "FeatureCollection", "features": list(features)}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
