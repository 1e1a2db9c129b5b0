"""The whole drill: a backup of a running centre that goes on taking reports, restored elsewhere."""

import os
from functools import partial
from pathlib import Path

import pytest

from tests.chaos.senders import SOURCE, ByHttp
from tests.helpers.exhaustive import exhaustive
from tests.services import books
from tests.services.centre import RunningCentre, wait_until
from tests.services.postgres import Postgres

pytestmark = exhaustive

TOTAL = 1_000
BEFORE = 400
ODD = "a ;b #c 100% ?d=e"


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """The centre's database, and an empty one to restore into; SQLite's are in their folders."""
    if request.param == "sqlite":
        return "", ""
    server: Postgres = request.getfixturevalue("postgres")
    monkeypatch.setenv("PATH", f"{server.tools}{os.pathsep}{os.environ['PATH']}")
    return server.new_database(), server.new_database()


def test_what_was_acknowledged_before_the_backup_is_there_after_the_restore(
    tmp_path: Path, databases: tuple[str, str]
) -> None:
    old_url, new_url = databases
    centre = RunningCentre(tmp_path / ODD, DATABASE_URL=old_url)
    new = RunningCentre(tmp_path / "new", DATABASE_URL=new_url)
    try:
        centre.start()
        sender = ByHttp(centre, range(TOTAL))
        sender.start()
        sender.allowed = BEFORE
        wait_until(lambda: len(sender.acknowledged) >= BEFORE, 60, "the first are acknowledged")
        before = set(sender.acknowledged)
        sender.allowed = TOTAL
        centre.run("backup", str(tmp_path / "backups"))
        sender.join(60)
        assert "running" in centre.run("restore", *backups(tmp_path), code=2)
        centre.stop()
        said = new.run("restore", *backups(tmp_path))
        assert "FAULTS" not in said
        new.start()
        wait_until(partial(holds, new, before), 60, "all from before the backup are cases")
        assert all(len(found) == 1 for found in books.cases_by_message(new.system, SOURCE).values())
        new.stop()
        aof = next((new.var / "valkey" / "appendonlydir").glob("*.incr.aof"))
        aof.write_bytes(aof.read_bytes() + b"\0" * 4096)
        new.start()
        assert "cut off" in (new.var / "up.log").read_text()
        new.check()
    finally:
        centre.stop()
        new.stop()


def backups(folder: Path) -> list[str]:
    return [str(made) for made in (folder / "backups").iterdir()]


def holds(centre: RunningCentre, messages: set[str]) -> bool:
    found = books.cases_by_message(centre.system, SOURCE)
    return all(len(found.get(message, ())) == 1 for message in messages)
