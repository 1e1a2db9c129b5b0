"""Alerts in SQL: what the timers must look at, which alerts stand, which were never sent."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    exists,
    or_,
    select,
    update,
)

from dashboard import codec
from dashboard.domain.alerts import Alert
from dashboard.domain.alerts.turns import URGENT, moments
from dashboard.domain.alerts.watch import RE_ARM
from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import Kind
from dashboard.domain.incident import Incident
from dashboard.store import tables
from dashboard.store.instruction_table import instructions as _table
from dashboard.store.records import read_case
from dashboard.system import to_ms

_cases, _alerts, _incidents = tables.cases.c, tables.alerts.c, tables.incidents.c
_instructions = _table.c


def to_look_at(connection: Connection, district: str, now: datetime, limit: int) -> list[str]:
    """Numbers of cases, incidents, instructions with something due; at most `limit` of each."""
    asked = {"district": district, "now": to_ms(now), "limit": limit}
    found = [connection.execute(query, asked).scalars().all() for query in _TO_LOOK_AT]
    return sorted({number for numbers in found for number in numbers})


_TO_LOOK_AT = (
    select(_cases.number)
    .where(_cases.district == bindparam("district"), _cases.look_at <= bindparam("now"))
    .order_by(_cases.look_at)
    .limit(bindparam("limit")),
    select(_alerts.case_number)
    .where(_alerts.district == bindparam("district"), _alerts.back_at <= bindparam("now"))
    .order_by(_alerts.back_at)
    .limit(bindparam("limit")),
    select(_incidents.number)
    .where(_incidents.district == bindparam("district"), _incidents.look_at <= bindparam("now"))
    .order_by(_incidents.look_at)
    .limit(bindparam("limit")),
    select(_instructions.number)
    .where(
        _instructions.district == bindparam("district"),
        _instructions.look_at <= bindparam("now"),
    )
    .order_by(_instructions.look_at)
    .limit(bindparam("limit")),
)


def of_subjects(
    connection: Connection, district: str, numbers: Iterable[str], *, standing: bool = False
) -> list[Alert]:
    """All alerts of these cases and incidents; with `standing` only those that still stand."""
    wanted = sorted(set(numbers))
    if not wanted:
        return []
    query = _STANDING_OF if standing else _ALL_OF
    rows = connection.execute(query, {"district": district, "wanted": wanted})
    return [read_alert(body) for body in rows.scalars()]


_ALL_OF = select(_alerts.body).where(
    _alerts.district == bindparam("district"),
    _alerts.case_number.in_(bindparam("wanted", expanding=True)),
)
_STANDING_OF = _ALL_OF.where(_alerts.is_open)


def one(connection: Connection, district: str, key: str) -> Alert | None:
    """The alert of this key; None if there is none."""
    number, _, rest = key.partition("/")
    lamp, _, due_at = rest.partition("/")
    if not due_at.isdecimal():
        return None
    body = connection.execute(
        select(_alerts.body).where(
            _alerts.district == district,
            _alerts.case_number == number,
            _alerts.lamp == lamp,
            _alerts.due_at == int(due_at),
        )
    ).scalar_one_or_none()
    return read_alert(body) if body else None


def standing(connection: Connection, district: str) -> list[Alert]:
    """All alerts whose cause still exists; a picture starts from them."""
    rows = connection.execute(
        select(_alerts.body).where(_alerts.district == district, _alerts.is_open)
    )
    return [read_alert(body) for body in rows.scalars()]


def lately(connection: Connection, district: str, since: datetime) -> list[Alert]:
    """Alerts that stand, and all that were raised from `since` on, even if they have ended."""
    rows = connection.execute(
        select(_alerts.body).where(
            _alerts.district == district, or_(_alerts.is_open, _alerts.at >= to_ms(since))
        )
    )
    return [read_alert(body) for body in rows.scalars()]


def open_incidents(
    connection: Connection, district: str, numbers: Iterable[str]
) -> dict[str, Incident]:
    """Those of these incidents that still run."""
    found = incidents(connection, district, numbers)
    return {number: state for number, state in found.items() if state.open}


def incidents(connection: Connection, district: str, numbers: Iterable[str]) -> dict[str, Incident]:
    """Those of these incidents that exist, running or over."""
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    rows = connection.execute(
        select(_incidents.body).where(
            _incidents.district == district, _incidents.number.in_(wanted)
        )
    )
    states = [codec.read_state(Kind.INCIDENT, body) for body in rows.scalars()]
    return {state.number: state for state in states if isinstance(state, Incident)}


Looks = Mapping[str, datetime | None]


def look_later(
    connection: Connection, district: str, cases: Looks, incidents: Looks, instructions: Looks
) -> None:
    """When the timers look at these next; not a change of the state, so no new version."""
    found = ((tables.cases, cases), (tables.incidents, incidents), (_table, instructions))
    for table, looks in found:
        _look_later(connection, district, table, looks)


def _look_later(connection: Connection, district: str, table: Table, looks: Looks) -> None:
    rows = [
        {"_district": district, "_number": number, "_at": None if at is None else to_ms(at)}
        for number, at in looks.items()
    ]
    if rows:
        here = (table.c.district == bindparam("_district"), table.c.number == bindparam("_number"))
        connection.execute(update(table).where(*here).values(look_at=bindparam("_at")), rows)


def untold(
    connection: Connection, district: str, now: datetime, limit: int, grace: timedelta
) -> list[tuple[Case, str]]:
    """Open cases whose clock passed a limit at least `grace` ago without an alert, and which one.

    Found by SQL alone, to check the timers. An amber alert is not missed once the clock is red, nor
    is one that was raised and has ended.
    """
    found: list[tuple[Case, str]] = []
    for turn, due_at, passed in _passed(to_ms(now), to_ms(now - grace)):
        same_turn = and_(
            _alerts.district == _cases.district,
            _alerts.case_number == _cases.number,
            _alerts.lamp == turn,
            or_(_alerts.due_at == due_at, _alerts.at > to_ms(now - grace - RE_ARM)),
        )
        query = select(_cases.body).where(
            _cases.district == district,
            _cases.is_open,
            _cases.state != CaseState.SUSPENDED.value,
            passed,
            ~exists().where(same_turn),
        )
        bodies = connection.execute(query.limit(limit)).scalars()
        found += [(read_case(body), turn) for body in bodies]
    running = open_incidents(connection, district, {c.incident for c, _ in found if c.incident})
    return [(c, turn) for c, turn in found if c.incident not in running and _makes(c, turn)]


def _passed(at: int, since: int) -> list[tuple[str, Column[int], ColumnElement[bool]]]:
    t = _cases
    waits = and_(t.state == CaseState.DISPATCHED.value, t.urgency.in_([u.value for u in URGENT]))
    return [
        ("AMBER", t.due_at, and_(t.amber_at <= since, t.due_at >= at)),
        ("RED", t.due_at, t.due_at < since),
        ("SEVERE", t.due_at, t.severe_at < since),
        ("CASE_RED", t.case_due_at, t.case_due_at < since),
        ("UNACKNOWLEDGED", t.acknowledge_by, and_(waits, t.acknowledge_by < since)),
        ("REPLY_DUE", t.reply_due_at, t.reply_due_at < since),
    ]


def _makes(case: Case, turn: str) -> bool:
    return any(moment.turn == turn for moment in moments(case))


def read_alert(body: str) -> Alert:
    """Decodes an alert's stored body."""
    alert = codec.read_state(Kind.ALERT, body)
    assert isinstance(alert, Alert)  # noqa: S101 - the decoder of this kind gives nothing else
    return alert
