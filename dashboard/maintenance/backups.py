"""A backup: one folder with all that a centre needs, and a list of its files.

It contains the secrets, because the database is incomplete without them: who may read a backup may
read everything. It is written beside its place and renamed, so that half a backup never looks
complete.
"""

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dashboard import codec
from dashboard.settings import KEPT
from dashboard.store import copies, journal, migrate
from dashboard.store.copies import CopyError
from dashboard.streams import copies as messages
from dashboard.system import System

LIST = "backup.json"
DATABASE = "database"
MESSAGES = "messages.json"
SECRET = "secret-key"  # noqa: S105 - the name of a file
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Backup:
    """The list in a backup: the chain's end that it reaches at least, and each file's digest."""

    made_at: str
    district: str
    database: str
    schema: str
    seq: int
    hash: str
    files: Mapping[str, str]
    format: int = FORMAT


def make(system: System, into: Path) -> tuple[Path, Backup]:
    """Writes a backup into a new folder under `into` while the centre runs."""
    now = system.clock()
    place = into / f"{system.district.key}-{now:%Y%m%dT%H%M%SZ}"
    half = into / f"{place.name}.part"
    if place.exists():
        raise CopyError(f"{place} is there already.")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700, parents=True)
    made = _fill(system, half, now)
    (half / LIST).write_bytes(codec.to_json(asdict(made)))
    for path in half.iterdir():
        path.chmod(0o600)
        _sync(path)
    half.rename(place)
    _sync(into)
    return place, made


def _fill(system: System, folder: Path, now: datetime) -> Backup:
    district = system.district.key
    with system.reader.connect() as connection:
        head = journal.head(connection, district)
        schema = migrate.schema_of(connection)
    # Before the database, so that the database has every seal in this file.
    for name in KEPT:
        if name != SECRET and (system.settings.var / name).exists():
            shutil.copyfile(system.settings.var / name, folder / name)
    copies.copy(system.engine, folder / DATABASE)
    # After the database, so that all that it had not yet taken is still here.
    found = messages.read(system.redis, district)
    (folder / MESSAGES).write_bytes(codec.to_json(found))
    (folder / SECRET).write_text(system.settings.secret_key)
    return Backup(
        made_at=now.isoformat(),
        district=district,
        database=system.engine.dialect.name,
        schema=schema,
        seq=head.seq,
        hash=head.hash,
        files={path.name: digest(path) for path in sorted(folder.iterdir())},
    )


def read(folder: Path) -> Backup:
    """A backup's list, after checking every file against it; raises `CopyError`."""
    try:
        said: Any = codec.from_json((folder / LIST).read_bytes())
        found = Backup(**said)
    except (OSError, ValueError, TypeError) as error:
        raise CopyError(f"{folder} is no backup ({error}).") from error
    if found.format != FORMAT:
        raise CopyError(f"{folder} was written by another release; restore it with that one.")
    for name, wanted in found.files.items():
        if not (folder / name).is_file() or digest(folder / name) != wanted:
            raise CopyError(f"{folder / name} isn't as it was written: this backup is damaged.")
    return found


def messages_of(folder: Path) -> Mapping[str, Sequence[messages.Entry]]:
    """The messages in the backup, by stream."""
    return codec.read_messages((folder / MESSAGES).read_bytes())


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
