"""Who is at a door: a wall with its device token, an outside system with its key, nobody.

Everything is denied that is not allowed here. Walls show figures only; persons' accounts are not
part of this release.
"""

import hmac
from dataclasses import dataclass
from enum import StrEnum

from dashboard.settings import LOOPBACK
from dashboard.store import tokens
from dashboard.system import System

WALL_COOKIE = "wall"
COOKIE_AGE_S = 400 * 24 * 3600


class Role(StrEnum):
    """What a caller is."""

    NOBODY = "nobody"
    WALL = "wall"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Caller:
    """A caller and its name, for the log."""

    role: Role
    name: str = ""


NOBODY = Caller(Role.NOBODY)


def wall(system: System, token: str, peer: str, host: str) -> Caller:
    """The wall that this device token belongs to.

    In a demo on loopback no token is needed, if both the peer and the name it calls us by are
    loopback: a foreign page that points a name of its own here (DNS rebinding) gets nothing.
    """
    settings = system.settings
    if settings.open_wall and peer in LOOPBACK and host.rsplit(":", 1)[0] in LOOPBACK:
        return Caller(Role.WALL, "demo")
    return _known(system, token, tokens.Use.WALL, Role.WALL)


def outside(system: System, authorization: str) -> Caller:
    """The outside system whose key an `Authorization: Bearer …` header holds."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        return NOBODY
    return _known(system, token.strip(), tokens.Use.API, Role.OUTSIDE)


def _known(system: System, token: str, use: tokens.Use, role: Role) -> Caller:
    if not token:
        return NOBODY
    demo = system.settings.demo_token
    if demo and hmac.compare_digest(token.encode(), demo.encode()):
        return Caller(role, "demo")
    with system.reader.connect() as connection:
        name = tokens.name_of(connection, system.district.key, token, use)
    return Caller(role, name) if name else NOBODY
