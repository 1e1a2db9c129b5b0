"""The door of the sockets: who may have a line to us, and how many lines there may be.

Socket.IO asks whether a client may join when its line is already open, and forgets a client that
is gone without closing its line. Every open line costs a thread, so the lines are counted here.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from werkzeug.wrappers import Response

PATH = "/socket.io/"
LINE = "dashboard.line"
SEND_BUFFER = 128 * 1024
USER_TIMEOUT_MS = 15_000


@dataclass(slots=True, eq=False)
class Line:
    """A connection from its handshake to its end; `idle_since` is None while a client uses it."""

    socket: socket.socket | None
    idle_since: float | None = field(default_factory=time.monotonic)

    def bound(self) -> None:
        """Little buffer in the kernel, and an end to a peer that takes nothing."""
        line = self.socket
        if line is not None and line.family != socket.AF_UNIX:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, USER_TIMEOUT_MS)

    def cut(self) -> None:
        """Ends it, whatever its thread is waiting for."""
        if self.socket is not None:
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_RDWR)


class Door:
    """Stands before the sockets of an app as WSGI, lets everything else pass."""

    def __init__(self, app: Flask, may_enter: Callable[[], bool], lines_max: int) -> None:
        """`may_enter` is asked inside the handshake's request."""
        self._app = app
        self._may_enter = may_enter
        self._lines_max = lines_max
        self._lines: set[Line] = set()
        self._lock = threading.Lock()
        self._next = app.wsgi_app
        app.wsgi_app = self  # type: ignore[assignment, method-assign]

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Holds the line until it ends."""
        if not environ.get("PATH_INFO", "").startswith(PATH):
            return self._next(environ, start)
        with self._app.request_context(environ):
            welcome = self._may_enter()
        if not welcome:
            return Response("A wall's device link is needed.\n", 401)(environ, start)
        line = environ[LINE] = Line(_socket(environ))
        with self._lock:
            room = len(self._lines) < self._lines_max
            if room:
                self._lines.add(line)
        if not room:
            return Response("All lines are taken.\n", 503)(environ, start)
        line.bound()
        try:
            return self._next(environ, start)
        finally:
            with self._lock:
                self._lines.discard(line)

    def open(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def cut_idle(self, seconds: float) -> None:
        """Ends lines that nobody has used for so long."""
        before = time.monotonic() - seconds
        with self._lock:
            lines = list(self._lines)
        for line in lines:
            if line.idle_since is not None and line.idle_since < before:
                line.cut()


def _socket(environ: dict[str, Any]) -> socket.socket | None:
    """The TCP socket below a websocket, as gunicorn or Werkzeug hand it on."""
    found = environ.get("gunicorn.socket") or environ.get("werkzeug.socket")
    return found if isinstance(found, socket.socket) else None
