"""The embedded Valkey's files: repaired after a power cut, and served briefly for a command."""

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import structlog

from dashboard.runtime.valkey import socket_path, valkey_binary, valkey_command
from dashboard.settings import Settings, SettingsError
from dashboard.streams import client
from dashboard.system import System

START_S = 30.0
LOOK_S = 0.05
FOLDER = "appendonlydir"
MANIFEST = "appendonly.aof.manifest"
LAST_FILE = re.compile(
    r"^file (?:\"(?P<quoted>[^\"]+)\"|(?P<plain>\S+)) seq \d+ type i", re.MULTILINE
)
FILE = re.compile(r"appendonly\.aof\.(?P<seq>\d+)\.(?P<kind>base|incr)\.(?:rdb|aof)")
MULTI = b"*1\r\n$5\r\nMULTI\r\n"
GOOD_UP_TO = re.compile(r"ok_up_to=(\d+)")


def command(settings: Settings) -> list[str]:
    """The command that starts it in its folder, which is made if it is missing."""
    data = settings.var / "valkey"
    data.mkdir(exist_ok=True)
    return valkey_command(data, socket_path(settings.var))


def repair_tail(settings: Settings, now: datetime) -> str:
    """Cuts off what a power cut has left at the end of the append-only file; says so in a sentence.

    It keeps a copy. It repairs no other damage unasked: a `SettingsError` then names the command.
    An empty sentence means that nothing was wrong.
    """
    folder = settings.var / "valkey" / FOLDER
    file = _written_last(folder)
    if file is None and (lines := _listed(folder)):
        raise SettingsError(
            f"{folder / MANIFEST} doesn't name Redis's files, which lie beside it. Put it back from"
            f" a copy of the folder, or write into it: {lines}"
        )
    if file is None or (good := _good_up_to(file)) is None:
        return ""
    rest = file.read_bytes()[good:]
    if not _never_acknowledged(rest):
        raise SettingsError(
            f"{file} can't be read from byte {good} on, with more behind it: no power cut does"
            f" that, a failing disk may. Copy the file, then cut it there with `bash -c 'exec -a"
            f" valkey-check-aof {valkey_binary()} --fix {file}'`; what reports are lost by that"
            " their senders must repeat."
        )
    kept = file.parents[1] / f"{file.name}.before-{now:%Y%m%dT%H%M%SZ}"
    shutil.copyfile(file, kept)
    with file.open("r+b") as writable:
        writable.truncate(good)
    return (
        f"A power cut has left {len(rest)} bytes at the end of Redis's file that were never whole,"
        f" so never acknowledged: they are cut off. The file as it was: {kept}"
    )


def _written_last(folder: Path) -> Path | None:
    try:
        manifest = (folder / MANIFEST).read_text(errors="replace")
    except FileNotFoundError:
        return None
    found = list(LAST_FILE.finditer(manifest))
    name = (found[-1]["quoted"] or found[-1]["plain"]) if found else ""
    return folder / name if name and (folder / name).is_file() else None


def _listed(folder: Path) -> str:
    """The lines of a manifest for the files that are there; empty if there are none.

    Without them Valkey doesn't start, or starts as if it had never had anything.
    """
    found = [match for file in folder.glob("*") if (match := FILE.fullmatch(file.name))]
    found.sort(key=lambda match: (match["kind"], int(match["seq"])))
    base = [match for match in found if match["kind"] == "base"][-1:]
    return " ".join(
        f"`file {match[0]} seq {match['seq']} type {match['kind'][0]}`"
        for match in (*base, *(match for match in found if match["kind"] == "incr"))
    )


def _good_up_to(file: Path) -> int | None:
    """How many bytes of the file are readable by Valkey's own checker; None if all are."""
    checked = subprocess.run(
        ["valkey-check-aof", str(file)],  # noqa: S607 - by this name it checks
        executable=valkey_binary(),
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    found = GOOD_UP_TO.search(checked.stdout)
    return int(found[1]) if checked.returncode and found else None


def _never_acknowledged(rest: bytes) -> bool:
    """Whether the rest is one incomplete write, with or without zeros after it."""
    written = rest.rstrip(b"\0")
    return (b"\r\nEXEC\r\n" if written.startswith(MULTI) else b"\r\n*") not in written


@contextmanager
def at_hand(system: System) -> Iterator[None]:
    """Provides a Redis: the centre's if it runs, else the embedded one, started for the moment."""
    found = system.settings
    if not found.embedded_redis or client.answers(system.redis):
        yield
        return
    if words := repair_tail(found, system.clock()):
        structlog.get_logger().warning(words)
    with subprocess.Popen(
        command(found), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait(system, server)
            yield
        finally:
            client.shut_down(found.redis_url)


def _wait(system: System, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_S
    while not client.answers(system.redis):
        if server.poll() is not None or time.monotonic() > until:
            raise SettingsError(f"Valkey doesn't start on {system.settings.var / 'valkey'}.")
        time.sleep(LOOK_S)
