"""All commands of the duty desk that change no case and no incident itself."""

from dashboard.domain.duty.calls import CallCommand
from dashboard.domain.duty.duty_log import LogCommand
from dashboard.domain.duty.roster import RosterCommand
from dashboard.domain.duty.shifts import ShiftCommand
from dashboard.domain.workspace.workspace_commands import WorkspaceCommand

DutyCommand = LogCommand | ShiftCommand | RosterCommand | WorkspaceCommand | CallCommand
