"""The duty log and the shifts in SQL; `records.record` writes their states."""

from datetime import datetime

from sqlalchemy import Connection, Table, or_, select

from dashboard import codec
from dashboard.domain.case import Case
from dashboard.domain.changes import Kind
from dashboard.domain.duty.duty_log import LogEntry
from dashboard.domain.duty.shifts import Shift
from dashboard.domain.unit import Urgency
from dashboard.store import tables
from dashboard.store.records import read_case
from dashboard.system import to_ms

LOG_SHOWN = 60
SHIFTS_SHOWN = 2
"""The running shift, and the one before it, whose sheet is shown."""


def log(connection: Connection, district: str) -> list[LogEntry]:
    """The last entries, the newest first."""
    bodies = _newest(connection, tables.duty_log, district, LOG_SHOWN)
    states = [codec.read_state(Kind.LOG, body) for body in bodies]
    return [state for state in states if isinstance(state, LogEntry)]


def shifts(connection: Connection, district: str) -> list[Shift]:
    """The last shifts, the running one first."""
    bodies = _newest(connection, tables.shifts, district, SHIFTS_SHOWN)
    states = [codec.read_state(Kind.SHIFT, body) for body in bodies]
    return [state for state in states if isinstance(state, Shift)]


def entry_for_update(connection: Connection, district: str, number: str) -> LogEntry | None:
    """The entry of this number, locked until the transaction ends."""
    body = _one(connection, tables.duty_log, district, number, lock=True)
    state = codec.read_state(Kind.LOG, body) if body else None
    return state if isinstance(state, LogEntry) else None


def shift(connection: Connection, district: str, number: str) -> Shift | None:
    """The shift of this number."""
    body = _one(connection, tables.shifts, district, number, lock=False)
    state = codec.read_state(Kind.SHIFT, body) if body else None
    return state if isinstance(state, Shift) else None


def for_a_sheet(connection: Connection, district: str, until: datetime) -> list[Case]:
    """The open cases that are critical, or suspended and resume by then."""
    t = tables.cases.c
    wanted = or_(t.urgency == Urgency.E1.value, t.resume_at <= to_ms(until))
    chosen = select(t.body).where(t.district == district, t.is_open, wanted).order_by(t.number)
    return [read_case(body) for body in connection.execute(chosen).scalars()]


def _newest(connection: Connection, table: Table, district: str, most: int) -> list[str]:
    t = table.c
    chosen = select(t.body).where(t.district == district).order_by(t.number.desc()).limit(most)
    return list(connection.execute(chosen).scalars())


def _one(
    connection: Connection, table: Table, district: str, number: str, *, lock: bool
) -> str | None:
    t = table.c
    chosen = select(t.body).where(t.district == district, t.number == number)
    return connection.execute(chosen.with_for_update() if lock else chosen).scalar_one_or_none()
