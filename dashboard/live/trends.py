"""The last day by hour: open, arrived and finished cases, for each unit and for all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dashboard.store import hourly_flows, samples
from dashboard.store.engines import Connection
from dashboard.store.hourly_flows import HOUR_MS, WHOLE, Hours
from dashboard.system import System, to_ms

HOURS = 24


@dataclass(frozen=True, slots=True)
class Trends:
    """The last 24 full clock hours, oldest first; by unit code, "" for all.

    `hours` are their ends, in ms since 1970. Open cases are None for an end that nobody stored.
    """

    hours: list[int] = field(default_factory=list)
    open: dict[str, list[int | None]] = field(default_factory=dict)
    arrived: dict[str, list[int]] = field(default_factory=dict)
    closed: dict[str, list[int]] = field(default_factory=dict)
    yesterday: int | None = None
    """How many had been reported yesterday by this time of day; None if nothing was recorded then.
    """
    at: int = field(default=0, compare=False)
    """When this was read."""


def look_back(connection: Connection, system: System, now: datetime) -> Trends:
    """Reads the trends: open cases from the samples, the rest from the cases' own instants."""
    local = now.astimezone(system.zone)
    last = to_ms(local.replace(minute=0, second=0, microsecond=0))
    hours = [last - back * HOUR_MS for back in reversed(range(HOURS))]
    key, start = system.district.key, hours[0] - HOUR_MS
    units = (WHOLE, *system.district.units)
    return Trends(
        hours=hours,
        open=_open(connection, key, hours, units),
        arrived=_all(hourly_flows.arrived(connection, key, start, HOURS), units),
        closed=_all(hourly_flows.closed(connection, key, start, HOURS), units),
        yesterday=_yesterday(connection, system, local),
        at=to_ms(now),
    )


def _yesterday(connection: Connection, system: System, local: datetime) -> int | None:
    # By local time, even when it changes, and to the minute, because samples are by minute.
    then = local.replace(second=0, microsecond=0) - timedelta(days=1)
    start = system.day_start(then)
    return hourly_flows.reported(connection, system.district.key, to_ms(start), to_ms(then))


def _all(found: Hours, units: tuple[str, ...]) -> dict[str, list[int]]:
    return {unit: found.get(unit, [0] * HOURS) for unit in units}


def _open(
    connection: Connection, district: str, hours: list[int], units: tuple[str, ...]
) -> dict[str, list[int | None]]:
    kept = samples.thinned(connection, district, hours[0] - HOUR_MS, hours[-1], 60)
    shown: dict[int, Mapping[str, int]] = {}
    for sample in kept:
        end = sample.at + -sample.at % HOUR_MS
        if end - sample.at <= samples.JUST_BEFORE_MS:
            of_units = {unit: figures.open for unit, figures in sample.units.items()}
            shown[end] = {WHOLE: sample.figures["open"], **of_units}
    return {unit: [shown.get(end, {}).get(unit) for end in hours] for unit in units}
