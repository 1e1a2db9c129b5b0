"""Pages of the journal for auditors, newest entries first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from dashboard.domain.changes import Kind
from dashboard.store import tables
from dashboard.system import from_ms, to_ms

RESETS_MAX = 20


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """What to search for; empty fields match all. Only entries numbered below `before` count."""

    kind: str = ""
    key: str = ""
    by: str = ""
    before: int = 0


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One row: what happened to which state, by whom, why and when; `number` only grows.

    `via` is the API key through which it came.
    """

    number: int
    at: datetime
    kind: str
    key: str
    act: str
    by: str
    why: str
    via: str = ""


def latest(
    connection: Connection, district: str, wanted: JournalFilter, most: int
) -> list[JournalEntry]:
    """At most `most` entries, newest first."""
    j = tables.journal.c
    query = select(j.id, j.at, j.kind, j.key, j.act, j.by, j.why, j.via).where(
        j.district == district
    )
    for column, value in ((j.kind, wanted.kind), (j.key, wanted.key)):
        if value:
            query = query.where(column == value)
    if wanted.by:
        query = query.where(or_(j.by == wanted.by, j.via == wanted.by))
    if wanted.before:
        query = query.where(j.id < wanted.before)
    return _read(connection, query.order_by(j.id.desc()).limit(most))


def resets_since(connection: Connection, district: str, since: datetime) -> list[JournalEntry]:
    """The last twenty passwords set by somebody else since then, newest first."""
    j = tables.journal.c
    query = (
        select(j.id, j.at, j.kind, j.key, j.act, j.by, j.why, j.via)
        .where(j.district == district, j.at > to_ms(since))
        .where(j.kind == Kind.PERSON.value, j.act == "reset_password")
    )
    return _read(connection, query.order_by(j.id.desc()).limit(RESETS_MAX))


def _read(connection: Connection, query: Select[Any]) -> list[JournalEntry]:
    rows = connection.execute(query)
    return [
        JournalEntry(r.id, from_ms(r.at), r.kind, r.key, r.act, r.by, r.why, r.via) for r in rows
    ]
