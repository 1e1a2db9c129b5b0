"""The dispatcher's desk: what do I do next? Queue, detail and acts on one page."""

import json
from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.domain.district import District
from dashboard.domain.roles import Person, may_kind
from layouts.acts import REPORT_ACTS, keycap
from layouts.console_map import map_part
from layouts.console_queue import queue
from layouts.console_views import views_part
from layouts.detail.whole import unchosen
from layouts.dialogs import commands
from layouts.office import OFFICES
from layouts.parts import UNSPOKEN, data, mark, slot
from layouts.words import LANG_TAG, Lang, live_words, word

ROOT = "console"
SEARCH = "console-search"
AGE = "console-age"
RATE = "console-rate"
SOUND = "console-sound"
DATE = "console-date"
CLOCK = "console-clock"
DEMO = "console-demo"
BAR = "console-bar"
FACETS = "console-facets"
LIST = "console-list-part"
DETAIL = "console-detail"
SELECTED = "console-selected"
CHOSEN = "console-chosen"
ACT = "console-act"
DIALOG = "console-dialog"
TOAST = "console-toast"

LEAST_PX = (360, 480)
"""In a smaller window something is cut, or the list has less than a few rows."""

THEME: Mapping[str, Any] = {
    "fontFamily": "var(--font)",
    "defaultRadius": "3px",
    "respectReducedMotion": True,
}


def page(district: District, lang: Lang, person: Person) -> Component:
    """The desk without any live value; queue, facets and bar are filled by the browser."""
    body = html.Div(
        [
            html.Aside(
                [*_reports(lang, person), html.Div(id=FACETS), *views_part(lang)],
                className="console-facets",
                **_named(lang, "facets"),
            ),
            html.Section(queue(lang), id=LIST, className="console-queue", tabIndex=-1),
            html.Aside(
                [
                    html.Div(unchosen(lang), id=DETAIL, className="console-detail"),
                    map_part(lang, district),
                ],
                className="console-side",
                **_named(lang, "side"),
            ),
        ],
        className="console-body",
    )
    skip = html.A(word(lang, "console.skip"), href=f"#{LIST}", className="skip-link")
    room = html.Main(
        [
            skip,
            head(district, lang, person, desk=True),
            html.Div(id=BAR, className="console-bar", role="status"),
            body,
            _too_small(lang),
            *hands(lang),
        ],
        id=ROOT,
        className="desk console light",
        lang=LANG_TAG[lang],
        **vocabulary(district, lang, person),
    )
    return provided(room)


def _too_small(lang: Lang) -> html.P:
    """A strip where the window is too small; assets/css/pages/console.css has the same limits."""
    width, height = LEAST_PX
    said = word(lang, "console.too_small", w=width, h=height)
    return html.P([said, " ", slot("window-size")], className="desk-small", role="status")


def _reports(lang: Lang, person: Person) -> list[Component]:
    """What this person may report: a button for each, with its key."""
    acts = [act for act in REPORT_ACTS if may_kind(person, act.command) is None]
    buttons = [
        html.Button(
            [html.Kbd(keycap(act.key), **UNSPOKEN), word(lang, f"reporting.{act.name}")],
            type="button",
            className="act",
            title=word(lang, f"act.{act.name}"),
            **data(act=act.name, key=act.key),
        )
        for act in acts
    ]
    named: dict[str, Any] = {"aria-label": word(lang, "reporting.title"), "role": "group"}
    return [html.Div(buttons, className="console-reports", **named)] if buttons else []


def _named(lang: Lang, part: str) -> dict[str, Any]:
    """The name of a part of the page for people who can't see it."""
    return {"aria-label": word(lang, f"console.{part}")}


def provided(room: Component) -> Component:
    """A page of the desk with what its dialogs' fields need around them."""
    desk: Component = dmc.MantineProvider(room, theme=dict(THEME), forceColorScheme="light")
    return desk


def hands(
    lang: Lang, selected: dict[str, Any] | None = None, *, of_cases: bool = True
) -> list[Component]:
    """What acting needs: dialogs, answers, keys, and which cases are meant, if any."""
    return [
        html.Div(id=DIALOG, className="console-dialog"),
        html.Div(id=TOAST, className="console-toast", role="status"),
        dcc.Store(id=SELECTED, data=selected),
        dcc.Store(id=CHOSEN, data=[]),
        dcc.Store(id=ACT),
        commands.part(lang, of_cases=of_cases),
    ]


def head(district: District, lang: Lang, person: Person, *, desk: bool) -> html.Header:
    """The first bar; only the desk has search, alerts and the age of the picture."""
    name = district.name_zh if lang == "zh" else district.name_en
    title = html.H1(
        [
            html.Span(word(lang, "console.place", district=name)),
            html.Span(word(lang, "wall.demo"), id=DEMO, className="console-demo", hidden=True),
        ]
    )
    live = [
        html.Span([mark("tick"), mark("clock"), slot("", AGE)], className="console-live"),
        slot("console-rate", RATE),
        html.Button(id=SOUND, className="sound-button", type="button", hidden=True),
    ]
    return html.Header(
        [
            title,
            _ways(lang, person, desk=desk),
            *([_search(lang)] if desk else []),
            html.Div(live if desk else [], className="console-state", role="status"),
            html.Span(
                [html.Span(word(lang, f"role.{person.role}"), className="seat"), person.name],
                className="console-person",
            ),
            slot("console-date", DATE),
            slot("console-clock", CLOCK),
        ],
        className="console-head",
    )


def _ways(lang: Lang, person: Person, *, desk: bool) -> html.Nav:
    """The desk, or the way to a home that is another page; walls, figures and out."""
    query = "?lang=en" if lang == "en" else ""
    here: dict[str, Any] = {"aria-current": "page"}
    home = html.A(word(lang, "console.home"), href=f"/{query}")
    mine = html.A(word(lang, "console.desk"), href=f"/console{query}", **here)
    others = [
        html.A(word(lang, f"{page}.title"), href=f"/{page}{query}")
        for page in OFFICES
        if page in person.office.enters and person.office.home != f"/{page}"
    ]
    return html.Nav(
        [
            *([home] if not desk or person.office.home != "/console" else []),
            *([mine] if desk else []),
            *others,
            html.A(word(lang, "console.wall"), href=f"/wall/overview{query}"),
            html.A(word(lang, "console.figures"), href=f"/definitions{query}", target="_blank"),
            html.A(word(lang, "console.logout"), href=f"/logout{query}"),
        ]
    )


def _search(lang: Lang) -> html.Label:
    return html.Label(
        [
            html.Kbd("/", **UNSPOKEN),
            dcc.Input(
                id=SEARCH,
                type="text",
                placeholder=word(lang, "console.search"),
                autoComplete="off",
                maxLength=200,
            ),
        ],
        className="console-search",
    )


def vocabulary(district: District, lang: Lang, person: Person) -> dict[str, Any]:
    """What the browser needs to turn codes and instants into words; no live value."""
    return data(
        state="waiting",
        timezone=district.timezone,
        login=person.login,
        seat=person.office.seat,
        words=_compact(live_words(lang, "console")),
        names=_compact(_names(district, lang)),
    )


def _names(district: District, lang: Lang) -> dict[str, dict[str, str]]:
    zh = lang == "zh"
    short: dict[str, Mapping[str, Any]] = {"streets": district.streets, "units": district.units}
    full: dict[str, Mapping[str, Any]] = {
        "items": district.items,
        "communities": district.communities,
    }
    return {
        kind: {code: x.short_zh if zh else x.short_en for code, x in known.items()}
        for kind, known in short.items()
    } | {
        kind: {code: x.name_zh if zh else x.name_en for code, x in known.items()}
        for kind, known in full.items()
    }


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
