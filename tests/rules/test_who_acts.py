"""One place checks permissions; and in answers to the outside the actor is a person, not a name."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("callbacks", "dashboard", "layouts", "feeds")
ASKS = ROOT / "dashboard" / "actions" / "handle.py"
# Modules that answer to somebody outside the machine.
ENTRY_POINTS = sorted([*ROOT.glob("callbacks/**/*.py"), *ROOT.glob("dashboard/web/*.py")])
PERSONS = {"person", "admin"}


def calls(path: Path, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def test_handle_alone_asks_whether_a_person_may() -> None:
    modules = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    assert [path for path in modules if any(calls(path, "may"))] == [ASKS]


def test_who_acts_through_a_door_is_a_person() -> None:
    """A mere name counts as one of our own workers, which may do everything."""
    for path in ENTRY_POINTS:
        for call in calls(path, "handle"):
            by = next(word.value for word in call.keywords if word.arg == "by")
            name = by.attr if isinstance(by, ast.Attribute) else getattr(by, "id", "")
            assert name in PERSONS, f"{path.relative_to(ROOT)}: {ast.unparse(call)}"
