"""The bare path: one stream, one emit for each entry, one text node; nothing is stored or checked.

An entry's field starts with its number and a space; the rest is as long as a real message.
"""

import os
import threading
from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, send_from_directory
from flask_socketio import SocketIO
from redis import Redis

from dashboard.streams.client import entries
from tests.bench.processes import ROOT

STREAM = "bare"
Tell = Callable[[Redis, SocketIO], None]
PAGES = ROOT / "tests" / "bench" / "pages"
WAIT_MS = 1_000


def create() -> Flask:
    """The app that gunicorn serves; it reads the stream at REDIS_URL."""
    return serve(_tell)


def serve(tell: Tell) -> Flask:
    """The plainest live page; `tell` emits its numbers, for ever, in a thread of its own."""
    server = Flask("bare", static_folder=None)
    sockets = SocketIO(server, async_mode="threading", transports=["websocket"])
    files = {
        "/": (PAGES, "bare.html"),
        "/bare.js": (PAGES, "bare.js"),
        "/socket.io.js": (ROOT / "assets", "socket.io.min.js"),
    }
    for path, (folder, name) in files.items():
        server.add_url_rule(path, path, _sender(folder, name))
    redis = Redis.from_url(os.environ["REDIS_URL"])
    threading.Thread(target=tell, args=(redis, sockets), daemon=True).start()
    return server


def _sender(folder: Path, name: str) -> Callable[[], Response]:
    return lambda: send_from_directory(folder, name)


def _tell(redis: Redis, sockets: SocketIO) -> None:
    last: bytes | str = "$"
    while True:
        for entry, fields in entries(redis.xread({STREAM: last}, block=WAIT_MS)):
            last = entry
            sockets.emit("told", int(fields[b"event"].split(b" ", 1)[0]))
