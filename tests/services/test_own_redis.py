"""Repairs what a power cut leaves at the end of Redis's file, with a message, and nothing else."""

import re
from pathlib import Path

import pytest

from dashboard import settings
from dashboard.runtime import valkey_files
from dashboard.settings import Settings, SettingsError
from dashboard.system import real_clock
from tests.services.valkey import Valkey

WHOLE = 20
TORN = b"*5\r\n$4\r\nXADD\r\n$5\r\ninb"


@pytest.fixture
def found(tmp_path: Path) -> Settings:
    """A folder whose Valkey has acknowledged twenty entries and is stopped."""
    found = settings.read({"VAR_FOLDER": str(tmp_path / "var")})
    server = Valkey(found.var / "valkey")
    server.start()
    with server.client() as client:
        for number in range(WHOLE):
            client.xadd("inbox", {"event": number})
    server.stop()
    return found


def last_file(found: Settings) -> Path:
    (file,) = (found.var / "valkey" / valkey_files.FOLDER).glob("*.incr.aof")
    return file


@pytest.mark.parametrize(
    "left", [b"\0" * 4096, TORN, TORN + b"\0" * 4096, b"*1\r\n$5\r\nMULTI\r\n"]
)
def test_what_was_never_acknowledged_is_cut_off_and_kept_beside(
    found: Settings, left: bytes
) -> None:
    file = last_file(found)
    whole = file.read_bytes()
    file.write_bytes(whole + left)
    said = valkey_files.repair_tail(found, real_clock())
    (kept,) = (found.var / "valkey").glob("*.before-*")
    assert f"{len(left)} bytes" in said
    assert str(kept) in said
    assert kept.read_bytes() == whole + left
    assert file.read_bytes() == whole
    server = Valkey(found.var / "valkey")
    server.start()
    with server.client() as client:
        assert client.xlen("inbox") == WHOLE
    server.stop()
    assert valkey_files.repair_tail(found, real_clock()) == ""


def test_what_is_broken_in_its_middle_is_left_and_the_command_named(found: Settings) -> None:
    file = last_file(found)
    whole = file.read_bytes()
    middle = len(whole) // 2
    broken = whole[:middle] + b"\0" * 40 + whole[middle + 40 :]
    file.write_bytes(broken)
    with pytest.raises(SettingsError, match=r"valkey-check-aof .* --fix"):
        valkey_files.repair_tail(found, real_clock())
    assert file.read_bytes() == broken


@pytest.mark.parametrize("left", [None, b"", b"\0" * 88])
def test_files_that_no_manifest_names_are_neither_forgotten_nor_restarted_for_ever(
    found: Settings, left: bytes | None
) -> None:
    manifest = last_file(found).parent / valkey_files.MANIFEST
    if left is None:
        manifest.unlink()
    else:
        manifest.write_bytes(left)
    with pytest.raises(SettingsError, match="doesn't name Redis's files") as said:
        valkey_files.repair_tail(found, real_clock())
    lines = str(said.value).rpartition("write into it: ")[2]
    manifest.write_text("".join(f"{line}\n" for line in re.findall("`([^`]+)`", lines)))
    assert valkey_files.repair_tail(found, real_clock()) == ""
    server = Valkey(found.var / "valkey")
    server.start()
    with server.client() as client:
        assert client.xlen("inbox") == WHOLE
    server.stop()


def test_a_new_folder_has_nothing_to_mend(tmp_path: Path) -> None:
    found = settings.read({"VAR_FOLDER": str(tmp_path / "var")})
    assert valkey_files.repair_tail(found, real_clock()) == ""
