"""The follower: keeps this process's picture current from what is announced and from the stream.

Without Redis it goes by SQL.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

import structlog

from dashboard.domain.changes import Change
from dashboard.live.baselines import Unusual, UnusualWatch
from dashboard.live.picture import Picture
from dashboard.live.rows import row_of
from dashboard.live.stages import Stages
from dashboard.live.trends import Trends, look_back
from dashboard.store import journal, reads, samples
from dashboard.store.engines import DatabaseUnavailable
from dashboard.store.hourly_flows import HOUR_MS
from dashboard.streams import changes, heartbeats, sources
from dashboard.streams import refused_sources as refusing
from dashboard.streams.announcements import Listener
from dashboard.streams.client import RedisUnavailable
from dashboard.streams.refused_sources import Refusing
from dashboard.system import System, to_ms

log = structlog.get_logger()
CHECK_MS = 2_000
LOOK_S = 0.5
AWAY_PAUSE_S = 1.0
TAIL_MAX = 1_000
SET_BACK_MS = 5_000


@dataclass(slots=True)
class Health:
    """What screens must show besides the picture: the state of the system, and earlier figures."""

    redis_away: bool = False
    database_away: bool = False
    late_workers: list[str] = field(default_factory=list)
    silent: dict[str, sources.SourceActivity] = field(default_factory=dict)
    """Sources of reports that send nothing although they should."""
    refusing: dict[str, Refusing] = field(default_factory=dict)
    """Sources of which every report is refused."""
    pack_at: int = 0
    """When the last paper pack was made, in ms since 1970; 0 if there is none."""
    before: dict[str, int] = field(default_factory=dict)
    """The main figures of an hour ago; empty if nobody stored them."""
    trends: Trends = field(default_factory=Trends)
    unusual: Unusual = field(default_factory=Unusual)

    @property
    def away(self) -> tuple[bool, bool]:
        """Which are out of reach: (Redis, database)."""
        return self.redis_away, self.database_away


class Follower:
    """Owns the picture; readers use it only inside `with follower.lock`."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.lock = threading.RLock()
        self.health = Health()
        self.stages = Stages()
        self.picture = self._fresh()
        self.unusual_watch = UnusualWatch(system)
        self._checked_ms = 0
        self._minute = 0
        self._listener: Listener | None = None
        self.refresh()

    def _fresh(self) -> Picture:
        system, now = self.system, self.system.clock()
        day_start = system.day_start(now)
        with system.reader.connect() as connection:
            found = reads.snapshot(connection, system.district.key, day_start, row_of)
        return Picture(system.district, found, to_ms(now), to_ms(day_start))

    def step(self, wait_ms: int) -> bool:
        """`follow`, then `refresh`: for callers with one thread for both."""
        changed = self.follow(wait_ms)
        return self.refresh() or changed

    def run_once(self, tell: Callable[[], None]) -> None:
        """Refreshes in a thread of its own: nothing slow delays the telling of a change."""
        threading.Event().wait(LOOK_S)
        if self.refresh():
            tell()

    def follow(self, wait_ms: int) -> bool:
        """Applies what arrives within `wait_ms`; true if a screen may look different now."""
        away = self.health.away
        came = self._new_changes(wait_ms)
        now = self.system.clock()
        with self.lock:
            changed = self._follow(came)
            if to_ms(now) < self.picture.now_ms - SET_BACK_MS:
                log.warning("the clock was set back")
                changed |= self._renew()
            day_start_ms = to_ms(self.system.day_start(now))
            changed |= self.picture.advance(to_ms(now), day_start_ms)
        return changed or self.health.away != away

    def _new_changes(self, wait_ms: int) -> list[Change]:
        began = time.monotonic()
        try:
            came = self._hear(wait_ms)
        except RedisUnavailable as error:
            self._stop_listening()
            if not self.health.redis_away:
                log.warning("redis is away, following the journal", error=str(error)[:200])
            self.health.redis_away = True
            # If Redis hangs, waiting for it was the pause already.
            threading.Event().wait(max(0.0, began + AWAY_PAUSE_S - time.monotonic()))
            return self._tail()
        self.health.redis_away = False
        return came

    def _hear(self, wait_ms: int) -> list[Change]:
        """The next announced changes, or else those in the stream.

        A change that is announced but not yet in the stream is committed: the journal has it.
        """
        redis, district, seq = self.system.redis, self.system.district.key, self.picture.seq
        if self._listener is None:
            # A new listener looks into the stream at once: if Redis hangs, that is noticed sooner.
            self._listener, wait_ms = Listener(redis, district), 0
        announced = self._listener.after(seq, wait_ms)
        self.stages.heard(announced.traces)
        if not announced.look:
            return announced.changes
        found = changes.after(redis, district, seq, 0)
        last = found[-1].seq if found else seq
        return self._tail() if announced.last > last else found

    def _stop_listening(self) -> None:
        """Stops listening; the next step listens anew."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _tail(self) -> list[Change]:
        """The changes in SQL after the picture's last one, a limited number at a time."""
        system = self.system
        try:
            with system.reader.connect() as connection:
                found = journal.changes_after(
                    connection, system.district.key, self.picture.seq, TAIL_MAX
                )
        except DatabaseUnavailable as error:
            if not self.health.database_away:
                log.warning("the database is away", error=str(error)[:200])
            self.health.database_away = True
            return []
        self.health.database_away = False
        return found

    def _follow(self, came: list[Change]) -> bool:
        """Applies changes in order; reads missing ones from SQL, or makes the picture anew."""
        changed = False
        if came and came[0].seq > self.picture.seq + 1:
            came = self._tail()
        for change in came:
            if change.seq > self.picture.seq + 1:
                log.warning("gap", after=self.picture.seq, found=change.seq)
                return self._renew()
            if self.picture.apply(change):
                changed = True
                self.stages.applied(change)
        return changed

    def _renew(self) -> bool:
        try:
            self.picture = self._fresh()
        except DatabaseUnavailable as error:
            log.warning("the database is away", error=str(error)[:200])
            self.health.database_away = True
        return True

    def refresh(self) -> bool:
        """At intervals: checks signs of life and the journal's end, reads earlier figures."""
        now_ms, away = self.system.now_ms(), self.health.away
        if abs(now_ms - self._checked_ms) < CHECK_MS:
            return False
        self._checked_ms = now_ms
        changed = self._check(now_ms)
        if samples.minute_of(now_ms) != self._minute:
            changed |= self._look_back()
        with suppress(*DatabaseUnavailable):
            changed |= self.unusual_watch.refresh(now_ms)
            self.health.unusual = self.unusual_watch.now
        return changed or self.health.away != away

    def _check(self, now_ms: int) -> bool:
        """Reads who is late; true if a change after the stream's last one had been lost."""
        key = self.system.district.key
        late: list[str] = []
        pack_at = self.health.pack_at
        silent: dict[str, sources.SourceActivity] = {}
        refused: dict[str, Refusing] = {}
        if not self.health.redis_away:
            with suppress(RedisUnavailable):
                beats = heartbeats.last(self.system.redis, key)
                late, pack_at = heartbeats.late(beats, now_ms), beats.get(heartbeats.PACK, 0)
                silent = sources.silent(sources.last(self.system.redis, key), now_ms)
                refused = refusing.told(self.system.redis, key, now_ms)
        health, found = self.health, (late, silent, refused, pack_at)
        changed = found != (health.late_workers, health.silent, health.refusing, health.pack_at)
        health.late_workers, health.silent, health.refusing, health.pack_at = found
        # The lock isn't held while SQL is asked; the picture may go on meanwhile.
        ahead, came = self._is_ahead_of_sql(), self._tail()
        with self.lock:
            if ahead:
                return self._renew()
            return self._follow(came) or changed

    def _is_ahead_of_sql(self) -> bool:
        """Whether SQL knows fewer changes than the picture: another database, or a restored one."""
        seq = self.picture.seq
        try:
            with self.system.reader.connect() as connection:
                last = journal.last_seq(connection, self.system.district.key)
        except DatabaseUnavailable:
            return False
        return last < seq

    def _look_back(self) -> bool:
        """Reads the figures of an hour ago, past hours and yesterday; tries until it succeeds."""
        system, health, now = self.system, self.health, self.system.clock()
        then = to_ms(now) - HOUR_MS
        try:
            with system.reader.connect() as connection:
                sample = samples.at_or_before(connection, system.district.key, then)
                trends = look_back(connection, system, now)
        except DatabaseUnavailable:
            # Old figures may be shown a little longer, then they no longer mean "an hour ago".
            outdated = to_ms(now) - health.trends.at > samples.JUST_BEFORE_MS
            if not outdated:
                return False
            changed = bool(health.before) or health.trends.yesterday is not None
            health.before, health.trends = {}, replace(health.trends, yesterday=None)
            return changed
        before = sample.figures if sample else {}
        changed = (before, trends) != (health.before, health.trends)
        health.before, health.trends = before, trends
        self._minute = samples.minute_of(to_ms(now))
        return changed
