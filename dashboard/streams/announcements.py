"""Announcements: committed changes, sent to listeners before they are in the stream.

Redis answers a write, and whatever else comes in the same moment, only when its file is on the
disk; a change that is committed in SQL needn't wait for that. An announcement may be lost, doubled
or late: listeners then read the stream or the journal. Outside systems read only the stream.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from redis import Redis
from redis.client import Pipeline
from redis.exceptions import TimeoutError as Late

from dashboard import codec
from dashboard.domain.changes import Change
from dashboard.streams import traces
from dashboard.streams.client import WAIT_LEAST_MS, RedisUnavailable
from dashboard.streams.traces import Trace

CHANGES_MAX = 20
# Valkey doesn't count messages of 16 KB and more against the limit of who doesn't read them.
BYTES_MAX = 12 * 1024
LISTEN_MAX = 2_000
LOOK = b""
"""Says that the stream has grown: by more than is announced."""


class EncodedChange(Protocol):
    """A change with its number, encoded."""

    @property
    def seq(self) -> int:
        """Its place in the order of all."""

    @property
    def raw(self) -> bytes:
        """The change as `codec.write_change` gave it."""


def channel(district: str) -> str:
    """The channel's name."""
    return f"{{{district}}}:announced"


def announce(
    redis: Redis, district: str, told: Sequence[EncodedChange], trace: Trace | None = None
) -> bool:
    """Sends committed changes at once; no write is sent along, as everything would wait for it.

    `trace` is that of one of them.

    Returns False and sends nothing if there are none, or too many or too large ones: a listener
    that doesn't read must not fill Redis. The stream carries all changes.
    """
    if not 0 < len(told) <= CHANGES_MAX or sum(len(one.raw) for one in told) > BYTES_MAX:
        return False
    pipe = redis.pipeline(transaction=False)
    traces.say(pipe, district, trace)
    for one in told:
        pipe.publish(channel(district), one.raw)
    pipe.execute()
    return True


def say_look(pipe: Pipeline, district: str) -> None:
    """Adds to a pipeline the message that listeners must read the stream."""
    pipe.publish(channel(district), LOOK)


@dataclass(frozen=True, slots=True)
class Announced:
    """The changes that were heard, in the order of their numbers, after the given one.

    `look` means that the stream must be read: they aren't the very next ones, or something else was
    sent.
    """

    changes: list[Change]
    look: bool
    traces: Sequence[Trace] = ()

    @property
    def last(self) -> int:
        """The highest number heard; 0 if none was."""
        return self.changes[-1].seq if self.changes else 0


class Listener:
    """Hears announcements; to be made again after any error.

    A new connection, and one that was cut and restored, first says that the stream must be read:
    nobody knows what was sent before.
    """

    def __init__(self, redis: Redis, district: str) -> None:
        self._line: Any = redis.pubsub()  # type: ignore[no-untyped-call]
        self._traced = traces.channel(district).encode()
        self._line.subscribe(channel(district), self._traced)

    def after(self, seq: int, wait_ms: int) -> Announced:
        """What is announced beyond `seq`; waits up to `wait_ms` for the first message.

        A short wait is slept through, so that what comes in a busy time is taken together.
        """
        if wait_ms < WAIT_LEAST_MS:
            time.sleep(wait_ms / 1000)
            wait_ms = 0
        found: dict[int, Change] = {}
        traced: list[Trace] = []
        said = self._next(wait_ms / 1000)
        look = said is None
        for _ in range(LISTEN_MAX):
            if said is None:
                break
            if said["type"] == "message" and said["channel"] == self._traced:
                trace = Trace.read(said["data"])
                traced += [trace] if trace else []
            elif said["type"] == "message" and said["data"] != LOOK:
                change = codec.read_change(said["data"])
                found[change.seq] = change
            else:
                look = True
            said = self._next(0)
        new = [found[number] for number in sorted(found) if number > seq]
        whole = all(change.seq == number for number, change in enumerate(new, start=seq + 1))
        return Announced(new, look or not whole, traced)

    def _next(self, seconds: float) -> dict[str, Any] | None:
        """The next message, or None; the rest of half a message is read later."""
        try:
            found: dict[str, Any] | None = self._line.get_message(timeout=seconds)
        except Late:
            return None
        return found

    def close(self) -> None:
        """Stops listening; a connection that is already lost raises nothing."""
        with suppress(RedisUnavailable):
            self._line.close()
