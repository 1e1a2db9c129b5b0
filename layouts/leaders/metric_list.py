"""The cases that a metric counts: exactly those behind its number, the latest first."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.domain.assessment.facts import Facts
from dashboard.domain.assessment.metrics import Part, Window
from dashboard.domain.persons import Person
from layouts.office import LEADERS, PageSetting, minute, root
from layouts.plain_pages import query
from layouts.words import word

ROWS = "leaders-rows"
MOST = 200
"""The longest list; the number above it counts all cases."""
HEADS = ("number", "item", "place", "unit", "reported", "closed", "due")


@dataclass(frozen=True, slots=True)
class ListRequest:
    """The list that was asked for: a metric, a window, a part of the district."""

    of: str
    window: Window
    part: Part


def page(here: PageSetting, person: Person) -> Component:
    """The page around a list; `listed` comes by a callback."""
    wait = html.P(word(here.lang, "leaders.trends.wait"), className="wait")
    return root(LEADERS, here, person, [html.Section(wait, id=ROWS, className="panel rows-panel")])


def refused(here: PageSetting, why: str) -> list[Component]:
    """Shown instead of a list that doesn't exist."""
    return [html.P(word(here.lang, why), className="wait"), _back(here)]


def listed(here: PageSetting, asked: ListRequest, cases: Sequence[Facts]) -> list[Component]:
    """What is counted, how, in which time and part; then the cases."""
    lang, window = here.lang, asked.window
    what = word(lang, f"leaders.of.{asked.of}")
    since, until = (_stamp(here, at) for at in (window.since, window.until))
    facts = [word(lang, "leaders.list.span", since=since, until=until), *_part(here, asked.part)]
    title = word(lang, "leaders.list", what=what, n=f"{len(cases):,}")
    head = html.Header(
        [html.H2(title), html.Span(" · ".join(facts), className="note"), _back(here)]
    )
    how = html.A(word(lang, "leaders.how"), href=f"/definitions{query(lang)}#of-{asked.of}")
    counted = html.P([word(lang, f"leaders.of.{asked.of}.counted"), " ", how], className="counted")
    if not cases:
        return [head, counted, html.P(word(lang, "leaders.list.empty"), className="wait")]
    first = word(lang, "leaders.list.first", n=MOST)
    more = [html.P(first, className="counted")] if len(cases) > MOST else []
    heads = [html.Th(word(lang, f"leaders.list.{h}"), scope="col", className=h) for h in HEADS]
    table = html.Table(
        [
            html.Thead(html.Tr(heads)),
            html.Tbody([_row(here, case) for case in cases[:MOST]]),
        ]
    )
    return [head, counted, *more, table]


def _spaced(*links: html.A) -> list[Component | str]:
    return [part for link in links for part in (" ", link)]


def _files(here: PageSetting, asked: ListRequest) -> list[html.A]:
    """The same cases as files."""
    part = {key: value for key, value in asdict(asked.part).items() if value not in ("", None)}
    ends = {"since": asked.window.since, "until": asked.window.until}
    english = {"lang": "en"} if here.lang == "en" else {}
    said = {"of": asked.of, **part, **{n: minute(at, here.zone) for n, at in ends.items()}}
    return [
        html.A(
            word(here.lang, "indicators.file", kind=ending.upper()),
            href=f"/indicators/cases.{ending}?{urlencode(said | english)}",
            className="file",
        )
        for ending in ("xlsx", "csv")
    ]


def _row(here: PageSetting, case: Facts) -> html.Tr:
    lang, district = here.lang, here.district
    item, unit = district.items.get(case.item or ""), district.units.get(case.unit or "")
    street = district.streets[case.street]
    zh = lang == "zh"
    closed = word(lang, "leaders.list.open") if case.closed_at is None else ""
    cells = {
        "item": (item.name_zh if zh else item.name_en) if item else "—",
        "place": f"{street.short_zh if zh else street.short_en} {case.grid}",
        "unit": (unit.short_zh if zh else unit.short_en) if unit else "—",
        "reported": _stamp(here, case.reported_at),
        "closed": closed or _stamp(here, case.closed_at),
        "due": _stamp(here, case.due_at),
    }
    # District and year are left out: they are the same in every row.
    short = case.number.removeprefix(district.prefix)[4:]
    number = html.A(short, href=f"/case/{case.number}{query(lang)}")
    first = html.Th(number, scope="row", className="number")
    return html.Tr([first, *(html.Td(text, className=name) for name, text in cells.items())])


def _stamp(here: PageSetting, at: int | None) -> str:
    return "—" if at is None else f"{datetime.fromtimestamp(at / 1000, here.zone):%m-%d %H:%M}"


def _part(here: PageSetting, part: Part) -> list[str]:
    district, zh = here.district, here.lang == "zh"
    named = (
        (district.streets, part.street),
        (district.units, part.unit),
        (district.items, part.item),
    )
    return [known[code].short_zh if zh else known[code].short_en for known, code in named if code]


def _back(here: PageSetting) -> html.A:
    return html.A(
        word(here.lang, "leaders.back"), href=f"/{LEADERS}{here.onward()}", className="back"
    )
