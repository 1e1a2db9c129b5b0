"""The course of a case at its unit: drawn once for each case, so that it stays the same."""

from dataclasses import dataclass
from random import Random

from dashboard.domain.case import Case
from dashboard.domain.unit import Urgency

LATE = 0.05
LATE_UNITS = {"D14": 1.6, "U08": 3.0, "U05": 1.5, "D13": 0.8}
"""Share of cases fed back after their deadline, and factors of units that are worse or better."""
LATE_CRITICAL = 1.7
"""A critical case has an hour, and is late more often for it."""
SEVERE = 0.16
"""Share of the late cases that become severely late."""
LAST_MINUTE, LAST_DAY = 0.2, 0.05
"""Share of cases fed back just before their deadline: limits in hours, and in days."""
REPAIRS = frozenset({"0104", "0112"})
"""Burst mains: their cases wait until the main is repaired."""
QUICK_UNITS = {
    "D04": 0.4,
    "D07": 0.45,
    "D11": 0.6,
    "D13": 0.45,
    "D15": 0.3,
    "D16": 0.6,
    "D17": 0.7,
    "D20": 0.45,
    "D21": 0.25,
    "D22": 0.6,
    "D24": 0.5,
    "U09": 0.6,
}
"""Units that use only this part of their limits, because they have many long ones."""
RETURNED = 0.06
EXTENDED, HOARDED = 0.088, {"D15": 2.0}
"""Share of cases for which a unit may request an extension; one unit requests more."""


@dataclass(frozen=True, slots=True)
class Course:
    """How long the handling takes, and what happens in between.

    `share` is a share of the limit; if the case is late, `over` is a share of the time from due to
    severely late.
    """

    share: float
    last_minute: bool
    late: bool
    over: float
    returned: bool
    extended: bool


def course(chance: Random, case: Case, *, days: bool = False) -> Course:
    """The course of this case in its unit's hands, within hours or within `days`."""
    unit, item = case.unit or "", case.item
    extended = chance.random() < EXTENDED * HOARDED.get(unit, 1.0)
    critical = LATE_CRITICAL if case.urgency is Urgency.E1 else 1.0
    late = chance.random() < LATE * critical * LATE_UNITS.get(unit, 1.0)
    severe = chance.random() < SEVERE
    last_minute = item in REPAIRS or chance.random() < (LAST_DAY if days else LAST_MINUTE)
    quick = QUICK_UNITS.get(unit, 1.0)
    return Course(
        share=chance.uniform(0.88, 0.99)
        if last_minute
        else quick * (0.07 + 0.56 * chance.betavariate(2, 2.4)),
        last_minute=last_minute,
        late=late,
        over=chance.uniform(1.5, 8.0) if severe else chance.uniform(0.2, 0.95),
        returned=chance.random() < RETURNED,
        extended=extended,
    )
