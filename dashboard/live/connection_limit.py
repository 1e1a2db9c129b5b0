"""The limit on sockets: who may open a connection, and how many there may be.

Socket.IO asks whether a client may join only when its connection is already open, and forgets a
client that has gone without closing its connection. Every open connection costs a thread, so they
are counted here.
"""

import socket
import threading
import time
from collections import Counter
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
KEPT = 4
"""One place in this many is reserved for walls and the centre's desks."""


@dataclass(slots=True, eq=False)
class Line:
    """A connection from handshake to end; `idle_since` is None while a client uses it."""

    socket: socket.socket | None
    idle_since: float | None = field(default_factory=time.monotonic)

    def bound(self) -> None:
        """Limits the kernel's send buffer, and how long an unread send may last."""
        line = self.socket
        if line is not None and line.family != socket.AF_UNIX:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, USER_TIMEOUT_MS)

    def cut(self) -> None:
        """Ends the connection, whatever its thread is waiting for."""
        if self.socket is not None:
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True, slots=True)
class LineHolder:
    """Who wants a connection: a session, a token or an address; `kept` if places are reserved."""

    key: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many connections there may be in all, and for each session, token or address."""

    all: int
    each: int

    def of(self, entry: LineHolder) -> int:
        """The limit for this holder; one quarter of the places is reserved for some holders."""
        return self.all if entry.kept else self.all - self.all // KEPT


class ConnectionLimit:
    """WSGI middleware that limits an app's sockets and passes everything else on."""

    def __init__(self, app: Flask, entry: Callable[[], LineHolder | None], bounds: Bounds) -> None:
        """`entry` is called inside the handshake's request; if it returns None nobody gets in."""
        self._app = app
        self._entry = entry
        self._bounds = bounds
        self._lines: set[Line] = set()
        self._of: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._next = app.wsgi_app
        app.wsgi_app = self  # type: ignore[assignment, method-assign]

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Counts the connection until it ends."""
        if not environ.get("PATH_INFO", "").startswith(PATH):
            return self._next(environ, start)
        with self._app.request_context(environ):
            entry = self._entry()
        if entry is None:
            return Response("A wall's device link is needed.\n", 401)(environ, start)
        line = environ[LINE] = Line(_socket(environ))
        full = self._take(entry, line)
        if full:
            return Response(full, 503)(environ, start)
        line.bound()
        try:
            return self._next(environ, start)
        finally:
            self._give_back(entry, line)

    def _take(self, entry: LineHolder, line: Line) -> str:
        """Takes a place; returns an empty string, or the reason why there is none."""
        with self._lock:
            if self._of[entry.key] >= self._bounds.each:
                return "This log-in or wall has all the lines that one may have.\n"
            if len(self._lines) >= self._bounds.of(entry):
                return "All lines are taken.\n"
            self._lines.add(line)
            self._of[entry.key] += 1
        return ""

    def _give_back(self, entry: LineHolder, line: Line) -> None:
        with self._lock:
            self._lines.discard(line)
            self._of[entry.key] -= 1
            if not self._of[entry.key]:
                del self._of[entry.key]

    def open(self) -> int:
        return len(self._lines)

    def cut_idle(self, seconds: float) -> None:
        """Ends connections that no client has used for this long."""
        before = time.monotonic() - seconds
        with self._lock:
            lines = list(self._lines)
        for line in lines:
            if line.idle_since is not None and line.idle_since < before:
                line.cut()


def _socket(environ: dict[str, Any]) -> socket.socket | None:
    """The TCP socket below a websocket, where gunicorn or Werkzeug put it."""
    found = environ.get("gunicorn.socket") or environ.get("werkzeug.socket")
    return found if isinstance(found, socket.socket) else None
