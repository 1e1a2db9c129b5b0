"""Accounts in SQL; `records.record` writes their states."""

from collections.abc import Collection

from sqlalchemy import Connection, Select, select, update

from dashboard import codec
from dashboard.domain.accounts import Account, Denial
from dashboard.domain.changes import Kind
from dashboard.store import tables


def account(connection: Connection, district: str, login: str) -> Account | None:
    """The account of this log-in, active or not."""
    body = connection.execute(_one(district, login)).scalar_one_or_none()
    return None if body is None else _read(body)


def account_for_update(connection: Connection, district: str, login: str) -> Account | None:
    """As `account`, locked until the transaction ends (a row lock on PostgreSQL)."""
    body = connection.execute(_one(district, login).with_for_update()).scalar_one_or_none()
    return None if body is None else _read(body)


def _one(district: str, login: str) -> Select[str]:
    p = tables.people.c
    return select(p.body).where(p.district == district, p.login == login)


def accounts(connection: Connection, district: str) -> list[Account]:
    """All accounts, by log-in."""
    p = tables.people.c
    found = connection.execute(select(p.body).where(p.district == district).order_by(p.login))
    return [_read(body) for body in found.scalars()]


def known(connection: Connection, district: str, logins: Collection[str]) -> set[str]:
    """Those of these names that are log-ins of an account, active or not."""
    if not logins:
        return set()
    p = tables.people.c
    found = select(p.login).where(p.district == district, p.login.in_(logins))
    return set(connection.execute(found).scalars())


def _read(body: str) -> Account:
    state = codec.read_state(Kind.PERSON, body)
    assert isinstance(state, Account)  # noqa: S101 - the decoder of this kind gives nothing else
    return state


def password_of(connection: Connection, district: str, login: str) -> str | None:
    """The password hash of an active account."""
    p = tables.people.c
    found = connection.execute(
        select(p.password).where(p.district == district, p.login == login, p.active.is_(True))
    ).scalar_one_or_none()
    return found or None


def set_password(connection: Connection, district: str, login: str, hashed: str) -> None:
    """Replaces the account's password hash."""
    p = tables.people.c
    connection.execute(
        update(tables.people)
        .where(p.district == district, p.login == login)
        .values(password=hashed)
    )


def last_denial(connection: Connection, district: str, login: str) -> Denial | None:
    """The last thing that this person was not allowed to do."""
    d = tables.denials.c
    body = connection.execute(
        select(d.body).where(d.district == district, d.login == login)
    ).scalar_one_or_none()
    if body is None:
        return None
    state = codec.read_state(Kind.DENIED, body)
    assert isinstance(state, Denial)  # noqa: S101 - the decoder of this kind gives nothing else
    return state
