"""The wall of loads: who has too much, who can take more, who needs help first, how was the day?"""

import json
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.domain.district import District
from dashboard.domain.unit import UnitKind
from layouts.parts import NOT_KNOWN, data, first_row, mark, slot
from layouts.wall.device_settings import WallSetting
from layouts.wall.frame import figure, figures, page_note, panel, row_link, rows, strip, wall
from layouts.words import Lang, word

UNITS = "wall-units"
HELP = "wall-help"
DAY = "wall-day"
KINDS: tuple[UnitKind, ...] = ("utility", "department", "street")
LEGEND = ("overdue", "soon", "full", "beyond", "frame", "people")


def layout(district: District, lang: Lang, setting: WallSetting) -> html.Main:
    """Four figures, every unit in its place, those that need help, the last day by the hour."""
    band = [_help(lang), _day("district", lang), _day("unit", lang), _legend(lang)]
    body = [_units(district), html.Div(band, className="band")]
    children = [_figures(lang), html.Div(body, className="body"), strip(lang)]
    return wall("load", district, lang, setting, children)


def _figures(lang: Lang) -> html.Div:
    return figures(
        figure("over_capacity", "bars", lang),
        _told("district_load", "bars", lang),
        figure("awaiting_acknowledgement", "ring", lang),
        _told("half_free", "tick", lang),
    )


def _told(metric: str, shape: str, lang: Lang) -> html.Section:
    """A figure of units, with two facts beside it instead of an hour ago."""
    head = [mark(shape), html.H2(word(lang, f"metric.{metric}"))]
    then = [slot("before"), html.Span(slot("change"), className="changes")]
    value = [slot("value", text=NOT_KNOWN), slot("value-unit"), html.Div(then, className="then")]
    return html.Section(
        [html.Div(head, className="figure-head"), html.Div(value, className="figure-body")],
        id=f"wall-told-{metric}",
        title=word(lang, f"metric.{metric}.counted"),
        className=f"panel figure figure-{metric}",
    )


def _units(district: District) -> html.Div:
    """The browser lays out as many columns by kind as there is room for."""
    of_kind = {
        kind: [code for code, unit in district.units.items() if unit.kind == kind] for kind in KINDS
    }
    return html.Div(
        first_row(UNITS, unit_cells()),
        id=UNITS,
        className="units",
        **data(kinds=json.dumps(of_kind, separators=(",", ":"))),
    )


def unit_cells() -> Sequence[Component | str]:
    """A unit's place: name and load; the bar, overdue cases, handlers on duty; its day."""
    load_text = html.Span([slot("open"), slot("capacity")], className="load-text")
    over = html.Span([mark("square"), slot("n")], className="over")
    day = html.Span([html.Span(className="day"), slot("was")], className="past")
    return ["name", load_text, bar(), over, "people", day, row_link()]


def bar() -> html.Span:
    """Load up to full load and beyond; in it, overdue and soon overdue cases."""
    parts = [html.I(className=part) for part in ("load", "beyond", "overdue", "soon", "full")]
    return html.Span(parts, className="bar")


def _legend(lang: Lang) -> html.Div:
    lines = [html.Span(word(lang, f"load.legend.{line}")) for line in LEGEND]
    lines[0] = html.Span([mark("square"), *lines[0:1]])
    return html.Div(lines, className="key")


def _help(lang: Lang) -> html.Section:
    over = html.Span([mark("square"), slot("n")], className="over")
    load_text = html.Span([slot("open"), slot("capacity")], className="load-text")
    day = html.Span([html.Span(className="day"), slot("was")], className="past")
    link = row_link()
    cells = ["name", load_text, "strain", over, "ahead", "people", day, link]
    notes = [page_note(HELP), html.Span(word(lang, "load.help.rule"), className="rule")]
    return panel(f"{HELP}-panel", word(lang, "load.help"), notes, rows(HELP, cells))


def _day(whose: str, lang: Lang) -> html.Section:
    """The last 24 full hours: open cases at the end of each; arrived and finished ones."""
    flows = [
        html.Span(
            [html.I(className=name), html.Span(word(lang, f"load.{name}")), slot(f"{name}-n")]
        )
        for name in ("arrived", "closed")
    ]
    peak = [html.Span(word(lang, "load.open")), slot("peak"), slot("peak-at")]
    charts = [_chart("open", [html.Span(peak)]), _chart("flows", flows)]
    title = html.H2([slot("", f"{DAY}-{whose}-title"), html.Span(word(lang, "load.day"))])
    notes = [slot("hours-at"), slot("missing")]
    content = [html.Div(charts, className="charts"), slot("no-hours")]
    return panel(f"{DAY}-{whose}", title, notes, content)


def _chart(name: str, head: Sequence[Component]) -> html.Div:
    parts = [
        html.Div(head, className="chart-head"),
        html.Div(className="hours"),
        html.Div(className="clock-hours"),
    ]
    return html.Div(parts, className=f"chart chart-{name}")
