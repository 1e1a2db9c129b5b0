"""`replay`: sends a file of real requests through the inbox as if they happened now."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from dashboard.actions import sending
from dashboard.actions.ingest import check
from dashboard.domain.commands import Report
from dashboard.domain.refusals import BadMessage, Refused
from dashboard.streams.client import RedisUnavailable
from dashboard.system import System
from feeds import la311, table
from feeds import replay as player

RETRY_S = 1.0
REASONS_SHOWN = 20
Read = Iterator[tuple[int, Report | BadMessage]]
"""Each row's line number, and its report or what is wrong with it."""


class Stopped(Exception):
    """The replay was stopped."""


@dataclass(slots=True)
class ReplayOutcome:
    """The result of a file: how many rows it had, which were left out and why."""

    rows: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    """The line where each reason occurred first."""

    @property
    def good(self) -> int:
        """How many rows can be taken."""
        return self.rows - self.reasons.total()

    def leave_out(self, line: int, why: Refused) -> None:
        """Counts a row that can't be taken."""
        self.reasons[why.words] += 1
        self.first.setdefault(why.words, line)

    def told(self) -> Iterator[str]:
        """A line for each reason, the most frequent one first."""
        for words, count in self.reasons.most_common(REASONS_SHOWN):
            yield f"{count} rows left out, the first in line {self.first[words]}: {words}"
        if len(self.reasons) > REASONS_SHOWN:
            yield f"and {len(self.reasons) - REASONS_SHOWN} other reasons"


def read_la311(system: System, file: Path) -> Read:
    """Reads the requests of a Los Angeles 311 file, in any of its layouts."""
    fit = la311.Fit(system.district.grids, system.pack.places.center_of)
    for line, row in la311.read(file):
        try:
            yield line, la311.parse(row, fit)
        except BadMessage as bad:
            yield line, bad


def read_table(file: Path, mapping: table.Columns) -> Read:
    """Reads the requests of any table."""
    for line, row in table.read(file, mapping):
        try:
            yield line, table.parse(row, mapping)
        except BadMessage as bad:
            yield line, bad


def look(system: System, found: Read, outcome: ReplayOutcome) -> Iterator[Report]:
    """The reports that the centre would take; counts the others by reason, with first lines."""
    for line, report in found:
        outcome.rows += 1
        why = report if isinstance(report, BadMessage) else _against(system, report)
        if why is not None:
            outcome.leave_out(line, why)
        elif isinstance(report, Report):
            yield report


def _against(system: System, report: Report) -> Refused | None:
    """Why it would be refused now; None if it would be taken."""
    checked = check(system, replace(report, time=None))
    return checked if isinstance(checked, Refused) else None


def play(system: System, reports: Iterator[Report], speed: float, stop: threading.Event) -> int:
    """Sends them `speed` times as fast as they happened; returns how many were sent."""
    sent = 0

    def send(batch: list[Report]) -> None:
        nonlocal sent
        _put(system, batch, stop)
        sent += len(batch)

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise Stopped

    with suppress(Stopped):
        player.replay(reports, send, system.clock, sleep, speed)
    return sent


def _put(system: System, batch: list[Report], stop: threading.Event) -> None:
    """Puts them into the inbox; while it is away, tries again every second with the same ids."""
    while not stop.is_set():
        try:
            sending.send(system, batch)
        except RedisUnavailable:
            stop.wait(RETRY_S)
        else:
            return
    raise Stopped


SOURCES = {"la311": read_la311}
