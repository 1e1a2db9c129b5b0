"""One name, one thing: a reader who looks for a class or module finds it in one place."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
TREES = ("dashboard", "callbacks", "layouts", "feeds")
LAYERS = (
    *(f"dashboard/{path.name}" for path in (ROOT / "dashboard").iterdir() if path.is_dir()),
    *TREES[1:],
)
SAME_SUBJECT = {
    # Within a layer two modules may share a name only if they have the same subject.
    "callbacks": {"alerts", "incidents"},
    "layouts": {
        *("accounts", "acts", "calendar", "case", "console", "definitions", "frame", "incidents"),
        "workspace",
        *(
            "instructions",
            "journal",
            "keys",
            "login",
            "office",
            "past",
            "queue",
            "reentry",
            "screens",
            "stretches",
            "times",
            "views",
        ),
    },
}


def modules(tree: str) -> Iterator[Path]:
    yield from (p for p in (ROOT / tree).rglob("*.py") if p.name != "__init__.py")


def twice(found: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {name: sorted(where) for name, where in found.items() if len(where) > 1}


def test_a_class_name_stands_for_one_class() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path in (path for tree in TREES for path in modules(tree)):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found[node.name].append(str(path.relative_to(ROOT)))
    assert twice(found) == {}


def test_a_module_name_stands_for_one_module_of_its_layer() -> None:
    for layer in LAYERS:
        found: dict[str, list[str]] = defaultdict(list)
        for path in modules(layer):
            found[path.stem].append(str(path.relative_to(ROOT)))
        again = twice(found)
        assert {n: w for n, w in again.items() if n not in SAME_SUBJECT.get(layer, ())} == {}
