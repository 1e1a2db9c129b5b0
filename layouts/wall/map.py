"""The wall's map: where is something unusual or late? One layer at a time over all grids."""

import json
from collections.abc import Sequence
from typing import Any

import dash_leaflet as dl
from dash import html
from dash.development.base_component import Component
from dash_extensions.javascript import Namespace

from dashboard.domain.district import District
from dashboard.domain.grid import NORTH, Label, Panel, Street
from layouts.parts import NOT_KNOWN, data, lamp, level_mark, middle_of, slot
from layouts.wall.basemap import Ground
from layouts.wall.device_settings import WallSetting
from layouts.wall.frame import page_note, panel, rows, strip, wall
from layouts.wall.overview_map import MAP, SCALE, STREET, incident_mark
from layouts.words import Lang, word

LAYER = "wall-layer"
LEGEND = "wall-legend"
ODD = "wall-odd"
RUNNING = "wall-running"
CARD = "wall-card"
CARD_CASE = "wall-card-case"
BACK = "wall-map-back"
GEOMETRY = "/geo/tiles"
LAYERS = ("open", "overdue", "unusual", "APPEAL", "DISPUTE", "HAZARD", "MAJOR", "BASE")
"""In the order of their keys, 1 to 8."""
OVER = {"9": "cameras", "0": "rings"}
"""What can be shown over any layer, by its key."""
STEPS = 5
FACTS = ("community", "leader", "counts", "today", "odd-said", "residents", "utilities")
"""What a cell's card shows, in this order."""
ZOOMS = {"minZoom": 9, "maxZoom": 18}
LOOSE = {
    "attributionControl": False,
    "boxZoom": False,
    "fadeAnimation": False,
    "keyboard": False,
    "zoomAnimation": False,
    "zoomControl": False,
    "zoomSnap": 0,
    **ZOOMS,
}
"""Leaflet options: people may move it; the panel's head says whose map is below."""


def layout(district: District, lang: Lang, setting: WallSetting) -> html.Main:
    """The map in two scales, beside it the layers, what is unusual, the incidents, one cell."""
    ground = setting.ground
    side = [
        _layers(ground, lang),
        html.Div([_odd(lang), _running(lang)], className="lists"),
        _card(district, lang),
    ]
    body = [_map(district, lang, ground), html.Div(side, className="side")]
    return wall("map", district, lang, setting, [html.Div(body, className="body"), strip(lang)])


def _map(district: District, lang: Lang, ground: Ground) -> html.Section:
    halves: Sequence[Panel] = ("old_town", "south")
    views = [html.Div(_view(district, lang, ground, name), className="map-half") for name in halves]
    whose = ground.tiles.attribution if ground.tiles else word(lang, "map.schematic")
    back = html.Button(
        [word(lang, "atlas.back"), html.Kbd(word(lang, "atlas.back.key"))],
        id=BACK,
        className="back",
        hidden=True,
    )
    alt: dict[str, Any] = {"aria-label": word(lang, "atlas.alt")}
    body = html.Div([*views, back], className="map-halves", role="group", **alt)
    title = html.H2(word(lang, "map.title", n=f"{len(district.grids):,}"), id=f"{MAP}-title")
    return panel(MAP, title, [slot("scale", SCALE), whose], [body])


def _view(district: District, lang: Lang, ground: Ground, name: Panel) -> html.Div:
    streets = [street for street in district.streets.values() if street.panel == name]
    pins = [
        _pin(
            ground,
            district.label(street),
            [
                html.Span(street.short_zh if lang == "zh" else street.short_en),
                slot("label-count"),
            ],
            id=f"{STREET}-{street.code}",
            className="pin street-label",
            **data(street=street.code),
        )
        for street in streets
    ]
    edge = district.labels.get(NORTH)
    if edge and name == "south":
        pins.append(_pin(ground, edge, word(lang, "map.north"), className="pin north-edge"))
    pins.append(incident_mark("incident-pin"))
    return html.Div(
        [_drawn(streets, ground, name), *pins],
        className="map-view",
        **data(panel=name, geo=GEOMETRY),
    )


def _pin(ground: Ground, at: Label, children: Any, **options: Any) -> html.Div:
    """Held at a place of the map, in the coordinates in which it is drawn."""
    lon, lat = ground.draw(at.lon, at.lat)
    return html.Div(children, **options, **data(lon=lon, lat=lat, hold=at.hold))


def _drawn(streets: list[Street], ground: Ground, name: Panel) -> Component:
    draw = Namespace("cc", "map")
    common = {"filter": draw("inPanel"), "hideout": {"panel": name}}

    def outlines(kind: str, style: str, keep: str, **more: Any) -> Component:
        made: Component = dl.GeoJSON(
            id=f"wall-{kind}-{name}",
            url=f"{GEOMETRY}/{kind}.json",
            style=draw(style),
            onEachFeature=draw(keep),
            **common,
            **more,
        )
        return made

    layers = [
        outlines("grids", "cellStyle", "keepCell", pane="tilePane", interactive=True),
        outlines("communities", "communityStyle", "keepStreet", interactive=False),
        outlines("streets", "streetStyle", "keepStreet", interactive=False),
    ]
    if ground.cameras:
        points = {"pointToLayer": draw("camera"), "interactive": False}
        url = f"{GEOMETRY}/cameras.json"
        layers.append(dl.GeoJSON(id=f"wall-cameras-{name}", url=url, **common, **points))
    if ground.tiles:
        layers.insert(0, dl.TileLayer(url=ground.tiles.url, **ZOOMS))
    drawn: Component = dl.Map(
        layers, id=f"{MAP}-{name}", center=middle_of(streets), zoom=11, trackViewport=False, **LOOSE
    )
    return drawn


def _layers(ground: Ground, lang: Lang) -> html.Section:
    """What does the colour show? Also chosen by keys, and by ?layer= in the address."""
    choices = [_choice(str(n), layer, lang, "radio") for n, layer in enumerate(LAYERS, start=1)]
    over = [_choice(key, what, lang, "switch") for key, what in OVER.items()]
    if not ground.cameras:
        over[0] = _choice("9", "cameras", lang, "switch", missing=True)
    steps = [
        html.Div([html.I(className="step"), slot("step-text")], className="step-box")
        for _ in range(STEPS)
    ]
    legend = html.Div(
        [slot("counted", f"{LEGEND}-counted"), html.Div(steps, className="steps")],
        id=LEGEND,
        className="legend",
    )
    listed = html.Div([*choices, *over], className="layers", role="radiogroup")
    notes = [word(lang, "atlas.keys")]
    return panel(f"{LAYER}-panel", word(lang, "atlas.layers"), notes, [listed, legend])


def _choice(key: str, what: str, lang: Lang, role: str, *, missing: bool = False) -> html.Button:
    count = word(lang, "atlas.no_cameras") if missing else "" if role == "switch" else NOT_KNOWN
    said: dict[str, Any] = {"aria-checked": "false"}
    return html.Button(
        [
            html.Kbd(key),
            html.Span(word(lang, f"atlas.{what}"), className="name"),
            slot("count", text=count),
        ],
        id=f"{LAYER}-{what}",
        className="layer",
        role=role,
        disabled=missing,
        title=word(lang, "atlas.no_cameras.why") if missing else None,
        **said,
        **data(what=what),
    )


def _odd(lang: Lang) -> html.Section:
    """What is unusual now? The rarest first; a row opens the card of its cell."""
    cells = [html.I(className="step"), "place", "said"]
    notes = [page_note(ODD)]
    return panel(f"{ODD}-panel", word(lang, "atlas.odd"), notes, rows(ODD, cells))


def _running(lang: Lang) -> html.Section:
    """Which incidents are running, and where?"""
    notes = [page_note(RUNNING)]
    return panel(
        f"{RUNNING}-panel",
        word(lang, "atlas.running"),
        notes,
        rows(RUNNING, [level_mark(), "title", "place"]),
    )


def _card(district: District, lang: Lang) -> html.Div:
    """One cell: its community, its open cases, its suppliers. Never a name, never a phone."""
    names = {
        code: community.name_zh if lang == "zh" else community.name_en
        for code, community in district.communities.items()
    }
    said: dict[str, Any] = {"aria-label": word(lang, "atlas.close")}
    close = html.Button(id=f"{CARD}-close", className="close", **said)
    body = [
        html.Div([slot(fact) for fact in FACTS], className="cell-facts"),
        html.Div([html.Span(word(lang, "atlas.cases")), page_note(CARD_CASE)], className="sub"),
        *rows(CARD_CASE, [lamp(), "urgency", "item", "state", "time"]),
    ]
    found = panel(f"{CARD}-panel", html.H2(id=f"{CARD}-title"), [close], body)
    known = data(communities=json.dumps(names, ensure_ascii=False, separators=(",", ":")))
    return html.Div(found, id=CARD, className="card", hidden=True, **known)
