"""`replay`: a file of real requests goes through the inbox as if it happened now."""

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
from dashboard.streams.client import Away
from dashboard.system import System
from feeds import la311, table
from feeds import replay as player

AGAIN_S = 1.0
REASONS_SHOWN = 20
Read = Iterator[tuple[int, Report | BadMessage]]
"""Each row's line, and what is in it."""


class Stopped(Exception):
    """Somebody has ended the replay."""


@dataclass(slots=True)
class ReplayOutcome:
    """What became of a file's rows: how many there were, which were left out and why."""

    rows: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    """The line in which each reason came first."""

    @property
    def good(self) -> int:
        """So many can be taken."""
        return self.rows - self.reasons.total()

    def leave_out(self, line: int, why: Refused) -> None:
        """One row can't be taken."""
        self.reasons[why.words] += 1
        self.first.setdefault(why.words, line)

    def told(self) -> Iterator[str]:
        """A line for each reason, the most frequent first."""
        for words, count in self.reasons.most_common(REASONS_SHOWN):
            yield f"{count} rows left out, the first in line {self.first[words]}: {words}"
        if len(self.reasons) > REASONS_SHOWN:
            yield f"and {len(self.reasons) - REASONS_SHOWN} other reasons"


def read_la311(system: System, file: Path) -> Read:
    """The requests of a Los Angeles 311 file, in any of its layouts."""
    fit = la311.Fit(system.district.grids, system.pack.places.center_of)
    for line, row in la311.read(file):
        try:
            yield line, la311.parse(row, fit)
        except BadMessage as bad:
            yield line, bad


def read_table(file: Path, mapping: table.Columns) -> Read:
    """The requests of any table."""
    for line, row in table.read(file, mapping):
        try:
            yield line, table.parse(row, mapping)
        except BadMessage as bad:
            yield line, bad


def look(system: System, found: Read, outcome: ReplayOutcome) -> Iterator[Report]:
    """Those that the centre would take; the others are counted with their reason and line."""
    for line, report in found:
        outcome.rows += 1
        why = report if isinstance(report, BadMessage) else _against(system, report)
        if why is not None:
            outcome.leave_out(line, why)
        elif isinstance(report, Report):
            yield report


def _against(system: System, report: Report) -> Refused | None:
    """Why it would be refused if it came now."""
    checked = check(system, replace(report, time=None))
    return checked if isinstance(checked, Refused) else None


def play(system: System, reports: Iterator[Report], speed: float, stop: threading.Event) -> int:
    """Sends them `speed` times as fast as they happened; returns how many."""
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
    """Into the inbox; while that is away, again every second with the same ids."""
    while not stop.is_set():
        try:
            sending.send(system, batch)
        except Away:
            stop.wait(AGAIN_S)
        else:
            return
    raise Stopped


SOURCES = {"la311": read_la311}
