"""The page itself. assets/js/leaders fills it from the socket; the trends come by a callback."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.domain.persons import Person
from layouts.leaders.instruct import instructions
from layouts.office import LEADERS, PageSetting, panel, root
from layouts.parts import NOT_KNOWN, data, lamp, level_mark, mark, slot
from layouts.plain_pages import query
from layouts.words import Lang, word

TRENDS = "leaders-trends"
MAIN = {"open": "bars", "overdue": "square", "soon": "triangle", "unassigned": "ring"}
"""The four figures in the order of every page, with their shapes."""
RATES = ("on_time", "satisfied", "returned", "reworked")
PEERS = ("department", "utility", "street")


def page(here: PageSetting, person: Person) -> Component:
    """How the district stands, what hurts, what grew, where to look; without any live value."""
    lang = here.lang
    left = [
        _now(here),
        panel(
            "leaders-worst",
            word(lang, "leaders.worst"),
            [word(lang, "leaders.worst.note")],
            _worst(here),
        ),
        html.Div([_rates(lang), _peers(lang)], className="pair"),
    ]
    body = html.Div(
        [html.Div(left, className="left"), _streets(here)],
        className="office-body",
    )
    trends = html.Section(
        html.P(word(lang, "leaders.trends.wait"), className="wait"), id=TRENDS, className="trends"
    )
    told = instructions(here, person)
    return root(LEADERS, here, person, [_verdict(lang), body, told, trends])


def _verdict(lang: Lang) -> html.Div:
    """The answer in one sentence, and what runs besides."""
    facts = [slot("incident-place"), slot("incident-cases"), slot("incident-others")]
    running = [level_mark(), slot("incident-title"), html.Span(facts, className="facts")]
    leads = "/wall/incidents" + query(lang)
    link = html.A(running, href=leads, className="running", hidden=True)
    none = html.Span([mark("tick"), slot("incident-none")], className="none")
    return html.Div(
        [
            html.P("", id=f"{LEADERS}-verdict", className="verdict", role="status"),
            html.Div([link, none, _instructs()], id=f"{LEADERS}-incident", className="incident"),
        ],
        className="panel top",
    )


def _instructs() -> html.Span:
    """Where the browser puts the button for an instruction."""
    return html.Span(className="instruct-box")


def _now(here: PageSetting) -> html.Section:
    lang = here.lang
    figures = [_figure(metric, shape, here) for metric, shape in MAIN.items()]
    beside = html.Dl(
        [
            *_fact("load", word(lang, "leaders.load"), "/wall/load" + query(lang)),
            *_fact("channels", word(lang, "leaders.channels"), ""),
        ],
        className="beside",
    )
    content = [html.Div(figures, className="figures"), beside]
    return panel(
        "leaders-now", word(lang, "leaders.now"), [word(lang, "leaders.now.note")], content
    )


def _figure(metric: str, shape: str, here: PageSetting) -> html.Div:
    """A number, what it was, and whether that is better or worse; each leads to its cases."""
    lang, name = here.lang, word(here.lang, f"metric.{metric}")
    severe = [html.A(className="severe", href=here.wall_rows("severe"))]
    said: dict[str, Any] = {"aria-label": word(lang, "wall.rows_of", what=name)}
    number = [slot("value", text=NOT_KNOWN), *(severe if metric == "overdue" else [])]
    return html.Div(
        [
            html.Span([mark(shape), name], className="name"),
            html.Span(number, className="number"),
            html.Span([html.A(className="then"), slot("change")], className="change-line"),
            html.A(href=here.wall_rows(metric), className="cover-link", **said),
        ],
        title=word(lang, f"metric.{metric}.counted"),
        className="figure",
        **data(metric=metric),
    )


def _fact(name: str, title: str, href: str) -> list[Component]:
    parts = [slot("value", text=NOT_KNOWN), slot("more")]
    value: Component = html.A(parts, href=href) if href else html.Span(parts)
    return [html.Dt(title), html.Dd(value, id=f"{LEADERS}-{name}")]


def _worst(here: PageSetting) -> list[Component]:
    cells = [lamp(), slot("urgency"), slot("item"), slot("place"), slot("who"), slot("time")]
    link = html.A(cells, className="worst-row")
    row = html.Div([link, _instructs()], className="worst-line", hidden=True)
    more = html.A(slot("more-text"), href=here.wall_rows("overdue"), className="more", hidden=True)
    none = html.P([mark("tick"), slot("none-text")], className="none", hidden=True)
    return [html.Div(row, className="worst-rows"), none, more]


def _rates(lang: Lang) -> html.Section:
    """What the last days were like; each number leads to its cases."""
    rates = [
        html.Div(
            [
                html.Dt(word(lang, f"leaders.rate.{name}")),
                html.Dd([slot("value", text=NOT_KNOWN), html.A(className="of"), slot("then")]),
            ],
            title=word(lang, f"leaders.of.{name}.counted"),
            className=f"rate rate-{name}",
            **data(metric=name),
        )
        for name in RATES
    ]
    flow = html.P([html.A(className="flow-reported"), html.A(className="flow-closed")])
    lines = html.Div([flow, html.P(slot("times"))], className="flow")
    content = [html.Dl(rates, className="rates"), lines]
    how = html.A(word(lang, "leaders.how"), href=f"/definitions{query(lang)}#assessed")
    table = html.A(word(lang, "indicators.title"), href=f"/indicators{query(lang)}")
    file = html.A(
        word(lang, "indicators.file", kind="XLSX"), href=f"/indicators/table.xlsx{query(lang)}"
    )
    notes: list[Component | str] = [slot("span"), how, table, file]
    return panel("leaders-rates", word(lang, "leaders.rates"), notes, content)


def _peers(lang: Lang) -> html.Section:
    """A sentence for each kind of unit, and one for the item that grew."""
    peers = [
        html.Li(
            [slot("said"), html.A(className="late"), html.A(className="overdue"), _instructs()],
            **data(kind=kind),
        )
        for kind in PEERS
    ]
    grew = html.Li([html.A(className="said"), slot("before")], className="grown")
    return panel(
        "leaders-behind", word(lang, "leaders.behind"), [slot("span")], [html.Ul([*peers, grew])]
    )


def _streets(here: PageSetting) -> html.Section:
    district, lang = here.district, here.lang
    heads: list[Component | str] = [
        word(lang, "leaders.street"),
        word(lang, "metric.open"),
        word(lang, "metric.overdue"),
        word(lang, "metric.amber"),
        word(lang, "leaders.on_time"),
        html.Span("✎", title=word(lang, "instruction.panel")),
    ]
    rows = [
        html.Tr(
            [
                html.Th(street.short_zh if lang == "zh" else street.short_en, scope="row"),
                *(
                    html.Td(html.A(NOT_KNOWN, href=here.wall_rows(of, street=code)), className=of)
                    for of in ("open", "overdue", "amber")
                ),
                html.Td(html.A(NOT_KNOWN), className="on-time"),
                html.Td(className="instruct-box"),
            ],
            **data(street=code),
        )
        for code, street in district.streets.items()
    ]
    table = html.Table(
        [
            html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
            html.Tbody(rows),
        ]
    )
    title = word(lang, "leaders.streets.count", n=len(district.streets))
    return panel("leaders-streets", title, [word(lang, "leaders.streets.note")], [table])
