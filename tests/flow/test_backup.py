"""A backup has all that a centre needs, and a restore accepts nothing else."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner
from sqlalchemy import make_url

from dashboard import settings
from dashboard.__main__ import cli
from dashboard.actions import sealing
from dashboard.actions.handle import handle
from dashboard.actions.reporters import disclose
from dashboard.domain.commands import Channel, ReportCase, Reporter
from dashboard.domain.persons import Person, Role
from dashboard.store.leases import lease
from tests.helpers.centre import SECRET, Centre, read_settings
from tests.helpers.messages import GRID, ITEM, report, reports
from tests.services.postgres import Postgres

Command = Callable[..., str]
WANG = Reporter("王秀英", "13504311234")
DISPATCHER = Person(login="dispatcher", name="李敏", role=Role.DISPATCHER)
TAKEN, WAITING, LATER = 5, 3, 4


@pytest.fixture
def command(centre: Centre, tmp_path: Path) -> Command:
    return command_of(centre, tmp_path)


@pytest.fixture
def on_sqlite(sqlite_centre: Centre, tmp_path: Path) -> Command:
    return command_of(sqlite_centre, tmp_path)


def command_of(centre: Centre, var: Path) -> Command:
    """Runs `python -m dashboard …` on the centre, or elsewhere as `more` says."""
    found = centre.system.settings
    environment = {
        "VAR_FOLDER": str(var),
        "DATABASE_URL": found.database_url,
        "REDIS_URL": found.redis_url,
        "SECRET_KEY": SECRET,
    }

    def run(*words: str, code: int = 0, **more: str) -> str:
        ended = CliRunner().invoke(cli, words, env=environment | more)
        structlog.reset_defaults()
        said = f"{ended.output}{ended.exception or ''}"
        assert bool(ended.exit_code) == bool(code), said
        return said

    return run


@pytest.fixture(autouse=True)
def _tools(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """pg_dump and pg_restore of the server's own version; the umask as it was before."""
    asked = getattr(request.node, "callspec", None)
    if asked and "postgresql" in asked.params.values():
        server: Postgres = request.getfixturevalue("postgres")
        monkeypatch.setenv("PATH", f"{server.tools}{os.pathsep}{os.environ['PATH']}")
    before = os.umask(0o022)
    yield
    os.umask(before)


def lived(centre: Centre) -> None:
    """Some messages are taken (one with a sealed reporter), one is refused, some still wait."""
    centre.settle(*reports(TAKEN - 1), report("broken", grid=999))
    command = ReportCase(item=ITEM, grid=GRID, channel=Channel.PHONE, reporter=WANG)
    assert handle(centre.system, command, by="test").refused is None
    centre.tell()
    assert sealing.seal(centre.system)
    centre.send(*reports(WAITING, "waiting"))


def backed_up(command: Command, into: Path) -> Path:
    command("backup", str(into))
    (made,) = into.iterdir()
    return made


def leave(centre: Centre) -> None:
    """Ends the centre's processes."""
    centre.rest()
    centre.system.engine.dispose()
    centre.system.reader.dispose()


def elsewhere(centre: Centre, request: pytest.FixtureRequest) -> str:
    """Where a restore may write: the same SQLite file, or an empty PostgreSQL database."""
    url = centre.system.settings.database_url
    if url.startswith("sqlite"):
        return url
    found: str = request.getfixturevalue("postgres").new_database()
    return found


def test_all_comes_back_as_it_was_with_what_nobody_had_taken_yet(
    centre: Centre, command: Command, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    lived(centre)
    made = backed_up(command, tmp_path / "backups")
    centre.settle(*reports(LATER, "later"))
    assert sealing.seal(centre.system)
    leave(centre)
    centre.system.redis.flushall()
    url = elsewhere(centre, request)
    said = command("restore", str(made), DATABASE_URL=url)
    assert "journal chain:" in said
    assert "seals: 1 checked, ok\nstates:" in said
    assert "FAULTS" not in said
    assert "its senders have to repeat it" in said
    with Centre(read_settings(tmp_path, centre.system.settings.redis_url, url)) as again:
        assert len(again.numbers()) == TAKEN
        assert [code for code, _ in again.rejected()] == ["UNKNOWN_GRID"]
        again.settle()
        assert len(again.numbers()) == TAKEN + WAITING
        again.settle(*reports(LATER, "later"), *reports(TAKEN - 1))
        assert len(again.numbers()) == TAKEN + WAITING + LATER
        assert again.faults() == []


def test_on_another_machine_the_restored_key_opens_the_reporters(
    sqlite_centre: Centre, on_sqlite: Command, tmp_path: Path
) -> None:
    lived(sqlite_centre)
    made = backed_up(on_sqlite, tmp_path / "backups")
    other = tmp_path / "other"
    on_sqlite("restore", str(made), VAR_FOLDER=str(other), DATABASE_URL="", SECRET_KEY="")
    found = settings.read({"VAR_FOLDER": str(other)})
    assert found.secret_key == SECRET
    with Centre(
        read_settings(other, sqlite_centre.system.settings.redis_url, found.database_url)
    ) as new:
        assert disclose(new.system, DISPATCHER, new.numbers()[-1]) == WANG
    assert [str(p) for p in other.rglob("*") if p.stat().st_mode & 0o077] == []


def test_a_broken_database_is_kept_and_what_lay_beside_it_read_by_nobody(
    sqlite_centre: Centre, on_sqlite: Command, tmp_path: Path
) -> None:
    lived(sqlite_centre)
    made = backed_up(on_sqlite, tmp_path / "backups")
    leave(sqlite_centre)
    file = Path(make_url(sqlite_centre.system.settings.database_url).database or "")
    file.write_bytes(b"no database any more")
    left = [Path(f"{file}{more}") for more in ("-wal", "-shm")]
    for one in left:
        one.write_bytes(b"of another life")
    said = on_sqlite("restore", str(made))
    assert "FAULTS" not in said
    (aside,) = tmp_path.glob("before-restore-*")
    assert str(aside) in said
    kept = {one.name: one.read_bytes() for one in aside.iterdir()}
    assert kept[file.name] == b"no database any more"
    with sqlite_centre.beside() as again:
        assert len(again.numbers()) == TAKEN


def test_a_centre_that_runs_is_left_alone(
    centre: Centre, command: Command, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    lived(centre)
    made = backed_up(command, tmp_path / "backups")
    with centre.system.reader.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM cases")
        assert "stop" in command("restore", str(made), code=2)
    leave(centre)
    held = lease(centre.system.engine, centre.district, "intake")
    assert held.held()
    assert "Workers are running" in command("restore", str(made), code=2)
    held.release()
    leave(centre)
    assert list(tmp_path.glob("before-restore-*")) == []
    assert len(centre.numbers()) == TAKEN
    leave(centre)
    if centre.system.engine.dialect.name == "postgresql":
        assert "isn't empty" in command("restore", str(made), code=2)


def test_what_is_no_backup_of_this_centre_is_refused_before_anything_is_touched(
    sqlite_centre: Centre, on_sqlite: Command, tmp_path: Path
) -> None:
    lived(sqlite_centre)
    made = backed_up(on_sqlite, tmp_path / "backups")
    leave(sqlite_centre)

    def refused(**said: object) -> str:
        changed = tmp_path / "changed"
        shutil.copytree(made, changed, dirs_exist_ok=True)
        told = json.loads((made / "backup.json").read_text())
        (changed / "backup.json").write_text(json.dumps(told | said))
        return on_sqlite("restore", str(changed), code=2)

    assert "backup of chaoyang" in refused(district="chaoyang")
    assert "newer release" in refused(schema="9999")
    assert "another release" in refused(format=2)
    assert "postgresql" in refused(database="postgresql")
    assert "isn't as it was written" in refused(files={"database": "0" * 64})
    assert "is no backup" in on_sqlite("restore", str(tmp_path), code=2)
    other = "another secret of the tests"
    assert "SECRET_KEY isn't" in on_sqlite("restore", str(made), code=2, SECRET_KEY=other)
    assert list(tmp_path.glob("before-restore-*")) == []
