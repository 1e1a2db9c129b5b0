"""The schema: the first process makes it, once; it is the one that `tables` describes."""

# ruff: noqa: RUF001 - signs of other widths are what is searched here

import multiprocessing
from collections.abc import Iterator
from dataclasses import replace

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, insert, inspect, select, text
from sqlalchemy.exc import OperationalError

from dashboard import codec
from dashboard.domain.case import Case, CaseState, Supervision
from dashboard.store import engines, migrate, tables
from dashboard.store.records import case_columns
from dashboard.system import to_ms
from tests.helpers.clock import MORNING
from tests.helpers.exhaustive import exhaustive
from tests.helpers.states import HOUR, new_case


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


@pytest.mark.parametrize(
    "database_url", ["postgresql", pytest.param("sqlite", marks=exhaustive)], indirect=True
)
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


def at_release(connection: Connection, schema: str) -> None:
    """Downgrades to an older release's schema, with the present data."""
    config = migrate._config()  # noqa: SLF001 - the program itself only goes up
    config.attributes["connection"] = connection
    command.downgrade(config, schema)


def keep(connection: Connection, case: Case, **columns: object) -> None:
    """Stores the case as an older release did, with other values in these columns."""
    row = {"district": "nanguan", "body": codec.write_state(case).decode()}
    connection.execute(insert(tables.cases), {**case_columns(case), **row, **columns})


def test_what_older_releases_kept_for_searching_is_folded_anew(engine: Engine) -> None:
    migrate.upgrade(engine)
    case = new_case(text="①号楼，ＡＢＣ", address="大经路７号")
    with engine.begin() as connection:
        keep(connection, case, said="①号楼，ａｂｃ\n大经路７号")
        at_release(connection, "0004")
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(select(tables.cases.c.said)).scalar_one() == (
            "1号楼,abc\n大经路7号"
        )


def test_until_when_older_cases_have_to_be_answered_is_counted_as_of_new_ones(
    engine: Engine,
) -> None:
    """Cases that are closed, answered or with another unit owe none; the timers look once."""
    migrate.upgrade(engine)
    asked = Supervision(level=3, by="timers", at=MORNING, reply_due_at=MORNING + HOUR)
    due = to_ms(MORNING + HOUR)
    owed = new_case("owed", state=CaseState.PROCESSING, unit="U01", supervision=asked)
    cases = (
        owed,
        replace(owed, number="answered", supervision=replace(asked, replied_at=MORNING)),
        replace(owed, number="closed", state=CaseState.CLOSED),
        replace(owed, number="moved", state=CaseState.FEEDBACK),
    )
    plain = new_case("plain")
    with engine.begin() as connection:
        for case in cases:
            wrong = None if case is owed else due
            keep(connection, case, reply_due_at=wrong, look_at=None)
        keep(connection, plain, look_at=None)
        at_release(connection, "0007")
    migrate.upgrade(engine)
    t, at = tables.cases.c, to_ms(MORNING)
    with engine.connect() as connection:
        found = connection.execute(select(t.number, t.reply_due_at, t.look_at)).all()
    assert {row.number: tuple(row[1:]) for row in found} == {
        "owed": (due, at),
        "answered": (None, at),
        "closed": (None, None),
        "moved": (None, at),
        "plain": (None, None),
    }


def test_older_cases_are_found_by_the_number_that_they_had_elsewhere(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.begin() as connection:
        keep(connection, new_case("imported", external_no="Ａ-1001 \u3000b"))
        keep(connection, new_case("own"))
        at_release(connection, "0008")
    migrate.upgrade(engine)
    t = tables.cases.c
    with engine.connect() as connection:
        found = connection.execute(select(t.number, t.external_no).order_by(t.number)).all()
    assert [tuple(row) for row in found] == [("imported", "a-1001 b"), ("own", None)]
