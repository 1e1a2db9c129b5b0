"""How many cases a unit has in hand, compared with what its handlers can hold."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.calendar import Calendar
from dashboard.domain.changes import Strength
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import Unit, Urgency

OVERLOAD = 1.5
"""From this share of its capacity on, a unit gets more only with a reason."""


class Strain(StrEnum):
    """A load in one word."""

    ROOM = "ROOM"
    FULL = "FULL"
    OVER = "OVER"
    BLOCKED = "BLOCKED"


@dataclass(frozen=True, slots=True)
class Load:
    """A unit's open cases, and how many its handlers can hold."""

    open: int
    capacity: int

    @property
    def share(self) -> float:
        """Open cases divided by capacity; a unit with nobody on duty counts as able to hold one."""
        return self.open / max(1, self.capacity)

    def with_more(self, cases: int) -> "Load":
        """The load with so many cases more."""
        return Load(self.open + cases, self.capacity)

    @property
    def strain(self) -> Strain:
        """有余力, 满负荷, 超负荷; BLOCKED is an overload that needs a reason."""
        if self.share >= OVERLOAD:
            return Strain.BLOCKED
        if self.open == self.capacity:
            return Strain.FULL
        return Strain.OVER if self.open > self.capacity else Strain.ROOM


def capacity(unit: Unit, said: Strength | None) -> int:
    """How many cases a unit's handlers can hold; `said` is None if it never reported.

    Its handlers of the working day count, also at night: they do the rest in the morning. If more
    are on duty now, those count.
    """
    if said is None:
        return unit.staff * unit.per_handler
    by_day = unit.staff if said.by_day is None else said.by_day
    return max(said.on_duty, by_day) * unit.per_handler


def strength(
    before: Strength | None, unit: str, on_duty: int, now: datetime, calendar: Calendar
) -> Strength:
    """The unit's new strength; `before` is the one that it reported before."""
    version, by_day = (before.version, before.by_day) if before else (0, None)
    if calendar.at_work(now):
        by_day = on_duty
    return Strength(unit=unit, version=version + 1, on_duty=on_duty, at=now, by_day=by_day)


def refuse_overload(unit: str, load: Load, urgency: Urgency, reason: str) -> None:
    """Raises `Refused` if a unit would get a case beyond 150 % without a reason.

    A critical case (E1) needs no reason: it is given at once.
    """
    if load.strain is not Strain.BLOCKED or urgency is Urgency.E1 or reason.strip():
        return
    percent = round(load.share * 100)
    raise Refused(
        "OVERLOADED",
        f"{unit} holds {load.open} of {load.capacity} ({percent} %); say why it must be it.",
        unit=unit,
        open=load.open,
        capacity=load.capacity,
        percent=percent,
    )
