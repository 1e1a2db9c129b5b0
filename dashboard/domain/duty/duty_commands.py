"""All commands of the duty desk that concern no case and no incident."""

from dashboard.domain.duty.duty_log import LogCommand
from dashboard.domain.duty.roster import RosterCommand
from dashboard.domain.duty.shifts import ShiftCommand

DutyCommand = LogCommand | ShiftCommand | RosterCommand
