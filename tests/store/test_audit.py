"""The audit finds tampering: every changed, deleted, moved or inserted row."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from sqlalchemy import Connection, text

from dashboard.store import audit, journal, tables
from tests.helpers.centre import Centre
from tests.helpers.messages import reports

ROWS = 12
POSITIONS = (1, 2, 6, ROWS - 1, ROWS)


@dataclass
class Books:
    """Twelve reports in the journal, and a connection that may change everything."""

    connection: Connection
    district: str

    def run(self, statement: str, **values: object) -> None:
        found = self.connection.execute(text(statement), values)
        assert found.rowcount == 1, statement

    def entry(self, seq: int) -> int:
        """The id of the journal row with this number."""
        found = text("SELECT entry FROM chain WHERE seq = :seq")
        return int(self.connection.execute(found, {"seq": seq}).scalar_one())

    def key(self, seq: int) -> str:
        found = text("SELECT key FROM journal WHERE id = :id")
        return str(self.connection.execute(found, {"id": self.entry(seq)}).scalar_one())

    def faults(self) -> list[str]:
        states, faults, _ = audit.chain(self.connection, self.district)
        return faults + audit.states_as_told(self.connection, self.district, states)


@pytest.fixture
def books(centre: Centre) -> Iterator[Books]:
    """The journal and its chain; all changes are rolled back at the end."""
    centre.settle(*reports(ROWS))
    with centre.system.engine.connect() as connection:
        for statement in shutters(connection):
            connection.execute(text(statement))
        made = Books(connection, centre.district)
        assert made.faults() == []
        yield made
        connection.rollback()


def shutters(connection: Connection) -> list[str]:
    """Statements that remove the protection of the journal."""
    if connection.dialect.name == "postgresql":
        return [f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in ("journal", "chain")]
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    return [f"DROP TRIGGER {name}" for name in names.scalars()]


def change_who(books: Books, seq: int) -> None:
    books.run("UPDATE journal SET by = 'somebody' WHERE id = :id", id=books.entry(seq))


def change_when(books: Books, seq: int) -> None:
    books.run("UPDATE journal SET at = at - 1 WHERE id = :id", id=books.entry(seq))


def change_state(books: Books, seq: int) -> None:
    books.run(
        "UPDATE journal SET state = replace(state, 'PHONE', 'WEB') WHERE id = :id",
        id=books.entry(seq),
    )


def change_hash(books: Books, seq: int) -> None:
    books.run("UPDATE chain SET hash = :hash WHERE seq = :seq", seq=seq, hash="f" * 64)


def delete_row(books: Books, seq: int) -> None:
    books.run("DELETE FROM journal WHERE id = :id", id=books.entry(seq))


def delete_row_and_link(books: Books, seq: int) -> None:
    delete_row(books, seq)
    books.run("DELETE FROM chain WHERE seq = :seq", seq=seq)


def delete_and_close_up(books: Books, seq: int) -> None:
    delete_row_and_link(books, seq)
    for behind in range(seq + 1, ROWS + 1):
        books.run("UPDATE chain SET seq = seq - 1 WHERE seq = :seq", seq=behind)


def swap_with_neighbour(books: Books, seq: int) -> None:
    other = seq - 1 or 2
    for before, after in ((seq, -1), (other, seq), (-1, other)):
        books.run("UPDATE chain SET seq = :after WHERE seq = :seq", seq=before, after=after)


TAMPER = (
    change_who,
    change_when,
    change_state,
    change_hash,
    delete_row,
    delete_row_and_link,
    delete_and_close_up,
    swap_with_neighbour,
)


def test_a_row_that_was_tampered_with_is_named_wherever_it_stands(books: Books) -> None:
    for tamper, seq in product(TAMPER, POSITIONS):
        key = books.key(seq)
        with books.connection.begin_nested() as attempt:
            tamper(books, seq)
            faults = books.faults()
            named = any(key in fault or f"seq {seq}" in fault for fault in faults)
            assert named, (tamper.__name__, seq, faults)
            attempt.rollback()
    assert books.faults() == []


def test_a_row_that_was_taken_out_of_the_chain_is_named(books: Books) -> None:
    # On PostgreSQL the relay stamps the last row again, with the same result.
    last = ROWS if books.connection.dialect.name == "sqlite" else ROWS - 1
    for seq in (1, 6, last):
        key = books.key(seq)
        with books.connection.begin_nested() as attempt:
            books.run("DELETE FROM chain WHERE seq = :seq", seq=seq)
            assert f"{key} has a journal row, version 1, outside the chain" in books.faults()
            attempt.rollback()


def test_every_field_that_tells_something_is_in_the_hash() -> None:
    """Only what the database itself adds is not: the id and the transaction."""
    own = {"id", "txid", "district"}
    fields = {column.name: "said" for column in tables.journal.c if column.name not in own}
    before = journal.link(journal.START_HASH, 7, fields)
    others = {
        name: journal.link(journal.START_HASH, 7, fields | {name: "other"}) for name in fields
    }
    others |= {"seq": journal.link(journal.START_HASH, 8, fields)}
    others |= {"the row before": journal.link("f" * 64, 7, fields)}
    assert [name for name, digest in others.items() if digest == before] == []


@pytest.mark.parametrize("entry", [-1, 1_000_000])
def test_a_row_that_was_slipped_into_the_journal_is_named(books: Books, entry: int) -> None:
    books.run(
        "INSERT INTO journal (id, district, at, kind, key, version, act, by, why, state, txid)"
        " SELECT :entry, district, at, kind, key, 7, 'close', by, why, state, txid"
        " FROM journal WHERE id = :id",
        id=books.entry(5),
        entry=entry,
    )
    key = books.key(5)
    assert any(key in fault for fault in books.faults())


def test_a_link_to_nothing_is_named(books: Books) -> None:
    books.run(
        "INSERT INTO chain (district, seq, entry, hash) VALUES (:district, 13, 999999, 'f')",
        district=books.district,
    )
    assert books.faults() == ["seq 13 stands for no row of the journal"]


def test_a_state_that_its_journal_does_not_tell_is_named(books: Books) -> None:
    key = books.key(5)
    books.run("UPDATE cases SET body = replace(body, 'FILED', 'CLOSED') WHERE number = :n", n=key)
    assert books.faults() == [f"{key} is not as its journal says"]


def test_a_state_that_is_gone_is_counted(books: Books) -> None:
    books.run("DELETE FROM cases WHERE number = :number", number=books.key(5))
    assert books.faults() == [f"the journal tells of {ROWS} states, there are {ROWS - 1}"]
