"""The thread that reads a websocket, and wakes whoever waits for what it reads when it ends.

simple-websocket wakes the waiting thread before it says that a line is over (a message too long, a
broken frame), or not at all (a fault it doesn't expect): who then waits again waits for ever, with
a thread and one of the places for lines.
"""

import threading
from collections.abc import Callable
from typing import Any


class Reading(threading.Thread):
    """Runs a websocket's own reader; `target` is a method of that websocket."""

    def __init__(self, target: Callable[[], None]) -> None:
        super().__init__(target=target, daemon=True)
        self._line: Any = target.__self__  # type: ignore[attr-defined]

    def run(self) -> None:
        """Reads until the line is over, then says so."""
        try:
            super().run()
        finally:
            self._line.connected = False
            self._line.event.set()
