"""Device tokens of walls and keys of outside systems: only their digests are kept."""

import hashlib
import secrets
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from dashboard.store import tables


class Use(StrEnum):
    """What a token opens: a wall's screens, or the HTTP interface."""

    WALL = "wall"
    API = "api"


def digest(token: str) -> str:
    """Tokens are long and random, so a plain hash keeps them safe."""
    return hashlib.sha256(token.encode()).hexdigest()


def make(connection: Connection, district: str, name: str, use: Use, now_ms: int) -> str:
    """A new token; this is the only time that it is seen."""
    token = secrets.token_urlsafe(24)
    connection.execute(
        insert(tables.tokens).values(
            district=district, digest=digest(token), name=name, use=use.value, made_at=now_ms
        )
    )
    return token


def name_of(connection: Connection, district: str, token: str, use: Use) -> str | None:
    """Whose token this is, if it is known, meant for this use, and not revoked."""
    t = tables.tokens.c
    return connection.execute(
        select(t.name).where(
            t.district == district,
            t.digest == digest(token),
            t.use == use.value,
            t.revoked_at.is_(None),
        )
    ).scalar_one_or_none()
