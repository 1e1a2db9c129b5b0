"""Who reported a case, encrypted, and who has looked at it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, false, func, select, update

from dashboard import codec
from dashboard.domain.changes import Kind
from dashboard.domain.disclosure import Disclosure
from dashboard.store import tables
from dashboard.system import to_ms


def sealed(connection: Connection, district: str, number: str) -> bytes | None:
    """A case's reporter as encrypted bytes; None if there is none."""
    t = tables.reporters.c
    found: bytes | None = connection.execute(
        select(t.sealed).where(t.district == district, t.number == number)
    ).scalar_one_or_none()
    return found


def last_disclosure(connection: Connection, district: str, number: str) -> Disclosure | None:
    """The last time that somebody saw the case's reporter unmasked."""
    t = tables.disclosures.c
    body = connection.execute(
        select(t.body).where(t.district == district, t.number == number)
    ).scalar_one_or_none()
    if body is None:
        return None
    state = codec.read_state(Kind.DISCLOSED, body)
    assert isinstance(state, Disclosure)  # noqa: S101 - the decoder of this kind gives nothing else
    return state


def shown_since(connection: Connection, district: str, login: str, since: datetime) -> int:
    """How many reporters this person has seen unmasked since then."""
    j = tables.journal.c
    asked = (
        select(func.count())
        .where(j.district == district, j.at > to_ms(since))
        .where(j.kind == Kind.DISCLOSED.value, j.by == login)
    )
    return connection.execute(asked).scalar_one()


def not_in_full(connection: Connection, district: str, most: int) -> list[tuple[str, bytes]]:
    """Number and encrypted reporter of cases not yet indexed by whole phone numbers."""
    t = tables.reporters.c
    rows = connection.execute(
        select(t.number, t.sealed).where(t.district == district, t.in_full == false()).limit(most)
    )
    return [(row.number, row.sealed) for row in rows]


def mark_in_full(connection: Connection, district: str, numbers: Collection[str]) -> None:
    """Notes that the reporters of these cases are now found by whole phone numbers."""
    if numbers:
        t = tables.reporters
        chosen = update(t).where(t.c.district == district, t.c.number.in_(numbers))
        connection.execute(chosen.values(in_full=True))
