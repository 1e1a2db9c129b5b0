"""Saved views of the desk: a person's named filters of the queue."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from dashboard.store import tables


@dataclass(frozen=True, slots=True)
class SavedView:
    """A name and the query of the desk's address, such as "?street=S08&lamp=overdue"."""

    name: str
    search: str


def of_person(connection: Connection, district: str, login: str) -> list[SavedView]:
    """This person's views, in the order in which they were saved."""
    t = tables.views.c
    rows = connection.execute(
        select(t.name, t.search)
        .where(t.district == district, t.login == login)
        .order_by(t.made_at, t.name)
    )
    return [SavedView(row.name, row.search) for row in rows]


def count(connection: Connection, district: str, login: str) -> int:
    """How many views a person has."""
    t = tables.views.c
    query = select(func.count()).where(t.district == district, t.login == login)
    return connection.execute(query).scalar_one()


def save(connection: Connection, district: str, login: str, view: SavedView, now_ms: int) -> None:
    """Saves a view; under a known name it replaces the query and counts as the newest."""
    drop(connection, district, login, view.name)
    connection.execute(
        insert(tables.views).values(
            district=district, login=login, name=view.name, search=view.search, made_at=now_ms
        )
    )


def drop(connection: Connection, district: str, login: str, name: str) -> None:
    """Deletes a view; does nothing if there is none of this name."""
    t = tables.views.c
    connection.execute(
        delete(tables.views).where(t.district == district, t.login == login, t.name == name)
    )
