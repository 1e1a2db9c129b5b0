"""Reads before a decision, locked until the transaction ends so that nobody changes them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, select

from dashboard import codec
from dashboard.domain.case import Case
from dashboard.domain.changes import Kind, Strength
from dashboard.domain.incident import Incident
from dashboard.store import tables
from dashboard.store.loads import read_strength
from dashboard.store.records import read_case

_HOLD_CASES = (
    select(tables.cases.c.number, tables.cases.c.body)
    .where(
        tables.cases.c.district == bindparam("district"),
        tables.cases.c.number.in_(bindparam("wanted", expanding=True)),
    )
    .order_by(tables.cases.c.number)
    .with_for_update()
)


def cases_for_update(
    connection: Connection, district: str, numbers: Iterable[str]
) -> dict[str, Case]:
    """The cases as they are now, locked until the transaction ends (row locks on PostgreSQL)."""
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    found = connection.execute(_HOLD_CASES, {"district": district, "wanted": wanted})
    return {number: read_case(body) for number, body in found}


def read_cases(connection: Connection, district: str, numbers: Iterable[str]) -> list[Case]:
    """The cases as they are now, not locked: they show which others must be locked with them."""
    t = tables.cases.c
    wanted = sorted(set(numbers))
    if not wanted:
        return []
    bodies = connection.execute(
        select(t.body).where(t.district == district, t.number.in_(wanted))
    ).scalars()
    return [read_case(body) for body in bodies]


def read_incident(connection: Connection, district: str, number: str) -> Incident | None:
    """An incident as it is now, not locked."""
    return _incidents(connection, district, [number], hold=False).get(number)


def incidents_for_update(
    connection: Connection, district: str, numbers: Iterable[str]
) -> dict[str, Incident]:
    """The incidents as they are now, locked until the transaction ends."""
    return _incidents(connection, district, sorted(set(numbers)), hold=True)


def _incidents(
    connection: Connection, district: str, numbers: Sequence[str], *, hold: bool
) -> dict[str, Incident]:
    if not numbers:
        return {}
    t = tables.incidents.c
    query = (
        select(t.number, t.body)
        .where(t.district == district, t.number.in_(numbers))
        .order_by(t.number)
    )
    found = connection.execute(query.with_for_update() if hold else query)
    states = ((number, codec.read_state(Kind.INCIDENT, body)) for number, body in found)
    return {number: state for number, state in states if isinstance(state, Incident)}


def strengths_for_update(
    connection: Connection, district: str, units: Iterable[str]
) -> dict[str, Strength]:
    """The last reported strength of each of these units, locked until the transaction ends."""
    wanted = sorted(set(units))
    if not wanted:
        return {}
    table = tables.strengths
    found = connection.execute(
        select(table.c.unit, table.c.body)
        .where(table.c.district == district, table.c.unit.in_(wanted))
        .order_by(table.c.unit)
        .with_for_update()
    )
    return {row.unit: read_strength(row.body) for row in found}
