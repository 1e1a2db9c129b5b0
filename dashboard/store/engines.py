"""Connections to SQLite or PostgreSQL, set so that a commit is on the disk when it returns."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError, TimeoutError

__all__ = [
    "DIALECTS",
    "Conflict",
    "Connection",
    "DatabaseUnavailable",
    "UnsafeDatabase",
    "empty_log",
    "open_engines",
    "unsafe_settings",
]

SQLITE_WAIT_MS = 30_000
LOG_PAGES_MAX = 10_000
"""40 MB: with so much in SQLite's log a commit moves it itself, if nobody does it beside."""
POOL_SIZE = 5
POOL_OVERFLOW = 15
EXAMPLE = "postgresql://user:password@host:5432/name"
BACKENDS = ("sqlite", "postgresql")
# Both have INSERT … ON CONFLICT, each in its own module.
DIALECTS: dict[str, Any] = {"postgresql": postgresql, "sqlite": sqlite}
# The database is away, full or locked, or lost our connection: this may pass.
DatabaseUnavailable = (OperationalError, InterfaceError, TimeoutError)


class Conflict(Exception):
    """Somebody else changed the same state first; the whole transaction must be rolled back."""


class UnsafeDatabase(Exception):
    """A database whose settings could lose a committed row, or that isn't supported."""


def open_engines(url: str) -> tuple[Engine, Engine]:
    """The engine that writes and the one that can only read; raises `UnsafeDatabase`."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        # The error is left out: it may repeat a part of the password.
        raise UnsafeDatabase(f"DATABASE_URL isn't an address such as {EXAMPLE}.") from error
    if parsed.get_backend_name() == "sqlite":
        if parsed.database in (None, "", ":memory:"):
            raise UnsafeDatabase("DATABASE_URL names no file: sqlite:////folder/file.sqlite3.")
        return _sqlite(parsed, writes=True), _sqlite(parsed, writes=False)
    if parsed.get_backend_name() == "postgresql":
        return _postgresql(parsed, writes=True), _postgresql(parsed, writes=False)
    raise UnsafeDatabase(f"DATABASE_URL must be one of {', '.join(BACKENDS)}.")


def _sqlite(url: URL, *, writes: bool) -> Engine:
    """An engine that begins with BEGIN IMMEDIATE when it writes.

    Under WAL, a read that turns into a write later would fail at once.
    """
    engine = create_engine(
        url, pool_size=POOL_SIZE, max_overflow=POOL_OVERFLOW, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={SQLITE_WAIT_MS}")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute(f"PRAGMA wal_autocheckpoint={LOG_PAGES_MAX}")
        cursor.execute("PRAGMA foreign_keys=ON")
        if not writes:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def empty_log(reader: Engine) -> None:
    """Moves what stands in SQLite's log into its file, beside those who read and write.

    A single report fills some thirty pages: a commit that had to do this itself would make every
    thirtieth wait for two flushes more.
    """
    if reader.dialect.name == "sqlite":
        with reader.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")


def _postgresql(url: URL, *, writes: bool) -> Engine:
    """An engine whose readers can't write and see one snapshot in each transaction.

    A connection is tested before use, so a lost server is noticed first.
    """
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    return create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_pre_ping=True,
        hide_parameters=True,
        isolation_level="READ COMMITTED" if writes else "REPEATABLE READ",
        execution_options={"postgresql_readonly": not writes},
    )


def unsafe_settings(engine: Engine) -> list[str]:
    """Sentences about database settings that could lose a committed row; empty when safe."""
    if engine.dialect.name != "postgresql":
        return []
    with engine.connect() as connection:
        found = {
            name: connection.execute(text(f"SHOW {name}")).scalar_one()
            for name in ("synchronous_commit", "fsync", "full_page_writes")
        }
    return [
        f"PostgreSQL runs with {name}={value}." for name, value in found.items() if value == "off"
    ]
