"""The modules that need no page, each file of their tests in Deno."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("path", sorted(HERE.glob("*_test.js")), ids=lambda path: path.stem)
def test_in_deno(path: Path, tmp_path: Path) -> None:
    alone = ("--quiet", "--no-check", "--no-remote", "--no-npm")
    own = {"DENO_DIR": str(tmp_path), "NO_COLOR": "1"} | os.environ
    command = [sys.executable, "-m", "deno", "test", *alone, str(path)]
    ran = subprocess.run(command, env=own, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
