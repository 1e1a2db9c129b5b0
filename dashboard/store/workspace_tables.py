"""The tables of what incidents' workspaces keep: notes, tasks, numbers, who does what."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text
from sqlalchemy.schema import SchemaItem

from dashboard.domain.changes import Kind
from dashboard.domain.workspace.command_seats import CommandSeat
from dashboard.domain.workspace.notes import IncidentNote
from dashboard.domain.workspace.numbers import SituationNumber
from dashboard.domain.workspace.resources import IncidentResource
from dashboard.domain.workspace.site_parties import SiteParty
from dashboard.domain.workspace.tasks import IncidentTask
from dashboard.store.columns import Layout
from dashboard.store.tables import metadata


def _of_incidents(name: str, *more: SchemaItem) -> Table:
    return Table(
        name,
        metadata,
        Column("district", String(40), primary_key=True),
        Column("number", String(12), primary_key=True),
        Column("version", Integer, nullable=False),
        Column("incident", String(24), nullable=False),
        Column("body", Text, nullable=False),
        *more,
        Index(f"{name}_of", "district", "incident"),
    )


notes = _of_incidents("incident_notes")
tasks = _of_incidents(
    "incident_tasks",
    Column("is_open", Boolean, nullable=False),
    Index("incident_tasks_open", "district", "is_open"),
)
numbers = _of_incidents("situation_numbers")
seats = _of_incidents("command_seats")
resources = _of_incidents("incident_resources")
parties = _of_incidents("site_parties")
OnSite = CommandSeat | IncidentResource | SiteParty
InWorkspace = IncidentNote | IncidentTask | SituationNumber | OnSite


def _columns(state: InWorkspace) -> dict[str, object]:
    return {"number": state.number, "version": state.version, "incident": state.incident}


def _task_columns(task: IncidentTask) -> dict[str, object]:
    return _columns(task) | {"is_open": task.open}


LAYOUT: Layout = {
    Kind.NOTE: (notes, _columns),
    Kind.TASK: (tasks, _task_columns),
    Kind.SITUATION: (numbers, _columns),
    Kind.SEAT: (seats, _columns),
    Kind.RESOURCE: (resources, _columns),
    Kind.PARTY: (parties, _columns),
}
