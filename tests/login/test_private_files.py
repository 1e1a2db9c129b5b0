"""Only the centre's own user can read what it writes, whoever made the folder."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard import settings
from dashboard.__main__ import cli
from dashboard.cli import up

OTHERS = 0o077


@pytest.fixture(autouse=True)
def _open_umask() -> Iterator[None]:
    """Sets the umask of a usual shell."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def readable(folder: Path) -> list[str]:
    """The files that others may read."""
    found = [folder, *folder.rglob("*")]
    return [str(path) for path in found if path.stat().st_mode & OTHERS]


def test_the_folder_is_its_owners_alone_also_if_it_was_there(tmp_path: Path) -> None:
    var = tmp_path / "var"
    var.mkdir(mode=0o755)
    settings.read({"VAR_FOLDER": str(var)})
    assert readable(var) == []
    settings.read({"VAR_FOLDER": str(tmp_path / "new")})
    assert readable(tmp_path / "new") == []


def test_a_command_writes_a_database_that_nobody_else_reads(tmp_path: Path) -> None:
    database = tmp_path / "elsewhere" / "centre.db"
    database.parent.mkdir(mode=0o700)
    environment = {
        "VAR_FOLDER": str(tmp_path / "var"),
        "DATABASE_URL": f"sqlite:///{database}",
        "SECRET_KEY": "",
        "REDIS_URL": "",
    }
    ended = CliRunner().invoke(cli, ["migrate"], env=environment, catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    assert database.stat().st_size
    assert readable(tmp_path / "elsewhere") == readable(tmp_path / "var") == []


def test_up_closes_what_an_older_release_left_open(tmp_path: Path) -> None:
    for name in ("dashboard.sqlite3", "log/web.log", "valkey/appendonly.aof.1.incr.aof"):
        file = tmp_path / name
        file.parent.mkdir(mode=0o700, exist_ok=True)
        file.write_text("x")
        file.chmod(0o644)
    tmp_path.chmod(0o700)
    up._close_to_others(tmp_path)  # noqa: SLF001 - `up` itself runs until it is stopped
    assert readable(tmp_path) == []


def test_the_supervisor_and_all_that_it_starts_write_for_their_owner() -> None:
    assert "umask=077" in up.configuration({"web": ["true"]})
