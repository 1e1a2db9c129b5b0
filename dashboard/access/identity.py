"""Who is at a door: a person, a wall with its device token, an outside system with its key, nobody.

Everything is denied that is not allowed; what opens to whom is in `dashboard.access.permissions`.
"""

import hmac
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from flask import g, has_request_context

from dashboard.domain.keys import DEMO, ApiKey, Reads, ungranted
from dashboard.domain.roles import Person, Role
from dashboard.settings import LOOPBACK
from dashboard.store import keys, people, sessions, tokens
from dashboard.store.engines import Connection
from dashboard.store.sessions import Session
from dashboard.system import System

WALL_COOKIE = "wall"
PERSON_COOKIE = "person"
"""Their names behind the centre's own prefix; alone, those of walls from before there was one."""
PORT = re.compile(r":\d*$")
"""Behind a host's name; an IPv6 address is in brackets before it."""
COOKIE_AGE_S = 400 * 24 * 3600


class Who(StrEnum):
    """What a caller is."""

    NOBODY = "nobody"
    WALL = "wall"
    OUTSIDE = "outside"
    PERSON = "person"
    NEWCOMER = "newcomer"
    """A person whose password was set by somebody else and has to be changed first."""


Mark = Who | Role | Reads


@dataclass(frozen=True, slots=True)
class Caller:
    """A caller and its name, for the log.

    `proof` is the digest of what it showed, a session's or a device token's: while a socket lasts
    it is looked up again. Empty where nothing can be revoked.
    """

    who: Who
    name: str = ""
    person: Person | None = None
    proof: str = field(default="", repr=False)
    key: ApiKey | None = None
    """An outside system's key, with what it may."""

    @property
    def marks(self) -> frozenset[Mark]:
        """What the doors know the caller by."""
        if self.who is Who.NEWCOMER:
            return frozenset({self.who})
        role: set[Mark] = {self.person.role} if self.person else set()
        reads: set[Mark] = {*self.key.grant.reads} if self.key else set()
        return frozenset({self.who} | role | reads)


NOBODY = Caller(Who.NOBODY)


def shown(system: System, cookies: Mapping[str, str], name: str) -> str:
    """What a browser shows by this cookie; empty if nothing."""
    return cookies.get(system.settings.cookie(name)) or cookies.get(name, "")


def caller_here() -> Caller:
    """Who sends the present request, as the gate has found out; nobody outside a request."""
    found: Caller = g.get("caller", NOBODY) if has_request_context() else NOBODY
    return found


def person_here() -> Person | None:
    """The person who sends the present request."""
    return caller_here().person


def wall(system: System, token: str, peer: str, host: str) -> Caller:
    """The wall that this device token belongs to.

    In a demo on loopback no token is needed, if both the peer and the name it calls us by are
    loopback: a foreign page that points a name of its own here (DNS rebinding) gets nothing. A
    token that was revoked opens nothing there either.
    """
    found = _known(system, token, tokens.TokenUse.WALL, Who.WALL)
    if found.who is Who.WALL or not system.settings.open_wall:
        return found
    local = peer in LOOPBACK and PORT.sub("", host).strip("[]") in LOOPBACK
    return Caller(Who.WALL, "demo") if local and not _revoked(system, token) else NOBODY


def _revoked(system: System, token: str) -> bool:
    with system.reader.connect() as connection:
        return tokens.is_revoked(connection, system.district.key, token)


def outside(system: System, authorization: str) -> Caller:
    """The outside system whose key an `Authorization: Bearer …` header holds."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        return NOBODY
    return _known(system, token.strip(), tokens.TokenUse.API, Who.OUTSIDE)


def _known(system: System, token: str, use: tokens.TokenUse, who: Who) -> Caller:
    if not token:
        return NOBODY
    demo = system.settings.demo_token
    if demo and hmac.compare_digest(token.encode(), demo.encode()):
        return Caller(who, DEMO.name, key=DEMO if who is Who.OUTSIDE else None)
    with system.reader.connect() as connection:
        name = tokens.name_of(connection, system.district.key, token, use)
        if not name:
            return NOBODY
        key = _key(connection, system, name) if who is Who.OUTSIDE else None
    return Caller(who, name, proof=tokens.digest(token), key=key)


def _key(connection: Connection, system: System, name: str) -> ApiKey:
    return keys.named(connection, system.district.key, name) or ungranted(name)


def person(system: System, token: str) -> Caller:
    """The person whose session this is, if it hasn't ended."""
    if not token:
        return NOBODY
    found = session(system, tokens.digest(token))
    if found is None:
        return NOBODY
    who = Who.NEWCOMER if found.temporary else Who.PERSON
    return Caller(who, found.person.login, found.person, found.digest)


def session(system: System, digest: str) -> Session | None:
    """The session of this digest, unless it has ended by itself or by somebody."""
    with system.reader.connect() as connection:
        found = sessions.find(connection, system.district.key, [digest])
    return found[0] if found and ends_at(system, found[0]) > system.now_ms() else None


def ends_at(system: System, found: Session) -> int:
    """When a session ends by itself: after so long without a hand on it, and in any case."""
    idle = found.used_at + system.settings.session_idle_s * 1000
    return min(idle, longest_at(system, found))


def longest_at(system: System, found: Session) -> int:
    """When a session ends whatever anybody does."""
    return found.opened_at + system.settings.session_max_s * 1000


def still_here(system: System, callers: Collection[Caller]) -> set[Caller]:
    """Those whose session or token still holds, in the same role: the others are to be cut."""
    proofs = {caller.proof for caller in callers}
    with system.reader.connect() as connection:
        walls = tokens.unrevoked(connection, system.district.key, proofs)
        found = sessions.find(connection, system.district.key, proofs)
    now = system.now_ms()
    persons = {one.digest: one.person for one in found if ends_at(system, one) > now}
    return {
        caller
        for caller in callers
        if (persons.get(caller.proof) == caller.person if caller.person else _holds(caller, walls))
    }


def _holds(caller: Caller, unrevoked: set[str]) -> bool:
    return not caller.proof or caller.proof in unrevoked


def password_of(system: System, login: str) -> str | None:
    """The hash to check a password against; None where there is no such account, or it is off."""
    with system.reader.connect() as connection:
        return people.password_of(connection, system.district.key, login)


def begin(system: System, login: str) -> str:
    """A new session of a person who has shown the password; its token is for the cookie."""
    with system.engine.begin() as connection:
        return sessions.begin(connection, system.district.key, login, system.now_ms())


def touch(system: System, digest: str) -> None:
    """A hand on the keys: the session's idle time begins anew."""
    with system.engine.begin() as connection:
        sessions.touch(connection, system.district.key, digest, system.now_ms())


def end(system: System, digest: str) -> None:
    """Log-out."""
    with system.engine.begin() as connection:
        sessions.end(connection, system.district.key, digest, system.now_ms())
