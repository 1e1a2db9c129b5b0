"""The pages of the indicators: the table, or one's own figures, and the cases behind a number."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from dashboard.domain.assessment.facts import Facts
from dashboard.domain.assessment.indicators import (
    Attribute,
    OwnFigures,
    PeerTable,
    part_of,
)
from dashboard.domain.assessment.metrics import Part, Share
from dashboard.domain.assessment.scoring import FIELD_LEAST, Scheme, shown_points
from dashboard.domain.district import District
from layouts.assessment.assessed import percent
from layouts.assessment.sheets import FileSetting, FileSheet, part_name, peer_name
from layouts.parts import NOT_KNOWN
from layouts.plain_pages import page, query
from layouts.words import Lang, word

HERE = "/indicators"
CASES = f"{HERE}/cases"
TABLE = f"{HERE}/table"
ENDINGS = ("xlsx", "csv")
SPANS_D = (1, 7, 14, 27)
"""The periods that the page offers, in days up to now."""
LISTED = 200
"""The longest list on a page; its files hold more."""


def part_query(part: Part) -> dict[str, str]:
    """A part of the district as an address says it."""
    grid = {} if part.grid is None else {"grid": str(part.grid)}
    named = {
        "street": part.street,
        "unit": part.unit,
        "item": part.item,
        "community": part.community,
    }
    return {key: code for key, code in named.items() if code} | grid


def address(here: FileSetting, path: str, **asked: str) -> str:
    """An address that keeps the period and the language."""
    ends = {"since": here.window.since, "until": here.window.until}
    span = {end: f"{here.local(at):%Y-%m-%dT%H:%M}" for end, at in ends.items()}
    english = {"lang": "en"} if here.lang == "en" else {}
    return f"{path}?{urlencode(asked | span | english)}"


def whole(
    here: FileSetting, tables: Sequence[PeerTable], own: Sequence[OwnFigures], *, leads: bool
) -> str:
    """The table of all peers, or somebody's own figures; `leads` gives the way back to /leaders."""
    lang = here.lang
    return page(
        "indicators.html",
        lang,
        here.district,
        title=word(lang, "indicators.title"),
        period=_period(here),
        spans=[
            (word(lang, "indicators.days", n=days), f"{HERE}?{urlencode(_days(here, days))}")
            for days in SPANS_D
        ],
        tables=[_table(here, table) for table in tables],
        own=[_own(here, one) for one in own],
        files=[(ending.upper(), address(here, f"{TABLE}.{ending}")) for ending in ENDINGS],
        query=query(lang),
        leads=leads,
        wide=True,
    )


def cases_page(
    here: FileSetting, of: str, part: Part, sheet: FileSheet, cases: Sequence[Facts]
) -> str:
    """The cases that a number counts, the first of them, and their files."""
    lang = here.lang
    asked = {"of": of} | part_query(part)
    return page(
        "counted_cases.html",
        lang,
        here.district,
        title=word(lang, "leaders.list", what=word(lang, f"leaders.of.{of}"), n=f"{len(cases):,}"),
        counted=word(lang, f"leaders.of.{of}.counted"),
        period=_period(here),
        part=part_name(here, part),
        first=word(lang, "leaders.list.first", n=LISTED) if len(cases) > LISTED else "",
        heads=[column.head for column in sheet.columns],
        rows=[[_cell(cell) for cell in row] for row in sheet.rows[:LISTED]],
        files=[(end.upper(), address(here, f"{CASES}.{end}", **asked)) for end in ENDINGS],
        table=address(here, HERE),
        how=f"/definitions{query(lang)}#of-{of}",
        query=query(lang),
        wide=True,
    )


def refused(lang: Lang, district: District, why: str) -> str:
    """A page that says why there is no such list, table or file."""
    title = word(lang, "indicators.title")
    return page("indicators_refused.html", lang, district, title=title, said=why, query=query(lang))


def _days(here: FileSetting, days: int) -> dict[str, str]:
    return {"days": str(days)} | ({"lang": "en"} if here.lang == "en" else {})


def _period(here: FileSetting) -> str:
    since, until = (
        f"{here.local(at):%Y-%m-%d %H:%M}" for at in (here.window.since, here.window.until)
    )
    told = word(here.lang, "leaders.list.span", since=since, until=until)
    return f"{told} · {word(here.lang, 'indicators.seq', seq=here.seq)}"


def _table(here: FileSetting, table: PeerTable) -> Mapping[str, Any]:
    lang = here.lang
    attribute: Attribute = "street" if table.kind == "area" else "unit"
    notes = [word(lang, "indicators.scheme", version=table.scheme.version)]
    if not table.meaningful:
        notes.append(word(lang, "indicators.alike", n=f"{FIELD_LEAST:g}"))
    return {
        "title": word(lang, f"sheet.kind.{table.kind}"),
        "note": " · ".join(notes),
        "heads": _heads(here, table.scheme),
        "rows": [
            {
                "name": peer_name(here, attribute, line.key),
                "place": NOT_KNOWN if line.place is None else str(line.place),
                "grade": line.grade or NOT_KNOWN,
                "points": _points(here, line.points if line.enough else None, few=line.points),
                "cells": [
                    _share(here, name, line.shares[name], part_of(attribute, line.key))
                    for name in table.scheme.metrics
                ],
            }
            for line in table.lines
        ],
    }


def _heads(here: FileSetting, scheme: Scheme) -> list[tuple[str, str]]:
    """The indicators' names, with their points where they have any."""
    lang = here.lang
    points = {one.metric: one for one in scheme.weights}
    return [
        (
            word(lang, f"leaders.of.{name}"),
            word(
                lang,
                "indicators.points.inverse" if points[name].inverse else "indicators.points",
                n=f"{points[name].points:g}",
            )
            if name in points
            else word(lang, "indicators.unweighed"),
        )
        for name in scheme.metrics
    ]


def _points(here: FileSetting, points: float | None, few: float | None) -> str:
    if points is not None:
        return f"{shown_points(points):.1f}"
    return NOT_KNOWN if few is None else word(here.lang, "indicators.few")


def _own(here: FileSetting, own: OwnFigures) -> Mapping[str, Any]:
    lang = here.lang
    return {
        "title": f"{peer_name(here, own.attribute, own.key)} · "
        f"{word(lang, f'sheet.own.{own.attribute}')}",
        "rows": [
            (
                word(lang, f"leaders.of.{name}"),
                _share(here, name, share, own.part()),
                _median(own.medians[name]),
            )
            for name, share in own.shares.items()
        ],
    }


def _median(value: float | None) -> str:
    return NOT_KNOWN if value is None else f"{percent(value, 1)}%"


def _share(here: FileSetting, name: str, share: Share, part: Part) -> tuple[str, str, str]:
    """A rate, its cases, and where they are listed; "—" of no case, without a list."""
    if not share.n:
        return NOT_KNOWN, "", ""
    leads = address(here, CASES, of=name, **part_query(part))
    return f"{percent(share.met, share.n)}%", f"{share.met:,}/{share.n:,}", leads


def _cell(cell: Any) -> str:
    if cell is None:
        return NOT_KNOWN
    return f"{cell:%Y-%m-%d %H:%M}" if hasattr(cell, "hour") else str(cell)
