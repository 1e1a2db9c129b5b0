"""Warnings in SQL; `records.record` writes their states."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select

from dashboard import codec
from dashboard.domain.changes import Kind
from dashboard.domain.warned.warning import KEY, PublicWarning
from dashboard.store import tables
from dashboard.store.warning_tables import warning_references, warnings
from dashboard.system import to_ms

_t, _r = warnings.c, warning_references.c


def standing(connection: Connection, district: str) -> list[PublicWarning]:
    """The warnings that stand, in the order in which they were taken."""
    return _read(connection, district, _t.is_open)


def standing_then(connection: Connection, district: str, then: datetime) -> list[PublicWarning]:
    """Those that stood at a past instant, each as it was then."""
    at = to_ms(then)
    maybe = and_(_t.taken_at <= at, or_(_t.is_open, _t.over_at > at))
    j = tables.journal.c
    known = (
        select(j.state)
        .where(
            j.district == district,
            j.kind == Kind.WARNING.value,
            j.key == KEY + _t.number,
            j.at <= at,
        )
        .order_by(j.version.desc())
        .limit(1)
        .scalar_subquery()
    )
    chosen = select(known).where(_t.district == district, maybe).order_by(_t.number)
    found = _states(filter(None, connection.execute(chosen).scalars()))
    return [one for one in found if one.stands_at(then)]


def known(connection: Connection, district: str, identity: str) -> str | None:
    """The number under which this message was taken; None if it wasn't."""
    chosen = select(_t.number).where(_t.district == district, _t.identity == identity)
    return connection.execute(chosen).scalar_one_or_none()


def count_standing(connection: Connection, district: str) -> int:
    """How many stand."""
    chosen = select(func.count()).where(_t.district == district, _t.is_open)
    return connection.execute(chosen).scalar_one()


def for_update(
    connection: Connection, district: str, identities: Collection[str]
) -> list[PublicWarning]:
    """Those of these messages that were taken, locked until the transaction ends."""
    return _read(connection, district, _t.identity.in_(sorted(identities)), lock=True)


def naming(connection: Connection, district: str, identity: str) -> PublicWarning | None:
    """The first message taken that names this one as ended; None if there is none."""
    chosen = (
        select(_t.body)
        .join_from(
            warning_references,
            warnings,
            and_(_t.district == _r.district, _t.number == _r.number),
        )
        .where(_r.district == district, _r.identity == identity)
        .order_by(_r.number)
        .limit(1)
    )
    return next(iter(_states(connection.execute(chosen).scalars())), None)


def over_by(connection: Connection, district: str, now: datetime, most: int) -> list[PublicWarning]:
    """Standing ones whose end has passed, locked until the transaction ends."""
    chosen = (
        select(_t.body)
        .where(_t.district == district, _t.is_open, _t.ends_at <= to_ms(now))
        .order_by(_t.ends_at)
        .limit(most)
        .with_for_update()
    )
    return _states(connection.execute(chosen).scalars())


def any_over_by(connection: Connection, district: str, now: datetime) -> bool:
    """Whether the end of any standing one has passed."""
    chosen = select(_t.number).where(_t.district == district, _t.is_open, _t.ends_at <= to_ms(now))
    return connection.execute(chosen.limit(1)).first() is not None


def keep_references(
    connection: Connection, district: str, number: str, identities: Iterable[str]
) -> None:
    """Notes that this message ends those."""
    rows = [
        {"district": district, "identity": identity, "number": number}
        for identity in sorted({*identities})
    ]
    if rows:
        connection.execute(insert(warning_references), rows)


def _read(
    connection: Connection, district: str, what: ColumnElement[bool], *, lock: bool = False
) -> list[PublicWarning]:
    chosen = select(_t.body).where(_t.district == district, what).order_by(_t.number)
    found = connection.execute(chosen.with_for_update() if lock else chosen)
    return _states(found.scalars())


def _states(bodies: Iterable[str]) -> list[PublicWarning]:
    states = [codec.read_state(Kind.WARNING, body) for body in bodies]
    return [state for state in states if isinstance(state, PublicWarning)]
