"""All commands: messages from outside and what persons may do at a desk."""

from dashboard.domain.commands import Command
from dashboard.domain.desk_commands import DeskCommand
from dashboard.domain.pressing_commands import IncidentCommand, PressingCommand

CentreCommand = Command | DeskCommand | PressingCommand | IncidentCommand
