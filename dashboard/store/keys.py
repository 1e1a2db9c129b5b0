"""API keys in SQL; `records.record` writes their states."""

from sqlalchemy import Connection, Select, select

from dashboard import codec
from dashboard.domain.changes import Kind
from dashboard.domain.keys import ApiKey
from dashboard.store import tables


def all_of(connection: Connection, district: str) -> list[ApiKey]:
    """Every key with a grant, by name, revoked ones too."""
    return _found(connection, _all(district))


def named(connection: Connection, district: str, name: str) -> ApiKey | None:
    """The key of this name, revoked or not; None if it has no grant."""
    return next(iter(_found(connection, _all(district).where(tables.keys.c.name == name))), None)


def for_update(connection: Connection, district: str, name: str) -> ApiKey | None:
    """As `named`, locked until the transaction ends."""
    chosen = _all(district).where(tables.keys.c.name == name).with_for_update()
    return next(iter(_found(connection, chosen)), None)


def _all(district: str) -> Select[str]:
    k = tables.keys.c
    return select(k.body).where(k.district == district).order_by(k.name)


def _found(connection: Connection, chosen: Select[str]) -> list[ApiKey]:
    states = [codec.read_state(Kind.KEY, body) for body in connection.execute(chosen).scalars()]
    return [state for state in states if isinstance(state, ApiKey)]
