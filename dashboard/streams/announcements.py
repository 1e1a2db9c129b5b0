"""Announcements: committed changes said to those who listen, before they stand in the stream.

Redis answers a write, and whatever else comes in the same moment, only when its file is on the
disk; a change that is committed in SQL needn't wait for that. An announcement may be lost, doubled
or late: the stream and the journal heal all of that. Outside systems read the stream alone.
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
from dashboard.streams.client import WAIT_LEAST_MS, Away

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


def announce(redis: Redis, district: str, told: Sequence[EncodedChange]) -> bool:
    """Says committed changes at once, with no write beside it, which all would wait for.

    Returns False and says nothing if there are none, or too many or too large ones: a listener that
    doesn't listen must not fill Redis. The stream carries them all.
    """
    if not 0 < len(told) <= CHANGES_MAX or sum(len(one.raw) for one in told) > BYTES_MAX:
        return False
    pipe = redis.pipeline(transaction=False)
    for one in told:
        pipe.publish(channel(district), one.raw)
    pipe.execute()
    return True


def say_look(pipe: Pipeline, district: str) -> None:
    """Adds to a pipeline that those who listen must look into the stream."""
    pipe.publish(channel(district), LOOK)


@dataclass(frozen=True, slots=True)
class Announced:
    """What was heard: changes in the order of their numbers, after the one that was asked for.

    `look` is true unless they are the very next ones and nothing else was said: then the stream
    must be read.
    """

    changes: list[Change]
    look: bool

    @property
    def last(self) -> int:
        """The highest number heard; 0 if none was."""
        return self.changes[-1].seq if self.changes else 0


class Listener:
    """Hears announcements; to be made again after any error.

    A new line, and one that was cut and came again by itself, says first that the stream must be
    read: nobody knows what was said before.
    """

    def __init__(self, redis: Redis, district: str) -> None:
        self._line: Any = redis.pubsub()  # type: ignore[no-untyped-call]
        self._line.subscribe(channel(district))

    def after(self, seq: int, wait_ms: int) -> Announced:
        """What is announced beyond `seq`; waits up to `wait_ms` for the first word.

        A short wait is slept through, so that what comes in a busy time is taken together.
        """
        if wait_ms < WAIT_LEAST_MS:
            time.sleep(wait_ms / 1000)
            wait_ms = 0
        found: dict[int, Change] = {}
        said = self._next(wait_ms / 1000)
        look = said is None
        for _ in range(LISTEN_MAX):
            if said is None:
                break
            if said["type"] == "message" and said["data"] != LOOK:
                change = codec.read_change(said["data"])
                found[change.seq] = change
            else:
                look = True
            said = self._next(0)
        new = [found[number] for number in sorted(found) if number > seq]
        whole = all(change.seq == number for number, change in enumerate(new, start=seq + 1))
        return Announced(new, look or not whole)

    def _next(self, seconds: float) -> dict[str, Any] | None:
        """What was said next, or None; of half a message the rest is read another time."""
        try:
            found: dict[str, Any] | None = self._line.get_message(timeout=seconds)
        except Late:
            return None
        return found

    def close(self) -> None:
        """Stops listening; a connection that is already lost raises nothing."""
        with suppress(Away):
            self._line.close()
