"""docs/district.md describes each file of a pack with each column that `district check` needs."""

import csv
import json
import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from dashboard.cli.district import district
from dashboard.districts import Pack, cameras
from dashboard.districts.coordinates import Crs
from dashboard.districts.tables import PLATFORMS
from dashboard.domain.grid import NORTH, CommunityKind, Hold, Panel
from dashboard.domain.unit import LimitUnit, UnitKind
from tests.districts.conftest import Edit

DOC = Path(__file__).parents[2] / "docs" / "district.md"
CHOICES = {
    "units.csv": get_args(UnitKind),
    "duty_items.csv": (
        *LimitUnit,
        *PLATFORMS,
    ),
    "streets.geojson": get_args(Panel),
    "communities.geojson": get_args(CommunityKind),
    "labels.csv": (*get_args(Hold), NORTH),
    "cameras.csv": tuple(Crs),
}


def sections() -> dict[str, set[str]]:
    """The names in code style in each file's section, by file."""
    _, *parts = re.split(r"^## ", DOC.read_text("utf-8"), flags=re.M)
    return {part.split("\n", 1)[0]: set(re.findall(r"`\[?([^`\]]+)\]?`", part)) for part in parts}


def columns(path: Path) -> set[str]:
    """The names that a file uses."""
    text = path.read_text("utf-8")
    if path.suffix == ".geojson":
        return {name for feature in json.loads(text)["features"] for name in feature["properties"]}
    if path.suffix == ".toml":
        return {name for key, value in tomllib.loads(text).items() for name in (key, *_of(value))}
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return set(next(csv.reader(lines)))


def _of(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, dict) else ()


def test_every_file_and_column_is_described(pack: Pack) -> None:
    said = sections()
    files = {path.name: path for path in pack.folder.iterdir() if path.is_file()}
    assert set(said) == files.keys() | {cameras.CAMERAS}
    for name, path in files.items():
        assert columns(path) <= said[name], name
    for name, choices in CHOICES.items():
        assert set(map(str, choices)) <= said[name], name


def check(folder: str, code: int) -> str:
    ended = CliRunner().invoke(district, ["check", folder])
    assert ended.exit_code == code, ended.output
    return ended.output


def test_a_pack_that_adds_up_is_said_with_what_it_has(pack: Pack) -> None:
    said = check(str(pack.folder), 0)
    for words in ("南关区 · Nanguan District", "310 grids", "50 units", "118 duty items"):
        assert words in said


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("units.csv", "department,5,2", "department,none,2", "units.csv, line 2: staff 'none'"),
        ("district.toml", "grids = 310", "grids = 311", "declares 311 grids"),
        ("grids.geojson", '"street":"S01"', '"street":"S02"', "grids.geojson, feature 1"),
    ],
)
def test_what_does_not_add_up_is_named_with_its_line(
    edited: Edit, file: str, old: str, new: str, words: str
) -> None:
    assert words in check(str(edited(file, old, new)), 1)


def test_a_folder_that_is_none_is_said_in_a_sentence(tmp_path: Path) -> None:
    assert "There is no district" in check(str(tmp_path), 1)
