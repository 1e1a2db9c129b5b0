"""Sockets: who may listen to which screen, and the limits on every client.

A client answers each beat with `seen`. One that doesn't read is cut off and comes back to a whole
model: python-socketio's queues have no limit (reliability of slow clients, DECISIONS.md).
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import structlog
from flask import Flask, request
from flask_socketio import SocketIO

from dashboard.access.identity import Caller
from dashboard.live import encoding
from dashboard.live.clients import Client, Guard
from dashboard.live.connection_limit import LINE, Bounds, ConnectionLimit, Line
from dashboard.live.hub import Hub
from dashboard.live.socket_reader import SocketReader
from dashboard.store.engines import DatabaseUnavailable

log = structlog.get_logger()
PING_S = 5
MESSAGE_MAX = 16 * 1024
QUEUE_MAX = 200
SILENT_MAX_S = 12.0
IDLE_MAX_S = 5.0
LOOK_S = 2.0
RESYNC_GAP_S = 1.0
ENTER_GAP_S = 0.2
WORDS_MAX = 200


class Sockets:
    """The registry of sockets, through which the hub sends."""

    def __init__(self, app: Flask, guard: Guard, bounds: Bounds) -> None:
        self.io = SocketIO(
            app,
            async_mode="threading",
            transports=["websocket"],
            ping_interval=PING_S,
            ping_timeout=PING_S,
            max_http_buffer_size=MESSAGE_MAX,
            manage_session=False,
            logger=logging.getLogger("sockets"),
            engineio_logger=logging.getLogger("lines"),
            json=encoding,
            # In the connection's own thread: a flood of messages must not start a thread for each.
            async_handlers=False,
        )
        self._bound_lines()
        self.connection_limit = ConnectionLimit(app, guard.entry, bounds)
        self.hub: Hub | None = None
        self.cut = 0
        self._guard = guard
        self._clients: dict[str, Client] = {}
        self._audience: Counter[str] = Counter()
        self._entered: list[Callable[[Client], None]] = []
        self._seers: list[Callable[[Client, object], None]] = []
        self._left: list[Callable[[str], None]] = []
        self._lock = threading.Lock()

    def _bound_lines(self) -> None:
        """Limits messages before they are in memory: Engine.IO checks the size only afterwards.

        A connection that can't be read any more ends: see `SocketReader`.
        """
        engine = self.io.server.eio
        found = engine._async  # noqa: SLF001 - there is no option for it
        bounded = partial(
            found["websocket"], max_message_size=MESSAGE_MAX, thread_class=SocketReader
        )
        engine._async = {**found, "websocket": bounded}  # noqa: SLF001

    def open(self, hub: Hub) -> None:
        """Takes connections from now on."""
        self.hub = hub
        self.io.on_event("connect", self._connect)
        self.io.on_event("disconnect", self._disconnect)
        self.io.on_event("seen", self._seen)
        self.io.on_event("resync", self._resync)
        self.io.on_event("enter", self._enter)

    def hear(self, what: str, heard: Callable[[Client, object], None]) -> None:
        """Passes clients' messages of this name to `heard`, in the connection's own thread."""

        def on(said: object = None, *_: object) -> None:
            client = self._clients.get(request.sid)  # type: ignore[attr-defined]
            if client:
                heard(client, said)

        self.io.on_event(what, on)

    def when_entered(self, entered: Callable[[Client], None]) -> None:
        """Calls `entered` for every client that has been greeted."""
        self._entered.append(entered)

    def when_seen(self, seen: Callable[[Client, object], None]) -> None:
        """Calls `seen` with what every client says it has drawn."""
        self._seers.append(seen)

    def when_left(self, left: Callable[[str], None]) -> None:
        """Calls `left` with the id of every client that leaves or is cut off."""
        self._left.append(left)

    # What the hub sends by ------------------------------------------------------------------

    def say(self, screen: str, what: str, message: dict[str, Any]) -> None:
        """Sends to all sockets of a screen."""
        self.io.emit(what, message, to=screen)

    def join(self, client: Client, room: str) -> None:
        """Adds the client to a room, so that it also gets what is sent there."""
        self.io.server.enter_room(client.sid, room, namespace="/")

    def audience(self, screen: str) -> int:
        return self._audience[screen]

    def count(self) -> int:
        return len(self._clients)

    # Events --------------------------------------------------------------------------------

    def _connect(self, auth: object) -> bool | None:
        asked = auth.get("screen") if isinstance(auth, dict) else None
        hub = self.hub
        line: Line = request.environ[LINE]
        if hub is None or line.idle_since is None:
            return False
        caller = self._guard.caller()
        screen = self._screen(asked, caller)
        if screen is None:
            return False
        sid = request.sid  # type: ignore[attr-defined]
        client = Client(sid, str(asked), screen, line, caller)
        line.idle_since = None

        def enter() -> None:
            with self._lock:
                self._clients[sid] = client
                self._audience[screen] += 1
            self.join(client, screen)

        self._greet(hub, client, screen, enter)
        for entered in self._entered:
            entered(client)
        return None

    def _greet(self, hub: Hub, client: Client, screen: str, enter: Callable[[], None]) -> None:
        hub.greet(screen, enter, lambda message: self.send(client, "snapshot", message))

    def place(self, client: Client) -> None:
        """Moves the client to the screen where it belongs now, or cuts it off."""
        screen = self._screen(client.asked, client.caller)
        if screen is None:
            self._cut(client, "cut a client whose screen is no longer its own")
        elif self.hub is not None and screen != client.screen:
            self._move(self.hub, client, screen)

    def _move(self, hub: Hub, client: Client, screen: str) -> None:
        def move() -> None:
            before = client.screen
            with self._lock:
                if client.sid not in self._clients:
                    return
                self._audience[before] -= 1
                self._audience[screen] += 1
                client.screen = screen
            self.io.server.leave_room(client.sid, before, namespace="/")
            self.join(client, screen)

        self._greet(hub, client, screen, move)

    def _screen(self, asked: object, caller: Caller) -> str | None:
        """The hub's name of the requested screen, if it exists and the caller may see it."""
        guard = self._guard
        if self.hub is None or not isinstance(asked, str) or not guard.may_listen(asked, caller):
            return None
        screen = guard.screen_of(asked, caller)
        return screen if screen is not None and self.hub.has(screen) else None

    def _enter(self, asked: object = None, *_: object) -> None:
        """Moves the socket to another screen: first the whole, then only that screen's changes."""
        client = self._clients.get(request.sid)  # type: ignore[attr-defined]
        if client is None:
            return
        if self._screen(asked, client.caller) is None:
            client.wanted = None
            self.send(client, "nothing", {"screen": str(asked)[:WORDS_MAX]})
            return
        soon = client.entered_at + ENTER_GAP_S - time.monotonic()
        if soon <= 0:
            self._let_in(client, str(asked))
        elif client.wanted is not None:
            client.wanted = str(asked)
        else:
            # In a thread of its own: no loop of the process may wait for a client's request.
            client.wanted = str(asked)
            threading.Timer(soon, self._give, [client]).start()

    def _give(self, client: Client) -> None:
        """Sends the screen that was requested last, after the gap that follows another one."""
        wanted = client.wanted
        if wanted is not None and client.sid in self._clients:
            self._let_in(client, wanted)

    def _let_in(self, client: Client, asked: str) -> None:
        client.wanted, client.entered_at = None, time.monotonic()
        screen = self._screen(asked, client.caller)
        if self.hub is None or screen is None:
            return
        client.asked = asked
        self._move(self.hub, client, screen)
        # Which screen is the caller's may have changed since the request.
        self.place(client)

    def send(self, client: Client, what: str, message: dict[str, Any]) -> None:
        self.io.emit(what, message, to=client.sid)

    def _disconnect(self, *_: object) -> None:
        """Ends the connection: Engine.IO only forgets a client that doesn't answer."""
        client = self._forget(request.sid)  # type: ignore[attr-defined]
        if client:
            client.line.cut()

    def _forget(self, sid: str) -> Client | None:
        with self._lock:
            client = self._clients.pop(sid, None)
            if client:
                self._audience[client.screen] -= 1
        for left in self._left if client else ():
            left(sid)
        return client

    def _seen(self, said: object = None, *_: object) -> None:
        client = self._clients.get(request.sid)  # type: ignore[attr-defined]
        if client:
            client.seen_at = time.monotonic()
            for seer in self._seers:
                seer(client, said)

    def _resync(self, _: object = None) -> None:
        """Sends the whole screen again, at most once a second for each client."""
        client = self._clients.get(request.sid)  # type: ignore[attr-defined]
        now = time.monotonic()
        if client and self.hub and now - client.synced_at >= RESYNC_GAP_S:
            client.synced_at = now
            self._greet(self.hub, client, client.screen, lambda: None)

    # Bounds --------------------------------------------------------------------------------

    def watch(self) -> None:
        """Waits two seconds, then cuts off clients that don't read, may not stay or are idle."""
        threading.Event().wait(LOOK_S)
        self.connection_limit.cut_idle(IDLE_MAX_S)
        now = time.monotonic()
        with self._lock:
            clients = list(self._clients.values())
        gone = self._gone({client.caller for client in clients})
        for client in clients:
            if client.caller in gone:
                self._cut(client, "cut a client whose session or token has ended")
            elif now - client.seen_at > SILENT_MAX_S or self._queued(client) > QUEUE_MAX:
                self._cut(client, "cut a client that does not read")

    def _gone(self, callers: set[Caller]) -> set[Caller]:
        """The callers that may not stay any more; none while the database is away."""
        try:
            return callers - set(self._guard.still_here(callers)) if callers else set()
        except DatabaseUnavailable:
            return set()

    def _queued(self, client: Client) -> int:
        server = self.io.server
        eio_sid = server.manager.eio_sid_from_sid(client.sid, "/")
        held = server.eio.sockets.get(eio_sid)
        return held.queue.qsize() if held else 0

    def _cut(self, client: Client, why: str) -> None:
        """Closes the connection itself: a client that doesn't read wouldn't read a goodbye."""
        log.warning(why, screen=client.screen, caller=client.caller.name)
        self.cut += 1
        self._forget(client.sid)
        client.line.cut()
