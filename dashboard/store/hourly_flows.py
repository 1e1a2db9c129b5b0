"""How many cases came and went in each hour, from the instants that the cases keep.

A case keeps one instant of each kind: if a second unit gets it, or a result is given again, only
the last one counts.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, exists, func, literal, select, true

from dashboard.domain.case import CaseState
from dashboard.store import tables

HOUR_MS = 3_600_000
WHOLE = ""
"""The key that stands for the whole district among the units."""
Hours = Mapping[str, list[int]]
# Whose count it is, the column of the instant, and which cases count.
Dated = tuple[ColumnElement[Any], Column[int], ColumnElement[bool]]
_t = tables.cases.c
_ALL = literal(WHOLE)
_HAS_UNIT = _t.unit.is_not(None)


def arrived(connection: Connection, district: str, start_ms: int, hours: int) -> Hours:
    """Cases dispatched to each unit, by hour; for the whole district, cases reported."""
    dated = (_ALL, _t.reported_at, true()), (_t.unit, _t.dispatched_at, _HAS_UNIT)
    return _counted(connection, district, start_ms, hours, dated)


def closed(connection: Connection, district: str, start_ms: int, hours: int) -> Hours:
    """Cases whose result each unit gave, by hour; for the whole district, cases closed."""
    was_closed = _t.state == CaseState.CLOSED.value
    dated = (_ALL, _t.closed_at, was_closed), (_t.unit, _t.handled_at, _HAS_UNIT)
    return _counted(connection, district, start_ms, hours, dated)


def _counted(
    connection: Connection, district: str, start_ms: int, hours: int, dated: Iterable[Dated]
) -> Hours:
    """Asks one query for each index; hours without cases count 0."""
    found: dict[str, list[int]] = {WHOLE: [0] * hours}
    for of, at, which in dated:
        inside = (_t.district == district, at >= start_ms, at < start_ms + hours * HOUR_MS)
        hour = ((at - start_ms) // HOUR_MS).label("hour")
        counted = select(of.label("of"), hour, func.count()).where(*inside, which)
        for unit, number, n in connection.execute(counted.group_by("of", "hour")):
            found.setdefault(unit, [0] * hours)[int(number)] = int(n)
    return found


def reported(connection: Connection, district: str, from_ms: int, until_ms: int) -> int | None:
    """How many were reported between two instants; None if the journal begins after the first."""
    j = tables.journal.c
    known = select(exists().where(j.district == district, j.at <= from_ms))
    if not connection.execute(known).scalar_one():
        return None
    inside = (_t.district == district, _t.reported_at >= from_ms, _t.reported_at <= until_ms)
    return int(connection.execute(select(func.count()).where(*inside)).scalar_one())
