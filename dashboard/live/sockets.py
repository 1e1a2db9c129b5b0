"""Sockets: who may listen, which screen, and the bounds on every client.

A client answers each beat with `seen`. One that doesn't read is cut and comes back by snapshot:
python-socketio's queues have no bound of their own (reliability of slow clients, DECISIONS.md).
"""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import structlog
from flask import Flask, request
from flask_socketio import SocketIO, join_room

from dashboard.live.hub import Hub

log = structlog.get_logger()
PING_S = 5
MESSAGE_MAX = 16 * 1024
SEND_BUFFER = 128 * 1024
USER_TIMEOUT_MS = 15_000
QUEUE_MAX = 200
SILENT_MAX_S = 12.0
LOOK_S = 2.0
RESYNC_GAP_S = 1.0


@dataclass(slots=True)
class Client:
    """One browser's socket."""

    sid: str
    screen: str
    line: socket.socket | None
    seen_at: float = field(default_factory=time.monotonic)
    synced_at: float = 0.0


class Sockets:
    """The registry of sockets: the hub's mouth."""

    def __init__(self, app: Flask, may_listen: Callable[[str], bool], clients_max: int) -> None:
        """`may_listen(screen)` is asked inside the request that opens the socket."""
        self.io = SocketIO(
            app,
            async_mode="threading",
            transports=["websocket"],
            ping_interval=PING_S,
            ping_timeout=PING_S,
            max_http_buffer_size=MESSAGE_MAX,
            manage_session=False,
        )
        self.hub: Hub | None = None
        self.cut = 0
        self._may_listen = may_listen
        self._clients_max = clients_max
        self._clients: dict[str, Client] = {}
        self._lock = threading.Lock()

    def open(self, hub: Hub) -> None:
        """Takes connections from now on."""
        self.hub = hub
        self.io.on_event("connect", self._connect)
        self.io.on_event("disconnect", self._disconnect)
        self.io.on_event("seen", self._seen)
        self.io.on_event("resync", self._resync)

    # The hub's mouth -----------------------------------------------------------------------

    def say(self, screen: str, what: str, message: dict[str, Any]) -> None:
        """To all sockets of a screen."""
        self.io.emit(what, message, to=screen)

    def audience(self, screen: str) -> int:
        """How many sockets show this screen."""
        with self._lock:
            return sum(1 for client in self._clients.values() if client.screen == screen)

    def count(self) -> int:
        """How many sockets are open."""
        return len(self._clients)

    # Events --------------------------------------------------------------------------------

    def _connect(self, auth: object) -> bool | None:
        screen = auth.get("screen") if isinstance(auth, dict) else None
        hub = self.hub
        if hub is None or not isinstance(screen, str) or not hub.has(screen):
            return False
        if not self._may_listen(screen) or len(self._clients) >= self._clients_max:
            return False
        sid, line = request.sid, _line(request.environ)  # type: ignore[attr-defined]
        client = Client(sid, screen, line)
        _bound(line)

        def enter() -> None:
            with self._lock:
                self._clients[sid] = client
            join_room(screen, sid=sid, namespace="/")

        hub.greet(screen, enter, lambda message: self._send(sid, message))
        return None

    def _send(self, sid: str, message: dict[str, Any]) -> None:
        self.io.emit("snapshot", message, to=sid)

    def _disconnect(self, *_: object) -> None:
        with self._lock:
            self._clients.pop(request.sid, None)  # type: ignore[attr-defined]

    def _seen(self, _: object = None) -> None:
        client = self._clients.get(request.sid)  # type: ignore[attr-defined]
        if client:
            client.seen_at = time.monotonic()

    def _resync(self, _: object = None) -> None:
        """The whole screen again, at most once a second for each client."""
        client = self._clients.get(request.sid)  # type: ignore[attr-defined]
        now = time.monotonic()
        if client and self.hub and now - client.synced_at >= RESYNC_GAP_S:
            client.synced_at = now
            self.hub.greet(client.screen, lambda: None, lambda m: self._send(client.sid, m))

    # Bounds --------------------------------------------------------------------------------

    def watch(self, stop: threading.Event) -> None:
        """Cuts clients that don't read, every two seconds, until stopped."""
        while not stop.wait(LOOK_S):
            now = time.monotonic()
            with self._lock:
                clients = list(self._clients.values())
            for client in clients:
                if now - client.seen_at > SILENT_MAX_S or self._queued(client) > QUEUE_MAX:
                    self._cut(client)

    def _queued(self, client: Client) -> int:
        server = self.io.server
        eio_sid = server.manager.eio_sid_from_sid(client.sid, "/")
        held = server.eio.sockets.get(eio_sid)
        return held.queue.qsize() if held else 0

    def _cut(self, client: Client) -> None:
        """Shuts the line itself: a client that doesn't read doesn't read a goodbye either."""
        log.warning("cut a client that does not read", screen=client.screen)
        self.cut += 1
        with self._lock:
            self._clients.pop(client.sid, None)
        if client.line is not None:
            with suppress(OSError):
                client.line.shutdown(socket.SHUT_RDWR)


def _line(environ: dict[str, Any]) -> socket.socket | None:
    """The TCP socket below a websocket, as gunicorn or Werkzeug hand it on."""
    found = environ.get("gunicorn.socket") or environ.get("werkzeug.socket")
    return found if isinstance(found, socket.socket) else None


def _bound(line: socket.socket | None) -> None:
    """Little buffer in the kernel, and an end to a peer that takes nothing."""
    if line is None or line.family == socket.AF_UNIX:
        return
    line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, USER_TIMEOUT_MS)
