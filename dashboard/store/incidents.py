"""Major incidents in SQL: the last acts in those that run, and the ones that ended last."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, select

from dashboard import codec
from dashboard.domain.act_lines import ActLine, lines_of
from dashboard.domain.changes import Heading, Kind
from dashboard.domain.incident import Incident
from dashboard.store import tables
from dashboard.system import from_ms

ACTS = 6
"""Lines of a running incident's course."""
OVER = 4


@dataclass(frozen=True, slots=True)
class Story:
    """The last lines of each running incident by number, oldest first, and the newest ended ones.

    `roles` maps every log-in to its role: a wall shows the role of who acted, never a name.
    """

    acts: Mapping[str, tuple[ActLine[Heading], ...]] = field(default_factory=dict)
    over: list[Incident] = field(default_factory=list)
    roles: Mapping[str, str] = field(default_factory=dict)


def story(connection: Connection, district: str) -> Story:
    """Reads what a picture needs to start from."""
    p = tables.people.c
    roles = select(p.login, p.role).where(p.district == district)
    return Story(
        acts=_acts(connection, district),
        over=_over(connection, district),
        roles={row.login: row.role for row in connection.execute(roles)},
    )


def one(connection: Connection, district: str, number: str) -> Incident | None:
    """The incident of this number, running or over."""
    i = tables.incidents.c
    chosen = select(i.body).where(i.district == district, i.number == number)
    body = connection.execute(chosen).scalar_one_or_none()
    state = codec.read_state(Kind.INCIDENT, body) if body else None
    return state if isinstance(state, Incident) else None


def _acts(connection: Connection, district: str) -> dict[str, tuple[ActLine[Heading], ...]]:
    """All acts are read: how many cases a line stands for is known from its first one on."""
    i, j = tables.incidents.c, tables.journal.c
    of_it = and_(j.district == i.district, j.kind == Kind.INCIDENT.value, j.key == i.number)
    rows = connection.execute(
        select(j.key, j.act, j.by, j.why, j.at)
        .join_from(tables.incidents, tables.journal, of_it)
        .where(i.district == district, i.is_open)
        .order_by(j.key, j.version)
    )
    found: dict[str, list[Heading]] = {}
    for row in rows:
        done = Heading(Kind.INCIDENT, row.key, row.act, row.by, row.why, from_ms(row.at))
        found.setdefault(row.key, []).append(done)
    return {number: lines_of(acts)[-ACTS:] for number, acts in found.items()}


def _over(connection: Connection, district: str) -> list[Incident]:
    """The newest ended ones by number, newest first."""
    i = tables.incidents.c
    bodies = connection.execute(
        select(i.body)
        .where(i.district == district, i.is_open.is_(False))
        .order_by(i.number.desc())
        .limit(OVER)
    ).scalars()
    states = [codec.read_state(Kind.INCIDENT, body) for body in bodies]
    return [state for state in states if isinstance(state, Incident)]
