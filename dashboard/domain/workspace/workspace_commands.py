"""All commands of an incident's workspace that its reports and milestones don't have."""

from dashboard.domain.workspace.command_seats import FillSeat
from dashboard.domain.workspace.notes import NoteCommand
from dashboard.domain.workspace.numbers import GiveNumber
from dashboard.domain.workspace.resources import ResourceCommand
from dashboard.domain.workspace.site_parties import PartyCommand
from dashboard.domain.workspace.tasks import TaskCommand

OnSiteCommand = FillSeat | ResourceCommand | PartyCommand
WorkspaceCommand = NoteCommand | TaskCommand | GiveNumber | OnSiteCommand
