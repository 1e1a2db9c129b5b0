"""Who sends a request: a person, a wall by its token, an outside system by its key, or nobody.

Everything is denied that is not allowed; `dashboard.access.permissions` says who may open what.
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
"""Cookie names after the centre's own prefix; older walls have a cookie without the prefix."""
PORT = re.compile(r":\d*$")
"""The port after a host's name; an IPv6 address before it is in brackets."""
COOKIE_AGE_S = 400 * 24 * 3600


class Who(StrEnum):
    """The kinds of callers."""

    NOBODY = "nobody"
    WALL = "wall"
    OUTSIDE = "outside"
    PERSON = "person"
    CALENDAR = "calendar"
    """A calendar program with the address of a person's own tours."""
    NEWCOMER = "newcomer"
    """A person whose password was set by somebody else and must be changed first."""


Mark = Who | Role | Reads


@dataclass(frozen=True, slots=True)
class Caller:
    """A caller and its name, for the log.

    `proof` is the digest of its session or device token: it is checked again while a socket is
    open. Empty if nothing can be revoked.
    """

    who: Who
    name: str = ""
    person: Person | None = None
    proof: str = field(default="", repr=False)
    key: ApiKey | None = None
    """The API key of an outside system, with its grant."""

    @property
    def marks(self) -> frozenset[Mark]:
        """The marks by which permissions recognise the caller."""
        if self.who is Who.NEWCOMER:
            return frozenset({self.who})
        role: set[Mark] = {self.person.role} if self.person else set()
        reads: set[Mark] = {*self.key.grant.reads} if self.key else set()
        return frozenset({self.who} | role | reads)


NOBODY = Caller(Who.NOBODY)


def shown(system: System, cookies: Mapping[str, str], name: str) -> str:
    """The value of this cookie; empty if there is none."""
    return cookies.get(system.settings.cookie(name)) or cookies.get(name, "")


def caller_here() -> Caller:
    """Who sends the present request, as the middleware has found; `NOBODY` outside a request."""
    found: Caller = g.get("caller", NOBODY) if has_request_context() else NOBODY
    return found


def person_here() -> Person | None:
    """The person who sends the present request."""
    return caller_here().person


def wall(system: System, token: str, peer: str, host: str) -> Caller:
    """The wall that this device token belongs to.

    In a demo on loopback no token is needed, if both the peer and the host name of the request are
    loopback: a foreign page whose own host name leads here (DNS rebinding) gets nothing. A revoked
    token opens nothing there either.
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
    """The outside system whose API key is in an `Authorization: Bearer …` header."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        return NOBODY
    return _known(system, token.strip(), tokens.TokenUse.API, Who.OUTSIDE)


def calendar(system: System, token: str) -> Caller:
    """The calendar program that reads the tours of the person whose address has this token.

    `NOBODY` once the address is closed or the account is off.
    """
    with system.reader.connect() as connection:
        key = system.district.key
        login = tokens.name_of(connection, key, token, tokens.TokenUse.ROSTER)
        account = people.account(connection, key, login) if login else None
    if account is None or not account.active:
        return NOBODY
    return Caller(Who.CALENDAR, account.person.login)


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
    """The person whose session this is; `NOBODY` if it has ended."""
    if not token:
        return NOBODY
    found = session(system, tokens.digest(token))
    if found is None:
        return NOBODY
    who = Who.NEWCOMER if found.temporary else Who.PERSON
    return Caller(who, found.person.login, found.person, found.digest)


def session(system: System, digest: str) -> Session | None:
    """The session with this digest; None if it has expired or was ended."""
    with system.reader.connect() as connection:
        found = sessions.find(connection, system.district.key, [digest])
    return found[0] if found and ends_at(system, found[0]) > system.now_ms() else None


def ends_at(system: System, found: Session) -> int:
    """When a session ends by itself (ms since 1970): after its idle time or its longest time."""
    idle = found.used_at + system.settings.session_idle_s * 1000
    return min(idle, longest_at(system, found))


def longest_at(system: System, found: Session) -> int:
    """When a session ends in any case, in ms since 1970."""
    return found.opened_at + system.settings.session_max_s * 1000


def still_here(system: System, callers: Collection[Caller]) -> set[Caller]:
    """The callers whose session or token is still valid and whose role is unchanged."""
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
    """The hash to check a password against; None if there is no such active account."""
    with system.reader.connect() as connection:
        return people.password_of(connection, system.district.key, login)


def begin(system: System, login: str) -> str:
    """Opens a session for a person who gave the password; returns the token for the cookie."""
    with system.engine.begin() as connection:
        return sessions.begin(connection, system.district.key, login, system.now_ms())


def touch(system: System, digest: str) -> None:
    """The person has done something: the session's idle time begins anew."""
    with system.engine.begin() as connection:
        sessions.touch(connection, system.district.key, digest, system.now_ms())


def end(system: System, digest: str) -> None:
    """Ends a session at log-out."""
    with system.engine.begin() as connection:
        sessions.end(connection, system.district.key, digest, system.now_ms())
