"""Sends reports of the past in their order as if they happened now, N times as fast."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dashboard.domain.commands import Report, ReportCase

BATCH_MAX = 100
SLEEP_MIN_S = 0.001
GAP_MAX = timedelta(hours=12)
"""Longer silences (a file of several separate weeks) are played as this long."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def replay(
    reports: Iterable[Report],
    send: Callable[[list[Report]], None],
    now: Callable[[], datetime],
    sleep: Callable[[float], None],
    speed: float,
) -> int:
    """Sends all reports, those due together in batches of at most 100; returns how many.

    `send` blocks while it can't take more; reports that fell due meanwhile follow at once. Each
    report keeps its source and id, so playing a file again opens nothing twice.
    """
    if not speed > 0:
        raise ValueError("The speed must be greater than 0.")
    waiting = deque(_timeline(reports))
    sent = 0
    start = now()
    while waiting:
        at = now()
        elapsed = (at - start) * speed
        due = _due(waiting, elapsed)
        if due:
            send([_as_now(report, at) for report in due])
            sent += len(due)
        else:
            left_s = (waiting[0][0] - elapsed).total_seconds() / speed
            sleep(max(left_s, SLEEP_MIN_S))
    return sent


def _timeline(reports: Iterable[Report]) -> list[tuple[timedelta, Report]]:
    """Every report with its distance from the first, after shortening long silences."""
    ordered = sorted(reports, key=_when)
    offset = timedelta()
    line = []
    for before, report in zip([*ordered[:1], *ordered], ordered, strict=False):
        offset += min(_when(report) - _when(before), GAP_MAX)
        line.append((offset, report))
    return line


def _when(report: Report) -> datetime:
    return report.time or LONG_AGO


def _due(waiting: deque[tuple[timedelta, Report]], elapsed: timedelta) -> list[Report]:
    due: list[Report] = []
    while waiting and waiting[0][0] <= elapsed and len(due) < BATCH_MAX:
        due.append(waiting.popleft()[1])
    return due


def _as_now(report: Report, at: datetime) -> Report:
    command = report.command
    if isinstance(command, ReportCase):
        command = replace(command, occurred_at=at)
    return replace(report, time=at, command=command)
