"""What the simulated people do: field staff say it in messages, the centre's at their desks."""

from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.alerts import Alert
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.case import Case
from dashboard.domain.changes import Strength
from dashboard.domain.commands import Report
from dashboard.domain.incident import Incident

State = Case | Incident | Alert | Strength
"""What a centre tells of what has changed, as far as it is the simulator's business."""


@dataclass(frozen=True, slots=True)
class DeskOrder:
    """An order that the person `login` gives at a desk, of a case as they saw it (`seen`)."""

    login: str
    time: datetime
    order: CentreCommand
    seen: int | None = None


Act = Report | DeskOrder
