"""All commands: messages from outside and what persons may do at a desk."""

from dashboard.domain.commands import Command
from dashboard.domain.desk_commands import DeskCommand
from dashboard.domain.instructions.instruction_commands import InstructionCommand
from dashboard.domain.oversight_commands import IncidentCommand, OversightCommand

CentreCommand = Command | DeskCommand | OversightCommand | IncidentCommand | InstructionCommand
