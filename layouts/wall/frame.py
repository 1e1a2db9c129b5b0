"""The frame of every wall: its root, header, main figures and the strip of the running incident.

No live value is in it; assets/js/wall/frame.js and the view's own scripts fill it from the socket.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.domain.district import District
from dashboard.live.rows import SOON_MS
from layouts.parts import NOT_KNOWN, data, empty, first_row, level_mark, mark, slot
from layouts.plain_pages import query
from layouts.wall import past
from layouts.wall.device_settings import DESK, HOME, LOGOUT, WallSetting
from layouts.wall.too_small import too_small
from layouts.words import LANG_TAG, LIVE_WORDS, Lang, live_words, word

ROOT = "wall"
AGE = "wall-age"
TOUR = "wall-tour"
DATE = "wall-date"
CLOCK = "wall-clock"
DEMO = "wall-demo"
FIGURE = "wall-figure"
BEFORE = "wall-before"
CHANGE = "wall-change"
TREND = "wall-trend"
INCIDENT = "wall-incident"
PANEL_AGE = "panel-age"
WAYS: Mapping[str, str] = {DESK: "/console", HOME: "/", LOGOUT: "/logout"}
OF_UNITS = frozenset({"over_capacity"})
"""Figures that count no cases: there are no rows behind them."""


def wall(
    view: str,
    district: District,
    lang: Lang,
    setting: WallSetting,
    children: Sequence[Component],
) -> html.Main:
    """A wall's root around what its view shows below the header."""
    minute = setting.minute
    return html.Main(
        [
            _header(view, district, lang, setting),
            *children,
            *(past.foot(lang) if minute else []),
            too_small(view, lang, setting),
        ],
        id=ROOT,
        key=f"{view} {minute}",
        className=f"wall {setting.theme} wall-{view}" + (" past" if minute else ""),
        lang=LANG_TAG[lang],
        style={f"--w-{kind}": f"{px}px" for kind, px in setting.type_px().items()},
        **_vocabulary(view, district, lang),
        **(past.marks(minute, district, lang) if minute else {}),
    )


def _vocabulary(view: str, district: District, lang: Lang) -> dict[str, Any]:
    """What the browser needs for turning codes and instants into words; no live value."""
    named: dict[str, Mapping[str, Any]] = {
        "streets": district.streets,
        "items": district.items,
        "units": district.units,
    }
    names = {
        kind: {code: (x.short_zh if lang == "zh" else x.short_en) for code, x in by_code.items()}
        for kind, by_code in named.items()
    }
    own = f"wall/{view}"
    words = live_words(lang, "wall") | (live_words(lang, own) if own in LIVE_WORDS else {})
    return data(
        view=view,
        state="waiting",
        timezone=district.timezone,
        soon=SOON_MS,
        words=_compact(words),
        names=_compact(names),
    )


def _header(view: str, district: District, lang: Lang, setting: WallSetting) -> html.Header:
    minute = setting.minute
    title = [
        html.Span(
            district.name_zh if lang == "zh" else district.name_en, className="title-district"
        ),
        html.Span(word(lang, "wall.demo"), id=DEMO, className="title-demo", hidden=True),
        html.Span(word(lang, f"wall.title.{view}"), className="title-view"),
    ]
    words = slot("age-text", AGE, live_words(lang, "wall")["waiting"])
    age = html.Div([mark("tick"), mark("clock"), words], className="age", role="status")
    if minute:
        age = past.age(minute, district, lang)
    return html.Header(
        [
            html.H1(title),
            html.Div([slot("tour", TOUR), age]),
            *([_ways(lang, setting)] if setting.ways else []),
            slot("date", DATE),
            slot("clock", CLOCK),
        ],
        className="head",
    )


def _ways(lang: Lang, setting: WallSetting) -> html.Nav:
    """Where a person goes from here."""
    links = [html.A(word(lang, f"console.{w}"), href=WAYS[w] + query(lang)) for w in setting.ways]
    return html.Nav(links, className="ways")


def figures(*panels: Component) -> html.Div:
    """The row of main figures, four of them on every wall that has one."""
    return html.Div(panels, className="figures")


def figure(
    metric: str,
    shape: str,
    lang: Lang,
    *,
    label: str = "",
    extra: Component | None = None,
) -> html.Section:
    """One main figure: its value, what it was an hour ago, and a door to the rows it counts.

    `metric` is its name in the model's `figures`; `label` another name for it than the metric's.
    Where it counts no cases it leads nowhere, and says only how it is counted.
    """
    head = [
        mark(shape),
        html.H2(label or word(lang, f"metric.{metric}")),
        *([extra] if extra else []),
    ]
    change = [slot("change", f"{CHANGE}-{metric}"), slot("trend", f"{TREND}-{metric}")]
    then = [slot("before", f"{BEFORE}-{metric}"), html.Span(change, className="changes")]
    return html.Section(
        [
            html.Div(head, className="figure-head"),
            html.Div(
                [
                    slot("value", f"{FIGURE}-{metric}", NOT_KNOWN),
                    html.Div(then, className="then"),
                ],
                className="figure-body",
            ),
            *([door(metric, lang)] if metric not in OF_UNITS else []),
        ],
        title=word(lang, f"metric.{metric}.counted"),
        className=f"panel figure figure-{metric}",
        **data(metric=metric),
    )


def door(metric: str, lang: Lang) -> html.A:
    """Over a figure: leads to the rows that it counts, and says how they are counted."""
    counted, name = word(lang, f"metric.{metric}.counted"), word(lang, f"metric.{metric}")
    return rows_door(f"/wall/queue?of={metric}", counted, name, lang)


def rows_door(href: str, title: str, name: str, lang: Lang) -> html.A:
    """Over a number: to the rows that it counts, by mouse or key."""
    said: dict[str, Any] = {"aria-label": word(lang, "wall.rows_of", what=name)}
    return html.A(href=href, title=title, className="door", **said)


def row_door() -> html.A:
    """Over a list's row: to the case or to the unit's rows; the browser knows which one it is."""
    return html.A(className="door row-door", hidden=True)


def severe(lang: Lang) -> html.Span:
    """Beside the overdue: how many of them are severe."""
    return html.Span(
        [
            mark("framed"),
            html.Span(word(lang, "metric.severe"), className="severe-word"),
            slot("", f"{FIGURE}-severe", NOT_KNOWN),
        ],
        className="severe",
    )


def main_figures(lang: Lang) -> html.Div:
    """The same four, in the same order, wherever a wall has no other question."""
    return figures(
        figure("open", "bars", lang),
        figure("overdue", "square", lang, extra=severe(lang)),
        figure("soon", "triangle", lang),
        figure("unassigned", "ring", lang),
    )


def panel(
    panel_id: str,
    title: Component | str,
    notes: Sequence[Any],
    content: Sequence[Any],
    *,
    needs: str = "",
) -> html.Section:
    """A wall's panel: what it is about, how it counts, how old its data are, then the answer.

    Notes are texts or components. `needs` is what it is made of beside the picture, "reports" or
    "samples": where that fails, this panel alone is textured, and says so.
    """
    heading = html.H2(title) if isinstance(title, str) else title
    facts = [html.Span(note) if isinstance(note, str) else note for note in notes]
    note = html.Span([*facts, slot(PANEL_AGE)], className="note")
    head = html.Header([heading, note], className="panel-head")
    options = data(needs=needs) if needs else {}
    return html.Section([head, *content], id=panel_id, className="panel", **options)


def rows(prefix: str, cells: Sequence[Any]) -> list[Component]:
    """A list whose other rows the browser makes out of this first one, and its good news.

    A cell is a component, or the class of a live text.
    """
    row = first_row(prefix, cells)
    return [empty(f"{prefix}-empty"), html.Div([row], className="rows", role="list")]


def page_note(prefix: str) -> html.Span:
    """Which page of a long list is shown, "2 / 3"; empty where all of it is."""
    return slot("page", f"{prefix}-page")


def strip(lang: Lang) -> html.Footer:
    """Is something major running, where, since when? Always there.

    A door to the incident's own wall.
    """
    facts = [slot(fact) for fact in ("incident-place", "linked", "elapsed")]
    title = slot("incident-title")
    count, others = slot("incident-count"), html.Div(className="incident-others")
    parts = [count, level_mark(), title, html.Div(facts, className="facts"), others]
    said: dict[str, Any] = {"aria-label": word(lang, "wall.title.incidents")}
    leads = html.A(href="/wall/incidents", className="door", **said)
    running = html.Div([*parts, leads], className="running", hidden=True)
    return html.Footer([running, empty(f"{INCIDENT}-empty")], id=INCIDENT, className="panel strip")


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
