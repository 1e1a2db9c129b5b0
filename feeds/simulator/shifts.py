"""How many handlers each unit has on duty: reported when shifts change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dashboard.districts import almanac
from dashboard.domain.commands import Report, SetCapacity
from dashboard.domain.unit import Unit
from feeds.simulator.town import SOURCE, Town

CHANGES = (time(6, 0), time(8, 30), time(12, 0), time(17, 30), time(22, 0))


@dataclass(frozen=True, slots=True)
class Rota:
    """Shares of the staff on duty after each change of shifts, and on rest days."""

    work_day: tuple[float, ...]
    rest_day: tuple[float, ...]


OFFICE = Rota((0.2, 0.95, 0.95, 0.35, 0.2), (0.2, 0.3, 0.3, 0.25, 0.2))
STREET = Rota((0.25, 0.95, 0.95, 0.5, 0.25), (0.25, 0.5, 0.5, 0.4, 0.25))
OUTDOORS = Rota((0.7, 0.95, 0.95, 0.6, 0.3), (0.7, 0.75, 0.75, 0.5, 0.3))
"""People who clean and patrol start early and work on Sundays."""
ROUND_THE_CLOCK = Rota((1.0,) * 5, (1.0,) * 5)
UTILITY = Rota((0.7, 1.0, 1.0, 0.85, 0.7), (0.7, 0.85, 0.85, 0.8, 0.7))
ROTAS: Mapping[str, Rota] = {
    **dict.fromkeys(("D06", "D09", "D10", "D12"), ROUND_THE_CLOCK),
    **dict.fromkeys(("D13", "D14"), OUTDOORS),
}
OF_KIND: Mapping[str, Rota] = {"department": OFFICE, "street": STREET, "utility": UTILITY}
ABSENT = 0.07
"""Chance that a handler is absent, for each person."""


def shifts(town: Town, start: datetime, end: datetime) -> Iterator[Report]:
    """The messages about every unit's capacity at each change of shifts between start and end."""
    calendar = almanac.calendar(town.district)
    local = start.astimezone(town.zone).date()
    while datetime.combine(local, time(), town.zone) < end:
        working = calendar.is_working(local)
        for which, change in enumerate(CHANGES):
            at = datetime.combine(local, change, town.zone).astimezone(UTC)
            if start <= at < end:
                for unit in town.district.units.values():
                    share = rota_of(unit, working=working)[which]
                    yield _capacity(town, unit, at, share, local)
        local += timedelta(days=1)


def rota_of(unit: Unit, *, working: bool) -> tuple[float, ...]:
    """Shares of a unit's staff on duty after each change of shifts on such a day."""
    rota = ROTAS.get(unit.code) or OF_KIND[unit.kind]
    return rota.work_day if working else rota.rest_day


def rests(unit: Unit) -> bool:
    """Whether most of a unit's people are at home on rest days."""
    return rota_of(unit, working=False) in (OFFICE.rest_day, STREET.rest_day)


def _capacity(town: Town, unit: Unit, at: datetime, share: float, local: date) -> Report:
    """The message of one unit; an absent handler is absent all day."""
    chance = town.chance("staff", unit.code, local)
    planned = max(1, round(unit.staff * share))
    missing = 0
    if ROTAS.get(unit.code) is not ROUND_THE_CLOCK:
        missing = sum(chance.random() < ABSENT for _ in range(planned))
    command = SetCapacity(unit=unit.code, on_duty=max(1, planned - missing))
    return Report(SOURCE, f"{town.seed}-shift-{at:%Y%m%d%H%M}-{unit.code}", at, command)
