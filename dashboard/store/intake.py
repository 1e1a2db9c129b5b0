"""What the intake keeps beside the states: what has been received, numbers, reporters.

All of it is written in the transaction of the cases it belongs to.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from dashboard.store import tables
from dashboard.store.engines import Conflict


def upsert(connection: Connection, table: Table) -> Any:
    """An INSERT of this database's dialect that can say ON CONFLICT."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def already_received(
    connection: Connection, district: str, keys: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """Of these (source, id), those that were taken before, with what they became."""
    t = tables.received.c
    found = connection.execute(
        select(t.source, t.id, t.number).where(
            t.district == district, tuple_(t.source, t.id).in_(list(keys))
        )
    )
    return {(row.source, row.id): row.number for row in found}


def mark_received(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keeps (district, source, id, number, at); `Conflict` if another intake was quicker."""
    try:
        if rows:
            connection.execute(insert(tables.received), rows)
    except IntegrityError as error:
        raise Conflict("a message was taken twice at once") from error


def last_number(connection: Connection, district: str, series: str) -> int:
    """The last number given out of a series, held until the transaction ends; 0 at its start."""
    statement = upsert(connection, tables.numbering).values(
        district=district, series=series, last=0
    )
    held = connection.execute(
        statement.on_conflict_do_update(
            index_elements=["district", "series"], set_={"last": tables.numbering.c.last}
        ).returning(tables.numbering.c.last)
    )
    return int(held.scalar_one())


def keep_number(connection: Connection, district: str, series: str, last: int) -> None:
    """The last number given out of a held series."""
    t = tables.numbering
    connection.execute(
        update(t).where(t.c.district == district, t.c.series == series).values(last=last)
    )


def keep_reporters(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keeps (district, number, sealed): who reported, encrypted."""
    if rows:
        connection.execute(insert(tables.reporters), rows)


def note_sources(connection: Connection, district: str, seen: Mapping[str, int]) -> None:
    """When each source was last heard, in milliseconds since 1970."""
    if not seen:
        return
    statement = upsert(connection, tables.sources)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["district", "source"], set_={"seen_at": statement.excluded.seen_at}
        ),
        [{"district": district, "source": s, "seen_at": at} for s, at in sorted(seen.items())],
    )
