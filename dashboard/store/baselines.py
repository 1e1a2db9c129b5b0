"""How many reports each cell has had: by whole hours for its baseline, and recently."""

from collections import defaultdict

from sqlalchemy import Connection, func, select

from dashboard.domain.calendar import HOUR_MS
from dashboard.store import tables

Hours = dict[int, dict[int, int]]


def by_hour(connection: Connection, district: str, first: int, last: int) -> Hours:
    """Reports by grid and hour since 1970, from the hour `first` up to, not including, `last`.

    Every report counts, whatever became of its case.
    """
    t = tables.cases.c
    hour = t.reported_at // HOUR_MS
    rows = connection.execute(
        select(hour, t.grid, func.count())
        .where(
            t.district == district,
            t.reported_at >= first * HOUR_MS,
            t.reported_at < last * HOUR_MS,
        )
        .group_by(hour, t.grid)
    )
    found: Hours = defaultdict(dict)
    for at, grid, count in rows:
        found[int(at)][grid] = count
    return dict(found)


def since(connection: Connection, district: str, first_ms: int) -> dict[int, int]:
    """Reports by grid since an instant."""
    t = tables.cases.c
    rows = connection.execute(
        select(t.grid, func.count())
        .where(t.district == district, t.reported_at >= first_ms)
        .group_by(t.grid)
    )
    return {int(grid): int(count) for grid, count in rows}
