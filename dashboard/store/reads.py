"""Queries: what a picture starts from, the figures of any instant, one case."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    func,
    select,
)

from dashboard import codec
from dashboard.domain.alerts import Alert
from dashboard.domain.alerts.pace import MEMORY_MS
from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import Kind, Strength
from dashboard.domain.district import District
from dashboard.domain.duty.chains import Chain
from dashboard.domain.duty.duty_log import LogEntry
from dashboard.domain.duty.outgoing import OutgoingMessage
from dashboard.domain.duty.roster import TOUR_MAX, RosterEntry
from dashboard.domain.duty.shifts import Shift
from dashboard.domain.figures import COUNTED, Figure
from dashboard.domain.incident import Incident
from dashboard.domain.instructions.instruction import Instruction
from dashboard.domain.scope import CENTRE
from dashboard.domain.screens import WallScreen
from dashboard.domain.warned.warning import PublicWarning
from dashboard.domain.workspace.command_seats import CommandSeat
from dashboard.domain.workspace.numbers import SituationNumber
from dashboard.domain.workspace.resources import IncidentResource
from dashboard.domain.workspace.site_parties import SiteParty
from dashboard.domain.workspace.tasks import IncidentTask
from dashboard.store import (
    alerts,
    duty,
    instructions,
    journal,
    jurisdiction,
    loads,
    outgoing,
    roster,
    screens,
    tables,
    warnings,
    workspace,
)
from dashboard.store.incidents import Story, story
from dashboard.store.records import read_case
from dashboard.system import from_ms, to_ms

FETCH = 1_000
NEWEST = 10
"""So many of the newest reports are known, whatever has become of them."""
FLOOD_MEMORY = timedelta(milliseconds=MEMORY_MS)
Kept = TypeVar("Kept")
Keep = Callable[[Case], Kept]
"""What a reader keeps of a case: whole ones would take several times what a picture takes."""


@dataclass(frozen=True, slots=True)
class Snapshot(Generic[Kept]):
    """What a picture starts from, all of one instant of the database.

    `seq` is the last change that it contains; `ahead` are later versions that it contains already.
    The numbers of today come with their instants, in ms since 1970, and their grids.
    """

    seq: int
    ahead: dict[str, int]
    open_cases: list[Kept]
    newest: list[Kept]
    reported_today: dict[str, tuple[int, int]]
    closed_today: dict[str, tuple[int, int]]
    last_closed: tuple[datetime, str] | None
    incidents: list[Incident]
    strengths: list[Strength]
    alerts: list[Alert] = field(default_factory=list)
    """Alerts that stand, and all of today: some of these count towards a flood."""
    screens: list[WallScreen] = field(default_factory=list)
    story: Story = field(default_factory=Story)
    log: list[LogEntry] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    roster: list[RosterEntry] = field(default_factory=list)
    """What isn't over, and the tours that may have run into today."""
    tasks: list[IncidentTask] = field(default_factory=list)
    """The open ones of all incidents."""
    numbers: list[SituationNumber] = field(default_factory=list)
    """All rows of the running incidents."""
    seats: list[CommandSeat] = field(default_factory=list)
    resources: list[IncidentResource] = field(default_factory=list)
    """Command and resources of the running incidents."""
    parties: list[SiteParty] = field(default_factory=list)
    """Who is on site at the running incidents."""
    warnings: list[PublicWarning] = field(default_factory=list)
    instructions: list[Instruction] = field(default_factory=list)
    chains: list[Chain] = field(default_factory=list)
    """Those whose object stands."""
    messages: list[OutgoingMessage] = field(default_factory=list)
    """All of these chains."""


def snapshot(
    connection: Connection, district: str, day_start: datetime, keep: Keep[Kept]
) -> Snapshot[Kept]:
    """Reads everything in the connection's one transaction, which must see one instant."""
    head = journal.head(connection, district)
    chains = outgoing.standing_chains(connection, district)
    t = tables.cases.c
    today = to_ms(day_start)
    recent = (
        select(t.body)
        .where(t.district == district)
        .order_by(t.reported_at.desc(), t.number.desc())
        .limit(NEWEST)
    )
    return Snapshot(
        seq=head.seq,
        ahead=journal.unstamped_versions(connection, district, head),
        open_cases=[keep(case) for case in open_cases(connection, district)],
        newest=[keep(read_case(body)) for body in connection.execute(recent).scalars()],
        reported_today=_since(connection, district, t.reported_at, today),
        closed_today=_since(
            connection, district, t.closed_at, today, t.state == CaseState.CLOSED.value
        ),
        last_closed=_last_closed(connection, district),
        incidents=open_incidents(connection, district),
        strengths=loads.strengths(connection, district),
        alerts=alerts.lately(connection, district, day_start - FLOOD_MEMORY),
        screens=screens.active(connection, district),
        story=story(connection, district),
        log=duty.log(connection, district),
        shifts=duty.shifts(connection, district),
        roster=roster.not_over(connection, district, day_start - TOUR_MAX),
        tasks=workspace.open_tasks(connection, district),
        numbers=workspace.numbers_of_running(connection, district),
        seats=workspace.seats_of_running(connection, district),
        resources=workspace.resources_of_running(connection, district),
        parties=workspace.parties_of_running(connection, district),
        warnings=warnings.standing(connection, district),
        instructions=instructions.lately(connection, district),
        chains=list(chains.values()),
        messages=outgoing.of_chains(connection, district, chains),
    )


def has_cases(connection: Connection, district: str) -> bool:
    """Whether there has ever been a case."""
    c = tables.cases.c
    found = connection.execute(select(c.number).where(c.district == district).limit(1))
    return found.first() is not None


def open_cases(connection: Connection, district: str) -> Iterator[Case]:
    """All open cases as a stream, each read when it is its turn."""
    t = tables.cases.c
    query = select(t.body).where(t.district == district, t.is_open)
    rows = connection.execute(query, execution_options={"yield_per": FETCH}).scalars()
    return (read_case(body) for body in rows)


def _since(
    connection: Connection, district: str, at: Column[int], start: int, *what: ColumnElement[bool]
) -> dict[str, tuple[int, int]]:
    t = tables.cases.c
    dated = select(t.number, at, t.grid).where(t.district == district, at >= start, *what)
    return {number: (when, grid) for number, when, grid in connection.execute(dated)}


def _last_closed(connection: Connection, district: str) -> tuple[datetime, str] | None:
    t = tables.cases.c
    row = connection.execute(
        select(t.closed_at, t.number)
        .where(
            t.district == district,
            t.closed_at.is_not(None),  # or SQL would read the index through all open cases
            t.state == CaseState.CLOSED.value,
        )
        .order_by(t.closed_at.desc(), t.number.desc())
        .limit(1)
    ).one_or_none()
    return (from_ms(row.closed_at), row.number) if row else None


def open_incidents(connection: Connection, district: str) -> list[Incident]:
    """The running incidents."""
    t = tables.incidents.c
    bodies = connection.execute(select(t.body).where(t.district == district, t.is_open)).scalars()
    states = [codec.read_state(Kind.INCIDENT, body) for body in bodies]
    return [state for state in states if isinstance(state, Incident)]


def figures(
    connection: Connection, district: District, now: datetime, day_start: datetime
) -> dict[str, int]:
    """The main figures by SQL alone: what any picture of the same instant must show."""
    rows = connection.execute(_FIGURES, {"district": district.key, "now": to_ms(now)}).all()
    states, units = Counter[str](), Counter[str]()
    for row in rows:
        states[row.state] += row.open
        units[row.unit] += row.open
    return {
        **{name: sum(states[state.value] for state in kept) for name, kept in KEPT.items()},
        **{name: sum(getattr(row, name) for row in rows) for name in TURNED},
        "over_capacity": sum(
            units[unit] > fits for unit, fits in loads.capacities(connection, district).items()
        ),
        **jurisdiction.today(connection, district.key, CENTRE, day_start),
    }


_t, _now = tables.cases.c, bindparam("now", type_=BigInteger)


def _turned(figure: Figure) -> ColumnElement[bool]:
    """The open cases that count in a figure which changes with time alone."""
    asked: list[ColumnElement[bool]] = []
    if figure.states is not None:
        asked.append(_t.state.in_(sorted(figure.states)))
    if figure.since:
        asked.append(_t[figure.since.of] <= _now - figure.since.ms)
    if figure.until:
        asked.append(_t[figure.until.of] >= _now - figure.until.ms)
    return and_(*asked)


KEPT = {
    name: frozenset(CaseState) if figure.states is None else figure.states
    for name, figure in COUNTED.items()
    if not figure.timed
}
TURNED = {name: _turned(figure) for name, figure in COUNTED.items() if figure.timed}
_FIGURES = (
    select(
        _t.unit,
        _t.state,
        func.count().label("open"),
        *(func.count().filter(what).label(name) for name, what in TURNED.items()),
    )
    .where(_t.district == bindparam("district"), _t.is_open)
    .group_by(_t.unit, _t.state)  # in the order of the index, so nothing is sorted
)
GROUPS = ("unit", "street", "community", "grid")


def group_figures(
    connection: Connection, district: str, now: datetime, group: str
) -> dict[str, tuple[int, int, int]]:
    """(open, overdue, amber) of each unit, street, community or grid that has open cases."""
    rows = connection.execute(_of_group(group), {"district": district, "now": to_ms(now)})
    return {str(key): (int(n), int(o), int(a)) for key, n, o, a in rows}


@cache
def _of_group(group: str) -> Select[Any]:
    counted = (func.count().filter(TURNED[name]) for name in ("overdue", "amber"))
    column = _t[group]
    return (
        select(column, func.count(), *counted)
        .where(_t.district == bindparam("district"), _t.is_open, column.is_not(None))
        .group_by(column)
    )


def grids_of(connection: Connection, district: str, numbers: Collection[str]) -> dict[str, int]:
    """The grid of each of these cases; numbers without a case are left out."""
    if not numbers:
        return {}
    t = tables.cases.c
    rows = connection.execute(
        select(t.number, t.grid).where(t.district == district, t.number.in_(numbers))
    )
    return {row.number: row.grid for row in rows}


def one_case(connection: Connection, district: str, number: str) -> Case | None:
    """A case by its number; None if there is none."""
    t = tables.cases.c
    body = connection.execute(
        select(t.body).where(t.district == district, t.number == number)
    ).scalar_one_or_none()
    return read_case(body) if body else None
