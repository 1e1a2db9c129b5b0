"""Leases: one relay and one intake at a time. A lease ends with its process, however it ends."""

import hashlib
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, text

from dashboard.store.engines import DatabaseUnavailable

# How long a lost lock may go unnoticed; keys and versions keep two holders from doing harm.
ASK_EVERY_S = 1.0


class Lease(Protocol):
    """Held until it is released or its process dies."""

    def held(self) -> bool:
        """Takes the lease if it is free; true while we hold it, false once it was lost."""

    def release(self) -> None:
        """Gives the lease back."""


def lease(engine: Engine, district: str, name: str) -> Lease:
    """A lease of this database: a file lock beside SQLite's file, or PostgreSQL's advisory lock."""
    if engine.dialect.name == "postgresql":
        return _AdvisoryLease(engine, f"{district}/{name}")
    return _FileLease(Path(f"{engine.url.database}.{district}.{name}.lock"))


class _FileLease:
    def __init__(self, file: Path) -> None:
        self._lock = FileLock(file)

    def held(self) -> bool:
        if not self._lock.is_locked:
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                return False
        return True

    def release(self) -> None:
        self._lock.release()


class _AdvisoryLease:
    """A lock in a connection of its own: a server that drops the connection drops the lock."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        number = hashlib.sha256(name.encode()).digest()[:8]
        self._key = int.from_bytes(number, signed=True)
        self._connection: Connection | None = None
        self._asked = 0.0

    def held(self) -> bool:
        if self._connection is None:
            connection = self._engine.connect()
            taken = connection.execute(
                text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key}
            ).scalar_one()
            connection.commit()
            if not taken:
                connection.close()
                return False
            self._connection = connection
            return True
        if time.monotonic() - self._asked < ASK_EVERY_S:
            return True
        self._asked = time.monotonic()
        try:
            self._connection.execute(text("SELECT 1"))
            self._connection.commit()
        except DatabaseUnavailable:
            # The lock was lost with the connection: a new connection must not take it unnoticed.
            self._drop()
            return False
        return True

    def release(self) -> None:
        if self._connection is None:
            return
        # Released now: a server notices the end of a connection only some time later.
        with suppress(*DatabaseUnavailable):
            self._connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": self._key})
            self._connection.commit()
        self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
