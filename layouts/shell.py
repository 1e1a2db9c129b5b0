"""The page around every screen; it holds no data, so it may be shown to anybody."""

from dash import dcc, html
from dash.development.base_component import Component

from layouts.words import Lang, word

LOCATION = "page-location"
OUTLET = "page-outlet"


def page() -> html.Div:
    """The whole layout: where the browser is, and a place for the screen."""
    return html.Div([dcc.Location(id=LOCATION, refresh="callback-nav"), html.Div(id=OUTLET)])


def missing(lang: Lang) -> Component:
    """What an address that leads nowhere shows."""
    return html.Main(html.H1(word(lang, "shell.missing")), className="missing dark")
