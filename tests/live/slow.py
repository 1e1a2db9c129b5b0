"""A transaction that stays open while others commit."""

from sqlalchemy import Connection

from dashboard.store import records
from dashboard.system import System
from tests.helpers.states import act, strength

# Nobody else writes this unit's strength: no lock is waited for.
UNIT = "U02"


class SlowWriter:
    """Writes a journal row and takes its time with the commit; on PostgreSQL only (D5)."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._version = 0
        self._connection: Connection | None = None

    @property
    def possible(self) -> bool:
        """SQLite has one writer at a time: all others would wait for it."""
        return self._system.engine.dialect.name == "postgresql"

    def begin_or_commit(self) -> None:
        if self._connection is not None:
            self.commit()
            return
        self._version += 1
        self._connection = self._system.engine.connect()
        state = strength(UNIT, self._version, self._version)
        records.record(self._connection, self._system.district.key, [act(state, "set_capacity")])

    def commit(self) -> None:
        """Commits the open transaction, if there is one."""
        if self._connection is not None:
            self._connection.commit()
            self._connection.close()
            self._connection = None
