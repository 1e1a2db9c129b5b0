"""The schema: whoever comes first makes it, once; it is the one that the tables describe."""

import multiprocessing
from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import OperationalError

from dashboard.store import engines, migrate, tables


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine, reader = engines.open_engines(database_url)
    yield engine
    engine.dispose()
    reader.dispose()


def upgrade_at(url: str) -> None:
    """What a process does at its start."""
    engine, reader = engines.open_engines(url)
    migrate.upgrade(engine)
    with reader.connect() as connection:
        connection.execute(text("SELECT count(*) FROM cases")).scalar_one()
    engine.dispose()
    reader.dispose()


def test_an_empty_database_is_not_current_and_a_migrated_one_is(engine: Engine) -> None:
    assert not migrate.is_current(engine)
    migrate.upgrade(engine)
    assert migrate.is_current(engine)


def test_an_unknown_schema_is_not_current(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert not migrate.is_current(engine)


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO numbering VALUES ('nanguan', '20261123', 7)"))
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT last FROM numbering")).scalar_one() == 7


def test_the_migrations_make_the_tables_that_the_program_uses(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), tables.metadata)
    assert differences == []


def test_several_processes_may_start_on_an_empty_database_at_once(database_url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=upgrade_at, args=(database_url,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    engine, reader = engines.open_engines(database_url)
    assert migrate.is_current(engine)
    engine.dispose()
    reader.dispose()


def test_a_migration_that_breaks_off_leaves_nothing_and_may_be_run_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(config: Config, revision: str) -> None:
        upgrade(config, revision)
        raise OperationalError("COMMIT", {}, Exception("disk full"))

    upgrade = command.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", break_off)
        with pytest.raises(OperationalError):
            migrate.upgrade(engine)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    migrate.upgrade(engine)
    assert migrate.is_current(engine)
