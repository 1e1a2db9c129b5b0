"""The threads of a web process: each repeats for ever; if one fails, the whole process ends.

A client's input is checked where it arrives. A round that fails all the same is a bug, and a
process without one of its threads would claim for hours that all is well.
"""

import os
import threading
import time
from collections.abc import Callable
from typing import NoReturn

import structlog

log = structlog.get_logger()
SILENT_MAX_S = 10.0


def end_process() -> NoReturn:
    """Ends the process at once, because open sockets would keep it alive; it is started again."""
    os._exit(1)


class LoopThreads:
    """Starts the loops and knows when each last completed a round."""

    def __init__(self, end: Callable[[], object] = end_process) -> None:
        self._end = end
        self._stop = threading.Event()
        self._at: dict[str, float] = {}

    def start(self, name: str, once: Callable[[], object]) -> threading.Thread:
        """Calls `once` for ever in a thread of this name; `once` itself waits a second or two."""
        self._at[name] = time.monotonic()
        thread = threading.Thread(target=self._run, args=(name, once), name=name, daemon=True)
        thread.start()
        return thread

    def _run(self, name: str, once: Callable[[], object]) -> None:
        try:
            while not self._stop.is_set():
                once()
                self._at[name] = time.monotonic()
        finally:
            # Even when nobody reads the log any more.
            if not self._stop.is_set():
                try:
                    log.exception("a loop has ended, and this process with it", loop=name)
                finally:
                    self._end()

    def stop(self) -> None:
        """Ends each loop after its present round."""
        self._stop.set()

    def silent(self) -> list[str]:
        """The loops that have not completed a round for ten seconds."""
        before = time.monotonic() - SILENT_MAX_S
        return sorted(name for name, at in self._at.items() if at < before)
