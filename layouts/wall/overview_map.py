"""The wall's map: the same district in two scales side by side, drawn without tiles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import dash_leaflet as dl
from dash import html
from dash.development.base_component import Component
from dash_extensions.javascript import Namespace

from dashboard.domain.district import District
from dashboard.domain.grid import Panel, Street
from layouts.parts import data, legend, level_mark, slot
from layouts.wall.frame import panel, rows_door
from layouts.words import Lang, word

MAP = "wall-map"
SCALE = "wall-map-scale"
STREET = "wall-street"

GRIDS_URL = "/geo/grids.json"
STREETS_URL = "/geo/streets.json"

STILL: Mapping[str, bool] = {
    "attributionControl": False,
    "boxZoom": False,
    "doubleClickZoom": False,
    "dragging": False,
    "fadeAnimation": False,
    "keyboard": False,
    "scrollWheelZoom": False,
    "touchZoom": False,
    "trackViewport": False,
    "zoomAnimation": False,
    "zoomControl": False,
}
"""A wall's map is a picture: nobody uses a mouse there, and nobody reads where it has moved:
`trackViewport` would ask maps that were removed with their view.
"""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a label is attached to the map, and with which of its sides."""

    lon: float
    lat: float
    hold: Literal["middle", "right", "above"] = "middle"


LABELS: Mapping[str, Mapping[str, Anchor]] = {
    "nanguan": {
        "S01": Anchor(125.3090, 43.8545, "right"),
        "S02": Anchor(125.3262, 43.8875),
        "S03": Anchor(125.3273, 43.8797),
        "S04": Anchor(125.3336, 43.9022, "right"),
        "S05": Anchor(125.3462, 43.9112, "right"),
        "S06": Anchor(125.3393, 43.8836),
        "S07": Anchor(125.3262, 43.8688),
        "S08": Anchor(125.3420, 43.8729),
        "S09": Anchor(125.3475, 43.8900),
        "S10": Anchor(125.3175, 43.8410, "right"),
        "S11": Anchor(125.2990, 43.8265, "right"),
        "S12": Anchor(125.3500, 43.7823),
        "S13": Anchor(125.3048, 43.7990),
        "S14": Anchor(125.2859, 43.7715),
    }
}
"""By district and street: beside small streets, inside large ones, without overlaps."""

NORTH_EDGE: Mapping[str, Anchor] = {"nanguan": Anchor(125.3300, 43.8621, "above")}
"""Where the southern map continues in the other one."""


def map_panel(district: District, lang: Lang) -> html.Section:
    """Where is it late? All grids by overdue count, streets by overdue and open cases."""
    halves = [
        html.Div(_view(district, lang, "old_town"), className="map-half"),
        html.Div([_view(district, lang, "south"), legend(lang)], className="map-half"),
    ]
    title = word(lang, "map.title", n=f"{len(district.grids):,}")
    notes = [slot("scale", SCALE), word(lang, "map.schematic")]
    alt: dict[str, Any] = {"aria-label": word(lang, "map.alt")}
    body = html.Div(halves, className="map-halves", role="group", **alt)
    return panel(MAP, title, notes, [body])


def _view(district: District, lang: Lang, name: Panel) -> html.Div:
    streets = [street for street in district.streets.values() if street.panel == name]
    pins = [_label(street, _anchor(district, street), lang) for street in streets]
    edge = NORTH_EDGE.get(district.key)
    if edge and name == "south":
        pins.append(_pin(edge, word(lang, "map.north"), className="pin north-edge"))
    pins.append(html.Div(level_mark(), className="pin incident-mark", hidden=True))
    return html.Div([_map(streets, name), *pins], className="map-view", **data(panel=name))


def _map(streets: list[Street], name: Panel) -> Component:
    draw = Namespace("cc", "map")
    common = {"filter": draw("inPanel"), "hideout": {"panel": name}, "interactive": False}
    layers = [
        dl.GeoJSON(
            id=f"wall-grids-{name}",
            url=GRIDS_URL,
            pane="tilePane",  # below the streets, in whatever order they load
            style=draw("cellStyle"),
            onEachFeature=draw("keepCell"),
            **common,
        ),
        dl.GeoJSON(
            id=f"wall-streets-{name}",
            url=STREETS_URL,
            style=draw("streetStyle"),
            onEachFeature=draw("keepStreet"),
            **common,
        ),
    ]
    middle = [sum(street.center[axis] for street in streets) / len(streets) for axis in (1, 0)]
    drawn: Component = dl.Map(
        layers, id=f"{MAP}-{name}", center=middle, zoom=11, zoomSnap=0, **STILL
    )
    return drawn


def _anchor(district: District, street: Street) -> Anchor:
    """The place chosen by hand; other districts have labels in the middle of the streets."""
    return LABELS.get(district.key, {}).get(street.code, Anchor(*street.center))


def _label(street: Street, anchor: Anchor, lang: Lang) -> html.Div:
    name = street.short_zh if lang == "zh" else street.short_en
    door = rows_door(f"/wall/queue?of=open&street={street.code}", "", name, lang)
    text = [door, html.Span(name, className="label-name"), slot("label-count")]
    return _pin(
        anchor,
        text,
        id=f"{STREET}-{street.code}",
        className="pin street-label",
        **data(street=street.code),
    )


def _pin(anchor: Anchor, children: Any, **options: Any) -> html.Div:
    """Attached to a point of the map; the browser places it whenever the map is fitted."""
    place = data(lon=anchor.lon, lat=anchor.lat, hold=anchor.hold)
    return html.Div(children, **options, **place)
