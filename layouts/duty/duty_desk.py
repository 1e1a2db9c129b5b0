"""The duty desk itself; assets/js/duty fills it from the socket."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.domain.duty.shifts import STAND_INS
from dashboard.domain.limits import SHORT_MAX, TEXT_MAX
from dashboard.domain.persons import Person
from dashboard.domain.workspace.entering import LENGTHS
from layouts.duty import duty_calls, duty_roster
from layouts.office import DUTY, PageSetting, panel, root
from layouts.parts import UNSPOKEN, data, lamp, level_mark, mark, slot
from layouts.words import Lang, word

ASKED = "duty-asked"
ANSWER = "duty-answer"


def page(
    here: PageSetting, person: Person, crew: Sequence[duty_roster.CrewMember] = ()
) -> Component:
    """What must be done now, what runs and who is on duty, roster and log; without live values.

    `crew` is who may hold a post: told to those who plan the roster.
    """
    lang = here.lang
    roster = duty_roster.roster(here, person, crew)
    parts = [_shift(lang, person), _incidents(here), roster, _strength(lang)]
    beside = html.Div(parts, className="left")
    body = html.Div([_points(lang), beside, _log(lang)], className="office-body")
    above = [_warnings(lang), duty_calls.calls(lang, person), duty_roster.gaps(lang)]
    return root(
        DUTY, here, person, [*above, body, dcc.Store(id=ASKED), html.P(id=ANSWER, role="status")]
    )


def _warnings(lang: Lang) -> html.Section:
    """Above everything else while a warning stands."""
    named: dict[str, Any] = {"aria-label": word(lang, "duty.warnings")}
    head = html.H2(word(lang, "duty.warnings"))
    return html.Section(
        [head, html.Ul(className="warning-list")], id="duty-warnings", hidden=True, **named
    )


def _shift(lang: Lang, person: Person) -> html.Section:
    """The browser fills it in: the buttons depend on who looks."""
    stands_in = "yes" if person.role in STAND_INS else "no"
    box = html.Div(className="shift-box", **data(login=person.login, standin=stands_in))
    return panel("duty-shift", word(lang, "duty.shift"), [], [box])


def _log(lang: Lang) -> html.Section:
    form = html.Div(className="log-form")
    entry = html.Li(
        [
            html.Span([slot("at"), slot("late")], className="when"),
            slot("kind"),
            html.Span([slot("whom"), slot("words"), slot("struck")], className="said"),
            html.Span([slot("name"), html.Span(className="strike-box")], className="by"),
        ],
        className="entry",
        hidden=True,
    )
    none = html.P([slot("none-text")], className="none", hidden=True)
    query = "?lang=en" if lang == "en" else ""
    paper = html.A(word(lang, "reentry.title"), href=f"/reentry{query}")
    notes: list[Component | str] = [word(lang, "duty.log.note"), paper]
    parts: list[Component] = [form, html.Ul(entry, className="entries"), none]
    return panel("duty-log", word(lang, "duty.log"), notes, parts)


def _points(lang: Lang) -> html.Section:
    cells = [
        html.Kbd("", className="key", **UNSPOKEN),
        lamp(),
        slot("what"),
        slot("which"),
        slot("place"),
        slot("time"),
    ]
    row = html.Li(html.A(cells, className="point"), hidden=True)
    none = html.P(
        [mark("tick"), slot("none-text"), slot("none-detail")], className="none", hidden=True
    )
    more = html.A(slot("more-text"), className="more", hidden=True)
    notes: list[Component | str] = [slot("count"), word(lang, "duty.points.note")]
    rows: list[Component] = [html.Ul(row, className="points"), none, more]
    return panel("duty-points", word(lang, "duty.points"), notes, rows)


def _incidents(here: PageSetting) -> html.Section:
    lang = here.lang
    owed = html.Span([lamp(), slot("report"), slot("time")], className="owed")
    cells = [
        level_mark(),
        html.Span([slot("title"), slot("status")], className="name"),
        slot("facts"),
        owed,
    ]
    row = html.Li(html.A(cells, className="running"), hidden=True)
    none = html.P([mark("tick"), slot("none-text")], className="none", hidden=True)
    pack = html.P([lamp(), html.Span(word(lang, "duty.pack")), slot("pack-said")], className="pack")
    told = data(words=LENGTHS["words"])
    form = html.Div(className="incident-note", hidden=True, **told)
    new = html.Div(
        className="incident-new",
        **data(line=SHORT_MAX, text=TEXT_MAX, grids=max(here.district.grids)),
    )
    rows: list[Component] = [
        new,
        form,
        html.Ul(row, className="incidents"),
        none,
        _papers(lang),
        pack,
    ]
    notes: list[Component | str] = [word(lang, "duty.incidents.note")]
    return panel("duty-incidents", word(lang, "duty.incidents"), notes, rows)


def _papers(lang: Lang) -> html.Div:
    """The written reports of each incident, running or over; the browser makes the links."""
    row = html.Li([slot("title"), slot("links")], className="paper-row", hidden=True)
    head = html.H3(word(lang, "incident.papers"))
    return html.Div([head, html.Ul(row, className="paper-list")], className="papers", hidden=True)


def _strength(lang: Lang) -> html.Section:
    """The browser lists the units and fills in the chosen one."""
    named: dict[str, Any] = {"aria-label": word(lang, "duty.unit")}
    choice = html.Div(id="duty-unit", className="unit-choice", **named)
    said = html.P([slot("on-duty"), slot("open")], className="strength", role="status")
    notes: list[Component | str] = [word(lang, "duty.strength.note")]
    return panel("duty-strength", word(lang, "duty.strength"), notes, [choice, said])
