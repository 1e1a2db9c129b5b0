"""`python -m dashboard backup` and `restore`: a whole centre into a folder, and back."""

import os
import shutil
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from dashboard import settings
from dashboard.maintenance import backups, checks
from dashboard.maintenance.backups import Backup
from dashboard.maintenance.upgrade import update
from dashboard.runtime import valkey_files
from dashboard.runtime.bootstrap import closing_database, open_system
from dashboard.runtime.folder import alone_in
from dashboard.runtime.readiness import ready_system
from dashboard.settings import KEPT
from dashboard.store import copies, journal, migrate
from dashboard.store.copies import CopyError
from dashboard.streams import copies as messages
from dashboard.system import System

FOLDER = click.Path(file_okay=False, path_type=Path)
THERE = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("backup")
@click.argument("into", type=FOLDER, required=False)
def backup(into: Path | None) -> None:
    """Write all that the centre needs into a new folder in INTO, while it runs.

    INTO is `backups` in VAR_FOLDER by default; better name a place on another disk.
    """
    system = ready_system()
    with closing_database(system), valkey_files.at_hand(system):
        place, made = backups.make(system, into or system.settings.var / "backups")
    click.echo(f"{place}: {made.seq} journal rows, {', '.join(made.files)}")
    click.echo("It holds the secrets: keep it where only the centre's own people read.")
    for words in _left_out(system):
        click.echo(f"not in it: {words}")


def _left_out(system: System) -> list[str]:
    found = system.settings
    outside = [] if system.pack.packaged else [f"the district's folder {system.pack.folder}"]
    outside += [f"the cameras' file {found.cameras}"] if found.cameras else []
    return [*outside, "the settings of your environment"]


@click.command("restore")
@click.argument("folder", type=THERE)
def restore(folder: Path) -> None:
    """Put the backup in FOLDER in the place of this stopped centre, and check it.

    The data that was there before is kept beside it. PostgreSQL needs an empty database.
    """
    made = backups.read(folder)
    system = open_system(settings.read())
    _need_fit(system, folder, made)
    with closing_database(system), alone_in(system.settings.var), valkey_files.at_hand(system):
        copies.need_alone(system.engine, system.district.key)
        system = _put_back(system, folder)
        found = backups.messages_of(folder)
        messages.put_back(system.redis, system.district.key, found)
        update(system, "restore")
        _tell(system, made, len(found["inbox"]))
        result = checks.check(system, stopped=True)
    for line in result.lines:
        click.echo(line)
    if result.faults:
        sys.exit(1)


def _need_fit(system: System, folder: Path, made: Backup) -> None:
    """Raises `CopyError` if it is no backup of this centre, before anything is changed."""
    if made.district != system.district.key:
        raise CopyError(f"This is a backup of {made.district}; set DISTRICT to restore it.")
    if made.database != system.engine.dialect.name:
        raise CopyError(f"This is a backup of a {made.database} database; set DATABASE_URL to one.")
    if not migrate.is_known(made.schema):
        raise CopyError("This backup is of a newer release; restore it with that one.")
    key = (folder / backups.SECRET).read_text()
    if os.environ.get("SECRET_KEY") and key != system.settings.secret_key:
        raise CopyError(
            "SECRET_KEY isn't the one that this backup was made with. Set it to what stands in"
            f" {folder / backups.SECRET}: with another, no reporter can be read."
        )


def _put_back(system: System, folder: Path) -> System:
    """Restores database and secrets and moves the old ones aside; returns the restored system."""
    var = system.settings.var
    aside = var / f"before-restore-{system.clock():%Y%m%dT%H%M%SZ}"
    aside.mkdir(mode=0o700)
    copies.put_back(system.engine, folder / backups.DATABASE, aside)
    for name in KEPT:
        file, given = var / name, folder / name
        if file.exists() and not (given.exists() and _same(file, given)):
            shutil.move(file, aside / name)
        if given.exists() and not file.exists():
            shutil.copyfile(given, file)
            file.chmod(0o600)
    if any(aside.iterdir()):
        click.echo(f"What stood here before is kept in {aside}.")
    else:
        aside.rmdir()
    return replace(system, settings=settings.read())


def _same(one: Path, other: Path) -> bool:
    return backups.digest(one) == backups.digest(other)


def _tell(system: System, made: Backup, inbox: int) -> None:
    with system.reader.connect() as connection:
        there = journal.hash_at(connection, system.district.key, made.seq)
        last = journal.last_seq(connection, system.district.key)
    if there != made.hash:
        raise CopyError("The restored journal isn't the one that this backup was made of.")
    at = datetime.fromisoformat(made.made_at).astimezone(system.zone)
    click.echo(f"Restored as of {at:%Y-%m-%d %H:%M:%S %Z}: {last} journal rows.")
    click.echo(f"{inbox} messages lie in the inbox again; what is taken already stays so.")
    click.echo("What was taken later isn't here: its senders have to repeat it.")
