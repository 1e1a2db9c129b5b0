"""The files of incidents that somebody looks at, read again when anything of one may have changed.

A running incident and one of last year are read alike: from SQL, in a thread of their own, never in
the follower's. Until a newer one is read, screens keep what they have.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import structlog

from dashboard.domain.case import Case
from dashboard.live.workspaces import Marker
from dashboard.store import proximity
from dashboard.store.engines import DatabaseUnavailable
from dashboard.store.workspace import IncidentFile, incident_file
from dashboard.system import System

log = structlog.get_logger()
LOOK_S = 1.0
PAUSE_S = 0.1
"""Between two rounds, so that a burst of changes is read once."""


@dataclass(frozen=True, slots=True)
class AskedFile:
    """Which file is wanted: as of this marker, and which cases besides."""

    marker: Marker
    around: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What was read for this wish; None if there is no such incident. `around` by case number."""

    asked: AskedFile
    found: IncidentFile | None
    around: Mapping[str, Case] = field(default_factory=dict)


class IncidentFiles:
    """Shared by all screens of a web process; a screen's file goes when nobody looks at it."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._lock = threading.Lock()
        self._read: dict[str, ReadFile] = {}
        self._wanted: dict[str, AskedFile] = {}
        self._asked = threading.Event()

    def last(self, number: str, asked: AskedFile) -> ReadFile | None:
        """The file as it was read last, at once; if anything has changed, it is soon read again."""
        with self._lock:
            known = self._read.get(number)
            if known is None or known.asked != asked:
                self._wanted[number] = asked
                self._asked.set()
            return known

    def forget(self, number: str) -> None:
        """Nobody looks at this incident any more."""
        with self._lock:
            self._read.pop(number, None)
            self._wanted.pop(number, None)

    def run_once(self, tell: Callable[[], None]) -> None:
        """Waits until a file is wanted, a second at most; reads those, then calls `tell`."""
        self._asked.wait(LOOK_S)
        if self.look():
            tell()
        threading.Event().wait(PAUSE_S)

    def look(self) -> bool:
        """The same without a pause; true if anything was read."""
        self._asked.clear()
        with self._lock:
            wanted, self._wanted = self._wanted, {}
        if not wanted:
            return False
        try:
            with self._system.reader.connect() as connection:
                key = self._system.district.key
                found = {
                    number: ReadFile(
                        asked,
                        incident_file(connection, key, number),
                        proximity.cases_by_number(connection, key, asked.around),
                    )
                    for number, asked in wanted.items()
                }
        except DatabaseUnavailable as error:
            log.warning("the database is away", error=str(error)[:200])
            with self._lock:
                self._wanted = wanted | self._wanted
            return False
        with self._lock:
            self._read |= found
        return True
