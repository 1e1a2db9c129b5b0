"""The district's own table of working days, and the calendar that a transaction counts with.

While the table is empty the libraries' days are used. A process caches calendars by the digest of
their days, so it notices a change at the next transaction.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from threading import Lock
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, delete, insert, or_, select

from dashboard import codec
from dashboard.districts import almanac
from dashboard.domain.calendar import Calendar, Day, Season
from dashboard.domain.calendar_state import NAME, Arrangement
from dashboard.domain.changes import Kind
from dashboard.domain.district import District
from dashboard.store import tables

KEPT = 8
AT_ONCE = 500
Key = tuple[str, str, tuple[Season, ...]]

_made: dict[Key, Calendar] = {}
_making = Lock()

_DIGEST = select(tables.calendars.c.digest).where(
    tables.calendars.c.district == bindparam("district"), tables.calendars.c.name == NAME
)


def current(connection: Connection, district: District) -> Calendar:
    """The calendar as this transaction reads it."""
    digest = connection.execute(_DIGEST, {"district": district.key}).scalar_one_or_none()
    if digest is None:
        return almanac.calendar(district)
    key = (digest, district.timezone, district.seasons)
    found = _made.get(key)
    if found is None:
        read = days(connection, district.key)
        found = Calendar(read, district.seasons, ZoneInfo(district.timezone))
        _keep(key, found)
    return found


def _keep(key: Key, made: Calendar) -> None:
    with _making:
        while len(_made) >= KEPT:
            _made.pop(next(iter(_made)))
        _made[key] = made


def arrangement(connection: Connection, district: str) -> Arrangement | None:
    """The arrangement in force; None while the table is empty."""
    table = tables.calendars
    body = connection.execute(
        select(table.c.body).where(table.c.district == district, table.c.name == NAME)
    ).scalar_one_or_none()
    if body is None:
        return None
    found = codec.read_state(Kind.CALENDAR, body)
    assert isinstance(found, Arrangement)  # noqa: S101 - the decoder of this kind gives no other
    return found


def days(connection: Connection, district: str) -> list[Day]:
    """Every day of the table, in order."""
    table = tables.calendar_days
    rows = connection.execute(
        select(table.c.day, table.c.working, table.c.name, table.c.source, table.c.provisional)
        .where(table.c.district == district)
        .order_by(table.c.day)
    )
    return [Day(date.fromisoformat(on), *rest) for on, *rest in rows]


def put(connection: Connection, district: str, changed: Sequence[Day]) -> None:
    """Writes these days; each replaces what the table had for its date."""
    table = tables.calendar_days
    for at in range(0, len(changed), AT_ONCE):
        part = changed[at : at + AT_ONCE]
        dates = [day.date.isoformat() for day in part]
        connection.execute(
            delete(table).where(table.c.district == district, table.c.day.in_(dates))
        )
        connection.execute(insert(table), [_row(district, day) for day in part])


def _row(district: str, day: Day) -> dict[str, object]:
    return {
        "district": district,
        "day": day.date.isoformat(),
        "working": day.working,
        "name": day.name,
        "source": day.source,
        "provisional": day.provisional,
    }


def digest_of(listed: Iterable[Day]) -> str:
    """A SHA-256 that differs between any two lists of days; it leaves out their source."""
    lines = (f"{d.date} {d.working:d}{d.provisional:d}{d.local:d}{d.name}" for d in listed)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def touched(connection: Connection, district: str, first: int, last: int) -> list[str]:
    """The open cases whose clocks run through these instants (ms since 1970), by number."""
    c = tables.cases.c
    found = connection.execute(
        select(c.number)
        .where(c.district == district, c.is_open, c.due_at.is_not(None), c.reported_at <= last)
        .where(or_(c.severe_at >= first, c.case_due_at >= first))
        .order_by(c.number)
    )
    return list(found.scalars())
