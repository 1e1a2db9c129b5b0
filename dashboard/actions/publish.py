"""After the commit: publishes the changes at once; if that fails the relay does it."""

from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from dashboard.store.journal import Stamped
from dashboard.streams import changes
from dashboard.streams.client import RedisUnavailable
from dashboard.streams.traces import Trace
from dashboard.system import System

SYSTEMS_MAX = 8


@dataclass(slots=True)
class _Published:
    """The last number that this process published; None before the first and after a failure."""

    last: int | None = None


@lru_cache(maxsize=SYSTEMS_MAX)
def _published_by(_redis: Hashable, _district: str) -> _Published:
    """One for each connection to Redis, by its identity; a process has one."""
    return _Published()


def tell(system: System, told: Sequence[Stamped], trace: Trace | None = None) -> None:
    """Publishes stamped rows; on PostgreSQL it tells the relay that there are rows to stamp.

    `trace` is that of one of them.

    A writer that overtakes another leaves publishing to the relay, which keeps the order. Without
    Redis nothing is lost: it is committed.
    """
    redis, district = system.redis, system.district.key
    published = _published_by(redis, district)
    known, published.last = published.last, None
    with suppress(RedisUnavailable):
        if told and changes.publish(redis, district, told, known, trace):
            published.last = told[-1].seq
        else:
            changes.ring(redis, district, trace)
