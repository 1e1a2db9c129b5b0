"""On-time rates of the units (按期率), from the cases they have had."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, and_, case, func, literal, select

from dashboard.domain.life.clocks import HANDLING
from dashboard.domain.on_time_rate import Rate
from dashboard.store import tables
from dashboard.system import to_ms

Group = tuple[str, str | None, str]
Counts = tuple[int, int]


def of_units(
    connection: Connection, district: str, since: datetime, now: datetime
) -> Mapping[str, Rate]:
    """By unit code, over the cases handled since then and those in hand past their deadline.

    On time is judged on all the time that the unit has had a case (按期处置). A case still in hand
    counts once it is late, so leaving it undone doesn't improve a rate.
    """
    counted = _counted(connection, district, to_ms(since), to_ms(now))
    alike: dict[tuple[str | None, str], list[int]] = defaultdict(lambda: [0, 0])
    for (_, item, urgency), (n, on_time) in counted.items():
        alike[item, urgency][0] += n
        alike[item, urgency][1] += on_time
    found: dict[str, tuple[int, int, float]] = {}
    for (unit, item, urgency), (n, on_time) in counted.items():
        all_n, all_on_time = alike[item, urgency]
        had = found.get(unit, (0, 0, 0.0))
        found[unit] = (had[0] + n, had[1] + on_time, had[2] + n * all_on_time / all_n)
    return {unit: Rate(*sums) for unit, sums in found.items()}


def _counted(connection: Connection, district: str, since: int, now: int) -> dict[Group, Counts]:
    """(cases, on time) of each unit, item and urgency."""
    t = tables.cases.c
    # One query for each index: cases handled since then, and late cases still in hand.
    handled = and_(t.handled_at >= since, t.on_time.is_not(None))
    late = and_(t.is_open, t.due_at < now, t.state.in_([state.value for state in HANDLING]))
    counts: dict[Group, Counts] = {}
    for among, on_time in ((handled, func.sum(case((t.on_time, 1), else_=0))), (late, literal(0))):
        rows = connection.execute(
            select(t.unit, t.item, t.urgency, func.count(), on_time)
            .where(t.district == district, t.unit.is_not(None), among)
            .group_by(t.unit, t.item, t.urgency)
        )
        for unit, item, urgency, n, good in rows:
            had = counts.get((unit, item, urgency), (0, 0))
            counts[unit, item, urgency] = (had[0] + int(n), had[1] + int(good))
    return counts
