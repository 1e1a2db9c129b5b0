"""Once a day something bursts: an incident, and forty residents who all report it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from random import Random

from dashboard.domain.commands import IncidentKind, Report, ReportIncident
from feeds.simulator import words
from feeds.simulator.arrivals import resident
from feeds.simulator.day import day
from feeds.simulator.spread import Spread, neighbours
from feeds.simulator.town import SOURCE, Town

HEATING_MONTHS = frozenset({1, 2, 3, 4, 10, 11, 12})
# What residents report, and how much more often one than the other.
COMPLAINTS = {"heating": {"0111": 1, "0112": 1}, "water": {"0103": 8, "0104": 1, "0101": 2}}
RESIDENTS = 40
AREA = 9
"""Grids that are cold or dry."""
FADES_MINUTES = 30.0
"""Mean delay of a complaint: two in three come within it."""
EARLIEST, LATEST = 6.5, 20.0
"""Local hours between which it happens."""
KNOWN_BEFORE = timedelta(minutes=3)


def bursts(town: Town, start: datetime, end: datetime) -> Iterator[Report]:
    """The bursts between start and end, one a local day, with their complaints, by time."""
    local = start.astimezone(town.zone).date() - timedelta(days=1)
    while datetime.combine(local, time(), town.zone) < end:
        chance = town.chance("burst", local)
        hour = timedelta(hours=chance.uniform(EARLIEST, LATEST))
        at = (datetime.combine(local, time(), town.zone) + hour).astimezone(UTC)
        grid = Spread(town.district, day()).grid("0112", chance)
        for report in burst(town, at, grid):
            if report.time and start <= report.time < end:
                yield report
        local += timedelta(days=1)


def burst(town: Town, at: datetime, grid: int) -> list[Report]:
    """One burst at `at` in `grid`: the incident first, then the complaints, by time."""
    kind = "heating" if at.astimezone(town.zone).month in HEATING_MONTHS else "water"
    items = {item: n for item, n in COMPLAINTS[kind].items() if item in town.district.items}
    stem = f"{town.seed}-burst-{at:%Y%m%d%H%M}"
    chance = town.chance("burst", at.isoformat())
    area = neighbours(town.places, list(town.district.grids), grid, AREA)
    complaints = [
        Report(
            SOURCE,
            f"{stem}-{i}",
            at + timedelta(minutes=2 + chance.expovariate(1 / FADES_MINUTES)),
            resident(town, _one(items, chance), chance.choice(area), chance),
        )
        for i in range(RESIDENTS if items else 0)
    ]
    title, text = words.incident(kind, town.district.grids[grid], chance)
    incident = ReportIncident(
        kind=IncidentKind.ACCIDENT, title=title, text=text, grid=grid, known_at=at - KNOWN_BEFORE
    )
    told = Report(SOURCE, stem, at, incident)
    return [told, *sorted(complaints, key=lambda report: report.time or at)]


def _one(items: Mapping[str, int], chance: Random) -> str:
    return chance.choices(list(items), weights=list(items.values()))[0]
