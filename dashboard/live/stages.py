"""How long changes take from one mark of their way to the next, of those that are traced.

All processes of a machine read the same clock; where two machines disagree, a stage that would be
negative counts as 0.
"""

import threading
from collections import deque
from collections.abc import Iterable
from itertools import pairwise

from prometheus_client import Histogram

from dashboard.domain.changes import Change
from dashboard.streams.traces import WAY, Trace
from dashboard.system import fine_ms

MARKS = (*WAY, "received", "applied", "told")
STAGES = MARKS[1:]
"""Each is named by the mark at its end."""
BUCKETS_S = (
    *(0.0001, 0.0002, 0.0003, 0.0005, 0.0007, 0.001, 0.0015, 0.002, 0.003, 0.005, 0.007),
    *(0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0),
)
PENDING_MAX = 100
"""A trace whose change never comes, or is never told, is forgotten for so many newer ones."""


class Stages:
    """Follows traced changes through this process, and counts each when it has been told.

    Several threads apply and tell.
    """

    def __init__(self) -> None:
        self.histogram = Histogram(
            "centre_stage_seconds",
            "How long traced changes took to a mark of their way, from the one before.",
            ["stage"],
            buckets=BUCKETS_S,
            registry=None,
        )
        self._seconds = [self.histogram.labels(stage) for stage in STAGES]
        self._coming: dict[tuple[str, int], Trace] = {}
        self._applied: deque[tuple[int, Trace]] = deque(maxlen=PENDING_MAX)
        self._lock = threading.Lock()

    def heard(self, traces: Iterable[Trace]) -> None:
        """Notes traces; their changes come with them or soon after."""
        at = fine_ms()
        with self._lock:
            for trace in traces:
                self._coming[trace.key, trace.version] = trace.passed(at)
            while len(self._coming) > PENDING_MAX:
                del self._coming[next(iter(self._coming))]

    def applied(self, change: Change) -> None:
        """Notes that the picture shows this change."""
        with self._lock:
            trace = self._coming.pop((change.key, change.state.version), None)
            if trace is not None:
                self._applied.append((change.seq, trace.passed(fine_ms())))

    def told(self, seq: int) -> None:
        """Counts the changes up to this number: all screens were sent what they show of them."""
        at = fine_ms()
        with self._lock:
            while self._applied and self._applied[0][0] <= seq:
                self._count(self._applied.popleft()[1].passed(at))

    def _count(self, trace: Trace) -> None:
        for seconds, (before, after) in zip(self._seconds, pairwise(trace.at), strict=True):
            seconds.observe(max(0.0, after - before) / 1000)
