"""The wall's overview: is the district under control, and where not?"""

from dash import html
from dash.development.base_component import Component

from dashboard.domain.district import District
from layouts.parts import NOT_KNOWN, lamp, slot
from layouts.wall.device_settings import WallSetting
from layouts.wall.frame import FIGURE, main_figures, panel, row_link, rows, strip, wall
from layouts.wall.overview_map import map_panel
from layouts.words import Lang, live_words, word

LATE = "wall-late"
RECENT = "wall-recent"
UNIT = "wall-unit"


def layout(district: District, lang: Lang, setting: WallSetting) -> html.Main:
    """Four figures, the map, the worst overdue, the latest reports, the busiest units."""
    body = [
        map_panel(district, lang, setting.ground.drawing),
        html.Div([_late(lang), _recent(lang)], className="lists"),
        _units(lang),
    ]
    children = [main_figures(lang), html.Div(body, className="body"), strip(lang)]
    return wall("overview", district, lang, setting, children)


def _late(lang: Lang) -> html.Section:
    """Which cases first? Lamp, urgency, what, where, for how long."""
    cells = [lamp(), "urgency", "item", "place", "time", row_link()]
    notes = [slot("", f"{LATE}-note")]
    return panel(f"{LATE}-panel", word(lang, "late.title"), notes, rows(LATE, cells))


def _recent(lang: Lang) -> html.Section:
    """What has just come in, and does a unit have it?"""
    cells = ["time", "urgency", "item", "place", "state", row_link()]
    today = slot("", f"{FIGURE}-reported_today", NOT_KNOWN)
    notes = [html.Span([word(lang, "recent.today"), " ", today])]
    return panel(
        f"{RECENT}-panel", word(lang, "recent.title"), notes, rows(RECENT, cells), needs="reports"
    )


def _units(lang: Lang) -> html.Section:
    """Who is drowning? Load against a common line of full load, overdue from the left."""
    title = html.H2(live_words(lang, "wall/overview")["busiest_none"], id=f"{UNIT}-title")
    notes = [word(lang, "units.note")]
    return panel(f"{UNIT}-panel", title, notes, rows(UNIT, unit_cells()))


def unit_cells() -> list[Component | str]:
    """A unit's row: its name, overdue cases, its load, and the bar of both."""
    parts = [html.I(className=part) for part in ("load", "beyond", "overdue", "full")]
    load = html.Span([slot("open"), slot("capacity")], className="load-text")
    return ["name", "over", load, html.Div(parts, className="bar"), row_link()]
