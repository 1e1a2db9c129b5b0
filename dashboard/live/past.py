"""Looking back: the picture of a past instant, in place of a follower.

Making one takes up to seconds, so separate threads make it, and callers are told when it is ready.
Only a few are kept, only a few are made at once, and only a few may wait.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from dashboard.domain.figures import COUNTED
from dashboard.domain.refusals import Refused
from dashboard.live.follower import Health
from dashboard.live.picture import Picture
from dashboard.live.rows import row_of
from dashboard.live.trends import look_back
from dashboard.store import past, samples, warnings
from dashboard.store.engines import Connection, DatabaseUnavailable
from dashboard.store.hourly_flows import HOUR_MS
from dashboard.store.reads import Snapshot
from dashboard.system import System, from_ms, to_ms

log = structlog.get_logger()
BACK_MAX = timedelta(days=30)
SETTLED = timedelta(seconds=5)
"""What happens at an instant is committed at most this much later."""
KEPT_MAX = 8
ROWS_MAX = 100_000
"""Limit on the open cases in all kept pictures together; a single one may have more."""
MADE_AT_ONCE = 2
WAITING_MAX = 8
RETRY_MS = 5_000
"""After a failure another attempt waits this long, if it is asked for."""


class Past:
    """The picture of one instant, which never changes; offers models what a follower offers."""

    def __init__(self, picture: Picture, health: Health) -> None:
        self.picture = picture
        self.lock = threading.RLock()
        self.health = health

    def now_ms(self) -> int:
        """The instant at which every lamp and age is meant."""
        return self.picture.now_ms


@dataclass(frozen=True, slots=True)
class CachedPast:
    """The result for an instant; a refusal that may pass is valid until `until_ms`."""

    found: Past | Refused
    until_ms: int | None = None


class PastPictures:
    """Pictures of past instants, for any thread. Calls `tell` when one is ready."""

    def __init__(self, system: System, tell: Callable[[], None]) -> None:
        self._system = system
        self._tell = tell
        self._kept: OrderedDict[int, CachedPast] = OrderedDict()
        self._coming: set[int] = set()
        self._lock = threading.Lock()
        self._makers = ThreadPoolExecutor(MADE_AT_ONCE, thread_name_prefix="past")

    def at(self, then_ms: int) -> Past | Refused | None:
        """The past of that instant, or why there is none; None while it is being made."""
        now_ms = self._system.now_ms()
        with self._lock:
            kept = self._kept.get(then_ms)
            if kept is not None and (kept.until_ms is None or now_ms < kept.until_ms):
                self._kept.move_to_end(then_ms)
                return kept.found
            refused = self._out_of_reach(then_ms, now_ms)
            if refused is None and then_ms not in self._coming:
                self._coming.add(then_ms)
                self._makers.submit(self._make, then_ms).add_done_callback(_complain)
        return refused

    def _out_of_reach(self, then_ms: int, now_ms: int) -> Refused | None:
        now, then = from_ms(now_ms), from_ms(then_ms)
        if then > now - SETTLED:
            return Refused("NOT_YET_PAST", "That time isn't past yet.")
        if then < now - BACK_MAX:
            days = BACK_MAX.days
            return Refused("TOO_LONG_PAST", f"Only the last {days} days are shown.", days=days)
        if then_ms not in self._coming and len(self._coming) >= WAITING_MAX:
            return Refused("PAST_BUSY", "Others are looking back too; try again.")
        return None

    def _make(self, then_ms: int) -> None:
        kept = self._unread()
        try:
            kept = CachedPast(make(self._system, then_ms))
        except Refused as refused:
            kept = CachedPast(refused)
        except DatabaseUnavailable as error:
            log.warning("the database is away", error=str(error)[:200])
        finally:
            # Even after an unforeseen error the place becomes free for others.
            with self._lock:
                self._keep(then_ms, kept)
            self._tell()

    def _unread(self) -> CachedPast:
        refused = Refused("PAST_AWAY", "The journal can't be read; trying again.")
        return CachedPast(refused, self._system.now_ms() + RETRY_MS)

    def _keep(self, then_ms: int, kept: CachedPast) -> None:
        self._coming.discard(then_ms)
        self._kept[then_ms] = kept
        self._kept.move_to_end(then_ms)
        while len(self._kept) > KEPT_MAX or (len(self._kept) > 1 and self._rows() > ROWS_MAX):
            self._kept.popitem(last=False)

    def _rows(self) -> int:
        found = (kept.found for kept in self._kept.values())
        return sum(len(one.picture.rows) for one in found if isinstance(one, Past))

    def close(self) -> None:
        """Starts no more; waits for those that are being made."""
        self._makers.shutdown(cancel_futures=True)


def _complain(done: Future[None]) -> None:
    error = None if done.cancelled() else done.exception()
    if error is not None:
        log.error("a past picture can't be made", error=repr(error)[:200])


def make(system: System, then_ms: int) -> Past:
    """Reads the past from the journal; refused for instants before its first row."""
    with system.reader.connect() as connection:
        picture = _picture(system, connection, then_ms)
        health = Health(
            before=figures_then(system, connection, then_ms - HOUR_MS),
            trends=look_back(connection, system, from_ms(then_ms)),
        )
    return Past(picture, health)


def _picture(system: System, connection: Connection, then_ms: int) -> Picture:
    then = from_ms(then_ms)
    day_start = system.day_start(then)
    found = past.snapshot_then(connection, system.district.key, then, day_start, row_of)
    stood = warnings.standing_then(connection, system.district.key, then)
    found = replace(found, warnings=stood)
    return Picture(system.district, found, then_ms, to_ms(day_start))


def figures_then(system: System, connection: Connection, then_ms: int) -> dict[str, int]:
    """The figures of a past minute, from the samples, or else counted from the journal.

    None if nothing was recorded at that time.
    """
    sample = samples.at_or_before(connection, system.district.key, then_ms)
    if sample is not None:
        return dict(sample.figures)
    try:
        rows = past.open_cases_then(connection, system.district.key, from_ms(then_ms), row_of)
    except Refused:
        return {}
    alone = Snapshot(0, {}, rows, [], {}, {}, None, [], [])
    figures = Picture(system.district, alone, then_ms, then_ms).figures
    return {name: figures[name] for name in COUNTED}
