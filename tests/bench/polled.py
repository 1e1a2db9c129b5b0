"""The wall's content the usual way: a Dash page that asks for it with `dcc.Interval`, each second.

The same model from the same follower's picture; a server callback renders it into components. Every
page gets all of it each second, changed or not.
"""

from typing import Any

import dash_leaflet as dl
from dash import Dash, Input, Output, dcc, html
from dash.development.base_component import Component
from dash_extensions.javascript import Namespace
from flask import Flask, Response

from callbacks.wall import WallRequest, Walls
from dashboard import settings
from dashboard.live.follower import Follower
from dashboard.live.hub import Model
from dashboard.live.threads import LoopThreads
from dashboard.runtime.bootstrap import open_system
from dashboard.system import System
from tests.bench.processes import ROOT

TICK = "polled-tick"
CONTENT = "polled-content"
CELLS = "polled-cells"
EVERY_MS = 1_000
WAIT_MS = 1_000
FIGURES = ("open", "overdue", "severe", "soon", "unassigned", "reported_today")

OVERVIEW = WallRequest("overview")


def create() -> Flask:
    """The app that gunicorn serves; its settings are those of a web process."""
    return build(open_system(settings.read()))


def build(system: System) -> Flask:
    """A page on this system; its follower's thread ends with the process."""
    server = Flask("polled", static_folder=None)
    app = Dash(
        "polled",
        server=server,  # type: ignore[arg-type]
        update_title="",
        assets_folder=str(ROOT / "tests" / "bench" / "pages"),
        assets_ignore=r"^(?!polled\.js$)",
    )
    app.layout = _page()
    follower = Follower(system)
    walls = Walls(system, follower)
    LoopThreads().start("follower", lambda: follower.step(WAIT_MS))

    @app.callback(Output(CONTENT, "children"), Output(CELLS, "hideout"), Input(TICK, "n_intervals"))
    def show(_: int | None) -> tuple[list[Component], dict[str, Any]]:
        model = walls.model(OVERVIEW)
        return content(model), {"cells": model["cells"]}

    server.add_url_rule(
        "/geo/grids.json",
        "grids",
        lambda: Response(system.pack.geometry("grids"), mimetype="application/geo+json"),
    )
    return server


def _page() -> html.Div:
    cells = dl.GeoJSON(
        id=CELLS,
        url="/geo/grids.json",
        style=Namespace("bench")("cellStyle"),
        hideout={"cells": {}},
        zoomToBounds=True,
    )
    district_map = dl.Map(
        [cells], center=[43.85, 125.33], zoom=11, style={"width": 900, "height": 900}
    )
    columns = [district_map, html.Div(id=CONTENT)]
    return html.Div([dcc.Interval(id=TICK, interval=EVERY_MS), html.Div(columns)])


def content(model: Model) -> list[Component]:
    """The wall's figures, lists, streets and incident as components."""
    now = model["figures"]
    then = model["before"]
    return [
        html.Div(
            [
                html.Div(
                    [html.H2(key), html.Strong(f"{now[key]:,}"), html.Span(str(then.get(key)))]
                )
                for key in FIGURES
            ]
        ),
        _rows(model["late"], ("urgency", "item", "street", "grid", "due")),
        _rows(model["recent"], ("at", "urgency", "item", "street", "grid", "state")),
        _rows(model["units"], ("unit", "open", "overdue", "capacity")),
        html.Div(
            [
                html.Div([html.Span(code), html.Span(f"{s['overdue']}/{s['open']}")])
                for code, s in model["streets"].items()
            ]
        ),
        html.Footer(str((model["incident"]["current"] or {}).get("title", "—"))),
    ]


def _rows(section: dict[str, Any], keys: tuple[str, ...]) -> html.Div:
    rows = []
    for value in section.values():
        number = {"data-no": value["no"]} if "no" in value else {}
        cells = [html.Span(str(value[key]), className=key) for key in keys]
        rows.append(html.Div(cells, **number))
    return html.Div(rows)
