"""What lies behind, for the leaders' page: four weeks of cases, and the figures of yesterday.

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
from dashboard.live.past import figures_then
from dashboard.store import assessment, journal, samples
from dashboard.store.engines import Trouble
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


def read(system: System) -> Review:
    """Reads it; raises `Trouble`."""
    now, key = system.clock(), system.district.key
    at = samples.minute_of(to_ms(now))
    # By the clock on the wall, also when that is changed.
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
        """That of this minute, read by whoever asks first; raises `Trouble`. Never the follower."""
        minute = samples.minute_of(self._system.now_ms())
        with self._lock:
            if self._last is None or self._last.at != minute:
                self._last = read(self._system)
            return self._last

    def last(self) -> Review | None:
        """The last one, at once; a newer one is read soon, and told."""
        self._wanted, self._told = True, self._last
        return self._told

    def go_round(self, tell: Callable[[], None]) -> None:
        """Reads what was asked for since, where its minute has passed."""
        threading.Event().wait(LOOK_S)
        self.look(tell)

    def look(self, tell: Callable[[], None]) -> None:
        """The same at once. Whoever looks is told, and asks for the next one by that."""
        if not self._wanted:
            return
        try:
            found = self.now()
        except Trouble as error:
            log.warning("the database is away", error=str(error)[:200])
            return
        # It may have been read meanwhile for a page that was opened.
        if found is not self._told:
            self._wanted = False
            tell()
