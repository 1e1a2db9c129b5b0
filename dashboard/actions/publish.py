"""After the commit: the changes go out first-hand; the relay makes up for whatever fails here."""

from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from dashboard.store.journal import Stamped
from dashboard.streams import changes
from dashboard.streams.client import Away
from dashboard.system import System

SYSTEMS_MAX = 8


@dataclass(slots=True)
class _Mouth:
    """What this process has told last; None before its first change and after a failure."""

    last: int | None = None


@lru_cache(maxsize=SYSTEMS_MAX)
def _mouth(_redis: Hashable, _district: str) -> _Mouth:
    """One for each connection to Redis, by its identity: a process has one."""
    return _Mouth()


def tell(system: System, told: Sequence[Stamped]) -> None:
    """Publishes what is stamped; what isn't yet (PostgreSQL) the relay is told to stamp.

    A writer that overtakes another leaves it to the relay to tell both in order. Without Redis
    nothing is lost: it is committed.
    """
    redis, district = system.redis, system.district.key
    mouth = _mouth(redis, district)
    known, mouth.last = mouth.last, None
    with suppress(Away):
        if told and changes.publish(redis, district, told, known):
            mouth.last = told[-1].seq
        else:
            changes.ring(redis, district)
