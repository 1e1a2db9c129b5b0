"""What the map shows of each grid, by SQL alone: a picture of the same instant must agree."""

from collections import Counter
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from dashboard import codec
from dashboard.domain.case import CaseState
from dashboard.domain.changes import Kind
from dashboard.domain.incident import Incident
from dashboard.store import tables
from dashboard.system import to_ms

Item = str | None
ASKED_AT_ONCE = 500


def by_item(connection: Connection, district: str) -> Counter[tuple[int, Item]]:
    """Open cases by grid and item, without the cases of incidents."""
    t = tables.cases.c
    rows = connection.execute(
        select(t.grid, t.item, func.count())
        .where(t.district == district, t.is_open)
        .group_by(t.grid, t.item)
    )
    counted = Counter({(grid, item): int(n) for grid, item, n in rows})
    counted.subtract(in_incidents(connection, district))
    return +counted


def in_incidents(connection: Connection, district: str) -> Counter[tuple[int, Item]]:
    """Open cases of running incidents, by grid and item."""
    i, t = tables.incidents.c, tables.cases.c
    bodies = connection.execute(select(i.body).where(i.district == district, i.is_open)).scalars()
    states = [codec.read_state(Kind.INCIDENT, body) for body in bodies]
    numbers = [no for state in states if isinstance(state, Incident) for no in state.cases]
    counted: Counter[tuple[int, Item]] = Counter()
    for start in range(0, len(numbers), ASKED_AT_ONCE):
        some = numbers[start : start + ASKED_AT_ONCE]
        rows = connection.execute(
            select(t.grid, t.item).where(t.district == district, t.is_open, t.number.in_(some))
        )
        counted.update((grid, item) for grid, item in rows)
    return counted


def today(
    connection: Connection, district: str, day_start: datetime
) -> tuple[dict[int, int], dict[int, int]]:
    """By grid: cases reported, and cases closed, since the day began."""
    t, start = tables.cases.c, to_ms(day_start)
    closed = and_(t.closed_at >= start, t.state == CaseState.CLOSED.value)
    reported, done = (
        connection.execute(
            select(t.grid, func.count()).where(t.district == district, what).group_by(t.grid)
        )
        for what in (t.reported_at >= start, closed)
    )
    return {grid: int(n) for grid, n in reported}, {grid: int(n) for grid, n in done}
