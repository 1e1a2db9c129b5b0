"""Instructions in SQL; `records.record` writes their states."""

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from dashboard import codec
from dashboard.domain.changes import Kind
from dashboard.domain.instructions.instruction import About, Instruction
from dashboard.store.instruction_table import instructions

_t = instructions.c
CLOSED_SHOWN = 100
"""So many of those that wait for nothing more are known, the newest ones."""
OF_ONE_MAX = 50


def lately(connection: Connection, district: str) -> list[Instruction]:
    """All that wait, and the newest of the others."""
    waiting = select(_t.body).where(_t.district == district, _t.is_open)
    closed = (
        select(_t.body)
        .where(_t.district == district, _t.is_open.is_(False))
        .order_by(_t.number.desc())
        .limit(CLOSED_SHOWN)
    )
    found = [connection.execute(one).scalars().all() for one in (waiting, closed)]
    return _read(body for bodies in found for body in bodies)


def waiting(connection: Connection, district: str) -> list[Instruction]:
    """All that wait for their final answer, in order."""
    chosen = select(_t.body).where(_t.district == district, _t.is_open).order_by(_t.number)
    return _read(connection.execute(chosen).scalars())


def count_waiting(connection: Connection, district: str) -> int:
    """How many wait for their final answer."""
    chosen = select(func.count()).where(_t.district == district, _t.is_open)
    return connection.execute(chosen).scalar_one()


def about(connection: Connection, district: str, what: About, of: str) -> list[Instruction]:
    """Those about one case, incident, unit or street, the newest first; only so many."""
    chosen = (
        select(_t.body)
        .where(_t.district == district, _t.about == what.value, _t.of == of)
        .order_by(_t.number.desc())
        .limit(OF_ONE_MAX)
    )
    return _read(connection.execute(chosen).scalars())


def one(connection: Connection, district: str, number: str) -> Instruction | None:
    """The instruction of this number; None if there is none."""
    chosen = select(_t.body).where(_t.district == district, _t.number == number)
    return next(iter(_read(connection.execute(chosen).scalars())), None)


def for_update(
    connection: Connection, district: str, numbers: Iterable[str]
) -> dict[str, Instruction]:
    """Those of these that exist, by number, locked until the transaction ends."""
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    chosen = (
        select(_t.body)
        .where(_t.district == district, _t.number.in_(wanted))
        .order_by(_t.number)
        .with_for_update()
    )
    return {state.number: state for state in _read(connection.execute(chosen).scalars())}


def _read(bodies: Iterable[str]) -> list[Instruction]:
    states = [codec.read_state(Kind.INSTRUCTION, body) for body in bodies]
    return [state for state in states if isinstance(state, Instruction)]
