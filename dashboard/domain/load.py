"""How much a unit has in hand against the handlers it has on duty."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.refusals import Refused
from dashboard.domain.unit import Unit, Urgency

OVERLOAD = 1.5
"""From this share of its capacity on, a unit is given more only for a reason in words."""


class Strain(StrEnum):
    """A load in one word."""

    ROOM = "ROOM"
    FULL = "FULL"
    OVER = "OVER"
    BLOCKED = "BLOCKED"


@dataclass(frozen=True, slots=True)
class Load:
    """A unit's open cases, and how many its handlers on duty can hold."""

    open: int
    capacity: int

    @property
    def share(self) -> float:
        """Open cases per case that fits; a unit with nobody on duty counts as holding one."""
        return self.open / max(1, self.capacity)

    @property
    def strain(self) -> Strain:
        """有余力, 满负荷, 超负荷; BLOCKED is an overload that needs a reason."""
        if self.share >= OVERLOAD:
            return Strain.BLOCKED
        if self.open == self.capacity:
            return Strain.FULL
        return Strain.OVER if self.open > self.capacity else Strain.ROOM


def capacity(unit: Unit, on_duty: int | None) -> int:
    """How many cases a unit's handlers on duty can hold; None: it has said nothing yet."""
    return (unit.staff if on_duty is None else on_duty) * unit.per_handler


def refuse_overload(unit: str, load: Load, urgency: Urgency, reason: str) -> None:
    """Raises `Refused` where a unit is given a case beyond 150 % and nobody says why.

    What is critical (E1) waits for no reason: it is given at once.
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
