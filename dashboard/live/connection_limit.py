"""The door of the sockets: who may have a line to us, and how many lines there may be.

Socket.IO asks whether a client may join when its line is already open, and forgets a client that
is gone without closing its line. Every open line costs a thread, so the lines are counted here.
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
"""One line in so many is kept for walls and the centre's desks."""


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


@dataclass(frozen=True, slots=True)
class LineHolder:
    """Who wants a line: a session, a token or an address, and whether some are kept for them."""

    key: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many lines there may be, and of one session, token or address."""

    all: int
    each: int

    def of(self, entry: LineHolder) -> int:
        """How many there may be where this one comes; the last quarter is kept for some."""
        return self.all if entry.kept else self.all - self.all // KEPT


class ConnectionLimit:
    """Stands before the sockets of an app as WSGI, lets everything else pass."""

    def __init__(self, app: Flask, entry: Callable[[], LineHolder | None], bounds: Bounds) -> None:
        """`entry` is asked inside the handshake's request; None lets nobody in."""
        self._app = app
        self._entry = entry
        self._bounds = bounds
        self._lines: set[Line] = set()
        self._of: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._next = app.wsgi_app
        app.wsgi_app = self  # type: ignore[assignment, method-assign]

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Holds the line until it ends."""
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
        """Empty, or why there is no room."""
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
