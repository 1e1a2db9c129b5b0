"""Sessions: who has logged in, and until when. Only digests of their tokens are stored."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, select, update

from dashboard import codec
from dashboard.domain.accounts import Account
from dashboard.domain.changes import Kind
from dashboard.domain.roles import Person
from dashboard.store import tables
from dashboard.store.tokens import digest

KEPT_MS = 400 * 24 * 3600 * 1000
"""How long ended sessions stay readable: auditors ask months later who was logged in."""


@dataclass(frozen=True, slots=True)
class Session:
    """An open session of a person whose account is active; instants in ms since 1970."""

    digest: str = field(repr=False)
    person: Person
    opened_at: int
    used_at: int
    temporary: bool = False
    """The session was opened with a password that must be changed first."""


def begin(connection: Connection, district: str, login: str, now_ms: int) -> str:
    """Opens a session and returns its token, shown only this once; deletes very old sessions."""
    token = secrets.token_urlsafe(32)
    s = tables.sessions.c
    connection.execute(
        delete(tables.sessions).where(s.district == district, s.used_at < now_ms - KEPT_MS)
    )
    connection.execute(
        insert(tables.sessions).values(
            district=district, digest=digest(token), login=login, opened_at=now_ms, used_at=now_ms
        )
    )
    return token


def find(connection: Connection, district: str, digests: Collection[str]) -> list[Session]:
    """Those of these sessions that have not ended and whose account is active."""
    s, p = tables.sessions.c, tables.people.c
    rows = connection.execute(
        select(s.digest, s.opened_at, s.used_at, p.body)
        .join(tables.people, (p.district == s.district) & (p.login == s.login))
        .where(
            s.district == district,
            s.digest.in_(digests),
            s.ended_at.is_(None),
            p.active.is_(True),
        )
    )
    found = []
    for row in rows:
        state = codec.read_state(Kind.PERSON, row.body)
        assert isinstance(state, Account)  # noqa: S101 - this kind's decoder gives nothing else
        times = row.opened_at, row.used_at
        found.append(Session(row.digest, state.person, *times, state.temporary))
    return found


def touch(connection: Connection, district: str, found: str, now_ms: int) -> None:
    """Notes that the person has done something in this session."""
    s = tables.sessions.c
    connection.execute(
        update(tables.sessions)
        .where(s.district == district, s.digest == found, s.used_at < now_ms)
        .values(used_at=now_ms)
    )


def end(connection: Connection, district: str, found: str, now_ms: int) -> None:
    """Ends a session: the person has logged out."""
    s = tables.sessions.c
    connection.execute(
        update(tables.sessions)
        .where(s.district == district, s.digest == found, s.ended_at.is_(None))
        .values(ended_at=now_ms)
    )


def end_all(connection: Connection, district: str, login: str, now_ms: int) -> None:
    """Ends every session of a person."""
    s = tables.sessions.c
    connection.execute(
        update(tables.sessions)
        .where(s.district == district, s.login == login, s.ended_at.is_(None))
        .values(ended_at=now_ms)
    )
