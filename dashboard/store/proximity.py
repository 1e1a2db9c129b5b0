"""What may belong to a case: similar cases, linked cases, and running incidents."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection, select

from dashboard import codec
from dashboard.domain.case import Case
from dashboard.domain.changes import Kind
from dashboard.domain.incident import Incident
from dashboard.store import tables
from dashboard.store.records import read_case
from dashboard.system import to_ms

LOOKED_AT_MOST = 300


def cases_like(
    connection: Connection, district: str, case: Case, within: timedelta
) -> Sequence[Case]:
    """Other open cases of the same item, reported at most `within` before or after it."""
    t = tables.cases.c
    alike = (
        select(t.body)
        .where(t.district == district, t.is_open, t.item == case.item, t.number != case.number)
        .where(t.reported_at >= to_ms(case.reported_at - within))
        .where(t.reported_at <= to_ms(case.reported_at + within))
        .limit(LOOKED_AT_MOST)
    )
    return [read_case(body) for body in connection.execute(alike).scalars()]


def cases_by_number(
    connection: Connection, district: str, numbers: Sequence[str]
) -> dict[str, Case]:
    """Those of these cases that exist, by number."""
    t = tables.cases.c
    asked = select(t.number, t.body).where(t.district == district, t.number.in_(numbers))
    return {row.number: read_case(row.body) for row in connection.execute(asked)}


def running_incidents(connection: Connection, district: str) -> Sequence[Incident]:
    """The incidents that are not over and may have cases: no drills."""
    found = incidents_at_hand(connection, district)
    return [one for one in found if one.open and not one.drill]


def incidents_at_hand(connection: Connection, district: str) -> Sequence[Incident]:
    """The incidents that run, and the ended ones whose final report isn't signed."""
    t = tables.incidents.c
    wanted = select(t.body).where(t.district == district, t.look_at.is_not(None))
    bodies = connection.execute(wanted.order_by(t.number)).scalars()
    states = (codec.read_state(Kind.INCIDENT, body) for body in bodies)
    return [state for state in states if isinstance(state, Incident)]
