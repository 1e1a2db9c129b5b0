"""A small web process that shows the wall with an example model, which a test controls.

The page, its callbacks and its assets are the real ones; only the model comes from a file, so
that a test can put the screen into any state within milliseconds.
"""

import json
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from dash import Dash
from flask import Flask, Response, request
from flask_socketio import SocketIO
from werkzeug.serving import make_server

from callbacks import shell as shell_callbacks
from callbacks.pages import Pages
from dashboard.districts import Pack, load
from dashboard.system import System
from dashboard.tiles import Tiles
from dashboard.web import compression, geometry
from dashboard.web.middleware import content_policy
from layouts import shell

ROOT = Path(__file__).parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
BEAT_S = 1.0
# In a browser: Dash's own wall is live and, if it has a map, has all its cells.
DRAWN = """() => {
  const root = document.querySelector("#page-outlet #wall");
  return root?.dataset.state === "live" && document.querySelectorAll(".cell").length === 310;
}"""


class Showcase:
    """Serves `/wall/overview` on a free port; `load`, `change` and `beating` drive it."""

    def __init__(self, pack: Pack | None = None, tiles: Tiles | None = None) -> None:
        self.pack = pack or load("nanguan")
        self.tiles = tiles
        self.beating = True
        self.resyncs = 0
        self.rev = 1
        self.build = "first"
        self.model: dict[str, dict[str, Any]] = {}
        self._began_at = (0, 0.0)
        self.load("overview_busy")
        server = Flask(__name__, static_folder=None)
        self._dash(server)
        self.io = SocketIO(server, async_mode="threading", transports=["websocket"])
        self.io.on_event("connect", lambda _: self.greet(request.sid))  # type: ignore[attr-defined]
        self.io.on_event("resync", self._resync)
        self.io.on_event("enter", lambda _: self.greet(request.sid))  # type: ignore[attr-defined]
        self.io.on_event("seen", lambda _: None)
        server.add_url_rule("/geo/<kind>.json", "geometry", self._geometry)
        server.add_url_rule("/geo/tiles/<kind>.json", "geometry-on-tiles", self._geometry)
        geometry.register_drawing(server, self.pack)
        server.after_request(self._strict)
        server.after_request(compression.keep_assets)
        self._web = make_server("127.0.0.1", 0, server, threaded=True)
        self._ended = threading.Event()

    def _dash(self, server: Flask) -> Dash:
        dash = Pages(
            __name__,
            server=server,
        )
        dash.layout = shell.page()
        settings = SimpleNamespace(tiles=self.tiles)
        system = SimpleNamespace(district=self.pack.district, pack=self.pack, settings=settings)
        shell_callbacks.register(dash, cast("System", system))
        return dash

    def start(self) -> None:
        threading.Thread(target=self._web.serve_forever, daemon=True).start()
        threading.Thread(target=self._beat, daemon=True).start()

    def stop(self) -> None:
        self._ended.set()
        self._web.shutdown()
        self._web.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._web.server_port}/wall/overview"

    def now(self) -> int:
        """The example's time, which runs on from the moment of loading."""
        then, at = self._began_at
        return then + round((time.monotonic() - at) * 1000)

    def load(self, name: str, **sections: dict[str, Any]) -> None:
        """Loads the example of this name, with some values changed."""
        example = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
        for section, values in sections.items():
            example["model"][section].update(values)
        self.show(example["model"], example["now"])

    def show(self, model: dict[str, dict[str, Any]], now: int) -> None:
        """Shows this model at this instant (ms since 1970) to every screen that comes."""
        self.model = model
        self._began_at = (now, time.monotonic())
        self.rev += 1

    def change(self, *, skip: int = 0, **sections: dict[str, Any]) -> None:
        """Sends a change to every screen; `skip` revisions are lost on the way."""
        self.rev += skip
        self.put(sections)

    def put(self, sections: dict[str, dict[str, Any]]) -> None:
        """Sends what has changed, by section; None removes a key."""
        for section, values in sections.items():
            gone = {key for key, value in values.items() if value is None}
            now = {**self.model[section], **values}
            self.model[section] = {key: value for key, value in now.items() if key not in gone}
        self.rev += 1
        self.io.emit("change", {**self._head(), "set": sections})

    def greet(self, sid: str | None = None) -> None:
        """Sends a snapshot to one screen, or to all."""
        self.io.emit("snapshot", {**self._head(), "build": self.build, "model": self.model}, to=sid)

    def _head(self) -> dict[str, int]:
        return {"rev": self.rev, "seq": self.rev, "now": self.now()}

    def _resync(self, _: object = None) -> None:
        self.resyncs += 1
        self.greet(request.sid)  # type: ignore[attr-defined]

    def _beat(self) -> None:
        while not self._ended.wait(BEAT_S):
            if self.beating:
                self.io.emit("beat", self._head())

    def _geometry(self, kind: Any) -> Response:
        return Response(self.pack.geometry(kind), mimetype="application/json")

    def _strict(self, answer: Response) -> Response:
        origin = self.tiles.origin if self.tiles else ""
        answer.headers["Content-Security-Policy"] = content_policy(origin)
        return answer
