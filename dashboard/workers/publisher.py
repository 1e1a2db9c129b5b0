"""Publishes a full batch's changes beside the work on the next batch, in order."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from dashboard.actions import publish
from dashboard.store.journal import Stamped
from dashboard.streams.traces import Trace
from dashboard.system import System

MANY = 50
"""From this many changes at once on, nobody is kept waiting by a thread more."""


class Publisher:
    """One batch at a time is on its way; who dies meanwhile leaves it to the relay."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="publisher")
        self._pending: Future[None] | None = None

    def tell(self, system: System, told: Sequence[Stamped], trace: Trace | None) -> None:
        """Publishes after what came before: few changes at once, many in the thread.

        Raises what the thread met with the batch before.
        """
        self._wait()
        if len(told) < MANY:
            publish.tell(system, told, trace)
        else:
            self._pending = self._thread.submit(publish.tell, system, told, trace)

    def _wait(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            pending.result()

    def close(self) -> None:
        """Returns when the last batch is published, or left to the relay; raises as `tell` does."""
        self._thread.shutdown(wait=True)
        self._wait()
