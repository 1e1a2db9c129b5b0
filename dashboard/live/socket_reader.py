"""The thread that reads a websocket; when it ends it wakes the thread that waits for its data.

simple-websocket wakes the waiting thread before it marks the connection as closed (a message too
long, a broken frame), or not at all (an error it doesn't expect). That thread would then wait for
ever, and keep a thread and one of the places for connections.
"""

import threading
from collections.abc import Callable
from typing import Any


class SocketReader(threading.Thread):
    """Runs a websocket's own reader; `target` is a method of that websocket."""

    def __init__(self, target: Callable[[], None]) -> None:
        super().__init__(target=target, daemon=True)
        self._line: Any = target.__self__  # type: ignore[attr-defined]

    def run(self) -> None:
        """Reads until the connection ends, then marks it as closed."""
        try:
            super().run()
        finally:
            self._line.connected = False
            self._line.event.set()
