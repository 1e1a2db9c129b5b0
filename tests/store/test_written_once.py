"""The journal, its chain and its seals are append-only: the database refuses all else."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dashboard.actions import sealing
from tests.helpers.centre import Centre, read_settings
from tests.helpers.messages import reports
from tests.services.valkey import Valkey

FORBIDDEN = [
    "UPDATE journal SET by = 'nobody' WHERE version = 1",
    "DELETE FROM journal WHERE version = 1",
    "UPDATE chain SET hash = 'another' WHERE seq = 2",
    "DELETE FROM chain WHERE seq = 3",
    "UPDATE seals SET hash = 'another' WHERE seq = 3",
    "DELETE FROM seals WHERE seq = 3",
]
TABLES = ("journal", "chain", "seals")


def refuse(centre: Centre, statement: str) -> None:
    (table,) = (name for name in TABLES if name in statement)
    with (
        centre.system.engine.connect() as connection,
        pytest.raises(DBAPIError, match=f"the {table} (is|are) only ever appended to"),
    ):
        connection.execute(text(statement))


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_a_row_of_the_journal_or_its_chain_is_never_changed_nor_deleted(
    centre: Centre, statement: str
) -> None:
    centre.settle(*reports(3))
    assert sealing.seal(centre.system)
    refuse(centre, statement)
    assert centre.last_seq() == 3
    assert centre.faults() == []


def test_postgresql_refuses_to_empty_them_too(
    tmp_path: Path, valkey: Valkey, migrated_postgresql_url: str
) -> None:
    with Centre(read_settings(tmp_path, valkey.url, migrated_postgresql_url)) as centre:
        centre.settle(*reports(3))
        for table in TABLES:
            refuse(centre, f"TRUNCATE {table}")
        assert centre.last_seq() == 3
