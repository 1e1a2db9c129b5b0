"""The wall as it leaves the server: complete in both languages, and without a single value."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from callbacks.pages import DESK, WALL
from callbacks.shell import language
from dashboard.districts import load
from dashboard.domain.case import CaseState
from dashboard.domain.grid import NORTH
from layouts import shell, wall
from layouts.modules import MODULES
from layouts.parts import NOT_KNOWN
from layouts.wall import device_settings, frame
from layouts.words import LIVE_WORDS as LIVE_WORDS_OF
from layouts.words import WORDS, Lang
from layouts.words.wall import LIVE_WORDS

FIXTURES = Path(__file__).parent / "fixtures"
DISTRICT = load("nanguan").district
LANGS: tuple[Lang, ...] = ("zh", "en")


def screen(lang: Lang = "zh", found: wall.WallSetting | None = None) -> Component:
    return wall.LAYOUTS["overview"](DISTRICT, lang, found or wall.WallSetting())


def parts(root: object) -> Iterator[dict[str, Any]]:
    """The properties of this component and all below it, as they are sent."""
    sent = json.loads(json.dumps(root, cls=PlotlyJSONEncoder))
    waiting = [sent]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict) and "props" in value:
            yield value["props"]
            waiting.append(value["props"].get("children"))


def by_id(root: object) -> dict[str, dict[str, Any]]:
    return {part["id"]: part for part in parts(root) if "id" in part}


def shown_keys(wall: bool) -> Iterator[str]:
    """Every key of words that a script of a wall or a desk uses literally."""
    for name in MODULES.graph(WALL if wall else DESK):
        yield from re.findall(r'fill\(\s*"(\w[\w.]*)"', MODULES.texts[name])


@pytest.mark.parametrize("lang", LANGS)
def test_every_id_is_there_once(lang: Lang) -> None:
    named = Counter(part["id"] for part in parts(screen(lang)) if "id" in part)
    assert [name for name, times in named.items() if times > 1] == []


@pytest.mark.parametrize("key", ["open", "overdue", "severe", "soon", "unassigned"])
def test_a_figure_stays_unknown_until_the_socket_says_it(key: str) -> None:
    assert by_id(screen())[f"wall-figure-{key}"]["children"] == NOT_KNOWN


def test_no_row_is_shown_before_there_is_data() -> None:
    found = by_id(screen())
    # The browser makes the other rows from these.
    assert all(found[f"wall-{name}-0"]["hidden"] for name in ("late", "recent", "unit"))


def test_the_page_around_the_screens_holds_no_data() -> None:
    assert by_id(shell.page()).keys() == {shell.LOCATION, shell.OUTLET}


@pytest.mark.parametrize(
    ("found", "sizes"),
    [
        (
            wall.WallSetting(8, 1.56),
            {"figure": 112, "clock": 64, "title": 48, "text": 40, "mid": 36, "note": 33},
        ),
        (
            wall.WallSetting(5, 0.63),
            {"figure": 173, "clock": 99, "title": 74, "text": 62, "mid": 56, "note": 51},
        ),
    ],
)
def test_type_has_the_sizes_of_the_guide(found: wall.WallSetting, sizes: dict[str, int]) -> None:
    assert found.type_px() == sizes


def test_type_twice_as_far_away_is_twice_as_large() -> None:
    near, far = wall.WallSetting(4, 1.56).type_px(), wall.WallSetting(8, 1.56).type_px()
    assert all(abs(far[kind] - 2 * near[kind]) <= 1 for kind in far)


def test_sizes_reach_the_browser_as_lengths() -> None:
    style = by_id(screen(found=wall.WallSetting(5, 0.63)))[frame.ROOT]["style"]
    assert style["--w-text"] == "62px"


@pytest.mark.parametrize(
    "search",
    [
        "",
        None,
        "?",
        "?distance=",
        "?distance=far&pitch=wide",
        "?pitch=nan",
        "?distance=inf",
        "?=&&",
    ],
)
def test_a_nonsense_setting_counts_as_not_said(search: str | None) -> None:
    assert wall.WallSetting.from_search(search) == wall.WallSetting()


def test_a_setting_beyond_all_walls_is_limited() -> None:
    found = wall.WallSetting.from_search("?distance=9e9&pitch=-1")
    assert found == wall.WallSetting(device_settings.DISTANCES_M[1], device_settings.PITCHES_MM[0])
    assert found.type_px()["text"] == device_settings.TEXT_PX[1]


@pytest.mark.parametrize(
    ("search", "lang"),
    [("?lang=en", "en"), ("?lang=zh", "zh"), ("", "zh"), (None, "zh"), ("?lang=<b>", "zh")],
)
def test_english_is_shown_where_it_is_asked_for(search: str | None, lang: str) -> None:
    assert language(search) == lang


def test_short_names_of_the_language_reach_the_browser() -> None:
    names = {lang: json.loads(by_id(screen(lang))[frame.ROOT]["data-names"]) for lang in LANGS}
    assert (names["zh"]["streets"]["S08"], names["en"]["streets"]["S08"]) == ("永吉", "Yongji")
    assert len(names["zh"]["items"]) == len(DISTRICT.items)


@pytest.mark.parametrize("screen", ["layout", *LIVE_WORDS_OF])
def test_both_languages_fill_the_same_places(screen: str) -> None:
    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    words = LIVE_WORDS_OF.get(screen, WORDS)
    found = [key for key, (zh, en) in words.items() if places(zh) != places(en)]
    # In English an incident's cases show only their grid, as the street has no room.
    assert found == (["case_at"] if screen == "wall/incidents" else [])


def test_every_state_of_a_case_has_a_word() -> None:
    assert {f"state.{state}" for state in CaseState} <= LIVE_WORDS.keys()


@pytest.mark.parametrize(("screen", "wall"), [("wall", True), ("console", False)])
def test_every_word_that_a_script_asks_for_is_there(screen: str, wall: bool) -> None:
    known = {
        key
        for name in LIVE_WORDS_OF
        if name.partition("/")[0] == screen
        for key in LIVE_WORDS_OF[name]
    }
    assert set(shown_keys(wall)) - known == set()


def test_every_street_has_a_label_placed_by_eye() -> None:
    assert DISTRICT.labels.keys() == DISTRICT.streets.keys() | {NORTH}


def test_a_district_without_placed_labels_has_them_on_its_streets_middles() -> None:
    elsewhere = replace(DISTRICT, labels={})
    for view in ("overview", "map"):
        there = by_id(wall.LAYOUTS[view](elsewhere, "zh", wall.WallSetting()))
        label = there["wall-street-S08"]
        assert (label["data-lon"], label["data-lat"]) == DISTRICT.streets["S08"].center
        assert label["data-hold"] == "middle"


@pytest.mark.parametrize(
    "path", sorted(FIXTURES.glob("overview_*.json")), ids=lambda path: path.stem
)
def test_an_example_model_names_only_what_the_district_has(path: Path) -> None:
    model = json.loads(path.read_text(encoding="utf-8"))["model"]
    told = [v for section in model.values() for v in section.values() if isinstance(v, dict)]
    assert {one["item"] for one in told if "item" in one} - {None} <= DISTRICT.items.keys()
    assert {one["grid"] for one in told if "grid" in one} - {None} <= DISTRICT.grids.keys()
    assert {one["unit"] for one in told if "capacity" in one} <= DISTRICT.units.keys()


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.json")), ids=lambda p: p.stem)
def test_an_example_lists_reports_where_it_counts_some(path: Path) -> None:
    model = json.loads(path.read_text(encoding="utf-8"))["model"]
    if "recent" in model:
        assert bool(model["recent"]) == (model["figures"]["reported_today"] > 0)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("overview_*.json")), ids=lambda p: p.stem)
def test_an_example_of_the_overview_counts_what_it_shows(path: Path) -> None:
    model = json.loads(path.read_text(encoding="utf-8"))["model"]
    assert model["streets"].keys() == DISTRICT.streets.keys()
    assert sum(model["cells"].values()) == model["figures"]["overdue"]
