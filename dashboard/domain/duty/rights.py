"""The commands of the duty desk by who may give them; the table itself is in `domain.roles`."""

from typing import get_args

from dashboard.domain.duty import duty_log, roster, shifts
from dashboard.domain.duty.calls import CallCommand
from dashboard.domain.workspace.workspace_commands import WorkspaceCommand

OF_WHO_IS_ON_DUTY: tuple[type, ...] = get_args(
    duty_log.LogCommand | shifts.ShiftCommand | roster.OwnCommand | CallCommand
)
OF_WHO_PLANS: tuple[type, ...] = (
    roster.AddToRoster,
    roster.ChangeInRoster,
    roster.TakeOutOfRoster,
    roster.SwapInRoster,
)
IN_AN_INCIDENT: tuple[type, ...] = get_args(WorkspaceCommand)
