"""The small map of the desk: where is it? The grid of the case, drawn without tiles."""

import dash_leaflet as dl
from dash import html
from dash_extensions.javascript import Namespace

from layouts.words import Lang, word

MAP = "console-map"
PLACE = "console-place"
AROUND = "console-around"


def map_part(lang: Lang) -> html.Figure:
    """One map for all cases: a new one for each would cost more than all the rest."""
    draw = Namespace("cc", "place")
    around = dl.GeoJSON(
        id=AROUND,
        style=draw("cellStyle"),
        pointToLayer=draw("point"),
        zoomToBounds=True,
        interactive=False,
    )
    drawn = dl.Map(
        [around],
        id=MAP,
        center=[43.87, 125.34],
        zoom=14,
        zoomSnap=0,
        attributionControl=False,
        keyboard=False,  # the arrows belong to the queue
        fadeAnimation=False,
        zoomAnimation=False,
    )
    return html.Figure(
        [drawn, html.Figcaption(word(lang, "map.schematic"))],
        id=PLACE,
        className="console-place",
        hidden=True,
    )
