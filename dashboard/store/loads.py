"""What a unit has in hand, by SQL alone: asked before it is given more."""

from sqlalchemy import Connection, func, select

from dashboard import codec
from dashboard.domain.changes import Kind, Strength
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
