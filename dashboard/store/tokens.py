"""Device tokens of walls and API keys: only their digests are stored."""

import hashlib
import secrets
from collections.abc import Collection
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from dashboard.store import tables


class TokenUse(StrEnum):
    """What a token gives access to: a wall's screens, the HTTP interface, a person's own tours."""

    WALL = "wall"
    API = "api"
    ROSTER = "roster"


def digest(token: str) -> str:
    """The SHA-256 of a token; tokens are long and random, so a plain hash is safe."""
    return hashlib.sha256(token.encode()).hexdigest()


def fresh() -> str:
    """A new random token that nobody can guess."""
    return secrets.token_urlsafe(24)


def make(connection: Connection, district: str, name: str, use: TokenUse, now_ms: int) -> str:
    """Makes and stores a token; returns it: this is the only time that it is shown."""
    token = fresh()
    keep(connection, district, (name, use, token), now_ms)
    return token


def keep(
    connection: Connection, district: str, given: tuple[str, TokenUse, str], now_ms: int
) -> None:
    """Stores a token that is already known, for this name and use."""
    name, use, token = given
    keep_digest(connection, district, (name, use, digest(token)), now_ms)


def keep_digest(
    connection: Connection, district: str, given: tuple[str, TokenUse, str], now_ms: int
) -> None:
    """As `keep`, where only the token's digest is known."""
    name, use, digested = given
    connection.execute(
        insert(tables.tokens).values(
            district=district, digest=digested, name=name, use=use.value, made_at=now_ms
        )
    )


def name_of(connection: Connection, district: str, token: str, use: TokenUse) -> str | None:
    """Whose token this is; None if it is unknown, revoked or meant for another use."""
    t = tables.tokens.c
    return connection.execute(
        select(t.name).where(
            t.district == district,
            t.digest == digest(token),
            t.use == use.value,
            t.revoked_at.is_(None),
        )
    ).scalar_one_or_none()


def is_revoked(connection: Connection, district: str, token: str) -> bool:
    """Whether this token was issued and then revoked."""
    t = tables.tokens.c
    found = select(t.name).where(
        t.district == district, t.digest == digest(token), t.revoked_at.is_not(None)
    )
    return connection.execute(found).first() is not None


def unrevoked(connection: Connection, district: str, digests: Collection[str]) -> set[str]:
    """Those of these tokens that nobody has revoked."""
    t = tables.tokens.c
    found = connection.execute(
        select(t.digest).where(
            t.district == district, t.digest.in_(digests), t.revoked_at.is_(None)
        )
    )
    return set(found.scalars())


def revoke(connection: Connection, district: str, name: str, use: TokenUse, now_ms: int) -> int:
    """Revokes every token of this name; returns how many there were."""
    t = tables.tokens.c
    return connection.execute(
        update(tables.tokens)
        .where(t.district == district, t.name == name, t.use == use.value, t.revoked_at.is_(None))
        .values(revoked_at=now_ms)
    ).rowcount


def all_of(
    connection: Connection, district: str, use: TokenUse
) -> list[tuple[str, int, int | None]]:
    """Name, when made and when revoked (ms since 1970) of every token, oldest first."""
    t = tables.tokens.c
    rows = connection.execute(
        select(t.name, t.made_at, t.revoked_at)
        .where(t.district == district, t.use == use.value)
        .order_by(t.made_at, t.name)
    )
    return [(row.name, row.made_at, row.revoked_at) for row in rows]
