"""What the pages of leaders and duty desk share: root, first bar, what browsers need."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from dash import html
from dash.development.base_component import Component

from dashboard.domain.assessment.metrics import Window
from dashboard.domain.district import District
from dashboard.domain.figures import SOON_MS
from dashboard.domain.persons import Entry, Person
from layouts.parts import data, mark, slot
from layouts.plain_pages import query
from layouts.words import LANG_TAG, Lang, live_words, word

LEADERS = "leaders"
DUTY = "duty"
INCIDENT = "incident"
WAYS: Mapping[str, str] = {
    "desk": "/console",
    "wall": "/wall/overview",
    "figures": "/definitions",
    "logout": "/logout",
}
OFFICES = (Entry.DUTY, Entry.LEADERS)
"""The entries with such a page, which has the entry's name; each leads to the viewer's others."""
SOUNDING = frozenset({DUTY, INCIDENT})
"""Where alerts are heard: pages that somebody sits at."""
THEMES = ("light", "dark")


def minute(at_ms: int, zone: ZoneInfo) -> str:
    """2026-11-25T17:42 by the district's clocks, as an address says it."""
    return f"{datetime.fromtimestamp(at_ms / 1000, zone):%Y-%m-%dT%H:%M}"


@dataclass(frozen=True, slots=True)
class PageSetting:
    """The language, the theme and the district's clock of a page."""

    district: District
    lang: Lang
    theme: str

    @property
    def zone(self) -> ZoneInfo:
        """The district's time zone."""
        return ZoneInfo(self.district.timezone)

    def cases(self, of: str, window: Window) -> str:
        """The address of the cases that a metric counts in a window."""
        since, until = (minute(at, self.zone) for at in (window.since, window.until))
        asked = {"of": of, "since": since, "until": until} | self._kept()
        return f"/{LEADERS}?{urlencode(asked)}"

    def onward(self) -> str:
        """The query that keeps this page's language and colours."""
        kept = self._kept()
        return f"?{urlencode(kept)}" if kept else ""

    def _kept(self) -> dict[str, str]:
        english = {"lang": "en"} if self.lang == "en" else {}
        return english | ({} if self.theme == THEMES[0] else {"theme": self.theme})

    def wall_rows(self, of: str, **part: str) -> str:
        """The address of the open cases that a figure counts."""
        english = {"lang": "en"} if self.lang == "en" else {}
        return f"/wall/queue?{urlencode({'of': of} | part | english)}"


def root(name: str, here: PageSetting, person: Person, children: Sequence[Component]) -> html.Main:
    """The page of this name around what it shows below its first bar; no live value is in it."""
    return html.Main(
        [_head(name, here, person), *children],
        id=name,
        className=f"office {name} {here.theme}",
        lang=LANG_TAG[here.lang],
        **_vocabulary(name, here),
    )


def _vocabulary(name: str, here: PageSetting) -> dict[str, Any]:
    district, lang = here.district, here.lang
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
        soon=SOON_MS,
        onward=here.onward(),
        words=_compact(live_words(lang, name)),
        names=_compact(names),
    )


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _head(page: str, here: PageSetting, person: Person) -> html.Header:
    district, lang = here.district, here.lang
    name = district.name_zh if lang == "zh" else district.name_en
    current: dict[str, Any] = {"aria-current": "page"}
    own = [
        html.A(
            word(lang, f"{one}.title"),
            href=f"/{one}{here.onward()}",
            **(current if one == page else {}),
        )
        for one in OFFICES
        if one in person.office.enters
    ]
    if page == INCIDENT:
        own.append(html.A(word(lang, "incident.title_page"), **current))
    links = [
        *own,
        *(html.A(word(lang, f"office.{way}"), href=at + query(lang)) for way, at in WAYS.items()),
    ]
    named: dict[str, Any] = {"aria-label": word(lang, "office.nav")}
    live = [mark("tick"), mark("clock"), slot("", f"{page}-age")]
    sound = html.Button(id=f"{page}-sound", className="sound-button", type="button", hidden=True)
    return html.Header(
        [
            html.H1([name, html.Span(word(lang, "wall.demo"), id=f"{page}-demo", hidden=True)]),
            html.Nav(links, **named),
            html.Span(live, className="age", role="status"),
            *([sound] if page in SOUNDING else []),
            html.Span(
                [html.Span(word(lang, f"role.{person.role}"), className="seat"), person.name],
                className="person",
            ),
            slot("date", f"{page}-date"),
            slot("clock", f"{page}-clock"),
        ],
        className="office-head",
    )


def panel(
    name: str, title: str, notes: Sequence[Component | str], content: Sequence[Component]
) -> html.Section:
    """One question of a page, such as `duty-log`: its title, what it is measured by, the answer."""
    facts = [html.Span(note) if isinstance(note, str) else note for note in notes]
    head = html.Header([html.H2(title), html.Span(facts, className="note")])
    part = name.partition("-")[2]
    return html.Section([head, *content], id=name, className=f"panel panel-{part}")
