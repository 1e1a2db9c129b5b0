"""The reports of a day as they come in, without the acts of units and without bursts."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from math import exp
from random import Random
from typing import Any

from dashboard.districts.coordinates import from_wgs84
from dashboard.domain.commands import Channel, Crs, Direct, Report, ReportCase, SelfResolve
from dashboard.domain.unit import Urgency
from feeds.simulator import words
from feeds.simulator.day import BLOCK, Stream, day
from feeds.simulator.spread import Spread, point_in
from feeds.simulator.town import SOURCE, Town

DUPLICATES = 0.02
"""Share of messages that their sender sends twice."""
ECHOES = 0.1
ECHO_AFTER_MINUTES = (4, 28)
"""Share of appeals that another resident repeats, and when; a dispatcher merges the two."""
PICTURE = "after.jpg"
SETTLED = {"proactive": 0.29, "agency": 0.5}
"""Share of a stream that the grid settles on the spot (自处置), if the item allows it."""
DIRECTED = {"proactive": 0.08}
"""Share that the grid leader gives directly to a unit, in the same message."""
TEXT_ALONE = {
    Channel.WEB: 0.4,
    Channel.QQ: 0.5,
    Channel.SMS: 0.5,
    Channel.ONLINE_OPINION: 0.5,
    Channel.PHONE: 0.06,
    Channel.MAYOR_LINE: 0.06,
}
NIGHT = frozenset({23, 0, 1, 2, 3, 4, 5})
NAMED = 0.85
"""Share of appeals whose reporter gives a name and number."""
RAISED = 0.02
"""Share of appeals with a higher urgency than their item's."""
BY_GRID, BY_PHONE = 0.6, 0.9
"""Up to 60 % name the grid, up to 90 % send a telephone's point (GCJ-02), the rest WGS-84."""


def arrivals(town: Town, start: datetime, end: datetime) -> Iterator[Report]:
    """The reports with start <= time < end, in order of time.

    Each block of half an hour is drawn separately: a day in two parts is the same day. Times are
    UTC. A message that is sent twice is in here twice, the second right after the first.
    """
    teller = _BlockReports(town)
    local = start.astimezone(town.zone)
    block = local.replace(minute=local.minute // 30 * 30, second=0, microsecond=0) - BLOCK
    waiting: list[Report] = []
    while block < end:
        waiting = sorted(waiting + list(teller.block(block)), key=_time)
        ready = bisect_left(waiting, block + BLOCK, key=_time)
        for report in waiting[:ready]:
            if start <= _time(report) < end:
                yield report
                if town.chance("twice", report.id).random() < DUPLICATES:
                    yield report
        waiting = waiting[ready:]
        block += BLOCK


def _time(report: Report) -> datetime:
    if report.time is None:
        raise ValueError("What the simulator makes has a time.")
    return report.time


class _BlockReports:
    """Draws the reports of one block; holds what is the same for all blocks."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._day = day()
        self._spread = Spread(town.district, self._day)
        self._items: dict[tuple[str, int, bool], tuple[list[str], list[float]]] = {}

    def block(self, begin: datetime) -> Iterator[Report]:
        for stream in self._day.streams:
            chance = self._town.chance(stream.name, begin.astimezone(UTC).isoformat())
            mean = stream.expected(begin) * self._town.intensity
            for i in range(_poisson(mean, chance)):
                at = begin.astimezone(UTC) + BLOCK * chance.random()
                stem = f"{self._town.seed}-{begin:%Y%m%d%H%M}-{stream.name}-{i}"
                yield from self._told(stream, stem, at, chance)

    def _told(self, stream: Stream, stem: str, at: datetime, chance: Random) -> Iterator[Report]:
        item = self._item(stream, at.astimezone(self._town.zone), chance)
        grid = self._spread.grid(item, chance)
        place = _Place.of(self._town, item, grid, chance)
        command = _command(self._town, stream, place, chance)
        yield Report(SOURCE, stem, at, command)
        if stream.name == "appeal" and chance.random() < ECHOES:
            later = at + timedelta(minutes=chance.uniform(*ECHO_AFTER_MINUTES))
            told = _resident(self._town, place, chance)
            again = replace(told, address=command.address)
            yield Report(SOURCE, f"{stem}-again", later, again)

    def _item(self, stream: Stream, at: datetime, chance: Random) -> str:
        """Draws an item; at night people report only what can't wait."""
        month, night = at.month, at.hour in NIGHT
        key = (stream.name, month, night)
        if key not in self._items:
            items = self._town.district.items
            known = [code for code in stream.items if code in items]
            urgent = [code for code in known if items[code].urgency in (Urgency.E1, Urgency.E2)]
            known = urgent if night and urgent else known
            weights = (self._day.weight(stream, item, month) for item in known)
            self._items[key] = known, list(accumulate(weights))
        known, cumulated = self._items[key]
        return chance.choices(known, cum_weights=cumulated)[0]


def _poisson(mean: float, chance: Random) -> int:
    """Draws from a Poisson distribution by Knuth's method, good for small means."""
    count, product, floor = 0, chance.random(), exp(-mean)
    while product > floor:
        count += 1
        product *= chance.random()
    return count


@dataclass(frozen=True, slots=True)
class _Place:
    """What has happened, and where: everybody who reports it names the same place."""

    item: str
    grid: int
    site: words.Site

    @classmethod
    def of(cls, town: Town, item: str, grid: int, chance: Random) -> "_Place":
        return cls(item, grid, words.site(town.district.grids[grid], chance))


def _command(town: Town, stream: Stream, place: _Place, chance: Random) -> ReportCase:
    if stream.name == "appeal":
        return _resident(town, place, chance)
    channel = chance.choices(list(stream.channels), weights=list(stream.channels.values()))[0]
    item = place.item
    common = _common(town, place, chance) | {"item": item, "channel": channel}
    settled = SETTLED.get(stream.name, 0.0)
    draw = chance.random()
    duty = town.district.items[item]
    leader = f"grid{place.grid}"
    if draw < settled and duty.grid_settles:
        if duty.needs_picture:
            common |= {"attachments": (PICTURE,)}
        return SelfResolve(**common, by=leader, result=words.settled(item, common["text"], chance))
    if settled <= draw < settled + DIRECTED.get(stream.name, 0.0):
        unit = town.district.unit_for(duty, place.grid).code
        return Direct(**common, by=leader, unit=unit)
    return ReportCase(**common)


def resident(town: Town, item: str, grid: int, chance: Random) -> ReportCase:
    """A resident's appeal, by telephone, page or message; often without an item."""
    return _resident(town, _Place.of(town, item, grid, chance), chance)


def _resident(town: Town, place: _Place, chance: Random) -> ReportCase:
    stream = next(stream for stream in day().streams if stream.name == "appeal")
    channel = chance.choices(list(stream.channels), weights=list(stream.channels.values()))[0]
    alone = chance.random() < TEXT_ALONE.get(channel, 0.0)
    command = ReportCase(**_common(town, place, chance), channel=channel)
    return replace(
        command,
        item=None if alone else place.item,
        urgency=Urgency.E2 if not alone and chance.random() < RAISED else None,
        reporter=words.reporter(chance) if chance.random() < NAMED else None,
    )


def _common(town: Town, place: _Place, chance: Random) -> dict[str, Any]:
    text, address = words.report(place.item, place.site, chance)
    return {"text": text, "address": address, **_place(town, place.grid, chance)}


def _place(town: Town, grid: int, chance: Random) -> dict[str, Any]:
    draw = chance.random()
    if draw < BY_GRID:
        return {"grid": grid}
    crs = Crs.GCJ02 if draw < BY_PHONE else Crs.WGS84
    lon, lat = from_wgs84(*point_in(town.places, grid, chance), crs)
    return {"lon": round(lon, 7), "lat": round(lat, 7), "crs": crs}
