"""The wall of one case: its state, its time left, and what has been done about it."""

from dash import html
from dash.development.base_component import Component

from dashboard.domain.district import District
from layouts.parts import empty, lamp, slot
from layouts.wall.device_settings import WallSetting
from layouts.wall.frame import page_note, panel, rows, strip, wall
from layouts.words import Lang, word

CASE = "wall-case"
CLOCK = "wall-axis"
ACT = "wall-act"
FACTS = ("unit", "place", "grid", "reported", "supervision", "helpers", "incident", "returns")


def layout(district: District, lang: Lang, setting: WallSetting) -> html.Main:
    """What it is and where, in whose hands; both clocks; all acts, the newest first."""
    left = html.Div([_what(lang), _clocks(lang)], className="column")
    body = html.Div([left, _acts(lang)], className="body")
    return wall("case", district, lang, setting, [body, strip(lang)])


def _what(lang: Lang) -> html.Section:
    """Which case is it, where, and who has it?"""
    head = html.Div([slot("urgency"), slot("item"), slot("state")], className="case-head")
    due = html.Div([lamp(), slot("time")], className="case-due")
    facts = [
        html.Div([html.Dt(word(lang, f"case.wall.{fact}")), html.Dd(className=f"fact-{fact}")])
        for fact in FACTS
    ]
    shown = html.Div([head, due, html.Dl(facts, className="case-facts")], className="case-shown")
    title = html.H2([word(lang, "case.wall.title"), " ", slot("number", f"{CASE}-no")])
    return panel(f"{CASE}-panel", title, [], [empty(f"{CASE}-empty"), shown])


def _clocks(lang: Lang) -> html.Section:
    """Can it still be done in time? Both clocks on one axis, and now."""
    now = html.Div(slot("now-word"), className="now")
    ticks = html.Div([html.Span() for _ in range(6)], className="ticks")
    lines = [_clock(kind) for kind in ("stage", "case")]
    chart = html.Div([*lines, ticks, now], className="axis", hidden=True)
    title = word(lang, "clocks.title")
    return panel(f"{CLOCK}-panel", title, [], [empty(f"{CLOCK}-empty"), chart])


def _clock(kind: str) -> html.Div:
    due = html.Span([slot("clock-at"), slot("clock-left")], className="clock-due")
    said = html.Div([html.Strong(), slot("clock-used"), due], className="clock-words")
    parts: list[Component] = [
        html.Div(html.Div(className="bar-used"), className="bar"),
        html.Div(className="bar-over"),
    ]
    track = html.Div(parts, className="bar-track")
    return html.Div([said, track], className=f"clock clock-{kind}")


def _acts(lang: Lang) -> html.Section:
    """What has been done, when, and by which unit or post?"""
    cells = ["time", "act", "who"]
    notes = [word(lang, "case.wall.newest"), page_note(ACT)]
    return panel(f"{ACT}-panel", word(lang, "timeline.title"), notes, rows(ACT, cells))
