"""When a case is due, and the lamp that follows from it.

The first deadline of a case (the working calendar comes with its own decision, see DECISIONS.md):
items with a limit in hours keep it to the minute; all others get the hours of their urgency.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dashboard.domain.unit import DutyItem, LimitUnit, Urgency

URGENCY_HOURS = {Urgency.E1: 4, Urgency.E2: 24, Urgency.E3: 72, Urgency.E4: 360}
AMBER_SHARE = 0.8
AMBER_LEFT = {
    Urgency.E1: timedelta(minutes=15),
    Urgency.E2: timedelta(hours=2),
    Urgency.E3: timedelta(hours=24),
    Urgency.E4: timedelta(hours=24),
}
SEVERE_SHARE = 0.5
SEVERE_OVER = timedelta(hours=72)
ONE_DAY = timedelta(hours=24)


class Lamp(StrEnum):
    """How late; always derived from now and a deadline, never stored."""

    GREEN = "GREEN"
    AMBER = "AMBER"
    RED = "RED"
    SEVERE = "SEVERE"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The instants at which the lamp changes: amber from the first, red and severe after theirs."""

    amber_at: datetime
    due_at: datetime
    severe_at: datetime


def limit_of(item: DutyItem | None, urgency: Urgency) -> timedelta:
    """The handling limit: the item's own when it counts in hours, else its urgency's.

    A report that was raised above its item's urgency gets the shorter of the two.
    """
    by_urgency = timedelta(hours=URGENCY_HOURS[urgency])
    if item is None or item.limit_unit is not LimitUnit.HOUR:
        return by_urgency
    own = timedelta(hours=item.limit_value)
    return own if urgency is item.urgency else min(own, by_urgency)


def deadline(start: datetime, limit: timedelta, urgency: Urgency) -> Deadline:
    """Amber at 80 % of the limit or the urgency's last stretch, whichever comes first.

    Severe when over by half the limit or three days, whichever comes first (brief, 2.6).
    For limits up to a day E3/E4 keep to the 80 %.
    """
    due_at = start + limit
    amber_at = start + AMBER_SHARE * limit
    if urgency in (Urgency.E1, Urgency.E2) or limit > ONE_DAY:
        amber_at = min(amber_at, max(start, due_at - AMBER_LEFT[urgency]))
    return Deadline(amber_at, due_at, due_at + min(SEVERE_SHARE * limit, SEVERE_OVER))


def lamp(now: datetime, at: Deadline | None) -> Lamp:
    """The lamp at `now`; without a running clock it is green."""
    if at is None or now < at.amber_at:
        return Lamp.GREEN
    if now <= at.due_at:
        return Lamp.AMBER
    return Lamp.RED if now <= at.severe_at else Lamp.SEVERE
