"""The detail of the selected case: made anew for another case, or another version of it."""

from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from callbacks.case_detail import DetailReader, chosen_number
from callbacks.shell import language
from dashboard.system import System
from layouts import console, console_map, shell
from layouts.detail import reporter as who

SELECTED = State(console.SELECTED, "data")
SEARCH = State(shell.LOCATION, "search")


def register(app: Dash, system: System) -> None:
    """Wires the detail, its map and the unmasking of the reporter."""
    surroundings = console_map.Surroundings(system.pack)

    @app.callback(
        Output(console.DETAIL, "children"),
        Output(console_map.AROUND, "data"),
        Output(console_map.SHOWN, "data"),
        Input(console.SELECTED, "data"),
        State(console_map.SHOWN, "data"),
        SEARCH,
        prevent_initial_call=True,
    )
    def show(selected: object, shown: object, search: object) -> Any:
        looking = DetailReader.here(system, language(search))
        drawn, found = looking.detail(chosen_number(selected))
        if found is None or found.case.number == shown:
            return drawn, no_update, no_update
        return drawn, surroundings.of(found.case), found.case.number

    @app.callback(
        Output(who.WHO, "children"),
        Input(who.REVEAL, "n_clicks"),
        SELECTED,
        SEARCH,
        prevent_initial_call=True,
    )
    def reveal(clicks: object, selected: object, search: object) -> str:
        if not clicks:
            raise PreventUpdate
        return DetailReader.here(system, language(search)).unmasked(chosen_number(selected))
