"""What a unit has in hand, by SQL alone: asked before it is given more."""

from sqlalchemy import Connection, func, select

from dashboard import codec
from dashboard.domain.changes import Kind, Strength
from dashboard.domain.district import District
from dashboard.domain.load import capacity
from dashboard.store import tables


def open_cases(connection: Connection, district: str, unit: str) -> int:
    """How many open cases the unit answers for."""
    t = tables.cases.c
    asked = select(func.count()).where(t.district == district, t.is_open, t.unit == unit)
    return connection.execute(asked).scalar_one()


def on_duty(connection: Connection, district: str, unit: str) -> int | None:
    """The handlers on duty, as the unit said last; None: it has said nothing yet."""
    t = tables.strengths.c
    asked = select(t.body).where(t.district == district, t.unit == unit)
    body = connection.execute(asked).scalar_one_or_none()
    if body is None:
        return None
    strength = codec.read_state(Kind.DUTY, body)
    assert isinstance(strength, Strength)  # noqa: S101 - the decoder of this kind gives nothing else
    return strength.on_duty


def strengths(connection: Connection, district: str) -> list[Strength]:
    """What the units have said of their handlers."""
    t = tables.strengths.c
    bodies = connection.execute(select(t.body).where(t.district == district)).scalars()
    states = [codec.read_state(Kind.DUTY, body) for body in bodies]
    return [state for state in states if isinstance(state, Strength)]


def capacities(connection: Connection, district: District) -> dict[str, int]:
    """How many cases each unit of the district can hold."""
    said = {strength.unit: strength.on_duty for strength in strengths(connection, district.key)}
    return {code: capacity(unit, said.get(code)) for code, unit in district.units.items()}
