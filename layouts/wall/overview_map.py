"""The wall's map, a picture that nobody moves: the same district in two scales side by side."""

from typing import Any

from dash import html

from dashboard.domain.district import District
from dashboard.domain.grid import NORTH, Label, Panel, Street
from layouts.parts import data, legend, level_mark, slot
from layouts.wall.frame import panel, rows_link
from layouts.words import Lang, word

MAP = "wall-map"
SCALE = "wall-map-scale"
STREET = "wall-street"


def map_panel(district: District, lang: Lang, drawing: str) -> html.Section:
    """Where is it late? All grids by overdue count, streets by overdue and open cases.

    `drawing` is the address of what is drawn.
    """
    halves = [
        html.Div(_view(district, lang, drawing, "old_town"), className="map-half"),
        html.Div([_view(district, lang, drawing, "south"), legend(lang)], className="map-half"),
    ]
    title = word(lang, "map.title", n=f"{len(district.grids):,}")
    notes = [slot("scale", SCALE), word(lang, "map.schematic")]
    alt: dict[str, Any] = {"aria-label": word(lang, "map.alt")}
    body = html.Div(halves, className="map-halves", role="group", **alt)
    return panel(MAP, title, notes, [body])


def _view(district: District, lang: Lang, drawing: str, name: Panel) -> html.Div:
    streets = [street for street in district.streets.values() if street.panel == name]
    pins = [_label(street, district.label(street), lang) for street in streets]
    edge = district.labels.get(NORTH)
    if edge and name == "south":
        pins.append(_pin(edge, word(lang, "map.north"), className="pin north-edge"))
    pins.append(incident_mark("incident-mark"))
    return html.Div(
        [html.Div(className="drawing"), *pins],
        className="map-view",
        **data(panel=name, drawing=drawing),
    )


def incident_mark(kind: str) -> html.Div:
    """The mark of the incidents in one place, of which the browser makes as many as there are.

    It has the gravest one's level, how many they are if they are several, and a link to them.
    """
    parts = [level_mark(), slot("count"), html.A(className="cover-link", hidden=True)]
    return html.Div(parts, className=f"pin {kind}", hidden=True)


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
