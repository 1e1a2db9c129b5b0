"""Which screen an address shows."""

from urllib.parse import parse_qs

from dash import Dash, Input, Output
from dash.development.base_component import Component

from dashboard.system import System
from layouts import shell, wall
from layouts.words import Lang


def register(app: Dash, system: System) -> None:
    """Put the screen of the address into the page whenever the address changes."""

    @app.callback(
        Output(shell.OUTLET, "children"),
        Input(shell.LOCATION, "pathname"),
        Input(shell.LOCATION, "search"),
    )
    def show(pathname: object, search: object) -> Component:
        asked = _text(search)
        lang = language(asked)
        if _text(pathname).rstrip("/") == "/wall/overview":
            setting = wall.WallSetting.from_search(asked)
            return wall.overview(system.district, lang, setting)
        return shell.missing(lang)


def _text(value: object) -> str:
    """A callback is sent whatever its sender likes; what isn't text counts as not said."""
    return value if isinstance(value, str) else ""


def language(search: str | None) -> Lang:
    """English only where the address asks for it with ?lang=en."""
    asked = parse_qs((search or "").removeprefix("?")).get("lang")
    return "en" if asked and asked[-1] == "en" else "zh"
