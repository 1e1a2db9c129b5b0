"""The journal's order: each row gets a gap-free `seq` and is chained to the row before.

The journal is activity log, audit trail and outbox in one. SQLite has one writer at a time, which
stamps its own rows. On PostgreSQL the relay stamps: it takes rows in order of (transaction, id),
and only those before the oldest running transaction, or it would skip a late commit.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    func,
    insert,
    literal,
    select,
    text,
    tuple_,
)

from dashboard import codec
from dashboard.domain.changes import Act, Change, Heading, Kind
from dashboard.store import tables
from dashboard.system import from_ms

START_HASH = "0" * 64
Fields = Mapping[str, Any]
_LINKED = ("at", "kind", "key", "version", "act", "by", "why", "state")
_INSERT_ROWS = insert(tables.journal)
_INSERT_LINKS = insert(tables.chain)
# One query for the id of the last written row and the end of the chain.
_SQLITE_END = text(
    "SELECT last_insert_rowid() AS last_id, c.seq, c.hash FROM (SELECT 1) LEFT JOIN "
    "(SELECT seq, hash FROM chain WHERE district = :district ORDER BY seq DESC LIMIT 1) c"
)
_UNFINISHED = text("txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint")


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: the last stamped row. `seq` is 0 before the first."""

    seq: int
    hash: str
    txid: int
    entry: int


@dataclass(frozen=True, slots=True)
class Stamped:
    """A journal row with its place in the order; `raw` is the change as the stream carries it."""

    seq: int
    raw: bytes


def head(connection: Connection, district: str) -> Head:
    """The end of the chain now."""
    c, j = tables.chain.c, tables.journal.c
    row = connection.execute(
        select(c.seq, c.hash, j.txid, j.id)
        .join_from(tables.chain, tables.journal, j.id == c.entry)
        .where(c.district == district)
        .order_by(c.seq.desc())
        .limit(1)
    ).one_or_none()
    return Head(*row) if row else Head(0, START_HASH, 0, 0)


def last_seq(connection: Connection, district: str) -> int:
    """The highest stamped number; 0 before the first."""
    c = tables.chain.c
    found = connection.execute(select(func.max(c.seq)).where(c.district == district)).scalar()
    return found or 0


def hash_at(connection: Connection, district: str, seq: int) -> str | None:
    """The hash of the row with this number; for 0 the hash that the chain begins with."""
    if not seq:
        return START_HASH
    c = tables.chain.c
    asked = select(c.hash).where(c.district == district, c.seq == seq)
    return connection.execute(asked).scalar_one_or_none()


def _behind(last: Head) -> ColumnElement[bool]:
    # Compared as a pair, so that both databases start from this point of the index.
    j = tables.journal.c
    return tuple_(j.txid, j.id) > tuple_(last.txid, last.entry)


def _unstamped(connection: Connection, district: str, after: Head, limit: int) -> Select[Any]:
    j = tables.journal.c
    query = select(tables.journal).where(j.district == district, _behind(after))
    if connection.dialect.name == "postgresql":
        query = query.where(_UNFINISHED)
    return query.order_by(j.txid, j.id).limit(limit)


def stamp(
    connection: Connection, district: str, after: Head, limit: int
) -> tuple[Head, list[Stamped]]:
    """Gives the next rows their numbers and hashes; the caller commits, then publishes."""
    rows = connection.execute(_unstamped(connection, district, after, limit)).all()
    if not rows:
        return after, []
    entries = [(row.id, row._asdict()) for row in rows]
    digest, told = _chain(connection, district, (after.seq, after.hash), entries)
    return Head(told[-1].seq, digest, rows[-1].txid, rows[-1].id), told


def append(connection: Connection, district: str, rows: Sequence[Fields]) -> list[Stamped]:
    """Writes journal rows; on SQLite also stamps them and returns them, ready to publish.

    SQLite has one writer at a time, so its order is the order of all. On PostgreSQL the order is
    not known before the commits, so the relay stamps.
    """
    connection.execute(_INSERT_ROWS, rows)
    if connection.dialect.name != "sqlite":
        return []
    end = connection.execute(_SQLITE_END, {"district": district}).one()
    entries = enumerate(rows, start=end.last_id - len(rows) + 1)
    return _chain(connection, district, (end.seq or 0, end.hash or START_HASH), entries)[1]


def _chain(
    connection: Connection,
    district: str,
    end: tuple[int, str],
    entries: Iterable[tuple[int, Fields]],
) -> tuple[str, list[Stamped]]:
    last, digest = end
    links, told = [], []
    for seq, (entry, fields) in enumerate(entries, start=last + 1):
        digest = link(digest, seq, fields)
        links.append({"district": district, "seq": seq, "entry": entry, "hash": digest})
        told.append(Stamped(seq, _raw(seq, fields)))
    connection.execute(_INSERT_LINKS, links)
    return digest, told


def waiting(connection: Connection, district: str, after: Head) -> bool:
    """Whether there are rows to stamp."""
    return bool(connection.execute(_unstamped(connection, district, after, 1)).all())


def link(before: str, seq: int, fields: Fields) -> str:
    """The hash of a journal row, chained to the row before it."""
    parts = [before, str(seq), *(str(fields[name]) for name in _LINKED)]
    if fields["via"]:  # older rows have no `via` and keep their hashes
        parts.append(fields["via"])
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _raw(seq: int, fields: Fields) -> bytes:
    names = (Kind(fields["kind"]), fields["key"], fields["act"], fields["by"], fields["why"])
    heading = Heading(*names, from_ms(fields["at"]), via=fields["via"])
    return codec.write_change(seq, heading, fields["state"].encode())


def _stamped_rows(district: str, after: int, limit: int) -> Select[Any]:
    c, j = tables.chain.c, tables.journal.c
    return (
        select(c.seq, c.hash, tables.journal)
        .join_from(tables.chain, tables.journal, j.id == c.entry)
        .where(c.district == district, c.seq > after)
        .order_by(c.seq)
        .limit(limit)
    )


def told_after(connection: Connection, district: str, after: int, limit: int) -> list[Stamped]:
    """Stamped rows after `after`, ready for the stream: a relay publishes them after a crash."""
    rows = connection.execute(_stamped_rows(district, after, limit))
    return [Stamped(row.seq, _raw(row.seq, row._asdict())) for row in rows]


def changes_after(connection: Connection, district: str, after: int, limit: int) -> list[Change]:
    """Stamped changes after `after`: a follower reads them while Redis is away."""
    rows = connection.execute(_stamped_rows(district, after, limit))
    return [_change(row) for row in rows]


def _change(row: Row[Any]) -> Change:
    kind = Kind(row.kind)
    state = codec.read_state(kind, row.state)
    if kind is not Kind.INCIDENT:
        return Change(row.seq, kind, row.key, state)
    heading = Heading(kind, row.key, row.act, row.by, row.why, from_ms(row.at), via=row.via)
    return Change(row.seq, kind, row.key, state, heading)


def links_from(connection: Connection, district: str, batch: int) -> Iterator[Sequence[Row[Any]]]:
    """The whole chain with its journal rows, batch by batch, in order."""
    seq = 0
    while rows := connection.execute(_stamped_rows(district, seq, batch)).all():
        yield rows
        seq = rows[-1].seq


def unchained(connection: Connection, district: str) -> Sequence[Row[Any]]:
    """The journal's rows without a place in the chain; `due` is true if one is still to come.

    On PostgreSQL rows behind the chain's end still get their place, even those of transactions that
    look open; on SQLite a row is written together with its place.
    """
    c, j = tables.chain.c, tables.journal.c
    stamps_later = connection.dialect.name == "postgresql"
    due = and_(literal(stamps_later), _behind(head(connection, district)))
    rows = select(tables.journal, due.label("due")).outerjoin(tables.chain, c.entry == j.id)
    rows = rows.where(j.district == district, c.entry.is_(None))
    return connection.execute(rows.order_by(j.txid, j.id)).all()


def empty_links(connection: Connection, district: str) -> Sequence[int]:
    """Numbers in the chain to which no journal row belongs."""
    c, j = tables.chain.c, tables.journal.c
    links = select(c.seq).outerjoin_from(tables.chain, tables.journal, j.id == c.entry)
    links = links.where(c.district == district, j.id.is_(None))
    return connection.execute(links.order_by(c.seq)).scalars().all()


def unstamped_versions(connection: Connection, district: str, after: Head) -> dict[str, int]:
    """The highest version of each state that is committed but not yet in the chain, by its key.

    A picture made in the same transaction already shows these states: the changes that lead up to
    them arrive later and must not set it back.
    """
    j = tables.journal.c
    rows = connection.execute(
        select(j.key, func.max(j.version).label("version"))
        .where(j.district == district, _behind(after))
        .group_by(j.key)
    )
    return {row.key: row.version for row in rows}


def history(
    connection: Connection, district: str, kind: Kind, key: str, since: int = 1
) -> list[Act]:
    """All that happened to one state from the version `since` on, oldest first."""
    j = tables.journal.c
    rows = connection.execute(
        select(tables.journal)
        .where(j.district == district, j.kind == kind.value, j.key == key, j.version >= since)
        .order_by(j.version)
    )
    return [
        Act(
            kind, key, r.act, r.by, r.why, from_ms(r.at), codec.read_state(kind, r.state), via=r.via
        )
        for r in rows
    ]


def last_heading(connection: Connection, district: str, kind: Kind, key: str) -> Heading:
    """The last act on a state that exists."""
    j = tables.journal.c
    row = connection.execute(
        select(tables.journal)
        .where(j.district == district, j.kind == kind.value, j.key == key)
        .order_by(j.version.desc())
        .limit(1)
    ).one()
    return Heading(kind, key, row.act, row.by, row.why, from_ms(row.at), via=row.via)
