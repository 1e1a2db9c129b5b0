"""The metric dictionary has every figure that is shown anywhere, in both languages."""

import json
import re
from dataclasses import fields
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from callbacks.wall.address import FIGURES as WITH_ROWS
from dashboard.districts import load
from dashboard.domain.assessment.metrics import METRICS
from dashboard.domain.assessment.rivals import RIVALS
from dashboard.domain.assessment.worked_example import CASES, ours
from dashboard.domain.case import Case
from dashboard.domain.figures import FIGURES
from dashboard.live.picture import Picture
from dashboard.live.rows import Row
from dashboard.store.reads import Snapshot
from dashboard.web.api import picture_data
from layouts import definitions
from layouts.assessment import assessed
from layouts.wall.shown import shown
from layouts.words import Lang, word

ROOT = Path(__file__).parents[2]
DISTRICT = load("nanguan").district
SHOWN = dict(shown(DISTRICT))
LANGS: tuple[Lang, ...] = ("zh", "en")
DESK_SCRIPTS = ("bar.js", "facets.js")
GROUPED = {"open": "of_group", "overdue": "late_of_group", "amber": "amber", "capacity": "capacity"}


def entries(lang: Lang = "zh") -> set[str]:
    return set(re.findall(r'<tr id="([\w-]+)">', page_in(lang)))


def page_in(lang: Lang) -> str:
    made = assessed.section(lang, ZoneInfo(DISTRICT.timezone))
    return definitions.whole(lang, DISTRICT, SHOWN, made, person=False)


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
    page = page_in(lang)
    rows = re.findall(r"<tr id=.*?</tr>", page)
    assert len(rows) == len(entries(lang))
    for row in rows:
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        assert len(cells) == 4
        assert all(cells), row


def test_a_figure_with_rows_has_the_name_that_its_list_has() -> None:
    page = page_in("en")
    for name in WITH_ROWS:
        assert f'<tr id="{name}"><th scope="row">{word("en", f"metric.{name}")}' in page


# The assessed figures --------------------------------------------------------------------------


def sections_in(lang: Lang) -> dict[str, str]:
    found = re.findall(
        r'<section class="figure" id="of-(\w+)">(.*?)</section>', page_in(lang), re.S
    )
    return {name: unescape(text) for name, text in found}


@pytest.mark.parametrize("lang", LANGS)
def test_every_assessed_figure_says_what_how_when_whence_and_why_not_otherwise(lang: Lang) -> None:
    found = sections_in(lang)
    assert list(found) == list(METRICS)
    for name, text in found.items():
        facts = re.findall(r"<dd>(.*?)</dd>", text)
        rows = re.findall(r"<tr>(<th scope=\"row\">.*?)</tr>", text)
        assert len(facts) == 5
        assert all(facts), name
        assert len(rows) == len(RIVALS[name])
        cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]
        assert all(len(one) == 3 and all(one) for one in cells), name
        values = [re.sub(r"<[^>]+>", "", facts[4]).split(" · ")[0], *(one[1] for one in cells)]
        assert values[0] not in values[1:], name


def test_the_worked_value_is_what_the_code_says_of_the_cases_on_the_page() -> None:
    page, found = page_in("en"), sections_in("en")
    assert re.findall(r'<tr><th scope="row">(\d+)</th>', page) == [case.number for case in CASES]
    assert "<strong>3 of 6, 50.0%</strong> · cases 1, 4, 5" in found["on_time"]
    assert "By the day of the deadline</th><td>2 of 5, 40.0%" in found["on_time"]
    for name, text in found.items():
        assert f"cases {', '.join(ours(name).counted)}</dd>" in text


def test_a_figure_names_fields_that_a_case_has() -> None:
    known = {field.name for field in fields(Case)}
    assert assessed.SOURCES.keys() == assessed.PERIODS.keys() == METRICS.keys()
    for name, used in assessed.SOURCES.items():
        assert set(used) <= known, name


def test_a_share_is_written_as_browsers_write_it() -> None:
    """Halves go up, as Math.round does, not to the next even one."""
    written = {(1, 8): "12.5", (1, 2000): "0.1", (3, 2000): "0.2", (2, 3): "66.7", (0, 0): "—"}
    assert {pair: assessed.percent(*pair) for pair in written} == written
