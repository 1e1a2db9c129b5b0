"""What a rule may know besides the case itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.domain.calendar import Calendar
from dashboard.domain.case import Case
from dashboard.domain.district import District
from dashboard.domain.persons import Person


@dataclass(frozen=True, slots=True)
class Spot:
    """A place found on the district's map; the point is WGS-84."""

    grid: int
    lon: float | None
    lat: float | None
    address: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """One reading of the clock, the district and its calendar, the place, who acts, other cases.

    `by` names who acts, as in the journal; `person` is their account, None for messages and for our
    own workers. `number` is for what the command opens. `linked` has the parent and children, if
    the command looks at them.
    """

    now: datetime
    district: District
    calendar: Calendar
    number: str = ""
    spot: Spot | None = None
    by: str = ""
    person: Person | None = None
    linked: Mapping[str, Case] = field(default_factory=dict)
