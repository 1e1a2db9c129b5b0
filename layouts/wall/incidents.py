"""The wall of a major incident: what is happening, and what is late in the response?"""

import json
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.domain.district import District
from dashboard.domain.incident import LEVELS
from layouts.parts import UNSPOKEN, data, empty, lamp, level_mark, mark, slot
from layouts.wall.device_settings import WallSetting
from layouts.wall.frame import main_figures, page_note, panel, rows, wall, warned
from layouts.words import Lang, live_words, word

NAME = "wall-incidents"
NUMERALS = {1: "I", 2: "II", 3: "III", 4: "IV"}
TAKES_OVER = 3
"""This level and the graver ones."""
COURSE = ("OCCURRED", "FIRST_REPORTED", "ON_SITE", "CONTAINED")
"""The milestones of a running incident; when it became known is shown beside them."""


def layout(district: District, lang: Lang, setting: WallSetting) -> html.Main:
    """The banner, the cells on a map, who has what, its acts, the linked cases by time left."""
    middle = html.Div(
        [_counts(lang), _numbers(lang), _holders(lang), _acts(lang)], className="lists"
    )
    last = html.Div([_reports(lang), _tasks(lang), _linked(lang), _others(lang)], className="lists")
    running = html.Div(
        [_map(lang, setting.ground.drawing), middle, last], className="body", id=f"{NAME}-body"
    )
    still = html.Div([_watch(lang), _levels(lang)], className="lists")
    quiet = html.Div([_over(lang), still], className="body quiet", id=f"{NAME}-quiet")
    named = {code: post.called(lang) for code, post in district.posts.items()}
    told = data(posts=json.dumps(named, ensure_ascii=False))
    foot = html.Footer([html.Span(id=f"{NAME}-foot", **told), warned()], className="foot")
    children = [_banner(), running, quiet, main_figures(lang), foot]
    return wall("incidents", district, lang, setting, children)


def _banner() -> html.Section:
    """Level, what, where, since when; how long, as the largest of the times."""
    told = ("place", "status", "declared", "commander", "resources")
    facts = html.Div([slot(one) for one in told], className="facts")
    since = html.Div([slot("known"), slot("elapsed")], className="since")
    what = html.Div([slot("what"), facts], className="lines")
    course = html.Div([slot(f"at-{one.lower()}") for one in COURSE], className="course")
    running = html.Div([level_mark(), what, course, since], className="running", hidden=True)
    good = empty(f"{NAME}-none")
    return html.Section([running, good], id=f"{NAME}-banner", className="panel banner")


def _map(lang: Lang, drawing: str) -> html.Section:
    alt: dict[str, Any] = {"aria-label": word(lang, "incidents.map_alt")}
    drawn = html.Div(className="drawing", **data(drawing=drawing))
    key = html.Div([html.I(className="hatch"), word(lang, "incidents.key")], className="key")
    view = html.Div([drawn, key], className="view", role="img", **alt)
    title = html.H2(word(lang, "incidents.cells"), id=f"{NAME}-cells-title")
    return panel(f"{NAME}-map", title, [word(lang, "map.schematic")], [view])


def _counts(lang: Lang) -> html.Section:
    """How many of the linked cases are open, late, closed?"""
    counts = [
        html.Div(
            [
                html.Span([*shape, word(lang, f"incidents.{name}")], className="name"),
                slot("value", f"{NAME}-{name}"),
            ],
            className="count",
            **data(count=name),
        )
        for name, shape in (("open", ()), ("late", (mark("square"),)), ("closed", (mark("tick"),)))
    ]
    return html.Section(counts, id=f"{NAME}-counts", className="panel counts")


def _holders(lang: Lang) -> html.Section:
    """Who has them?"""
    cells: list[Component | str] = ["name", "open", "late"]
    prefix = f"{NAME}-holder"
    notes = [page_note(prefix)]
    return panel(f"{prefix}s", word(lang, "incidents.holders"), notes, rows(prefix, cells))


def _acts(lang: Lang) -> html.Section:
    """What was declared, linked and reported about the incident, the last first."""
    prefix = f"{NAME}-act"
    cells = ["time", "act", "by"]
    return panel(f"{prefix}s", word(lang, "incidents.acts"), [], rows(prefix, cells))


def _reports(lang: Lang) -> html.Section:
    """What is owed to the city until when, then what went out."""
    prefix = f"{NAME}-report"
    cells = [lamp(), mark("tick"), "name", "when", "status", "time"]
    notes = [page_note(prefix)]
    return panel(f"{prefix}s", word(lang, "incidents.reports"), notes, rows(prefix, cells))


def _numbers(lang: Lang) -> html.Section:
    """How many persons and households are concerned, and who says so; only what is known."""
    prefix = f"{NAME}-number"
    notes = [page_note(prefix)]
    cells = ["name", "source", "value"]
    return panel(f"{prefix}s", word(lang, "incidents.numbers"), notes, rows(prefix, cells))


def _tasks(lang: Lang) -> html.Section:
    """What has to be done until when, and who answers for it."""
    prefix = f"{NAME}-task"
    cells = [lamp(), "words", "owner", "time"]
    notes = [page_note(prefix)]
    return panel(f"{prefix}s", word(lang, "incidents.tasks"), notes, rows(prefix, cells))


def _linked(lang: Lang) -> html.Section:
    """What is late in the response: the linked cases by time left."""
    prefix = f"{NAME}-case"
    cells = [lamp(), "urgency", "item", "place", "unit", "time"]
    notes = [page_note(prefix)]
    return panel(f"{prefix}s", word(lang, "incidents.linked"), notes, rows(prefix, cells))


def _others(lang: Lang) -> html.Section:
    """What else is running; each row leads to that incident."""
    prefix = f"{NAME}-other"
    cells = [level_mark(), "title", "place", "time", html.A(className="cover-link")]
    notes = [page_note(prefix)]
    return panel(f"{prefix}s", word(lang, "incidents.others"), notes, rows(prefix, cells))


def _over(lang: Lang) -> html.Section:
    """If nothing is running: the last ones, how grave they were and how long they took."""
    prefix = f"{NAME}-over"
    lines = html.Div([slot("title"), slot("place")], className="lines")
    ended = html.Div([slot("time"), slot("lasted")], className="lines ended")
    title = word(lang, "incidents.over")
    return panel(f"{prefix}s", title, [], rows(prefix, [level_mark(), lines, ended]))


def _watch(lang: Lang) -> html.Section:
    """If nothing is running: the late E1 cases, from which an incident may come."""
    prefix = f"{NAME}-watch"
    cells = [lamp(), "urgency", "item", "place", "time"]
    notes = [page_note(prefix)]
    return panel(f"{prefix}es", word(lang, "incidents.watch"), notes, rows(prefix, cells))


def _levels(lang: Lang) -> html.Section:
    """The four levels by shape, numeral and name, and which of them take the walls over."""
    lines = []
    for level in LEVELS:
        numeral = html.Span(NUMERALS[level], className="numeral")
        shape = html.Span(numeral, className="level", **data(level=level), **UNSPOKEN)
        rule = "incidents.takes_over" if level <= TAKES_OVER else "incidents.takes_nothing"
        name = html.Span(live_words(lang, "wall/incidents")[f"rank.{level}"], className="name")
        lines.append(html.Div([shape, name, html.Span(word(lang, rule), className="rule")]))
    head = html.Header(html.H2(word(lang, "incidents.levels")), className="panel-head")
    return html.Section([head, html.Div(lines, className="levels")], className="panel levels-panel")
