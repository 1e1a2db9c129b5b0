"""The frame of every wall: its root, header, main figures and the strip of the running incident.

It has no live value; assets/js/wall/frame.js and the view's own scripts fill it from the socket.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.domain.district import District
from dashboard.domain.figures import OF_UNITS, SOON_MS
from layouts.parts import (
    NOT_KNOWN,
    data,
    empty,
    first_row,
    level_mark,
    mark,
    slot,
    warning_mark,
)
from layouts.plain_pages import query
from layouts.wall import past
from layouts.wall.device_settings import DESK, HOME, LOGOUT, WallSetting
from layouts.wall.too_small import too_small
from layouts.words import LANG_TAG, Lang, live_words, word

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
WARNED = "wall-warned"
PANEL_AGE = "panel-age"
WAYS: Mapping[str, str] = {DESK: "/console", HOME: "/", LOGOUT: "/logout"}


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
    """What the browser needs to turn codes and instants into words; no live value."""
    named: dict[str, Mapping[str, Any]] = {
        "streets": district.streets,
        "items": district.items,
        "units": district.units,
    }
    names = {
        kind: {code: (x.short_zh if lang == "zh" else x.short_en) for code, x in by_code.items()}
        for kind, by_code in named.items()
    }
    words = live_words(lang, "wall") | live_words(lang, f"wall/{view}")
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
    """Where a person can go from here."""
    links = [html.A(word(lang, f"console.{w}"), href=WAYS[w] + query(lang)) for w in setting.ways]
    return html.Nav(links, className="ways")


def figures(*panels: Component) -> html.Div:
    """The row of main figures: four on every wall that has one."""
    return html.Div(panels, className="figures")


def figure(
    metric: str,
    shape: str,
    lang: Lang,
    *,
    label: str = "",
    extra: Component | None = None,
) -> html.Section:
    """One main figure: its value, its value an hour ago, and a link to the rows it counts.

    `metric` is its name in the model's `figures`; `label` replaces the metric's name. If it counts
    no cases it is no link, and only says how it is counted.
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
            *([figure_link(metric, lang)] if metric not in OF_UNITS else []),
        ],
        title=word(lang, f"metric.{metric}.counted"),
        className=f"panel figure figure-{metric}",
        **data(metric=metric),
    )


def figure_link(metric: str, lang: Lang) -> html.A:
    """Over a figure: a link to the rows that it counts, which also says how they are counted."""
    counted, name = word(lang, f"metric.{metric}.counted"), word(lang, f"metric.{metric}")
    return rows_link(f"/wall/queue?of={metric}", counted, name, lang)


def rows_link(href: str, title: str, name: str, lang: Lang) -> html.A:
    """Over a number: a link to the rows that it counts, by mouse or key."""
    said: dict[str, Any] = {"aria-label": word(lang, "wall.rows_of", what=name)}
    return html.A(href=href, title=title, className="cover-link", **said)


def row_link() -> html.A:
    """Over a list's row: a link to the case or the unit's rows; the browser sets the address."""
    return html.A(className="cover-link row-link", hidden=True)


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
    """The same four figures in the same order on every wall without another question."""
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
    """A wall's panel: its subject, how it counts, the age of its data, then the answer.

    Notes are texts or components. `needs` is what it needs besides the picture, "reports" or
    "samples": if that fails, only this panel is textured, and says so.
    """
    heading = html.H2(title) if isinstance(title, str) else title
    facts = [html.Span(note) if isinstance(note, str) else note for note in notes]
    note = html.Span([*facts, slot(PANEL_AGE)], className="note")
    head = html.Header([heading, note], className="panel-head")
    options = data(needs=needs) if needs else {}
    return html.Section([head, *content], id=panel_id, className="panel", **options)


def rows(prefix: str, cells: Sequence[Any]) -> list[Component]:
    """A list's first row, from which the browser makes the others, and its good news.

    A cell is a component, or the class of a live text.
    """
    row = first_row(prefix, cells)
    return [empty(f"{prefix}-empty"), html.Div([row], className="rows", role="list")]


def page_note(prefix: str) -> html.Span:
    """Which page of a long list is shown, "2 / 3"; empty if all of it is."""
    return slot("page", f"{prefix}-page")


def strip(lang: Lang) -> html.Footer:
    """Is something major running, where, since when? Always there.

    It links to the incident's own wall.
    """
    facts = [slot(fact) for fact in ("incident-place", "linked", "elapsed")]
    title = slot("incident-title")
    count, others = slot("incident-count"), html.Div(className="incident-others")
    parts = [count, level_mark(), title, html.Div(facts, className="facts"), others]
    said: dict[str, Any] = {"aria-label": word(lang, "wall.title.incidents")}
    leads = html.A(href="/wall/incidents", className="cover-link", **said)
    running = html.Div([*parts, leads], className="running", hidden=True)
    parts = [running, empty(f"{INCIDENT}-empty"), warned()]
    return html.Footer(parts, id=INCIDENT, className="panel strip")


def warned() -> html.Div:
    """The gravest standing warning: what, until when, by whom; and how many others there are."""
    title = html.Span([warning_mark(), slot("warning-title")], className="warning-what")
    facts = [slot(f"warning-{fact}") for fact in ("until", "source", "more")]
    return html.Div([title, *facts], id=WARNED, className="warned", hidden=True)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
