"""Plays the last days up to now in order of time: the state of a centre that has run for days."""

import heapq
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from feeds.simulator.arrivals import arrivals
from feeds.simulator.burst import burst, bursts
from feeds.simulator.duty_log import entries
from feeds.simulator.orders import Act, State
from feeds.simulator.pace import Pace
from feeds.simulator.shifts import shifts
from feeds.simulator.town import Town
from feeds.simulator.weather import warnings
from feeds.simulator.world import Coming, World

Take = Callable[[Act, datetime], Sequence[State]]
"""Carries out an act as of that time; returns all that has changed since the last call."""

BURST_AGO = timedelta(hours=1, minutes=40)
CALM = timedelta(hours=12)
"""In this time before now there is no other burst."""
DAYS_EACH, LEAST = 4, 2
"""A burst that is over for so many days, so many at least: they have been reported to the end."""


def play_history(town: Town, now: datetime, take: Take, *, days: int, grid: int | None) -> None:
    """Plays `days` days up to `now`; with `grid`, one burst is still running there."""
    world = World(town, Pace(zone=town.zone), _outside(town, now, days, grid))
    world.begin(now - timedelta(days=days))
    while (at := world.next_at()) <= now:
        planned = world.pop(at)
        if planned is not None and planned.act is not None:
            world.look(take(planned.act, at), at)


def _outside(town: Town, now: datetime, days: int, grid: int | None) -> Coming:
    """What happens by itself: reports, shifts and bursts, and the duty desk's rounds."""
    start = now - timedelta(days=days)
    running = burst(town, now - BURST_AGO, grid) if grid is not None else ()
    least = min(LEAST, days // DAYS_EACH)
    told: Iterable[Act] = heapq.merge(
        shifts(town, start, now),
        arrivals(town, start, now),
        entries(town, start, now),
        bursts(town, start, now - CALM, least=least),
        warnings(town, start, now),
        running,
        key=lambda act: act.time or now,
    )
    return ((act.time or now, act) for act in told)
