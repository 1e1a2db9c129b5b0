"""The past for the leaders' page: four weeks of cases, and yesterday's figures.

Reading 15,000 cases takes a third of a second of one core (see `store.assessment`), their digest
half as much, so it is done in a thread of its own or in that of the page that is opened, once a
minute at most and only while somebody looks; never in the follower's.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import structlog

from dashboard.domain.assessment.digest import DAY_MS, Digest, digest
from dashboard.domain.assessment.facts import Facts
from dashboard.domain.assessment.metrics import Window
from dashboard.live.past import figures_then
from dashboard.store import assessment, journal, samples
from dashboard.store.engines import DatabaseUnavailable
from dashboard.system import System, to_ms

log = structlog.get_logger()
BACK_MS = 28 * DAY_MS
LOOK_S = 1.0


@dataclass(frozen=True, slots=True)
class Review:
    """What was found at the full minute `at`, after the change `seq`, of one instant of SQL.

    All cases since `since` are in it. `yesterday` are the figures of this minute a day ago, by the
    district's clocks; empty before the journal's first row.
    """

    at: int
    seq: int
    since: int
    cases: tuple[Facts, ...]
    yesterday: Mapping[str, int]
    digest: Digest

    def holds(self, window: Window) -> bool:
        """Whether all of the window's cases are in it: nothing older, nothing of the future."""
        return self.at - BACK_MS <= window.since <= window.until <= self.at


def read(system: System) -> Review:
    """Reads it; raises `DatabaseUnavailable`."""
    now, key = system.clock(), system.district.key
    at = samples.minute_of(to_ms(now))
    # By local time, even across a change of the clocks.
    then = to_ms(now.astimezone(system.zone) - timedelta(days=1))
    with system.reader.connect() as connection:
        seq = journal.last_seq(connection, key)
        first = assessment.first_instant(connection, key)
        cases = tuple(assessment.facts(connection, key, at - BACK_MS).values())
        yesterday = figures_then(system, connection, then)
    since = max(at - BACK_MS, at if first is None else first)
    return Review(
        at=at,
        seq=seq,
        since=since,
        cases=cases,
        yesterday=yesterday,
        digest=digest(cases, at, since, system.district.units),
    )


class Reviews:
    """The review of this minute, shared by all who look."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._lock = threading.Lock()
        self._last: Review | None = None
        self._told: Review | None = None
        self._wanted = False

    def now(self) -> Review:
        """This minute's, read by the first caller. Raises `DatabaseUnavailable`."""
        minute = samples.minute_of(self._system.now_ms())
        with self._lock:
            if self._last is None or self._last.at != minute:
                self._last = read(self._system)
            return self._last

    def last(self) -> Review | None:
        """The last review, at once; a newer one is read soon, and then the screens are told."""
        self._wanted, self._told = True, self._last
        return self._told

    def run_once(self, tell: Callable[[], None]) -> None:
        """Pauses, then reads a newer review if one is wanted and the minute has passed."""
        threading.Event().wait(LOOK_S)
        self.look(tell)

    def look(self, tell: Callable[[], None]) -> None:
        """The same without a pause. `tell` makes open screens ask for the next review."""
        if not self._wanted:
            return
        try:
            found = self.now()
        except DatabaseUnavailable as error:
            log.warning("the database is away", error=str(error)[:200])
            return
        # It may have been read meanwhile for a page that was opened.
        if found is not self._told:
            self._wanted = False
            tell()
