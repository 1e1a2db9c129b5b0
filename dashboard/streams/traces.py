"""Traces: when one change passed each mark of its way, said beside its announcement.

They have a channel of their own, so changes, announcements and the stream stay as they are. A trace
may be lost like an announcement: then that change isn't measured.
"""

from dataclasses import dataclass
from typing import Self

from redis import Redis
from redis.client import Pipeline

from dashboard.system import fine_ms

WAY = ("entered", "read", "begun", "committed", "announced")
"""The marks that a change passes before a web process hears of it."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The state that a change made, and the instants of its marks, in ms since 1970."""

    key: str
    version: int
    at: tuple[float, ...]

    def passed(self, at: float) -> "Trace":
        """The trace with one more mark."""
        return Trace(self.key, self.version, (*self.at, at))

    def written(self) -> str:
        """Encodes it for the channel; the key comes last, as it may hold spaces."""
        return " ".join([str(self.version), *(f"{at:.3f}" for at in self.at), self.key])

    @classmethod
    def read(cls, raw: bytes) -> Self | None:
        """Decodes what `written` wrote; None for what another version of the program says."""
        version, *rest = raw.decode(errors="replace").split(" ", len(WAY) + 1)
        try:
            return cls(rest[len(WAY)], int(version), tuple(map(float, rest[: len(WAY)])))
        except (IndexError, ValueError):
            return None


def channel(district: str) -> str:
    """The channel's name."""
    return f"{{{district}}}:traced"


def say(pipe: Redis | Pipeline, district: str, trace: Trace | None) -> None:
    """Says a trace, with this instant as its last mark; before its change, so that it is known."""
    if trace is not None:
        pipe.publish(channel(district), trace.passed(fine_ms()).written())


def entered_ms(entry: bytes) -> float:
    """When an entry was added to its stream, by Redis's clock, to the millisecond below."""
    return float(entry.split(b"-", 1)[0])
