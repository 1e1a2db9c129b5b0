"""The centre's folder (`var`): only one centre at a time works in it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dashboard.settings import SettingsError

LOCK = "up.lock"


@contextmanager
def alone_in(var: Path) -> Iterator[IO[bytes]]:
    """Locks the folder while the file is open here or in a child; raises `SettingsError`."""
    with (var / LOCK).open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SettingsError(f"A centre is already running on {var}.") from error
        yield lock
