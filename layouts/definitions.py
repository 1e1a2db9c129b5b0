"""The metric dictionary as a page: every figure, what it counts, its unit, where it is shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.domain.district import District
from dashboard.domain.figures import FIGURES, OF_UNITS
from layouts.plain_pages import page, query
from layouts.words import Lang, live_words, word

OTHERS = (
    "of_group",
    "late_of_group",
    "capacity",
    "centre",
    "stage",
    "stage_oldest",
    "stage_late",
    "linked",
)
FACETS = (
    "alert",
    "lamp",
    "state",
    "seat",
    "wait",
    "urgency",
    "street",
    "unit",
    "item",
    "grid",
    "incident",
)
"""The desk's filters, whose values all have counts."""
IN_API = frozenset({*FIGURES, "of_group", "late_of_group", "capacity"})
ON_DESK = frozenset(
    {"open", "overdue", "severe", "amber", "suspended", "reported_today", "closed_today"}
)
"""What the desk shows: its bar, and the lamps it filters by."""
ON_WALLS: Mapping[str, tuple[str, ...]] = {
    "of_group": ("overview",),
    "late_of_group": ("overview",),
    "capacity": ("overview",),
    "centre": ("queue",),
    "stage": ("queue",),
    "stage_oldest": ("queue",),
    "stage_late": ("queue",),
}
UNITS: Mapping[str, str] = {
    **dict.fromkeys(OF_UNITS, "units"),
    "stage_oldest": "time",
}


def whole(
    lang: Lang,
    district: District,
    on_walls: Mapping[str, Sequence[str]],
    assessed: Mapping[str, Any],
    *,
    person: bool,
) -> str:
    """The page; `on_walls` are the views that show a figure, `assessed` how others are made.

    With `person` it has a link home.
    """
    on_walls = {**ON_WALLS, **on_walls}
    groups = [
        ("main", [_entry(lang, name, on_walls.get(name, ())) for name in FIGURES]),
        ("other", [_entry(lang, name, on_walls.get(name, ())) for name in OTHERS]),
        ("desk", [_facet(lang, name) for name in FACETS]),
    ]
    return page(
        "definitions.html",
        lang,
        district,
        title=word(lang, "definitions.title"),
        groups=[(word(lang, f"definitions.{name}"), rows) for name, rows in groups],
        facet=word(lang, "metric.facet.counted"),
        assessed=assessed,
        query=query(lang),
        person=person,
        wide=True,
    )


def _entry(lang: Lang, name: str, views: Sequence[str]) -> dict[str, str]:
    places = [word(lang, "definitions.wall", view=word(lang, f"wall.title.{v}")) for v in views]
    if name in ON_DESK:
        places.append(word(lang, "definitions.console"))
    if name in IN_API:
        places.append(word(lang, "definitions.api"))
    return {
        "id": name,
        "name": word(lang, f"metric.{name}"),
        "counted": word(lang, f"metric.{name}.counted"),
        "unit": word(lang, f"definitions.unit.{UNITS.get(name, 'cases')}"),
        "shown": " · ".join(places),
    }


def _facet(lang: Lang, name: str) -> dict[str, str]:
    return {
        "id": f"facet-{name}",
        "name": live_words(lang, "console")[f"facet.{name}"],
        "counted": word(lang, f"facet.{name}.counted"),
        "unit": word(lang, "definitions.unit.cases"),
        "shown": word(lang, "definitions.console"),
    }
