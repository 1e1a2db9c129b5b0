"""What becomes of a case in its unit's hands: drawn once a case, so that it keeps its course."""

from dataclasses import dataclass
from random import Random

LATE = 0.08
LATE_UNITS = {"D14": 2.0, "U08": 2.5, "U05": 1.5, "D13": 0.7}
"""Share of cases fed back after their deadline, and units that are worse or better at it."""
SEVERE = 0.3
"""Share of the late ones that become severely late."""
LAST_MINUTE = 0.12
"""Share of cases fed back just before their deadline."""
REPAIRS = frozenset({"0104", "0112"})
"""Burst mains: nobody's case is done before the main is."""
RETURNED = 0.06
EXTENDED = 0.05


@dataclass(frozen=True, slots=True)
class Fate:
    """How long the handling takes, and what comes between.

    `share` is of the limit; if late, `over` is of the stretch from due to severely late.
    """

    share: float
    last_minute: bool
    late: bool
    over: float
    returned: bool
    extended: bool


def fate(chance: Random, unit: str | None, item: str | None) -> Fate:
    """The course of a case of this item that `unit` handles."""
    extended = chance.random() < EXTENDED
    late = chance.random() < LATE * LATE_UNITS.get(unit or "", 1.0)
    severe = chance.random() < SEVERE
    last_minute = item in REPAIRS or chance.random() < LAST_MINUTE
    return Fate(
        share=chance.uniform(0.92, 0.995)
        if last_minute
        else 0.06 + 0.64 * chance.betavariate(2, 2),
        last_minute=last_minute,
        late=late or extended,
        over=chance.uniform(1.2, 3.2) if severe else chance.uniform(0.6, 0.99),
        returned=chance.random() < RETURNED,
        extended=extended,
    )
