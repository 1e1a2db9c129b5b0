"""What the intake stores beside states: messages received, case numbers, reporters.

All of it is written in the transaction of the cases it belongs to.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.exc import IntegrityError

from dashboard.store import tables
from dashboard.store.engines import DIALECTS, Conflict

_INSERT_RECEIVED = insert(tables.received)
_INSERT_REPORTERS = insert(tables.reporters)
_INSERT_PHONES = insert(tables.reporter_phones)
# One source per query: for a list of pairs SQLite would read every row of the district.
_KNOWN = select(tables.received.c.id, tables.received.c.number).where(
    tables.received.c.district == bindparam("district"),
    tables.received.c.source == bindparam("source"),
    tables.received.c.id.in_(bindparam("ids", expanding=True)),
)


def already_received(
    connection: Connection, district: str, keys: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """The (source, id) pairs among these that were taken before, with the number each one got."""
    by_source: dict[str, list[str]] = {}
    for source, message in keys:
        by_source.setdefault(source, []).append(message)
    found: dict[tuple[str, str], str] = {}
    for source, ids in by_source.items():
        rows = connection.execute(_KNOWN, {"district": district, "source": source, "ids": ids})
        found |= {(source, row.id): row.number for row in rows}
    return found


def mark_received(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Stores (district, source, id, number, at); raises `Conflict` if another intake was first."""
    try:
        if rows:
            connection.execute(_INSERT_RECEIVED, rows)
    except IntegrityError as error:
        raise Conflict("a message was taken twice at once") from error


def reserve_numbers(connection: Connection, district: str, series: str, count: int) -> int:
    """Reserves `count` numbers of a series and returns the first.

    A negative count gives unused ones back. The series is held until the transaction ends.
    """
    values = {"district": district, "series": series, "last": count}
    last = connection.execute(_numbering(connection.dialect.name), values).scalar_one()
    return int(last) - count + 1


@cache
def _numbering(dialect: str) -> Any:
    statement = DIALECTS[dialect].insert(tables.numbering)
    return statement.on_conflict_do_update(
        index_elements=["district", "series"],
        set_={"last": tables.numbering.c.last + statement.excluded.last},
    ).returning(tables.numbering.c.last)


def keep_reporters(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Stores (district, number, sealed, in_full): the reporter, encrypted."""
    if rows:
        connection.execute(_INSERT_REPORTERS, rows)


def keep_phones(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Stores (district, number, digest): the keys by which a case's reporter is found."""
    if rows:
        connection.execute(_INSERT_PHONES, rows)


def forget_phones(connection: Connection, district: str, number: str) -> None:
    """Deletes the phone digests of a case's reporter."""
    t = tables.reporter_phones
    connection.execute(delete(t).where(t.c.district == district, t.c.number == number))
