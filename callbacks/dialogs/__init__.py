"""Acting at the desk: a key or a button opens a dialog, Enter carries it out, Z undoes it."""

from typing import Any

from dash import ALL, Dash, Input, Output, State
from dash.exceptions import PreventUpdate

from callbacks.dialogs.controller import DeskController
from callbacks.dialogs.execution import DialogUpdate
from callbacks.shell import language
from dashboard.live.follower import Follower
from dashboard.system import System
from layouts import console, dialogs, shell
from layouts.dialogs import screens
from layouts.words import Lang

SHOWN = (
    Output(console.DIALOG, "children", allow_duplicate=True),
    Output(console.TOAST, "children", allow_duplicate=True),
)
LANG = State(shell.LOCATION, "search")
ASKED = State(dialogs.ASKED, "data")
SAID = (
    State(dialogs.field_id(ALL), "value"),
    State(dialogs.field_id(ALL), "id"),
)


def register(app: Dash, system: System, follower: Follower) -> None:
    """Wires dialogs, undo and conflicts; `DeskController` does the work."""
    desk = DeskController(system, follower)
    _opening(app, desk)
    _answering(app, desk)


def _opening(app: Dash, desk: DeskController) -> None:
    @app.callback(
        *SHOWN,
        Input(console.ACT, "data"),
        State(console.SELECTED, "data"),
        State(console.CHOSEN, "data"),
        LANG,
        prevent_initial_call=True,
    )
    def open_dialog(act: object, selected: object, chosen: object, search: object) -> Any:
        _need(act)
        return _two(desk.open(_language(search), act, selected, chosen))

    @app.callback(
        *SHOWN,
        Input(dialogs.UNDO, "n_clicks"),
        State(dialogs.UNDOABLE, "data"),
        LANG,
        prevent_initial_call=True,
    )
    def undo(clicks: object, rows: object, search: object) -> Any:
        _need(clicks)
        return _two(desk.undo(_language(search), rows))


def _answering(app: Dash, desk: DeskController) -> None:
    @app.callback(
        *SHOWN,
        Output(dialogs.ANSWER, "children"),
        Input(dialogs.DO, "n_clicks"),
        ASKED,
        *SAID,
        LANG,
        prevent_initial_call=True,
    )
    def do(clicks: object, asked: object, values: Any, ids: Any, search: object) -> Any:
        _need(clicks)
        done = desk.do(_language(search), asked, values, ids)
        return *_two(done), done.answer

    @app.callback(
        Output(dialogs.ANSWER, "children", allow_duplicate=True),
        Input(screens.ASKED, "data"),
        LANG,
        prevent_initial_call=True,
    )
    def send(told: object, search: object) -> Any:
        _need(told)
        return desk.send(_language(search), told).answer

    @app.callback(
        *SHOWN, Input(dialogs.OVERRIDE, "n_clicks"), ASKED, LANG, prevent_initial_call=True
    )
    def apply_mine(clicks: object, asked: object, search: object) -> Any:
        _need(clicks)
        return _two(desk.do(_language(search), asked, (), ()))


def _need(pressed: object) -> None:
    """Stops a call from a part that has just come into the page: nobody has pressed anything."""
    if not pressed:
        raise PreventUpdate


def _two(done: DialogUpdate) -> tuple[Any, Any]:
    return done.dialog, done.toast


def _language(search: object) -> Lang:
    return language(search if isinstance(search, str) else "")
