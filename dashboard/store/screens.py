"""Walls in SQL; `records.record` writes their states."""

from sqlalchemy import Connection, Select, select

from dashboard import codec
from dashboard.domain.changes import Kind
from dashboard.domain.screens import WallScreen
from dashboard.store import tables


def active(connection: Connection, district: str) -> list[WallScreen]:
    """The walls that are in use, by name."""
    return [screen for screen in _found(connection, _all(district)) if screen.active]


def for_update(connection: Connection, district: str, name: str) -> WallScreen | None:
    """The screen of this name, removed or not, locked until the transaction ends."""
    chosen = _all(district).where(tables.screens.c.name == name).with_for_update()
    return next(iter(_found(connection, chosen)), None)


def _all(district: str) -> Select[str]:
    s = tables.screens.c
    return select(s.body).where(s.district == district).order_by(s.name)


def _found(connection: Connection, chosen: Select[str]) -> list[WallScreen]:
    states = [codec.read_state(Kind.SCREEN, body) for body in connection.execute(chosen).scalars()]
    return [state for state in states if isinstance(state, WallScreen)]
