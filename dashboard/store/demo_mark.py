"""Whether a database belongs to a demo: its first account says so, for good."""

from sqlalchemy import Connection, inspect, select

from dashboard.domain.changes import Kind
from dashboard.store import tables

BY = "demo"
"""The author of everything that the demo writes."""


def is_for_demos(connection: Connection, district: str) -> bool:
    """Whether the demo may write here: the first account is the demo's, or the database is empty.

    Working days don't count: every start fills them in.
    """
    if not inspect(connection).has_table(tables.journal.name):
        return True
    j, t = tables.journal.c, tables.tokens.c
    of_persons = select(j.by).where(j.district == district, j.kind == Kind.PERSON.value)
    first = connection.execute(of_persons.order_by(j.id).limit(1)).scalar()
    if first is not None:
        return bool(first == BY)
    anything = select(j.id).where(j.district == district, j.kind != Kind.CALENDAR.value).limit(1)
    given = select(t.name).where(t.district == district).limit(1)
    return all(connection.execute(query).first() is None for query in (anything, given))
