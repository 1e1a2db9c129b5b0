"""A unit's open cases and capacity, by SQL alone: read before it gets more cases."""

from sqlalchemy import Connection, bindparam, func, select

from dashboard import codec
from dashboard.domain.changes import Kind, Strength
from dashboard.domain.district import District
from dashboard.domain.load import capacity
from dashboard.store import tables

_c, _s = tables.cases.c, tables.strengths.c
_OPEN_CASES = select(func.count()).where(
    _c.district == bindparam("district"), _c.is_open, _c.unit == bindparam("unit")
)
_STRENGTHS = select(_s.body).where(_s.district == bindparam("district"))
_STRENGTH = _STRENGTHS.where(_s.unit == bindparam("unit"))


def open_cases(connection: Connection, district: str, unit: str) -> int:
    """How many open cases this unit is responsible for."""
    counted = connection.execute(_OPEN_CASES, {"district": district, "unit": unit})
    return int(counted.scalar_one())


def strength(connection: Connection, district: str, unit: str) -> Strength | None:
    """How many handlers the unit last reported; None if it never reported."""
    said = connection.execute(_STRENGTH, {"district": district, "unit": unit})
    body = said.scalar_one_or_none()
    return None if body is None else read_strength(body)


def strengths(connection: Connection, district: str) -> list[Strength]:
    """The last reported strength of every unit that has reported one."""
    bodies = connection.execute(_STRENGTHS, {"district": district}).scalars()
    return [read_strength(body) for body in bodies]


def read_strength(body: str) -> Strength:
    """Decodes a strength's stored body."""
    said = codec.read_state(Kind.DUTY, body)
    assert isinstance(said, Strength)  # noqa: S101 - the decoder of this kind gives nothing else
    return said


def capacities(connection: Connection, district: District) -> dict[str, int]:
    """How many cases each unit of the district can hold."""
    said = {one.unit: one for one in strengths(connection, district.key)}
    return {code: capacity(unit, said.get(code)) for code, unit in district.units.items()}
