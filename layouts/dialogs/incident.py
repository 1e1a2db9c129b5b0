"""A running incident: what it is, and what this person may declare about it, each by its key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.domain.criteria import Suggestion
from dashboard.domain.incident import Incident
from dashboard.domain.incident_reporting import missing, papers
from dashboard.domain.warned.warning import PublicWarning
from layouts.acts import DeskAct
from layouts.dialogs import ASKED, CANCEL, OVERRIDE
from layouts.dialogs.form import DialogLocale
from layouts.dialogs.frame import button, cap, frame
from layouts.dialogs.incident_reports import clock_list, milestone_line, paper_links
from layouts.dialogs.link import criteria
from layouts.parts import data, mark

KEYS: Mapping[str, str] = {
    "confirm_incident": "c",
    "dismiss_incident": "x",
    "end_incident": "e",
    "review_incident": "v",
    "correct_known_at": "k",
    "declare_warning": "w",
    "note_milestone": "m",
    "report_by_phone": "p",
    "file_report": "r",
    "sign_report": "s",
}
"""The keys of the acts inside the dialog."""
SHOW_KEY = "l"
CONFIRM_KEY = "y"


@dataclass(frozen=True, slots=True)
class IncidentStep:
    """An act, and the sentence why it is impossible; empty if it can be done now."""

    act: DeskAct
    against: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentContent:
    """The incident at present; `reported_by` and `declared_by` are names."""

    incident: Incident
    open_cases: int
    reported_by: str
    declared_by: str
    suggested: Suggestion
    prints: bool
    """Whether this person may open the papers of its reports."""
    steps: Sequence[IncidentStep]
    warned: Sequence[PublicWarning] = ()


def overview(locale: DialogLocale, told: IncidentContent) -> html.Div:
    """Its facts, its cases, and the acts; impossible ones say why."""
    incident = told.incident
    title = locale.say("incident.title", number=incident.number, title=incident.title)
    main = next((step for step in told.steps if not step.against), None)
    body = [
        html.Dl(_facts(locale, told), className="incident-facts"),
        html.Ul(
            [_step(locale, told, one, main=one is main) for one in told.steps], className="acts"
        ),
    ]
    close = button(
        CANCEL, "Escape", locale.say("incident.close"), cap_text="Esc", main=main is None
    )
    return frame(html.Span(title), body, [close], **data(enter=CANCEL, incident=incident.number))


def level_words(locale: DialogLocale, level: int) -> str:
    """A level with its name, such as II 级（重大）."""
    return locale.say(f"escalate.level.{level}")


def _facts(locale: DialogLocale, told: IncidentContent) -> list[Component]:
    incident = told.incident
    street = locale.district.streets[incident.street]
    where = locale.say("incident.where", street=locale.short(street), grid=incident.grid)
    ago = locale.ago(incident.known_at)
    since = locale.say(
        "incident.ago", at=locale.moment(incident.known_at), ago=ago, who=told.reported_by
    )
    facts: dict[str, Component | str] = {
        "state": _state(locale, told),
        "kind": locale.say(f"choice.kind.{incident.kind}"),
        "place": " · ".join(filter(None, (where, incident.address))),
        "since": since,
        "text": incident.text,
        "milestones": milestone_line(locale, incident),
        "reports": clock_list(locale, incident),
        "papers": paper_links(locale, incident) if told.prints and papers(incident) else "",
        "linked": _cases(locale, told),
        "warning": warning_lines(locale, incident, told.warned),
        "level": criteria(locale, told.suggested),
    }
    return [
        part
        for name, said in facts.items()
        if said
        for part in (html.Dt(locale.say(f"incident.{name}")), html.Dd(said))
    ]


def warning_lines(
    locale: DialogLocale, incident: Incident, warned: Sequence[PublicWarning]
) -> Component | str:
    """The level that was declared; and which the standing warnings suggest, with the reason."""
    lines: list[Component] = []
    if incident.warning_level is not None:
        level = locale.say(f"warning.level.{incident.warning_level}")
        lines.append(html.B(locale.say("incident.warning.declared", level=level)))
    for one in warned:
        said = one.said_in(locale.lang)
        reason = locale.say(
            "incident.warning.suggested",
            level=locale.say(f"warning.level.{one.level}"),
            what=said.headline or said.event if said else one.identifier,
            issuer=one.issuer,
            until=locale.moment(one.ends_at),
        )
        lines.append(html.Div(reason))
    return html.Div(lines) if lines else ""


def _state(locale: DialogLocale, told: IncidentContent) -> html.B:
    incident = told.incident
    words = locale.say(f"incident.state.{incident.state}")
    if incident.event_level is None:
        return html.B(words)
    declared = locale.say(
        "incident.declared",
        level=level_words(locale, incident.event_level),
        who=told.declared_by,
        at=locale.moment(incident.declared_at),
    )
    return html.B(f"{words} · {declared}")


def _cases(locale: DialogLocale, told: IncidentContent) -> Component | str:
    incident = told.incident
    if not incident.cases:
        return locale.say("incident.none")
    counts = locale.say("incident.counts", all=len(incident.cases), open=told.open_cases)
    address = f"/console?incident={incident.number}"
    show = html.A(
        [cap(SHOW_KEY), locale.say("incident.show")],
        href=f"{address}&lang=en" if locale.lang == "en" else address,
        className="act",
        **data(key=SHOW_KEY, narrows=f"incident={incident.number}"),
    )
    return html.Span([counts, show])


def _step(
    locale: DialogLocale, told: IncidentContent, step: IncidentStep, *, main: bool
) -> html.Li:
    act, key = step.act, KEYS[step.act.name]
    declared = act.name == "confirm_incident" and told.incident.event_level is not None
    name = locale.say("incident.change_level" if declared else f"act.{act.name}")
    pressed = html.Button(
        [cap(key), html.Span(name)],
        type="button",
        className="act act-main" if main else "act",
        disabled=bool(step.against),
        **data(act=act.name, key=key, incident=told.incident.number),
    )
    return html.Li([pressed, *([html.Small(step.against)] if step.against else [])])


def signing(
    locale: DialogLocale, about: str, shown: Component, asked: Mapping[str, Any]
) -> html.Div:
    """The words that go out, for who signs them; Enter leaves everything as it is."""
    foot = [
        button(CANCEL, "Escape", locale.say("sure.keep"), cap_text="Esc", main=True),
        button(OVERRIDE, CONFIRM_KEY, locale.say("act.sign_report")),
        dcc.Store(id=ASKED, data=dict(asked)),
    ]
    title = html.Span(f"{locale.say('act.sign_report')} {about}")
    return frame(title, [shown], foot, **data(enter=CANCEL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A declaration to confirm, and what is known about the incident."""

    act: DeskAct
    told: IncidentContent
    values: Mapping[str, Any]
    asked: Mapping[str, Any]


def confirmation(locale: DialogLocale, wanted: Confirmation) -> html.Div:
    """Asks again before what can't be undone; Enter leaves everything unchanged."""
    name, told = wanted.act.name, wanted.told
    level = wanted.values.get("level")
    said = {
        "level": level_words(locale, level) if isinstance(level, int) else "",
        "open": told.open_cases,
    }
    question = locale.say(f"sure.{name}", **said)
    why = str(wanted.values.get("reason", ""))
    ends = name == "end_incident"
    gaps = [locale.say(f"milestone.{one}") for one in missing(told.incident) if ends]
    lines: list[Component] = [
        html.P(html.B(f"{told.incident.number} {told.incident.title}")),
        html.P([mark("triangle"), locale.say(f"sure.{name}.effect", **said)]),
        *([html.P(locale.say("sure.reason", why=why))] if why else []),
        *([html.P(locale.say("sure.gaps", names=" · ".join(gaps)))] if gaps else []),
    ]
    foot = [
        button(CANCEL, "Escape", locale.say("sure.keep"), cap_text="Esc", main=True),
        button(OVERRIDE, CONFIRM_KEY, locale.say(f"sure.{name}.do", **said)),
        dcc.Store(id=ASKED, data=dict(wanted.asked)),
    ]
    body = [html.Div(lines, className="conflict sure")]
    return frame(html.Span(question), body, foot, **data(enter=CANCEL))
