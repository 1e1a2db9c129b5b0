"""A view of the walls is a line in `dashboard/domain/wall_views.py`, and files of its name.

The files are read without importing them, so that a missing one is reported by its name.
"""

import re
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import pytest

from dashboard.domain.wall_views import STOPS, VIEWS, WITH_FILES, WallView

ROOT = Path(__file__).parents[2]
NAMES = sorted(WITH_FILES)
STYLE = "assets/css/wall/{}.css"
FILES = {
    # By file, the definition that it must contain.
    "layouts/wall/{}.py": r"^def layout\(",
    "layouts/words/wall_{}.py": r"^LIVE_WORDS\b",
    "callbacks/wall/{}.py": r"^view_of\b",
    "assets/js/wall/views/{}.js": r"^export const view\b",
}


def text(path: str) -> str:
    file = ROOT / path
    return file.read_text("utf-8") if file.exists() else ""


@pytest.mark.parametrize("place", [*FILES, STYLE])
@pytest.mark.parametrize("name", NAMES)
def test_a_view_has_a_file_of_its_name_in_every_tree(name: str, place: str) -> None:
    path, mark = place.format(name), FILES.get(place, r"\S")
    assert re.search(mark, text(path), re.MULTILINE), f"{name}: nothing like {mark} in {path}"


@pytest.mark.parametrize("place", FILES)
def test_no_file_is_of_a_view_that_nobody_knows(place: str) -> None:
    found = {
        path.stem.removeprefix("wall_")
        for path in (ROOT / place).parent.glob(Path(place).name.format("*"))
        if re.search(FILES[place], path.read_text("utf-8"), re.MULTILINE)
    }
    assert found == set(NAMES)


def test_the_walls_page_has_the_program_of_every_view() -> None:
    [listed] = re.findall(
        r"^const views = \{(.*?)\};", text("assets/js/pages/wall.js"), re.M | re.S
    )
    assert sorted(re.findall(r"(\w+)(?:: \w+)?,", listed)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_what_a_view_is_made_of_has_the_types_that_its_callers_expect(name: str) -> None:
    """mypy can't check this, as the modules are imported by name."""
    overview = import_module("layouts.wall.overview")
    layout = import_module(f"layouts.wall.{name}").layout
    assert get_type_hints(layout) == get_type_hints(overview.layout)
    told = import_module(f"callbacks.wall.{name}")
    masks = import_module("callbacks.wall.masks")
    assert callable(told.view_of)
    assert all(mask is None or mask in vars(masks).values() for mask in told.MASKS.values())
    words = import_module(f"layouts.words.wall_{name}")
    pairs = [*words.WORDS.values(), *words.LIVE_WORDS.values()]
    assert all(isinstance(zh, str) and isinstance(en, str) for zh, en in pairs)


def test_every_view_has_its_title_and_its_name_for_the_desk() -> None:
    known = import_module("layouts.words").WORDS
    wanted = {f"wall.title.{name}" for name in NAMES} | {f"screens.view.{v}" for v in WallView}
    assert wanted - known.keys() == set()


def test_the_stops_of_the_tour_stand_each_in_a_place_of_its_own() -> None:
    assert [view.facts.tour for view in STOPS] == list(range(1, len(STOPS) + 1))
    assert all(view in VIEWS and view.facts.stop and view.facts.public for view in STOPS)
