"""What simulated people do: field staff send messages, the centre's staff act at their desks."""

from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.alerts import Alert
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.case import Case
from dashboard.domain.changes import Strength
from dashboard.domain.commands import Report
from dashboard.domain.duty.duty_commands import DutyCommand
from dashboard.domain.duty.shifts import Shift
from dashboard.domain.incident import Incident
from dashboard.domain.instructions.instruction import Instruction
from dashboard.domain.workspace.numbers import SituationNumber
from dashboard.domain.workspace.tasks import IncidentTask

State = Case | Incident | Alert | Strength | Shift | IncidentTask | SituationNumber | Instruction
"""The states whose changes matter to the simulator."""


@dataclass(frozen=True, slots=True)
class DeskOrder:
    """A command that the person `login` gives at a desk; `seen` is the version they saw."""

    login: str
    time: datetime
    order: CentreCommand | DutyCommand
    seen: int | None = None


Act = Report | DeskOrder
