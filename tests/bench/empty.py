"""A Dash page with nothing on it that loads the component libraries of the wall."""

import dash_leaflet  # noqa: F401 - importing a library is what makes Dash load it
from dash import Dash, dcc, html
from flask import Flask
from flask_compress import Compress

EMPTY = "empty"


def create() -> Flask:
    """What gunicorn serves; compressed as the centre's pages are."""
    server = Flask("empty", static_folder=None)
    server.config.update(COMPRESS_ALGORITHM=["br", "gzip"])
    Compress(server)
    app = Dash("empty", server=server, update_title="")  # type: ignore[arg-type]
    app.layout = html.Div([dcc.Location(id="empty-location"), html.Div("·", id=EMPTY)])
    return server
