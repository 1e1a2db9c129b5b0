"""The wall's map: the same district in two scales side by side, drawn without tiles."""

from collections.abc import Mapping
from typing import Any

import dash_leaflet as dl
from dash import html
from dash.development.base_component import Component
from dash_extensions.javascript import Namespace

from dashboard.domain.district import District
from dashboard.domain.grid import NORTH, Label, Panel, Street
from layouts.parts import data, legend, level_mark, middle_of, slot
from layouts.wall.frame import panel, rows_link
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
    pins = [_label(street, district.label(street), lang) for street in streets]
    edge = district.labels.get(NORTH)
    if edge and name == "south":
        pins.append(_pin(edge, word(lang, "map.north"), className="pin north-edge"))
    pins.append(incident_mark("incident-mark"))
    return html.Div([_map(streets, name), *pins], className="map-view", **data(panel=name))


def incident_mark(kind: str) -> html.Div:
    """The mark of the incidents in one place, of which the browser makes as many as there are.

    It has the gravest one's level, how many they are if they are several, and a link to them.
    """
    parts = [level_mark(), slot("count"), html.A(className="cover-link", hidden=True)]
    return html.Div(parts, className=f"pin {kind}", hidden=True)


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
    drawn: Component = dl.Map(
        layers, id=f"{MAP}-{name}", center=middle_of(streets), zoom=11, zoomSnap=0, **STILL
    )
    return drawn


def _label(street: Street, at: Label, lang: Lang) -> html.Div:
    name = street.short_zh if lang == "zh" else street.short_en
    link = rows_link(f"/wall/queue?of=open&street={street.code}", "", name, lang)
    text = [link, html.Span(name, className="label-name"), slot("label-count")]
    return _pin(
        at,
        text,
        id=f"{STREET}-{street.code}",
        className="pin street-label",
        **data(street=street.code),
    )


def _pin(at: Label, children: Any, **options: Any) -> html.Div:
    """Held at a place of the map; the browser puts it there whenever the map is fitted."""
    place = data(lon=at.lon, lat=at.lat, hold=at.hold)
    return html.Div(children, **options, **place)
