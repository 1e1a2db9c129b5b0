"""Plays the last days up to now in order of time: the state of a centre that has run for days."""

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
"""Carries out an act as of that time; returns all that has changed since the last call."""

BURST_AGO = timedelta(hours=1, minutes=40)
CALM = timedelta(hours=12)
"""In this time before now there is no other burst."""


def play_history(town: Town, now: datetime, take: Take, *, days: int, grid: int | None) -> None:
    """Plays `days` days up to `now`; with `grid`, one burst is still running there."""
    world = World(town, Pace(zone=town.zone), _outside(town, now, days, grid))
    while (at := world.next_at()) <= now:
        planned = world.pop(at)
        if planned is not None and planned.act is not None:
            world.look(take(planned.act, at), at)


def _outside(town: Town, now: datetime, days: int, grid: int | None) -> Coming:
    """What happens without the centre: reports, shifts and bursts."""
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
