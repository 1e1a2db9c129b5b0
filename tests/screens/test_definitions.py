"""The metric dictionary has every figure that is shown anywhere, in both languages."""

import json
import re
from pathlib import Path

import pytest

from callbacks.wall.address import FIGURES as WITH_ROWS
from dashboard.districts import load
from dashboard.domain.figures import FIGURES
from dashboard.live.picture import Picture
from dashboard.live.rows import Row
from dashboard.store.reads import Snapshot
from dashboard.web.api import picture_data
from layouts import definitions
from layouts.wall.shown import shown
from layouts.words import Lang, word

ROOT = Path(__file__).parents[2]
DISTRICT = load("nanguan").district
SHOWN = dict(shown(DISTRICT))
LANGS: tuple[Lang, ...] = ("zh", "en")
DESK_SCRIPTS = ("bar.js", "facets.js")
GROUPED = {"open": "of_group", "overdue": "late_of_group", "amber": "amber", "capacity": "capacity"}


def entries(lang: Lang = "zh") -> set[str]:
    return set(
        re.findall(r'<tr id="([\w-]+)">', definitions.whole(lang, DISTRICT, SHOWN, person=False))
    )


def test_every_figure_of_the_interface_has_an_entry() -> None:
    nothing: Snapshot[Row] = Snapshot(0, {}, [], [], {}, {}, None, [], [])
    told = picture_data(Picture(DISTRICT, nothing, 0, 0))["figures"]
    groups = [value for value in told.values() if isinstance(value, dict)]
    of_groups = {name for group in groups for tally in group.values() for name in tally}
    alone = {name for name, value in told.items() if not isinstance(value, dict)}
    assert alone | {GROUPED[name] for name in of_groups} <= entries()


def test_every_figure_of_a_wall_has_an_entry() -> None:
    assert {"open", "closed_today", "awaiting_verification"} <= {n for n, v in SHOWN.items() if v}
    models = [
        json.loads(path.read_text(encoding="utf-8"))["model"]
        for path in (ROOT / "tests/screens/fixtures").glob("*.json")
    ]
    figures = {name for model in models for name in model["figures"]}
    assert figures | set(FIGURES) <= entries()


def test_every_filter_of_the_desk_has_an_entry() -> None:
    script = (ROOT / "assets/js/desk/filter.js").read_text(encoding="utf-8")
    kinds = re.findall(r"^ +(\w+): \(row\)", script, re.MULTILINE)
    assert set(kinds) == set(definitions.FACETS)


def test_a_figure_is_said_to_be_on_the_desk_if_its_bar_or_its_lamps_show_it() -> None:
    scripts = [(ROOT / "assets/js/desk" / name).read_text("utf-8") for name in DESK_SCRIPTS]
    [bar] = re.findall(r"^const FIGURES = \[(.*?)\];", scripts[0], re.MULTILINE)
    [lamps] = re.findall(r"^  lamp: \[(.*?)\],", scripts[1], re.MULTILINE)
    shown_there = set(re.findall(r"\w+", f"{bar} {lamps}")) & set(FIGURES)
    assert shown_there == definitions.ON_DESK


@pytest.mark.parametrize("lang", LANGS)
def test_an_entry_says_what_it_counts_in_which_unit_and_where(lang: Lang) -> None:
    page = definitions.whole(lang, DISTRICT, SHOWN, person=False)
    rows = re.findall(r"<tr id=.*?</tr>", page)
    assert len(rows) == len(entries(lang))
    for row in rows:
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        assert len(cells) == 4
        assert all(cells), row


def test_a_figure_with_rows_has_the_name_that_its_list_has() -> None:
    page = definitions.whole("en", DISTRICT, SHOWN, person=False)
    for name in WITH_ROWS:
        assert f'<tr id="{name}"><th scope="row">{word("en", f"metric.{name}")}' in page
