"""What the workspaces of incidents keep, in SQL; `records.record` writes their states."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Table, case, func, select

from dashboard import codec
from dashboard.domain.accounts import Account
from dashboard.domain.case import Case
from dashboard.domain.changes import Kind
from dashboard.domain.incident import Incident
from dashboard.domain.workspace.command_seats import CommandSeat
from dashboard.domain.workspace.notes import IncidentNote
from dashboard.domain.workspace.numbers import SituationNumber
from dashboard.domain.workspace.resources import IncidentResource
from dashboard.domain.workspace.site_parties import SiteParty
from dashboard.domain.workspace.tasks import IncidentTask
from dashboard.store import locked_reads, tables
from dashboard.store import workspace_tables as w
from dashboard.system import from_ms

ACTS = 400
"""So many of the last acts on an incident are read."""
DECLARING = ("confirm_incident", "escalate")
S = TypeVar(
    "S", IncidentNote, IncidentTask, SituationNumber, CommandSeat, IncidentResource, SiteParty
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneAct:
    """An act on an incident; `level` is the one that it declared, if it declared any."""

    act: str
    by: str
    why: str
    at: datetime
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFile:
    """All that is known of an incident at one instant; `acts` are the last ones, oldest first.

    `left_out` counts the older acts; `names` has the names of who acted, by log-in.
    """

    incident: Incident
    acts: Sequence[DoneAct] = ()
    left_out: int = 0
    notes: Sequence[IncidentNote] = ()
    tasks: Sequence[IncidentTask] = ()
    numbers: Sequence[SituationNumber] = ()
    seats: Sequence[CommandSeat] = ()
    resources: Sequence[IncidentResource] = ()
    parties: Sequence[SiteParty] = ()
    cases: Sequence[Case] = ()
    names: dict[str, str] = field(default_factory=dict)


def incident_file(connection: Connection, district: str, number: str) -> IncidentFile | None:
    """The file of the incident of this number; None if there is none."""
    incident = locked_reads.read_incident(connection, district, number)
    if incident is None:
        return None
    acts, count = _acts(connection, district, number)
    return IncidentFile(
        incident=incident,
        acts=acts,
        left_out=count - len(acts),
        notes=notes(connection, district, number),
        tasks=tasks(connection, district, number),
        numbers=numbers(connection, district, number),
        seats=seats(connection, district, number),
        resources=resources(connection, district, number),
        parties=parties(connection, district, number),
        cases=locked_reads.read_cases(connection, district, incident.cases),
        names=_names(connection, district, {one.by for one in acts}),
    )


def _acts(connection: Connection, district: str, number: str) -> tuple[list[DoneAct], int]:
    j = tables.journal.c
    here = (j.district == district, j.kind == Kind.INCIDENT.value, j.key == number)
    count = connection.execute(select(func.count()).where(*here)).scalar_one()
    # The state is read only where it says what the act itself doesn't.
    declared = case((j.act.in_(DECLARING), j.state))
    rows = connection.execute(
        select(j.act, j.by, j.why, j.at, declared.label("state"))
        .where(*here)
        .order_by(j.version.desc())
        .limit(ACTS)
    ).all()
    found = [
        DoneAct(act=row.act, by=row.by, why=row.why, at=from_ms(row.at), level=_level(row.state))
        for row in rows
    ]
    return found[::-1], count


def _level(body: str | None) -> int | None:
    state = codec.read_state(Kind.INCIDENT, body) if body else None
    return state.event_level if isinstance(state, Incident) else None


def _names(connection: Connection, district: str, logins: Iterable[str]) -> dict[str, str]:
    p = tables.people.c
    wanted = sorted(set(logins))
    bodies = connection.execute(
        select(p.body).where(p.district == district, p.login.in_(wanted))
    ).scalars()
    accounts = [codec.read_state(Kind.PERSON, body) for body in bodies]
    return {one.person.login: one.person.name for one in accounts if isinstance(one, Account)}


def notes(connection: Connection, district: str, incident: str) -> list[IncidentNote]:
    """The notes of an incident, in the order in which they were entered."""
    return _of(connection, district, (w.notes, Kind.NOTE, IncidentNote), incident)


def tasks(connection: Connection, district: str, incident: str) -> list[IncidentTask]:
    """The tasks of an incident, in the order in which they were given out."""
    return _of(connection, district, (w.tasks, Kind.TASK, IncidentTask), incident)


def numbers(connection: Connection, district: str, incident: str) -> list[SituationNumber]:
    """The situation numbers of an incident, in the order in which they were entered."""
    return _of(connection, district, (w.numbers, Kind.SITUATION, SituationNumber), incident)


def seats(connection: Connection, district: str, incident: str) -> list[CommandSeat]:
    """The seats of an incident's command that anybody has ever had."""
    return _of(connection, district, (w.seats, Kind.SEAT, CommandSeat), incident)


def resources(connection: Connection, district: str, incident: str) -> list[IncidentResource]:
    """The resources of an incident, in the order in which they were asked for."""
    return _of(connection, district, (w.resources, Kind.RESOURCE, IncidentResource), incident)


def parties(connection: Connection, district: str, incident: str) -> list[SiteParty]:
    """The groups on site at an incident, those that have left too, in the order of coming."""
    return _of(connection, district, (w.parties, Kind.PARTY, SiteParty), incident)


def open_tasks(connection: Connection, district: str) -> list[IncidentTask]:
    """The open tasks of all incidents."""
    t = w.tasks.c
    chosen = select(t.body).where(t.district == district, t.is_open).order_by(t.number)
    return _read(connection.execute(chosen).scalars(), Kind.TASK, IncidentTask)


def numbers_of_running(connection: Connection, district: str) -> list[SituationNumber]:
    """The situation numbers of the incidents that aren't over."""
    return _of_running(connection, district, (w.numbers, Kind.SITUATION, SituationNumber))


def seats_of_running(connection: Connection, district: str) -> list[CommandSeat]:
    """The command of the incidents that aren't over."""
    return _of_running(connection, district, (w.seats, Kind.SEAT, CommandSeat))


def resources_of_running(connection: Connection, district: str) -> list[IncidentResource]:
    """The resources of the incidents that aren't over."""
    return _of_running(connection, district, (w.resources, Kind.RESOURCE, IncidentResource))


def parties_of_running(connection: Connection, district: str) -> list[SiteParty]:
    """The groups on site at the incidents that aren't over."""
    found = _of_running(connection, district, (w.parties, Kind.PARTY, SiteParty))
    return [one for one in found if one.open]


def _of_running(
    connection: Connection, district: str, where: tuple[Table, Kind, type[S]]
) -> list[S]:
    table, kind, state = where
    t, i = table.c, tables.incidents.c
    running = select(i.number).where(i.district == district, i.is_open)
    chosen = select(t.body).where(t.district == district, t.incident.in_(running))
    return _read(connection.execute(chosen.order_by(t.number)).scalars(), kind, state)


def open_tasks_then(
    connection: Connection, district: str, incidents: Sequence[str], at: int
) -> list[IncidentTask]:
    """The tasks of these incidents that were open at an instant, in ms since 1970."""
    found = _then(connection, district, (w.tasks, Kind.TASK, IncidentTask), incidents, at)
    return [one for one in found if one.open]


def numbers_then(
    connection: Connection, district: str, incidents: Sequence[str], at: int
) -> list[SituationNumber]:
    """The situation numbers of these incidents that were known at an instant."""
    where = (w.numbers, Kind.SITUATION, SituationNumber)
    return _then(connection, district, where, incidents, at)


def seats_then(
    connection: Connection, district: str, incidents: Sequence[str], at: int
) -> list[CommandSeat]:
    """The command of these incidents at an instant."""
    return _then(connection, district, (w.seats, Kind.SEAT, CommandSeat), incidents, at)


def resources_then(
    connection: Connection, district: str, incidents: Sequence[str], at: int
) -> list[IncidentResource]:
    """The resources of these incidents at an instant."""
    where = (w.resources, Kind.RESOURCE, IncidentResource)
    return _then(connection, district, where, incidents, at)


def _then(
    connection: Connection,
    district: str,
    where: tuple[Table, Kind, type[S]],
    incidents: Sequence[str],
    at: int,
) -> list[S]:
    """The last states by then, from the journal."""
    table, kind, state = where
    t, j = table.c, tables.journal.c
    last = (
        select(j.state)
        .where(j.district == district, j.kind == kind.value, j.at <= at)
        .where(j.key == f"{kind.value}:" + t.number)
        .order_by(j.version.desc())
        .limit(1)
        .scalar_subquery()
    )
    chosen = select(last).where(t.district == district, t.incident.in_(incidents))
    bodies = connection.execute(chosen.order_by(t.number)).scalars()
    return _read(filter(None, bodies), kind, state)


def _of(
    connection: Connection, district: str, where: tuple[Table, Kind, type[S]], incident: str
) -> list[S]:
    table, kind, state = where
    t = table.c
    chosen = select(t.body).where(t.district == district, t.incident == incident).order_by(t.number)
    return _read(connection.execute(chosen).scalars(), kind, state)


def _read(bodies: Iterable[str], kind: Kind, state: type[S]) -> list[S]:
    found = (codec.read_state(kind, body) for body in bodies)
    return [one for one in found if isinstance(one, state)]
