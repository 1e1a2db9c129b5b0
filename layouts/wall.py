"""The wall's overview: is the district under control, and where not?"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from dash import html

from dashboard.domain.district import District
from layouts.parts import (
    NOT_KNOWN,
    data,
    empty,
    first_row,
    lamp,
    level_mark,
    mark,
    panel,
    slot,
)
from layouts.wall_map import map_panel
from layouts.words import LANG_TAG, Lang, live_words, word

ROOT = "wall-overview"
AGE = "wall-age"
SHIFT = "wall-shift"
DATE = "wall-date"
CLOCK = "wall-clock"
DEMO = "wall-demo"
FIGURE = "wall-figure"
BEFORE = "wall-before"
CHANGE = "wall-change"
TREND = "wall-trend"
LATE = "wall-late"
RECENT = "wall-recent"
UNIT = "wall-unit"
INCIDENT = "wall-incident"

DRAWN_DISTANCE_M = 8.0
DRAWN_PITCH_MM = 1.56
DRAWN_TYPE_PX: Mapping[str, int] = {
    "figure": 112,  # digits of 55 arc minutes at the drawn distance and pitch
    "clock": 64,  # 31
    "title": 48,  # Han 30
    "text": 40,  # Han 25, digits 20
    "mid": 36,  # Han 22
    "note": 33,  # Han 20, digits 16: nothing is smaller
}
DISTANCES_M = (0.5, 60.0)
PITCHES_MM = (0.05, 20.0)
TEXT_PX = (14.0, 320.0)
"""Below, nobody could read it close up; above, no row fits on a real screen."""


@dataclass(frozen=True, slots=True)
class WallSetting:
    """How far away the furthest reader stands, and how far apart the wall's pixels are."""

    distance_m: float = DRAWN_DISTANCE_M
    pitch_mm: float = DRAWN_PITCH_MM

    @classmethod
    def from_search(cls, search: str | None) -> "WallSetting":
        """From an address's "?distance=5&pitch=0.63"; nonsense counts as not said."""
        asked = parse_qs((search or "").removeprefix("?"))
        return cls(
            _limited(asked.get("distance"), DISTANCES_M, DRAWN_DISTANCE_M),
            _limited(asked.get("pitch"), PITCHES_MM, DRAWN_PITCH_MM),
        )

    def type_px(self) -> dict[str, int]:
        """Size of each kind of type, in pixels of the wall.

        Height in mm = distance in m x 0.291 x arc minutes; pixels = mm / pitch. So a size keeps
        its angle when it grows with distance / pitch from the size drawn.
        """
        ratio = (self.distance_m / self.pitch_mm) / (DRAWN_DISTANCE_M / DRAWN_PITCH_MM)
        least, most = (limit / DRAWN_TYPE_PX["text"] for limit in TEXT_PX)
        ratio = min(max(ratio, least), most)
        return {kind: round(px * ratio) for kind, px in DRAWN_TYPE_PX.items()}


def overview(district: District, lang: Lang, setting: WallSetting) -> html.Main:
    """The overview without any live value; assets/wall.js fills it from the socket."""
    return html.Main(
        [
            _header(district, lang),
            html.Div(_figures(lang), className="figures"),
            html.Div(
                [
                    map_panel(district, lang),
                    html.Div([_late(lang), _recent(lang)], className="lists"),
                    _units(lang),
                ],
                className="body",
            ),
            _incident(),
        ],
        id=ROOT,
        className="wall dark",
        lang=LANG_TAG[lang],
        style={f"--w-{kind}": f"{px}px" for kind, px in setting.type_px().items()},
        **_vocabulary(district, lang),
    )


def _vocabulary(district: District, lang: Lang) -> dict[str, Any]:
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
    return data(
        state="waiting",
        timezone=district.timezone,
        words=_compact(live_words(lang, "wall")),
        names=_compact(names),
    )


def _header(district: District, lang: Lang) -> html.Header:
    name = district.name_zh if lang == "zh" else district.name_en
    title = [
        html.Span(name, className="title-district"),
        html.Span(word(lang, "wall.demo"), id=DEMO, className="title-demo", hidden=True),
        html.Span(word(lang, "wall.title"), className="title-view"),
    ]
    age = [
        mark("tick"),
        mark("clock"),
        slot("age-text", AGE, live_words(lang, "wall")["waiting"]),
    ]
    return html.Header(
        [
            html.H1(title),
            html.Div([slot("shift", SHIFT), html.Div(age, className="age", role="status")]),
            slot("date", DATE),
            slot("clock", CLOCK),
        ],
        className="head",
    )


def _figures(lang: Lang) -> list[html.Section]:
    severe = html.Span(
        [
            mark("framed"),
            html.Span(word(lang, "figure.severe"), className="severe-word"),
            slot("", f"{FIGURE}-severe", NOT_KNOWN),
        ],
        className="severe",
    )
    return [
        _figure("open", "bars", lang),
        _figure("overdue", "square", lang, severe),
        _figure("soon", "triangle", lang),
        _figure("unassigned", "ring", lang),
    ]


def _figure(key: str, shape: str, lang: Lang, extra: html.Span | None = None) -> html.Section:
    change = [slot("change", f"{CHANGE}-{key}"), slot("trend", f"{TREND}-{key}")]
    head = [mark(shape), html.H2(word(lang, f"figure.{key}")), *([extra] if extra else [])]
    then = [slot("before", f"{BEFORE}-{key}"), html.Span(change, className="changes")]
    return html.Section(
        [
            html.Div(head, className="figure-head"),
            html.Div(
                [slot("value", f"{FIGURE}-{key}", NOT_KNOWN), html.Div(then, className="then")],
                className="figure-body",
            ),
        ],
        className=f"panel figure figure-{key}",
    )


def _late(lang: Lang) -> html.Section:
    """Which cases first? Lamp, urgency, what, where, for how long."""
    row = first_row(LATE, [lamp(), "urgency", "item", "place", "time"])
    title = html.H2(word(lang, "late.title"))
    return panel(f"{LATE}-panel", title, slot("note", f"{LATE}-note"), _list(LATE, row))


def _recent(lang: Lang) -> html.Section:
    """What just came in, and has somebody got it?"""
    row = first_row(RECENT, ["time", "urgency", "item", "place", "state"])
    note = html.Span(
        [word(lang, "recent.today"), " ", slot("", f"{FIGURE}-reported_today", NOT_KNOWN)],
        className="note",
    )
    title = html.H2(word(lang, "recent.title"))
    return panel(f"{RECENT}-panel", title, note, _list(RECENT, row))


def _units(lang: Lang) -> html.Section:
    """Who is drowning? Load against a common line of full load, overdue from the left."""
    parts = [html.I(className=part) for part in ("load", "beyond", "overdue", "full")]
    bar = html.Div(parts, className="bar")
    load = html.Span([slot("open"), slot("capacity")], className="load-text")
    row = first_row(UNIT, ["name", "over", load, bar])
    title = html.H2(live_words(lang, "wall")["busiest_none"], id=f"{UNIT}-title")
    note = html.Span(word(lang, "units.note"), className="note")
    return panel(f"{UNIT}-panel", title, note, _list(UNIT, row))


def _list(prefix: str, row: html.Div) -> list[html.Div]:
    return [empty(f"{prefix}-empty"), html.Div([row], className="rows", role="list")]


def _incident() -> html.Footer:
    """Is something major running, and when is its next report due? Always there."""
    facts = [slot(fact) for fact in ("incident-place", "households", "linked", "elapsed")]
    due = html.Div([lamp(), slot("due-text")], className="due")
    title = slot("incident-title")
    parts = [level_mark(), title, html.Div(facts, className="facts"), due]
    running = html.Div(parts, className="running", hidden=True)
    return html.Footer([running, empty(f"{INCIDENT}-empty")], id=INCIDENT, className="panel strip")


def _limited(asked: list[str] | None, limits: tuple[float, float], default: float) -> float:
    try:
        value = float(asked[-1]) if asked else math.nan
    except ValueError:
        return default
    return min(max(value, limits[0]), limits[1]) if math.isfinite(value) else default


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
