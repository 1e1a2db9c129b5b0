"""What a picture of the whole district can't tell of one jurisdiction: today's counts."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from sqlalchemy import BigInteger, Connection, Select, and_, bindparam, func, select

from dashboard.domain.case import CaseState
from dashboard.domain.scope import Scope
from dashboard.store.search import held
from dashboard.store.tables import cases
from dashboard.system import to_ms

KEPT = 64
"""Queries are kept for this many jurisdictions."""


def today(
    connection: Connection, district: str, scope: Scope, day_start: datetime
) -> dict[str, int]:
    """How many cases of a jurisdiction were reported, and how many closed, since the day began."""
    asked = {"district": district, "day_start": to_ms(day_start)}
    return {
        name: connection.execute(query, asked).scalar_one() for name, query in _today(scope).items()
    }


@lru_cache(maxsize=KEPT)
def _today(scope: Scope) -> Mapping[str, Select[int]]:
    """Builds the two queries once: building them costs more than running them."""
    c, begin = cases.c, bindparam("day_start", type_=BigInteger)
    conditions = {
        "reported_today": c.reported_at >= begin,
        "closed_today": and_(c.closed_at >= begin, c.state == CaseState.CLOSED.value),
    }
    here = select(func.count()).where(c.district == bindparam("district"), held(scope))
    return {name: here.where(condition) for name, condition in conditions.items()}
