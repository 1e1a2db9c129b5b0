"""The roster in SQL; `records.record` writes its states."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select

from dashboard import codec
from dashboard.domain.changes import Kind
from dashboard.domain.duty.roster import RosterEntry
from dashboard.store import tables
from dashboard.system import to_ms

_t = tables.roster.c


def between(
    connection: Connection, district: str, since: datetime, until: datetime
) -> list[RosterEntry]:
    """The standing entries that have an instant of this span, in order."""
    return _standing(connection, district, since, _t.begins_at < to_ms(until))


def not_over(connection: Connection, district: str, since: datetime) -> list[RosterEntry]:
    """All standing entries that end after an instant, in order."""
    return _standing(connection, district, since)


def of_person(
    connection: Connection, district: str, login: str, since: datetime
) -> list[RosterEntry]:
    """One person's standing entries that end after an instant, in order."""
    return _standing(connection, district, since, _t.login == login)


def _standing(
    connection: Connection, district: str, since: datetime, *more: ColumnElement[bool]
) -> list[RosterEntry]:
    chosen = (
        select(_t.body)
        .where(_t.district == district, _t.ends_at > to_ms(since), *more)
        .order_by(_t.begins_at, _t.number)
    )
    return _read(connection.execute(chosen).scalars())


def count_not_over(connection: Connection, district: str, since: datetime) -> int:
    """How many standing entries end after an instant."""
    chosen = select(func.count()).where(_t.district == district, _t.ends_at > to_ms(since))
    return connection.execute(chosen).scalar_one()


def last_contact(connection: Connection, district: str, login: str) -> str:
    """How this person is reached, as their last entry says; empty if they have none."""
    chosen = (
        select(_t.body)
        .where(_t.district == district, _t.login == login)
        .order_by(_t.begins_at.desc())
        .limit(1)
    )
    return next((one.contact for one in _read(connection.execute(chosen).scalars())), "")


def entry_for_update(connection: Connection, district: str, number: str) -> RosterEntry | None:
    """The entry of this number, locked until the transaction ends."""
    chosen = select(_t.body).where(_t.district == district, _t.number == number).with_for_update()
    return next(iter(_read(connection.execute(chosen).scalars())), None)


def _read(bodies: Iterable[str]) -> list[RosterEntry]:
    states = [codec.read_state(Kind.ROSTER, body) for body in bodies]
    return [state for state in states if isinstance(state, RosterEntry)]
