"""What each wall has last drawn, and how old that is: shown to the foreman beside its name.

Browsers report what they have drawn with `seen`. Web processes write that into one hash and read
all of it every second.
"""

import threading
from collections.abc import Callable
from typing import Annotated, Any

import msgspec

from dashboard.access.identity import Who
from dashboard.live.clients import Client
from dashboard.live.peers import Peers
from dashboard.live.sockets import Sockets
from dashboard.streams import screens
from dashboard.streams.client import RedisUnavailable
from dashboard.system import System

EVERY_S = 1.0
LATE_MS = 10_000
PATH_MAX = 500
SIZE_MAX = 100_000
BUILD_MAX = 40


class Drawn(msgspec.Struct, frozen=True):
    """What one socket of a wall has drawn; `at` is the server's instant of that picture."""

    name: str
    since: int
    path: str = ""
    rev: int = 0
    seq: int = 0
    at: int = 0
    size: tuple[int, int] = (0, 0)
    build: str = ""
    late: bool = False
    beat: int = 0


Whole = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)]
"""The range of whole numbers that a browser can send exactly."""


class _StatusMessage(msgspec.Struct, frozen=True):
    """What a browser reports; any other content is ignored."""

    path: str = ""
    rev: Whole = 0
    seq: Whole = 0
    at: Whole = 0
    size: tuple[Whole, Whole] = (0, 0)
    build: str = ""


Walls = dict[str, dict[str, Any]]


class Watch:
    """What our own sockets have drawn and, from Redis, those of other processes."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._mine: dict[str, Drawn] = {}
        self._others = Peers(Drawn)
        self._gone: set[str] = set()
        self._last: dict[str, int] = {}
        self._lock = threading.Lock()
        self._said = threading.Event()
        self._shown: Walls = {}

    def open(self, sockets: Sockets) -> None:
        """Follows the walls among these sockets from now on."""
        sockets.when_entered(self._entered)
        sockets.when_seen(self._seen)
        sockets.when_left(self._left)

    def walls(self) -> Walls:
        """What is known of each wall that is or was here, by name."""
        return self._shown

    def _entered(self, client: Client) -> None:
        if client.caller.who is not Who.WALL:
            return
        with self._lock:
            self._mine[client.sid] = Drawn(client.caller.name, self._system.now_ms())
            self._gone.discard(client.sid)
        self._said.set()

    def _seen(self, client: Client, said: object) -> None:
        now = self._system.now_ms()
        try:
            told = msgspec.convert(said, _StatusMessage)
        except msgspec.ValidationError:
            return
        with self._lock:
            before = self._mine.get(client.sid)
            if before is not None:
                self._mine[client.sid] = _taken(before, told, now)
        if before is not None and before.path != told.path:
            self._said.set()

    def _left(self, sid: str) -> None:
        with self._lock:
            if self._mine.pop(sid, None) is None:
                return
            self._gone.add(sid)
        self._said.set()

    def step(self) -> bool:
        """Exchanges states with the other processes; true if anything shown has changed."""
        now = self._system.now_ms()
        with self._lock:
            for sid, drawn in self._mine.items():
                late = now - max(drawn.at, drawn.since) > LATE_MS
                beat = drawn.beat + 1
                self._mine[sid] = msgspec.structs.replace(drawn, late=late, beat=beat)
            mine = {sid: msgspec.json.encode(drawn) for sid, drawn in self._mine.items()}
            here = {drawn.name: now for drawn in self._mine.values()}
            gone, self._gone = self._gone, set()
        try:
            redis, key = self._system.redis, self._system.district.key
            entries, self._last = screens.exchange(redis, key, mine, gone, here)
            self._gone |= self._others.hear(entries, mine.keys() | gone)
        except RedisUnavailable:
            # We can't see walls of other processes, but we still show our own.
            self._others.lose()
            self._last |= here
            self._gone |= gone
        shown = self._show()
        changed = shown != self._shown
        self._shown = shown
        return changed

    def _show(self) -> Walls:
        with self._lock:
            known = [*self._mine.values(), *self._others]
        shown: Walls = {name: {"online": 0, "last": at} for name, at in self._last.items()}
        # If several browsers use one link, the newest is shown.
        for drawn in sorted(known, key=lambda one: (one.since, one.path)):
            before = shown.get(drawn.name, {"online": 0})
            shown[drawn.name] = _told(drawn, before["online"] + 1)
        return shown

    def run_once(self, tell: Callable[[], None]) -> None:
        """Runs once a second, and at once when a wall here comes, goes or shows another view."""
        self._said.wait(EVERY_S)
        self._said.clear()
        if self.step():
            tell()
        threading.Event().wait(EVERY_S / 5)


def _taken(before: Drawn, told: _StatusMessage, now_ms: int) -> Drawn:
    """Limits a browser's values: nobody can have drawn a picture of the future."""
    width, height = told.size
    return msgspec.structs.replace(
        before,
        path=told.path[:PATH_MAX] if told.path.startswith("/wall/") else "",
        rev=max(0, told.rev),
        seq=max(0, told.seq),
        at=max(0, min(told.at, now_ms)),
        size=(max(0, min(width, SIZE_MAX)), max(0, min(height, SIZE_MAX))),
        build=told.build[:BUILD_MAX] if told.build.isalnum() else "",
    )


def _told(drawn: Drawn, online: int) -> dict[str, Any]:
    """The status to show; has `at` only if it is late, so that it doesn't change every second."""
    return {
        "online": online,
        "since": drawn.since,
        "path": drawn.path,
        "at": drawn.at if drawn.late else None,
        "size": list(drawn.size),
        "build": drawn.build,
    }
