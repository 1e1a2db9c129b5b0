"""The last days up to now, played in time order: what a centre that runs for days looks like."""

import heapq
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from feeds.simulator.arrivals import arrivals
from feeds.simulator.burst import burst, bursts
from feeds.simulator.pace import Pace
from feeds.simulator.said import Act, State
from feeds.simulator.shifts import shifts
from feeds.simulator.town import Town
from feeds.simulator.world import Coming, World

Take = Callable[[Act, datetime], Sequence[State]]
"""Does what somebody does at that time; all that has changed since it was asked last."""

BURST_AGO = timedelta(hours=1, minutes=40)
CALM = timedelta(hours=12)
"""How long before now nothing else bursts."""


def play_history(town: Town, now: datetime, take: Take, *, days: int, grid: int | None) -> None:
    """Plays `days` days up to `now`, with one burst that is still running in `grid`, if any."""
    world = World(town, Pace(zone=town.zone), _outside(town, now, days, grid))
    while (at := world.next_at()) <= now:
        planned = world.pop(at)
        if planned is not None and planned.act is not None:
            world.look(take(planned.act, at), at)


def _outside(town: Town, now: datetime, days: int, grid: int | None) -> Coming:
    """What doesn't wait for the centre: reports, shifts, and what bursts."""
    start = now - timedelta(days=days)
    running = burst(town, now - BURST_AGO, grid) if grid is not None else ()
    told = heapq.merge(
        shifts(town, start, now),
        arrivals(town, start, now),
        bursts(town, start, now - CALM),
        running,
        key=lambda report: report.time or now,
    )
    return ((report.time or now, report) for report in told)
