"""Files stay short enough to read in one go, and refer only to what is in the project."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_LINES = 300


def project_files() -> Iterator[Path]:
    for top in ROOT.iterdir():
        if top.is_file():
            yield top
        elif top.name == ".ci" or not (top.name.startswith(".") or top.name == "var"):
            yield from (
                path
                for path in top.rglob("*")
                if path.is_file() and path.parent.name != "__pycache__"
            )


def sources() -> list[str]:
    return sorted(
        str(path.relative_to(ROOT))
        for path in project_files()
        if path.suffix in {".py", ".js"} and not path.name.endswith(".min.js")
    )


def test_a_source_file_has_at_most_300_lines() -> None:
    lines = {path: len((ROOT / path).read_text("utf-8").splitlines()) for path in sources()}
    assert {path: count for path, count in lines.items() if count > MOST_LINES} == {}


def test_no_file_points_outside_the_project() -> None:
    outside = b"../" + b"shared"
    assert [path for path in project_files() if outside in path.read_bytes()] == []
