"""What the picture of the whole district doesn't know of a part: what came and went today."""

from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from dashboard.domain.case import CaseState
from dashboard.domain.scope import Scope
from dashboard.store.search import held
from dashboard.store.tables import cases
from dashboard.system import to_ms


def today(
    connection: Connection, district: str, scope: Scope, day_start: datetime
) -> dict[str, int]:
    """How many cases of a jurisdiction were reported and closed since the day began."""
    c, begin = cases.c, to_ms(day_start)
    conditions = {
        "reported_today": c.reported_at >= begin,
        "closed_today": and_(c.closed_at >= begin, c.state == CaseState.CLOSED.value),
    }
    return {
        name: connection.execute(
            select(func.count()).where(c.district == district, held(scope), condition)
        ).scalar_one()
        for name, condition in conditions.items()
    }
