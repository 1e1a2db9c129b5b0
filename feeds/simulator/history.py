"""The last days up to now, played in time order: what a centre that runs for days looks like."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import count

from dashboard.domain.case import Case
from dashboard.domain.commands import Report
from feeds.simulator.acts import next_act
from feeds.simulator.arrivals import arrivals
from feeds.simulator.burst import burst
from feeds.simulator.pace import Pace
from feeds.simulator.shifts import shifts
from feeds.simulator.town import Town

Take = Callable[[Report, datetime], Case | None]
"""Takes a report in as if it were that time; the case as it stands then, None if none changed."""

BURST_AGO = timedelta(hours=3, minutes=50)


def play_history(town: Town, now: datetime, take: Take, *, days: int, grid: int) -> None:
    """Plays `days` days up to `now`, with one burst that is still running in `grid`."""
    pace = Pace(zone=town.zone)
    order = count()
    due: list[tuple[datetime, int, Report]] = []
    for at, report in _merged(_outside(town, now, days, grid), due):
        if at > now:
            return
        case = take(report, at)
        act = next_act(case, at, town, pace) if case else None
        if act and act.time:
            heapq.heappush(due, (act.time, next(order), act))


def _outside(town: Town, now: datetime, days: int, grid: int) -> Iterator[Report]:
    """What doesn't wait for the centre: reports, shifts, and the burst."""
    start = now - timedelta(days=days)
    told: Iterable[Report] = burst(town, now - BURST_AGO, grid)
    return heapq.merge(
        shifts(town, start, now), arrivals(town, start, now), told, key=lambda r: r.time or now
    )


def _merged(
    outside: Iterator[Report], due: list[tuple[datetime, int, Report]]
) -> Iterator[tuple[datetime, Report]]:
    """Outside reports and due acts in order of time; `due` may grow meanwhile."""
    for report in outside:
        if report.time is None:
            continue
        while due and due[0][0] <= report.time:
            at, _, act = heapq.heappop(due)
            yield at, act
        yield report.time, report
    while due:
        at, _, act = heapq.heappop(due)
        yield at, act
