"""Accounts of persons, the administrator's commands, and the record of denied acts."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from dashboard.domain.district import District
from dashboard.domain.persons import ROLES, Area, Person, Role
from dashboard.domain.refusals import Refused

LOGIN = re.compile(r"[a-z0-9][a-z0-9.-]{1,39}")
NAME_MAX = 80
DENIALS_MAX = 10
DENIALS_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person's account; the password's hash is stored elsewhere and never published."""

    person: Person
    version: int
    active: bool
    changed_at: datetime
    temporary: bool = False
    """Somebody else set its password: it must be changed before anything else is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """The last act denied to a person; `version` counts them, `within` those since `since`."""

    login: str
    version: int
    asked: str
    case: str
    code: str
    at: datetime
    since: datetime
    within: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson:
    """A new account; `hashed` is its first password, hashed; `temporary`: to be changed at once."""

    person: Person
    hashed: str = field(repr=False)
    temporary: bool = False

    @property
    def login(self) -> str:
        """The log-in that the account is found by."""
        return self.person.login


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePerson:
    """Another name, role or scope; the person's sessions end and they must log in again."""

    person: Person

    @property
    def login(self) -> str:
        """The log-in that the account is found by."""
        return self.person.login


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPassword:
    """Another password; every session of the old one ends. `temporary`: to be changed at once."""

    login: str
    hashed: str = field(repr=False)
    temporary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePassword:
    """A person's own new password, after they have given the old one."""

    login: str
    hashed: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchAccount:
    """Switches an account off (no log-in, every session ends), or on again."""

    login: str
    active: bool


AccountCommand = AddPerson | ChangePerson | ResetPassword | ChangePassword | SwitchAccount


def next_denial(last: Denial | None, told: Denial) -> Denial | None:
    """The record of one more denied act; None if this minute has enough of them.

    Repeated attempts must not fill the journal.
    """
    if last is None:
        return told
    if told.at - last.since >= DENIALS_WITHIN:
        return replace(told, version=last.version + 1)
    if last.within >= DENIALS_MAX:
        return None
    return replace(told, version=last.version + 1, since=last.since, within=last.within + 1)


SCOPES = (Area.GRID, Area.COMMUNITY, Area.STREET, Area.UNIT)
SCOPE_OF: Mapping[Role, Area] = {
    role: office.bounds for role, office in ROLES.items() if office.bounds in SCOPES
}
"""The scope that a role has to have."""
MAY_HAVE: Mapping[Role, Area] = {
    **SCOPE_OF,
    **{role: office.narrowed for role, office in ROLES.items() if office.narrowed},
}


def check_person(person: Person, district: District) -> None:
    """Raises `Refused` if log-in, name or scope can't be a person's of this district."""
    if not LOGIN.fullmatch(person.login):
        raise Refused("BAD_LOGIN", "A log-in is 2 to 40 of a-z, 0-9, dot and hyphen.")
    if not person.name.strip() or len(person.name) > NAME_MAX or not person.name.isprintable():
        raise Refused("BAD_NAME", f"A name has 1 to {NAME_MAX} characters.", most=NAME_MAX)
    known: Mapping[str, Container[object]] = {
        "grid": district.grids,
        "community": district.communities,
        "street": district.streets,
        "unit": district.units,
    }
    for scope in SCOPES:
        value = getattr(person, scope)
        if value is None and SCOPE_OF.get(person.role) == scope:
            raise Refused("SCOPE_MISSING", f"This role needs its {scope}.", scope=scope)
        if value is not None and (MAY_HAVE.get(person.role) != scope or value not in known[scope]):
            raise Refused("BAD_SCOPE", f"{value!r} isn't a {scope} for this role.", scope=scope)


def decide_account(account: Account | None, command: AccountCommand, now: datetime) -> Account:
    """The account after the command; raises `Refused`."""
    if isinstance(command, AddPerson):
        if account is not None:
            words = f"The log-in {command.login!r} is taken."
            raise Refused("LOGIN_TAKEN", words, login=command.login)
        return Account(
            person=command.person,
            version=1,
            active=True,
            changed_at=now,
            temporary=command.temporary,
        )
    if account is None:
        raise Refused("NO_SUCH_PERSON", "There is no such account.")
    after = replace(account, version=account.version + 1, changed_at=now)
    match command:
        case ChangePerson():
            _keep_apart(account.person.role, command.person.role)
            return replace(after, person=command.person)
        case SwitchAccount():
            return replace(after, active=command.active)
        case ResetPassword():
            return replace(after, temporary=command.temporary)
        case ChangePassword():
            return replace(after, temporary=False)
    return after


def _keep_apart(before: Role, after: Role) -> None:
    """Administrators keep their role: else a second one could make the first a foreman."""
    if before is not after and Role.ADMIN in (before, after):
        words = "An administrator's account stays one, and no other becomes one; add an account."
        raise Refused("ADMIN_APART", words)
