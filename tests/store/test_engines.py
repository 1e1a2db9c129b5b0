"""Connections: a commit is on the disk (D1), readers can't write, writers wait for each other."""

import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import (
    Connection,
    Engine,
    Integer,
    Select,
    column,
    make_url,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError

from dashboard.store import engines
from dashboard.store.engines import UnsafeDatabase

WRITERS, TURNS = 4, 25
PAGE = 4_096


@pytest.fixture
def both(database_url: str) -> Iterator[tuple[Engine, Engine]]:
    """The writing and the reading engine, with a table that holds one counter."""
    engine, reader = engines.open_engines(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE counter (n INTEGER NOT NULL)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))
    yield engine, reader
    engine.dispose()
    reader.dispose()


def ask(engine: Engine, question: str) -> object:
    with engine.connect() as connection:
        return connection.execute(text(question)).scalar_one()


def test_d1_every_sqlite_connection_runs_with_wal_and_full_synchronous(sqlite_url: str) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 30_000, "foreign_keys": 1}
    for engine in engines.open_engines(sqlite_url):
        # Two at a time, so that the pool opens a second connection.
        first, second = engine.raw_connection(), engine.raw_connection()
        for connection in (first, second):
            cursor = connection.cursor()
            found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
            assert found == wanted
            connection.close()
        engine.dispose()


def count_in(connection: Connection) -> object:
    return connection.execute(text("SELECT count(*) FROM kept")).scalar_one()


def test_a_commit_leaves_the_log_to_who_empties_it_beside_but_not_without_end(
    sqlite_url: str,
) -> None:
    engine, reader = engines.open_engines(sqlite_url)
    file = Path(make_url(sqlite_url).database or "")

    def grows_by(pages: int, empties: Callable[[], None] = lambda: None) -> float:
        before = file.stat().st_size
        with engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO kept VALUES (zeroblob(?))", (pages * PAGE,))
        empties()
        return (file.stat().st_size - before) / PAGE

    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE kept (body BLOB)")
    with reader.connect() as reading:
        assert count_in(reading) == 0
        assert grows_by(2_000) == 0
        engines.empty_log(reader)
        assert count_in(reading) == 0, "who reads is not disturbed"
    assert grows_by(100, lambda: engines.empty_log(reader)) >= 2_100
    assert grows_by(engines.LOG_PAGES_MAX) >= engines.LOG_PAGES_MAX
    assert ask(reader, "SELECT count(*) FROM kept") == 3
    engine.dispose()
    reader.dispose()


def test_only_sqlite_has_a_log_to_be_emptied(both: tuple[Engine, Engine]) -> None:
    engine, reader = both
    engines.empty_log(reader)
    assert ask(engine, "SELECT n FROM counter") == 0


def test_d1_postgresql_waits_for_the_disk_at_every_commit(postgresql_url: str) -> None:
    engine, reader = engines.open_engines(postgresql_url)
    assert ask(engine, "SHOW synchronous_commit") == "on"
    assert engines.unsafe_settings(engine) == []
    engine.dispose()
    reader.dispose()


def test_d1_a_postgresql_that_does_not_wait_for_the_disk_is_named(postgresql_url: str) -> None:
    engine, reader = engines.open_engines(postgresql_url)
    with engine.begin() as connection:
        name = connection.execute(text("SELECT current_database()")).scalar_one()
        connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit TO off'))
    engine.dispose()
    assert engines.unsafe_settings(engine) == ["PostgreSQL runs with synchronous_commit=off."]
    engine.dispose()
    reader.dispose()


def test_sqlite_is_set_safely_by_ourselves(sqlite_url: str) -> None:
    engine, _ = engines.open_engines(sqlite_url)
    assert engines.unsafe_settings(engine) == []


def test_another_kind_of_database_is_refused_with_a_sentence() -> None:
    words = "DATABASE_URL must be one of sqlite, postgresql."
    with pytest.raises(UnsafeDatabase, match=re.escape(words)):
        engines.open_engines("mysql://localhost/centre")


@pytest.mark.parametrize(
    "address", ["centre", " ", "postgresql://a:secret@b:port/c", "sqlite://", "sqlite:///:memory:"]
)
def test_an_address_that_is_none_is_refused_with_a_sentence(address: str) -> None:
    with pytest.raises(UnsafeDatabase, match="DATABASE_URL") as refused:
        engines.open_engines(address)
    assert "secret" not in str(refused.value)


def test_a_plain_postgresql_address_finds_its_driver(postgresql_url: str) -> None:
    engine, reader = engines.open_engines(postgresql_url.replace("+psycopg", ""))
    assert ask(reader, "SELECT 1") == 1
    engine.dispose()
    reader.dispose()


@pytest.mark.parametrize("statement", ["UPDATE counter SET n = 1", "CREATE TABLE more (n INTEGER)"])
def test_the_reader_cannot_write(both: tuple[Engine, Engine], statement: str) -> None:
    _, reader = both
    with reader.connect() as connection, pytest.raises(DBAPIError, match=r"read-?only"):
        connection.execute(text(statement))


def test_a_reader_sees_one_instant_however_long_it_looks(both: tuple[Engine, Engine]) -> None:
    engine, reader = both
    with reader.connect() as connection:
        before = connection.execute(text("SELECT n FROM counter")).scalar_one()
        with engine.begin() as writing:
            writing.execute(text("UPDATE counter SET n = n + 1"))
        assert connection.execute(text("SELECT n FROM counter")).scalar_one() == before
    assert ask(reader, "SELECT n FROM counter") == 1


def test_four_writers_that_read_before_they_write_are_never_told_locked(
    both: tuple[Engine, Engine],
) -> None:
    engine, reader = both
    counter: Select[int] = (
        select(column("n", Integer)).select_from(table("counter")).with_for_update()
    )
    start = threading.Barrier(WRITERS)

    def write() -> None:
        start.wait()
        for _ in range(TURNS):
            with engine.begin() as connection:
                n = connection.execute(counter).scalar_one()
                connection.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})

    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(write) for _ in range(WRITERS)]:
            done.result()
    assert ask(reader, "SELECT n FROM counter") == WRITERS * TURNS


def test_readers_do_not_wait_for_a_writer(both: tuple[Engine, Engine]) -> None:
    engine, reader = both
    with engine.begin() as connection:
        connection.execute(text("UPDATE counter SET n = 7"))
        assert ask(reader, "SELECT n FROM counter") == 0


def test_what_was_committed_is_there_for_a_new_process(both: tuple[Engine, Engine]) -> None:
    engine, _ = both
    with engine.begin() as connection:
        connection.execute(text("UPDATE counter SET n = 7"))
    fresh, reader = engines.open_engines(engine.url.render_as_string(hide_password=False))
    assert ask(fresh, "SELECT n FROM counter") == 7
    fresh.dispose()
    reader.dispose()
