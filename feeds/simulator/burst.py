"""Now and then a main bursts: an incident, and forty residents who all report it."""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from random import Random

from dashboard.domain.commands import IncidentKind, Report, ReportIncident
from feeds.simulator import words
from feeds.simulator.arrivals import resident
from feeds.simulator.day import day
from feeds.simulator.pace import USUAL, Pace
from feeds.simulator.spread import Spread, neighbours
from feeds.simulator.town import SOURCE, Town

HEATING_MONTHS = frozenset({1, 2, 3, 4, 10, 11, 12})
# The items that residents report, with their relative frequency.
COMPLAINTS = {"heating": {"0111": 1, "0112": 1}, "water": {"0103": 8, "0104": 1, "0101": 2}}
MAIN = {"heating": "0112", "water": "0104"}
A_DAY, A_DAY_MOST = 0.2, 4
"""Bursts a day at the usual number of reports, and at most at any."""
RESIDENTS, BY_NIGHT = 40, 11
"""How many report it: at night most people are asleep."""
AREA = 9
"""Number of grids that are cold or dry, all supplied by one company."""
FADES_MINUTES = 30.0
"""Mean delay of a complaint: two in three come within it."""
EARLIEST, LATEST = 6.5, 20.0
"""Local hours between which it happens."""
AWAKE = range(6, 23)
KNOWN_BEFORE = timedelta(minutes=3)


def bursts(
    town: Town, start: datetime, end: datetime, pace: Pace = USUAL, least: int = 0
) -> Iterator[Report]:
    """The bursts between start and end, and their complaints, in order of time.

    At least so many happen: on the days that are nearest to having one.
    """
    drawn = [one for local in _days(town, start, end) for one in _drawn(town, local)]
    within = sorted((one for one in drawn if start <= one.at < end), key=lambda one: one.lacks)
    happening = [one for one in drawn if one.lacks < 0 or one in within[:least]]
    told = (burst(town, one.at, one.grid, pace) for one in happening)
    for report in heapq.merge(*told, key=lambda report: report.time or end):
        if report.time and start <= report.time < end:
            yield report


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A burst that happens if `lacks` is below nothing: by how much the draw misses its chance."""

    at: datetime
    grid: int
    lacks: float


def _days(town: Town, start: datetime, end: datetime) -> Iterator[date]:
    """The local days, and the one before: its complaints may come after midnight."""
    local = start.astimezone(town.zone).date() - timedelta(days=1)
    while datetime.combine(local, time(), town.zone) < end:
        yield local
        local += timedelta(days=1)


def _drawn(town: Town, local: date) -> Iterator[_Drawn]:
    """What could burst on that day: the more is reported, the more does."""
    spread = Spread(town.district, day())
    expected = min(A_DAY * town.intensity, A_DAY_MOST)
    for which in range(ceil(expected)):
        chance = town.chance("burst", local, *([which] if which else []))
        lacks = chance.random() - (expected - which)
        hour = timedelta(hours=chance.uniform(EARLIEST, LATEST))
        at = (datetime.combine(local, time(), town.zone) + hour).astimezone(UTC)
        yield _Drawn(at, spread.grid("0112", chance), lacks)


def burst(town: Town, at: datetime, grid: int, pace: Pace = USUAL) -> list[Report]:
    """One burst at `at` in `grid`: the incident first, then the complaints, by time."""
    local = at.astimezone(town.zone)
    kind = kind_of(town, at)
    items = {item: n for item, n in COMPLAINTS[kind].items() if item in town.district.items}
    stem = f"{town.seed}-burst-{at:%Y%m%d%H%M}"
    chance = town.chance("burst", at.isoformat())
    count = RESIDENTS if local.hour in AWAKE else BY_NIGHT
    cold = area(town, grid, kind)
    complaints = [
        Report(
            SOURCE,
            f"{stem}-{i}",
            pace.after(at, timedelta(minutes=2 + chance.expovariate(1 / FADES_MINUTES))),
            resident(town, _one(items, chance), chance.choice(cold), chance),
        )
        for i in range(count if items else 0)
    ]
    title, text = words.incident(kind, town.district.grids[grid], chance)
    known_at = at - KNOWN_BEFORE / pace.speed
    incident = ReportIncident(
        kind=IncidentKind.ACCIDENT, title=title, text=text, grid=grid, known_at=known_at
    )
    told = Report(SOURCE, stem, at, incident)
    return [told, *sorted(complaints, key=lambda report: report.time or at)]


def kind_of(town: Town, at: datetime) -> str:
    """What bursts in that season."""
    return "heating" if at.astimezone(town.zone).month in HEATING_MONTHS else "water"


def area(town: Town, grid: int, kind: str) -> tuple[int, ...]:
    """The grids affected by such a burst: the nearest ones with the same supplier."""
    district = town.district
    duty = district.items.get(MAIN[kind])
    if duty is None:
        return (grid,)
    company = district.unit_for(duty, grid)
    same = [no for no in district.grids if district.unit_for(duty, no) is company]
    return tuple(neighbours(town.places, same, grid, AREA))


def _one(items: Mapping[str, int], chance: Random) -> str:
    return chance.choices(list(items), weights=list(items.values()))[0]
