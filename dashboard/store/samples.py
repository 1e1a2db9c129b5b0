"""The figures of each full minute as they were shown, for trends and "an hour ago".

A minute that nobody stored stays missing. If the clock is set back, a minute comes twice and keeps
the figures that were shown last.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, select

from dashboard import codec
from dashboard.domain.district import District
from dashboard.store import loads, reads, tables
from dashboard.store.engines import DIALECTS
from dashboard.system import to_ms

MINUTE_MS = 60_000
JUST_BEFORE_MS = 2 * MINUTE_MS
KEPT_MS = 31 * 24 * 60 * MINUTE_MS
READ_MAX = 1_500
"""More minutes than a day has."""
TRIM_MAX = 500


class UnitFigures(NamedTuple):
    """One unit's load."""

    open: int
    overdue: int
    amber: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Sample:
    """The main figures and every unit's at the full minute `at`, in ms since 1970."""

    at: int
    figures: dict[str, int]
    units: dict[str, UnitFigures]


_decode = msgspec.json.Decoder(Sample).decode
_s = tables.samples.c
_BEFORE = (
    select(_s.body)
    .where(_s.district == bindparam("district"), _s.at.between(bindparam("from"), bindparam("at")))
    .order_by(_s.at.desc())
    .limit(1)
)


def minute_of(at_ms: int) -> int:
    """The start of the minute of an instant, in ms since 1970."""
    return at_ms - at_ms % MINUTE_MS


def take(connection: Connection, district: District, now: datetime, day_start: datetime) -> Sample:
    """Counts by SQL alone what every screen shows now."""
    counted = reads.group_figures(connection, district.key, now, "unit")
    fits = loads.capacities(connection, district)
    return Sample(
        at=minute_of(to_ms(now)),
        figures=reads.figures(connection, district, now, day_start),
        units={u: UnitFigures(*counted.get(u, (0, 0, 0)), capacity=n) for u, n in fits.items()},
    )


def write(connection: Connection, district: str, sample: Sample) -> None:
    """Stores the sample; it replaces an earlier one of the same minute."""
    values = {"district": district, "at": sample.at, "body": codec.to_json(sample).decode()}
    connection.execute(_keeping(connection.dialect.name), values)


@cache
def _keeping(dialect: str) -> Any:
    statement = DIALECTS[dialect].insert(tables.samples)
    return statement.on_conflict_do_update(
        index_elements=["district", "at"], set_={"body": statement.excluded.body}
    )


def at_or_before(connection: Connection, district: str, at_ms: int) -> Sample | None:
    """The sample of this minute, or of the one or two minutes before; None if there is none."""
    values = {"district": district, "from": at_ms - JUST_BEFORE_MS, "at": at_ms}
    body = connection.execute(_BEFORE, values).scalar_one_or_none()
    return None if body is None else _decode(body)


def thinned(
    connection: Connection, district: str, after_ms: int, until_ms: int, minutes: int
) -> list[Sample]:
    """Every `minutes`, the last sample; from after `after_ms` up to `until_ms`, oldest first.

    Steps without a sample are left out; if there are more than `READ_MAX`, the newest are returned.
    """
    inside = (_s.district == district, _s.at > after_ms, _s.at <= until_ms)
    step = (_s.at - after_ms - 1) // (minutes * MINUTE_MS)
    last = func.max(_s.at)
    chosen = select(last).where(*inside).group_by(step).order_by(last.desc()).limit(READ_MAX)
    query = select(_s.body).where(_s.district == district, _s.at.in_(chosen)).order_by(_s.at)
    return [_decode(body) for body in connection.execute(query).scalars()]


def trim(connection: Connection, district: str, now_ms: int) -> int:
    """Deletes samples older than 31 days, a limited number at once; returns how many."""
    old = (
        select(_s.at)
        .where(_s.district == district, _s.at < now_ms - KEPT_MS)
        .order_by(_s.at)
        .limit(TRIM_MAX)
    )
    gone = delete(tables.samples).where(_s.district == district, _s.at.in_(old))
    return connection.execute(gone).rowcount
