"""An incident's workspace: what it is, what is owed, what is to be done, what has happened."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.domain.persons import Person
from dashboard.domain.workspace.command_seats import CommandRole
from dashboard.domain.workspace.entering import LENGTHS
from dashboard.domain.workspace.numbers import VALUE_MAX, Measure
from dashboard.domain.workspace.resources import AMOUNT_MAX
from dashboard.domain.workspace.site_parties import PEOPLE_MAX
from layouts.acts import keycap
from layouts.duty.duty_desk import ANSWER, ASKED
from layouts.office import INCIDENT, PageSetting, panel, root
from layouts.parts import NOT_KNOWN, UNSPOKEN, data, lamp, level_mark, mark, slot
from layouts.words import Lang, word

LIMITS_MIN = (15, 30, 60, 120, 240, 480, 1440)
"""The limits that a task may be given at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """Whose page it is: `acts` are the names and keys of what this person may do to the incident.

    `hands` is what acting needs: the desk's dialogs, their answers and their keys.
    """

    number: str
    acts: Sequence[tuple[str, str]]
    hands: Component


def page(here: PageSetting, person: Person, of: Workspace) -> Component:
    """The workspace without any live value; assets/js/duty/workspace fills it from the socket."""
    lang = here.lang
    left = html.Div(
        [_parties(lang), _numbers(lang), _command(lang), _milestones(lang)], className="side"
    )
    middle = html.Div([_tasks(here), _resources(lang), _cases(lang)], className="side")
    body = html.Div([left, middle, _timeline(lang)], className="workspace")
    answer = html.P(id=ANSWER, role="status")
    parts = [_head(lang), _reports(lang, of), answer, body, dcc.Store(id=ASKED), of.hands]
    return root(INCIDENT, here, person, parts)


def _head(lang: Lang) -> html.Section:
    """What, where, how grave, who declared it; then the next report, as the largest time."""
    gone = html.P([slot("gone-text"), slot("gone-detail")], className="gone", hidden=True)
    facts = html.P([slot("place"), slot("declared"), slot("known")], className="facts")
    over = html.P([slot("outcome"), slot("review")], className="over")
    what = html.Div(
        [
            html.H2([slot("title"), slot("status")]),
            facts,
            html.P(slot("text"), className="known-text"),
            over,
        ],
        className="what",
    )
    owed = html.Div([lamp(), slot("next"), slot("left")], className="next-report")
    since = html.Div([slot("elapsed"), html.Span(className="faces")], className="since")
    known = html.Div([level_mark(), what, since, owed], className="known", hidden=True)
    named: dict[str, Any] = {"aria-label": word(lang, "incident.title_page")}
    return html.Section([known, gone], id="incident-head", className="panel", **named)


def _reports(lang: Lang, of: Workspace) -> html.Section:
    """Each report clock, and the acts of the desk's dialog, each by the same key."""
    clock = html.Li(
        [lamp(), mark("tick"), slot("name"), slot("when"), slot("status"), slot("time")],
        className="clock-card",
        hidden=True,
    )
    buttons = [_act(lang, name, key, of.number) for name, key in of.acts]
    none = html.P(slot("none-text"), className="none", hidden=True)
    content = [html.Ul(clock, className="clocks"), none, html.Div(buttons, className="acts")]
    return panel("incident-reports", word(lang, "workspace.reports"), [], content)


def _act(lang: Lang, name: str, key: str, number: str) -> html.Button:
    cap = html.Kbd(keycap(key), className="key", **UNSPOKEN)
    named: dict[str, Any] = {"aria-keyshortcuts": key.upper()}
    return html.Button(
        [cap, html.Span(word(lang, f"act.{name}"))],
        type="button",
        className="act",
        hidden=True,
        **data(act=name, key=key, incident=number),
        **named,
    )


def _numbers(lang: Lang) -> html.Section:
    rows = [
        html.Div(
            [
                html.Dt(word(lang, f"workspace.measure.{one}")),
                html.Dd(
                    [
                        html.Span(
                            [
                                slot("value", text=NOT_KNOWN),
                                slot("of", text=word(lang, f"workspace.of.{one}")),
                            ],
                            className="sum",
                        ),
                        slot("source"),
                        slot("change"),
                    ]
                ),
            ],
            className="number",
            **data(measure=one.value),
        )
        for one in Measure
    ]
    told = data(most=VALUE_MAX, source=LENGTHS["source"])
    form = html.Div(className="number-form", **told)
    notes = [word(lang, "workspace.numbers.note")]
    content = [form, html.Dl(rows, className="numbers")]
    return panel("incident-numbers", word(lang, "workspace.numbers"), notes, content)


def _command(lang: Lang) -> html.Section:
    """Who commands, and who leads each group; with the form of a change of hands."""
    cells = [slot("role"), slot("holder"), slot("unit"), slot("contact"), slot("since")]
    row = html.Li(cells, className="seat", hidden=True)
    told = data(roles=" ".join(CommandRole), holder=LENGTHS["holder"], contact=LENGTHS["contact"])
    form = html.Div(className="seat-form", **told)
    none = html.P(slot("none-text"), className="none", hidden=True)
    content = [form, html.Ul(row, className="seats"), none]
    return panel("incident-command", word(lang, "workspace.command"), [], content)


def _resources(lang: Lang) -> html.Section:
    """What is there, under way, asked for; each with the presses that move it on."""
    cells = [slot("what"), slot("stage"), slot("since"), html.Span(className="move-box")]
    row = html.Li(cells, className="resource", hidden=True)
    told = data(what=LENGTHS["what"], source=LENGTHS["source"], most=AMOUNT_MAX)
    form = html.Div(className="resource-form", **told)
    none = html.P(slot("none-text"), className="none", hidden=True)
    notes: list[Component | str] = [slot("count")]
    content = [form, html.Ul(row, className="resources"), none]
    return panel("incident-resources", word(lang, "workspace.resources"), notes, content)


def _parties(lang: Lang) -> html.Section:
    """Who is on site, the one that must be heard of first at the top."""
    cells = [lamp(), slot("who"), slot("time"), slot("contact"), slot("status"), slot("since")]
    box = html.Span(className="party-box")
    row = html.Li([*cells, box], className="party", hidden=True)
    told = data(who=LENGTHS["who"], contact=LENGTHS["contact"], most=PEOPLE_MAX)
    form = html.Div(className="party-form", **told)
    none = html.P(slot("none-text"), className="none", hidden=True)
    notes: list[Component | str] = [slot("count"), word(lang, "workspace.parties.note")]
    content = [form, html.Ul(row, className="parties"), none]
    return panel("incident-parties", word(lang, "workspace.parties"), notes, content)


def _milestones(lang: Lang) -> html.Section:
    row = html.Li([slot("name"), slot("at"), slot("entered")], hidden=True)
    content = [html.Ol(row, className="milestones")]
    return panel("incident-milestones", word(lang, "workspace.milestones"), [], content)


def _cases(lang: Lang) -> html.Section:
    """What may belong to it, to be ticked; then the linked cases, each with its own clock."""
    cells = [lamp(), slot("item"), slot("place"), slot("unit"), slot("state"), slot("time")]
    box = html.Div(className="unlink-box")
    row = html.Li([html.A(cells, className="linked"), box], hidden=True)
    none = html.P(slot("none-text"), className="none", hidden=True)
    more = html.P(slot("more-text"), className="more", hidden=True)
    notes: list[Component | str] = [slot("count"), word(lang, "workspace.cases.note")]
    told = data(reason=LENGTHS["reason"])
    content = [_near(lang), html.Ul(row, className="cases", **told), none, more]
    return panel("incident-cases", word(lang, "workspace.cases"), notes, content)


def _near(lang: Lang) -> html.Div:
    """Cases near in place and time: hidden until somebody opens them, or while there are none."""
    cells = [slot("item"), slot("alike"), slot("place"), slot("when"), slot("text")]
    row = html.Li(html.Label(cells, className="near-case"), hidden=True)
    named: dict[str, Any] = {"aria-label": word(lang, "workspace.near")}
    parts = [
        html.Div(className="near-head"),
        html.Ul(row, className="near-cases", hidden=True),
        html.Div(className="near-foot"),
    ]
    return html.Div(parts, className="near", role="group", hidden=True, **named)


def _tasks(here: PageSetting) -> html.Section:
    """By time left, then those that are done; with the form of a new one."""
    lang = here.lang
    row = html.Li(
        [
            html.Span([lamp(), mark("tick")], className="shape"),
            html.Span([slot("words"), slot("result")], className="said"),
            html.Span([slot("owner"), slot("given")], className="who"),
            html.Span([slot("time"), slot("status")], className="when"),
            html.Span(className="task-box"),
        ],
        className="task",
        hidden=True,
    )
    told = data(
        posts=_compact({code: post.called(lang) for code, post in here.district.posts.items()}),
        limits=_compact(LIMITS_MIN),
        words=LENGTHS["words"],
        answer=LENGTHS["answer"],
        reason=LENGTHS["reason"],
    )
    form = html.Div(className="task-form", **told)
    none = html.P(slot("none-text"), className="none", hidden=True)
    notes: list[Component | str] = [slot("count"), word(lang, "workspace.tasks.note")]
    content = [form, html.Ul(row, className="tasks"), none]
    return panel("incident-tasks", word(lang, "workspace.tasks"), notes, content)


def _timeline(lang: Lang) -> html.Section:
    row = html.Li(
        [
            html.Span([slot("at"), slot("late")], className="when"),
            slot("kind"),
            html.Span([slot("words"), slot("struck")], className="said"),
            html.Span([slot("name"), html.Span(className="strike-box")], className="by"),
        ],
        className="entry",
        hidden=True,
    )
    told = data(words=LENGTHS["words"], reason=LENGTHS["reason"])
    form = html.Div(className="note-form", **told)
    none = html.P(slot("none-text"), className="none", hidden=True)
    more = html.P(slot("more-text"), className="more", hidden=True)
    notes = [word(lang, "workspace.timeline.note")]
    content = [form, html.Ul(row, className="entries"), none, more]
    return panel("incident-timeline", word(lang, "workspace.timeline"), notes, content)


def _compact(value: Mapping[str, str] | Sequence[int]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
