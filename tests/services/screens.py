"""Screens without a browser: they follow a wall's model as assets/js/live/socket.js does."""

import json
import random
import threading
import time
from contextlib import suppress
from typing import Any

import websocket

from dashboard.live.hub import Model
from dashboard.system import real_clock, to_ms
from tests.services.lines import EVENT, PING, PONG, Line

SILENCE_S = 10.0
ANSWER_S = 2.0
Gone = (OSError, websocket.WebSocketException)


class Screen(threading.Thread):
    """One client that reads, answers, and reconnects by itself after one to five seconds.

    `gaps` counts messages that didn't fit the one before; `delays` has, for every case first seen
    in a change, the milliseconds since the intake took it.
    """

    def __init__(self, port: int, token: str, *, secure: bool = False) -> None:
        super().__init__(daemon=True)
        self.gaps = 0
        self.snapshots = 0
        self.delays: list[int] = []
        self._at = (port, token)
        self._secure = secure
        self._rev = 0
        self._model: Model = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._line: Line | None = None
        self._answered = 0.0
        self._chance = random.Random(port)
        self.start()

    def shows(self) -> Model:
        """A copy of the present model."""
        with self._lock:
            return {section: dict(values) for section, values in self._model.items()}

    def __enter__(self) -> "Screen":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends it at once, whatever it is waiting for."""
        self._ended.set()
        if self._line is not None:
            self._line.close()
        self.join(SILENCE_S + 5)

    def run(self) -> None:
        while not self._ended.is_set():
            with suppress(*Gone):
                self._follow()
            self._ended.wait(self._chance.uniform(1, 5))

    def _follow(self) -> None:
        line = self._line = Line(*self._at, seconds=SILENCE_S, secure=self._secure)
        try:
            line.join()
            while not self._ended.is_set():
                self._take(line, line.hear())
        finally:
            line.close()

    def _take(self, line: Line, heard: str) -> None:
        if heard == PING:
            line.say(PONG)
        if not heard.startswith(EVENT):
            return
        name, message = json.loads(heard.removeprefix(EVENT))
        if name == "order":  # what a named wall must show; these always show the same
            return
        if name == "snapshot":
            self._snapshot(message)
        elif time.monotonic() - self._answered > ANSWER_S:
            self._answered = time.monotonic()
            line.emit("seen", {"rev": self._rev})
        if name == "change" and message["rev"] == self._rev + 1:
            self._change(message)
        elif message["rev"] != self._rev:
            self.gaps += 1
            line.emit("resync")

    def _snapshot(self, message: dict[str, Any]) -> None:
        with self._lock:
            self._model = message["model"]
            self._rev = message["rev"]
            self.snapshots += 1

    def _change(self, message: dict[str, Any]) -> None:
        came = to_ms(real_clock())
        with self._lock:
            known = {row["no"] for row in self._model["recent"].values()}
            self._rev = message["rev"]
            for section, values in message["set"].items():
                merge(self._model.setdefault(section, {}), values)
            new = [row for row in self._model["recent"].values() if row["no"] not in known]
            self.delays += [came - row["at"] for row in new]


def merge(kept: dict[str, Any], values: dict[str, Any]) -> None:
    for key, value in values.items():
        if value is None:
            kept.pop(key, None)
        else:
            kept[key] = value
