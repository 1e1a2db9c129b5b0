"""The seals reveal it if somebody rewrites the whole database and hashes its chain anew."""

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import structlog
from alembic import command
from click.testing import CliRunner
from sqlalchemy import text

from dashboard.__main__ import cli
from dashboard.actions import sealing
from dashboard.actions.sealing import Sealing, Verdict
from dashboard.maintenance import checks
from dashboard.settings import SEALS
from dashboard.store import journal, migrate, seals
from dashboard.workers import timers
from tests.helpers.centre import SECRET, Centre, read_settings, running
from tests.helpers.clock import MovableClock
from tests.helpers.messages import reports
from tests.services.valkey import Valkey

FIRST, ALL = 4, 9


@pytest.fixture
def sealed(sqlite_centre: Centre) -> Centre:
    """A journal sealed after four rows and after nine; two more are not sealed."""
    for count in (FIRST, ALL):
        sqlite_centre.settle(*reports(count))
        assert sealing.seal(sqlite_centre.system)
    sqlite_centre.settle(*reports(ALL + 2))
    assert sqlite_centre.faults() == []
    return sqlite_centre


def as_owner(centre: Centre, statement: str, **values: object) -> None:
    """Changes the database as its owner can, after dropping the triggers."""
    with centre.system.engine.begin() as connection:
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        for name in found.scalars().all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(statement), values)


def rewrite(centre: Centre, seq: int) -> None:
    """Writes another name into a row, and hashes the whole chain anew."""
    as_owner(centre, "UPDATE journal SET by = 'somebody' WHERE id = :seq", seq=seq)
    digest = journal.START_HASH
    with centre.system.engine.begin() as connection:
        rows = [row for some in journal.links_from(connection, centre.district, 50) for row in some]
        for row in rows:
            digest = journal.link(digest, row.seq, row._asdict())
            values = {"hash": digest, "seq": row.seq}
            connection.execute(text("UPDATE chain SET hash = :hash WHERE seq = :seq"), values)


def notes(centre: Centre) -> str:
    found = checks.check(centre.system)
    assert found.faults == []
    return "\n".join(found.lines)


def change_file(centre: Centre, change: Callable[[list[str]], list[str]]) -> None:
    file = centre.system.settings.var / SEALS
    lines = change(file.read_text().splitlines())
    file.write_text("".join(f"{line}\n" for line in lines))


@pytest.mark.parametrize(("seq", "between"), [(2, (1, FIRST)), (7, (FIRST + 1, ALL))])
def test_a_row_rewritten_with_all_hashes_behind_it_is_found(
    sealed: Centre, seq: int, between: tuple[int, int]
) -> None:
    rewrite(sealed, seq)
    (fault,) = sealed.faults()
    assert fault.startswith(f"seq {between[0]} to {between[1]} is not what was sealed at ")
    # Deleting the seals or making a new one doesn't help: the file has them.
    assert sealing.seal(sealed.system)
    as_owner(sealed, "DELETE FROM seals")
    assert fault in sealed.faults()


def test_rows_cut_off_at_the_end_are_found(sealed: Centre) -> None:
    as_owner(sealed, "DELETE FROM chain WHERE seq >= :seq", seq=ALL)
    assert any(f"seq {FIRST + 1} to {ALL} is not" in fault for fault in sealed.faults())


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE seals SET hash = 'f' WHERE seq = :seq",
        "UPDATE seals SET at = at + 1 WHERE seq = :seq",
        "UPDATE seals SET seq = seq + 1 WHERE seq = :seq",
        "UPDATE seals SET mac = 'ü' WHERE seq = :seq",
    ],
)
def test_a_seal_that_was_tampered_with_is_named(sealed: Centre, change: str) -> None:
    as_owner(sealed, change, seq=FIRST)
    faults = sealed.faults()
    assert any("in the database was tampered with" in fault for fault in faults)
    gone = f"the seal of seq {FIRST} stands in {sealed.system.settings.var / SEALS} and not in"
    assert any(fault.startswith(gone) for fault in faults)


def test_a_seal_of_the_file_that_was_tampered_with_is_named(sealed: Centre) -> None:
    change_file(sealed, lambda lines: [line.replace(f'"seq":{ALL}', '"seq":5') for line in lines])
    (fault,) = sealed.faults()
    assert "the seal of seq 5 in " in fault


def test_a_seal_taken_out_of_the_database_or_the_file_is_named(sealed: Centre) -> None:
    change_file(sealed, lambda lines: [*lines[1:], "torn"])
    told = notes(sealed)
    assert f"1 are in the database and not in {sealed.system.settings.var / SEALS}" in told
    assert "line 2 of" in told
    as_owner(sealed, "DELETE FROM seals WHERE seq = :seq", seq=ALL)
    (fault,) = sealed.faults()
    assert fault.startswith(f"the seal of seq {ALL} stands in ")


def test_without_the_file_the_database_s_seals_are_looked_at_and_that_is_said(
    sealed: Centre,
) -> None:
    (sealed.system.settings.var / SEALS).unlink()
    assert "only the database's own seals were looked at" in notes(sealed)
    rewrite(sealed, 2)
    assert len(sealed.faults()) == 1


def test_seals_of_another_key_cannot_be_verified_and_new_ones_hold_all(sealed: Centre) -> None:
    settings = replace(sealed.system.settings, secret_key=SECRET[::-1])
    sealed.system = replace(sealed.system, settings=settings)
    assert "2 of another SECRET_KEY cannot be verified" in notes(sealed)
    assert sealing.seal(sealed.system)
    rewrite(sealed, 2)
    (fault,) = sealed.faults()
    assert fault.startswith(f"seq 1 to {ALL + 2} is not")


def test_a_database_of_an_older_release_has_no_seals_until_the_next(sqlite_centre: Centre) -> None:
    sqlite_centre.settle(*reports(3))
    with sqlite_centre.system.engine.begin() as connection:
        config = migrate._config()  # noqa: SLF001 - the program itself only goes up
        config.attributes["connection"] = connection
        command.downgrade(config, "0006")
    migrate.upgrade(sqlite_centre.system.engine)
    assert "seals: 0 checked, ok" in notes(sqlite_centre)
    assert Sealing().step(sqlite_centre.system)
    assert "seals: 1 checked, ok" in notes(sqlite_centre)


def test_an_hour_in_which_something_was_written_has_its_seal(centre: Centre) -> None:
    mine = Sealing()
    assert mine.step(centre.system) is None
    centre.clock.move(minutes=1)
    made = []
    for minute in range(0, 200, 10):
        if minute < 100:
            centre.settle(*reports(minute // 10 + 1))
        made += [minute] if mine.step(centre.system) else []
        centre.clock.move(minutes=10)
    assert made == [0, 60, 120]
    with centre.system.reader.connect() as connection:
        assert sealing.verify(connection, centre.system) == Verdict(counted=len(made))
    file = centre.system.settings.var / SEALS
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_text().splitlines()) == len(made)


def test_a_line_torn_by_a_power_cut_spoils_no_other(sealed: Centre) -> None:
    file = sealed.system.settings.var / SEALS
    file.write_bytes(file.read_bytes()[:-9])
    assert sealing.seal(sealed.system)
    told = notes(sealed)
    assert "line 2 of" in told
    assert f"from seq {ALL}" in told


def test_timers_that_are_stopped_seal_what_came_last(centre: Centre) -> None:
    with running(centre.system, [timers.run]):
        centre.settle(*reports(3))
    with centre.system.reader.connect() as connection:
        (*_, last) = seals.every(connection, centre.district)
    assert last.seq == centre.last_seq()


def test_the_command_seals_a_centre_without_fault_and_no_other(
    tmp_path: Path, valkey: Valkey, migrated_sqlite_url: str
) -> None:
    found = read_settings(tmp_path, valkey.url, migrated_sqlite_url)
    environment = {
        "VAR_FOLDER": str(tmp_path),
        "DATABASE_URL": found.database_url,
        "REDIS_URL": found.redis_url,
        "SECRET_KEY": SECRET,
    }

    def check() -> str:
        said = CliRunner().invoke(cli, ["check", "--seal"], env=environment).output
        structlog.reset_defaults()
        return said

    with Centre(found, MovableClock(None)) as centre:
        centre.settle(*reports(3))
        (line,) = (one for one in check().splitlines() if one.startswith("sealed: "))
        assert line.removeprefix("sealed: ") == (tmp_path / SEALS).read_text().strip()
        assert "sealed already, nothing new since" in check()
        rewrite(centre, 2)
        assert "seq 1 to 3 is not what was sealed" in check()
        assert len((tmp_path / SEALS).read_text().splitlines()) == 1
