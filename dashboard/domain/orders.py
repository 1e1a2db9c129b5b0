"""All that the centre may be asked: messages from outside and what persons do at a desk."""

from dashboard.domain.commands import Command
from dashboard.domain.desk import DeskCommand
from dashboard.domain.pressing import IncidentCommand, PressingCommand

Order = Command | DeskCommand | PressingCommand | IncidentCommand
