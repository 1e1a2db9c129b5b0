"""When a case is due, and the lamp that follows from it (brief of the field, 2.4 to 2.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.calendar import DAY_MS, IN_DAYS, Calendar
from dashboard.domain.time_limits import Allowances
from dashboard.domain.unit import DutyItem, Limit, LimitUnit, Urgency

AMBER_LAST = {
    Urgency.E1: Limit(15, LimitUnit.MINUTE),
    Urgency.E2: Limit(2, LimitUnit.HOUR),
    Urgency.E3: Limit(1, LimitUnit.WORK_DAY),
    Urgency.E4: Limit(1, LimitUnit.WORK_DAY),
}
"""The last stretch before a deadline is amber, however long the limit."""
AMBER_PARTS = 5
"""The last fifth of a limit is amber: 80 % are used."""
SEVERE_PARTS = 2
SEVERE_OVER = Limit(3, LimitUnit.WORK_DAY)
SEVERE_LEAST_HOURS = 2
"""In hours: steps other than handling are severe only after this; they take minutes."""
RAISED_HOURS = {
    LimitUnit.HOUR: 1,
    LimitUnit.WORK_HOUR: 1,
    LimitUnit.WORK_DAY: 8,
    LimitUnit.CAL_DAY: 8,
}
"""Hours around the clock for one of each unit, few enough that raising never gives more time."""
IN_HOURS = {
    LimitUnit.MINUTE: LimitUnit.HOUR,
    LimitUnit.HOUR: LimitUnit.HOUR,
    LimitUnit.WORK_HOUR: LimitUnit.WORK_HOUR,
    LimitUnit.WORK_DAY: LimitUnit.WORK_HOUR,
    LimitUnit.CAL_DAY: LimitUnit.HOUR,
}
"""The unit of hours for each unit: working hours for working units."""


class Lamp(StrEnum):
    """How late a case is; always derived from now and a deadline, never stored."""

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


def limit_of(
    item: DutyItem | None, urgency: Urgency, allowances: Mapping[Urgency, Allowances]
) -> Limit:
    """The handling limit: the item's own, or the urgency's if there is only text.

    A report with a higher urgency than its item's gets the shorter of the two.
    """
    usual = allowances[urgency].handle
    if item is None:
        return usual
    own = Limit(item.limit_value, item.limit_unit)
    return own if urgency >= item.urgency else _shorter(own, usual)


def _shorter(own: Limit, usual: Limit) -> Limit:
    if usual.unit is LimitUnit.HOUR and own.unit in RAISED_HOURS:
        return Limit(min(usual.value, own.value * RAISED_HOURS[own.unit]), LimitUnit.HOUR)
    if usual.unit in IN_DAYS and own.unit in IN_DAYS:
        return Limit(min(usual.value, own.value), own.unit)
    return own


def deadline(start: datetime, limit: Limit, urgency: Urgency, calendar: Calendar) -> Deadline:
    """The clock of a limit that begins at `start`."""
    return deadline_of(calendar.add(start, limit), start, limit, urgency, calendar)


def deadline_of(
    due_at: datetime, start: datetime, limit: Limit, urgency: Urgency, calendar: Calendar
) -> Deadline:
    """The lamp's instants around a deadline, also one that has been moved (extension, resume).

    Amber from 80 % of the limit on, or in the urgency's last stretch if the limit is longer. Severe
    when over by half the limit or by three work days, whichever comes first.
    """
    total = calendar.ms_of(limit)
    amber_at = calendar.advance(due_at, -(total // AMBER_PARTS), limit.unit)
    last = AMBER_LAST[urgency]
    if _longer(limit, last, due_at, calendar):
        unit = last.unit if last.unit in IN_DAYS else IN_HOURS[limit.unit]
        amber_at = min(amber_at, calendar.advance(due_at, -calendar.ms_of(last), unit))
    severe_at = min(
        calendar.advance(due_at, total // SEVERE_PARTS, limit.unit),
        calendar.advance(due_at, calendar.ms_of(SEVERE_OVER), SEVERE_OVER.unit),
    )
    return Deadline(min(max(start, amber_at), due_at), due_at, severe_at)


def of_a_step(times: Deadline, limit: Limit, calendar: Calendar) -> Deadline:
    """The clock of a step that isn't handling: severe when two hours over, at the earliest.

    So minutes at the centre never outrank hours at a unit.
    """
    hours = IN_HOURS[limit.unit]
    least = calendar.advance(times.due_at, calendar.ms_of(Limit(SEVERE_LEAST_HOURS, hours)), hours)
    return Deadline(times.amber_at, times.due_at, max(times.severe_at, least))


def _longer(limit: Limit, last: Limit, due_at: datetime, calendar: Calendar) -> bool:
    """Whether a limit is longer than a last stretch; a work day counts as a day in any unit."""
    if limit.unit is LimitUnit.WORK_DAY:
        return limit.value > last.value or last.unit is not limit.unit
    own = calendar.ms_of(limit)
    if last.unit is not LimitUnit.WORK_DAY:
        return own > calendar.ms_of(last)
    return own > (calendar.work_ms(due_at) if limit.unit is LimitUnit.WORK_HOUR else DAY_MS)


def lamp(now: datetime, at: Deadline | None) -> Lamp:
    """The lamp at `now`; without a running clock it is green."""
    if at is None or now < at.amber_at:
        return Lamp.GREEN
    if now <= at.due_at:
        return Lamp.AMBER
    return Lamp.RED if now <= at.severe_at else Lamp.SEVERE
