"""The page around every screen; by itself it has no data, so everybody may see it."""

from typing import get_args

from dash import dcc, html
from dash.development.base_component import Component

from layouts.words import LANG_TAG, Lang, word

LOCATION = "page-location"
OUTLET = "page-outlet"


def page(screen: Component | None = None) -> html.Div:
    """The whole layout: the address, and the screen or a place for it."""
    outlet = html.Div(screen or loading(), id=OUTLET)
    return html.Div([dcc.Location(id=LOCATION, refresh="callback-nav"), outlet])


def loading() -> html.P:
    """Shown until there is a screen."""
    both = " · ".join(word(lang, "shell.loading") for lang in get_args(Lang))
    return html.P(both, className="page-loading", role="status")


def missing(lang: Lang) -> Component:
    """Shown for an address that leads nowhere."""
    query = "?lang=en" if lang == "en" else ""
    home = html.A(word(lang, "shell.home"), href=f"/{query}")
    words = [html.H1(word(lang, "shell.missing")), html.P(home)]
    return html.Main(words, className="missing light", lang=LANG_TAG[lang])
