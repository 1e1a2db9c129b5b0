"""Copies the whole database while it is in use; puts a copy back while nobody uses it."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Engine, inspect, text

from dashboard.store.leases import lease

LOOPS = ("intake", "relay")
WITH_IT = ("-wal", "-shm")
"""What SQLite keeps beside a database. Beside another database it would be read as part of it."""
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


class CopyError(Exception):
    """A copy can't be made or put back; the message is for the person who asked for it."""


def copy(engine: Engine, file: Path) -> None:
    """Writes the database as it is at one instant into `file`; others go on working on it."""
    if engine.dialect.name == "postgresql":
        _run("pg_dump", engine.url, "--format=custom", "--no-owner", "--file", str(file))
        return
    with closing(engine.raw_connection()) as source, closing(sqlite3.connect(file)) as target:
        source.driver_connection.backup(target)  # type: ignore[union-attr]
        # One complete file; the program sets the mode again when it opens the database.
        target.execute("PRAGMA journal_mode=DELETE")


def need_alone(engine: Engine, district: str) -> None:
    """Raises `CopyError` while anybody else works on the database: they would go on writing."""
    held = [lease(engine, district, loop) for loop in LOOPS]
    try:
        if not all(one.held() for one in held):
            raise CopyError("Workers are running on this database; stop the centre first.")
    finally:
        for one in held:
            one.release()
    engine.dispose()
    if engine.dialect.name == "postgresql":
        _need_empty(engine)
    else:
        _lock_out(Path(engine.url.database or ""))


def _need_empty(engine: Engine) -> None:
    with engine.connect() as connection:
        others = connection.execute(_OTHERS).scalar_one()
        if others:
            raise CopyError(f"{others} others are connected to this database; stop them first.")
        if inspect(connection).get_table_names():
            raise CopyError(
                "This database isn't empty. Make another (`createdb NEW`), name it in"
                " DATABASE_URL and restore into that; the old one stays as it is."
            )
    engine.dispose()


def put_back(engine: Engine, copied: Path, aside: Path) -> None:
    """Puts the copy in the database's place, after `need_alone`; moves the old file to `aside`."""
    if engine.dialect.name == "postgresql":
        with_all = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
        _run("pg_restore", engine.url, *with_all, str(copied))
        return
    file = Path(engine.url.database or "")
    for one in (file, *(Path(f"{file}{more}") for more in WITH_IT)):
        if one.exists():
            shutil.move(one, aside / one.name)
    beside = file.with_name(f"{file.name}.restored")
    shutil.copyfile(copied, beside)
    with beside.open("rb") as written:
        os.fsync(written.fileno())
    beside.replace(file)


def _lock_out(file: Path) -> None:
    """Leaves WAL mode, which needs the database alone and empties its -wal file into it."""
    if not file.exists():
        return
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            raise CopyError(f"{file} is in use ({error}); stop the centre first.") from error
        except sqlite3.DatabaseError:  # no database any more: that is when people restore
            return


def _run(tool: str, url: URL, *arguments: str) -> None:
    """Runs a PostgreSQL tool; passes the password in the environment, which others can't read."""
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    password = {"PGPASSWORD": str(url.password)} if url.password else {}
    command = [tool, *arguments, f"--dbname={plain}"]
    words = " ".join([tool, *arguments, "--dbname=…"])
    try:
        ended = subprocess.run(
            command, env=os.environ | password, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise CopyError(
            f"{tool} isn't on the PATH: install PostgreSQL's client programs of the server's"
            f" version, or run it elsewhere: `{words}`."
        ) from error
    if ended.returncode:
        raise CopyError(f"`{words}` failed: {ended.stderr.strip()[-500:]}")
