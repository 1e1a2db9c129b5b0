"""How many handlers each unit has on duty: told when shifts change."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from dashboard.domain.commands import Report, SetCapacity
from dashboard.domain.unit import Unit
from feeds.simulator.town import SOURCE, Town

CHANGES = (time(8, 30), time(17, 30))
AT_NIGHT = {"department": 0.8, "street": 0.75, "utility": 1.0}
"""Share of the staff on duty from evening to morning; utilities work around the clock."""
ABSENT = 0.15
"""Chance that one handler is missing."""


def shifts(town: Town, start: datetime, end: datetime) -> Iterator[Report]:
    """Every unit's capacity at each change of shifts between start and end, by time."""
    date = start.astimezone(town.zone).date()
    while datetime.combine(date, time(), town.zone) < end:
        for change in CHANGES:
            at = datetime.combine(date, change, town.zone).astimezone(UTC)
            if start <= at < end:
                for unit in town.district.units.values():
                    yield _capacity(town, unit, at, night=change is CHANGES[-1])
        date += timedelta(days=1)


def _capacity(town: Town, unit: Unit, at: datetime, *, night: bool) -> Report:
    staff = unit.staff * (AT_NIGHT[unit.kind] if night else 1.0)
    absent = town.chance("staff", unit.code, at.isoformat()).random() < ABSENT
    command = SetCapacity(unit=unit.code, on_duty=max(1, round(staff) - absent))
    return Report(SOURCE, f"{town.seed}-shift-{at:%Y%m%d%H%M}-{unit.code}", at, command)
