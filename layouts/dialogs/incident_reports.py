"""An incident's milestones, its report clocks and its reports, as its dialog shows them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from dashboard.domain.incident import Incident
from dashboard.domain.incident_reporting import milestones, next_kind, papers, unsigned
from dashboard.domain.milestones import Milestone, NotedMilestone
from dashboard.domain.report_clocks import ReportClock, ReportStatus, clocks
from dashboard.domain.report_draft import DraftLine, draft, news
from dashboard.domain.situation_reports import SituationKind, SituationReport
from dashboard.domain.workspace.command_seats import SeatTerm
from dashboard.domain.workspace.numbers import HARM, Measure, SituationNumber
from dashboard.system import to_ms
from layouts.dialogs.form import DialogLocale
from layouts.parts import NOT_KNOWN, data, mark
from layouts.times import span

LAMPS: Mapping[ReportStatus, str] = {
    ReportStatus.NOT_DUE: "ring",
    ReportStatus.DUE_SOON: "triangle",
    ReportStatus.OVERDUE: "square",
    ReportStatus.DELIVERED: "tick",
    ReportStatus.LATE: "tick",
}


def report_name(locale: DialogLocale, kind: SituationKind, number: int) -> str:
    """电话报告, 初报, 续报二, 终报."""
    return locale.say(f"report.{kind}", n=locale.say(f"numeral.{number}") if number else "")


def milestone_line(locale: DialogLocale, incident: Incident) -> str:
    """The milestones in order, each with its time; a late entry with both."""
    found = milestones(incident)
    return " · ".join(
        f"{locale.say(f'milestone.{m}')} {_at(locale, one)}" for m, one in found.items()
    )


def _at(locale: DialogLocale, noted: NotedMilestone | None) -> str:
    if noted is None:
        return NOT_KNOWN
    at = locale.moment(noted.at)
    by_hand = noted.milestone is not Milestone.KNOWN
    if not (noted.late and by_hand):
        return at
    return locale.say("incident.late_entry", at=at, entered=locale.moment(noted.entered_at))


def clock_list(locale: DialogLocale, incident: Incident) -> html.Ul:
    """Each report with its lamp, until when it is due or when it went out, and how it stands."""
    found = clocks(incident, locale.local.zone)
    return html.Ul([_clock(locale, one) for one in found], className="report-clocks")


def _clock(locale: DialogLocale, clock: ReportClock) -> html.Li:
    now = locale.local.now
    status = clock.status(now)
    late = span(locale.lang, clock.late_by(now))
    words = [locale.say(f"report.status.{status}", t=late)]
    if clock.unsigned:
        words.append(locale.say("report.status.UNSIGNED"))
    owed = clock.delivered_at is None
    at = clock.due_at if clock.delivered_at is None else clock.delivered_at
    left: list[Component] = []
    if owed:
        passed = now > clock.due_at
        left_for = span(locale.lang, clock.due_at - now)
        told = locale.say("report.over" if passed else "report.left", t=left_for)
        left = [html.B(told, **data(owed=to_ms(clock.due_at)))]
    return html.Li(
        [
            mark(LAMPS[status]),
            html.B(report_name(locale, clock.kind, clock.number)),
            html.Span(locale.say("report.due" if owed else "report.out", at=locale.moment(at))),
            html.Span(" · ".join(words)),
            *left,
        ],
        **data(status=status.value),
    )


def paper_links(locale: DialogLocale, incident: Incident) -> html.Span:
    """A link to the paper of each written report."""
    lang = "?lang=en" if locale.lang == "en" else ""
    links: list[Component] = []
    for place, one in enumerate(papers(incident), start=1):
        name = report_name(locale, one.kind, one.number)
        draft = one.delivered_at is None
        href = f"/duty/reports/{incident.number}/{place}{lang}"
        words = locale.say("report.paper.draft", report=name) if draft else name
        links.append(html.A(words, href=href, target="_blank", rel="noopener"))
    return html.Span(links, className="papers")


# Writing one ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """What the centre knows of an incident besides its own record."""

    source: str
    open_cases: int
    numbers: Mapping[Measure, SituationNumber] = field(default_factory=dict)
    commander: SeatTerm | None = None


def drafted(
    locale: DialogLocale, incident: Incident, facts: KnownFacts
) -> tuple[str, Sequence[DraftLine]]:
    """The draft's text, and its lines compared with what was reported before.

    A text that somebody has written and nobody has signed yet is kept as it is.
    """
    waiting = unsigned(incident)
    written = [one.text for one in incident.reports if one.kind is not SituationKind.PHONE]
    earlier = written[:-1] if waiting else written
    lines = draft(_known(locale, incident, facts), earlier, locale.say("report.gap"))
    if waiting is not None:
        return waiting.text, lines
    follows = next_kind(incident) is SituationKind.FOLLOW_UP
    told = news(lines) if follows else lines
    text = "\n".join(locale.say("report.line", name=one.name, words=one.words) for one in told)
    return text or locale.say("report.nothing_new"), lines


def _known(
    locale: DialogLocale, incident: Incident, facts: KnownFacts
) -> list[tuple[str, str | None]]:
    """Each element with what the record says of it; None if only people can know it."""
    there = milestones(incident)
    street = locale.short(locale.district.streets[incident.street])
    place = locale.say("incident.where", street=street, grid=incident.grid)
    kind = locale.say(f"choice.kind.{incident.kind}")
    level = incident.event_level
    linked = locale.say("incident.counts", all=len(incident.cases), open=facts.open_cases)
    harm = _counted(locale, facts, HARM)
    others = _counted(locale, facts, [one for one in Measure if one not in HARM])
    scope = " · ".join(filter(None, (linked if incident.cases else "", others)))
    said: dict[str, str | None] = {
        "known": _stamp(locale, incident.known_at),
        "source": facts.source or None,
        "occurred": _when(locale, there[Milestone.OCCURRED]),
        "place": " ".join(filter(None, (place, incident.address))),
        "nature": f"{kind} {incident.title}",
        "level": locale.say(f"escalate.level.{level}") if level else None,
        "cause": None,
        "course": incident.text.replace("\n", " ") or None,
        "harm": harm or None,
        "scope": scope or None,
        "trend": None,
        "on_site": _when(locale, there[Milestone.ON_SITE]),
        "contained": _when(locale, there[Milestone.CONTAINED]),
        "measures": None,
        "next": None,
        "commander": _commander(locale, facts.commander),
    }
    if incident.over_at is not None:
        said |= {"ended": _stamp(locale, incident.over_at), "outcome": incident.outcome or None}
    return [(locale.say(f"element.{name}"), words) for name, words in said.items()]


def _commander(locale: DialogLocale, term: SeatTerm | None) -> str | None:
    """Who commands on the spot, of which unit, and how to reach them."""
    if term is None:
        return None
    unit = locale.district.units.get(term.unit)
    named = locale.short(unit) if unit is not None else ""
    return " ".join(filter(None, (named, term.holder, term.contact)))


def _counted(locale: DialogLocale, facts: KnownFacts, wanted: Iterable[Measure]) -> str:
    """The numbers that are known, each with its source and time; unknown ones are left out."""
    found = [facts.numbers[one] for one in wanted if one in facts.numbers]
    return locale.say("incident.separator").join(
        locale.say(
            "report.number",
            measure=locale.say(f"workspace.measure.{row.measure}"),
            value=f"{row.value:,}",
            of=locale.say(f"workspace.of.{row.measure}"),
            source=row.source,
            at=locale.moment(row.at),
        )
        for row in found
    )


def _when(locale: DialogLocale, noted: NotedMilestone | None) -> str | None:
    return None if noted is None else _stamp(locale, noted.at)


def _stamp(locale: DialogLocale, at: datetime) -> str:
    """With its day, as a report is read on other days."""
    return f"{locale.local.date(at)} {locale.local.clock(at)}"


def compared(locale: DialogLocale, incident: Incident, lines: Sequence[DraftLine]) -> html.Div:
    """What has changed since the last report, and what nobody knows yet."""
    changed = [line.name for line in lines if line.changed]
    gaps = [line.name for line in lines if line.missing]
    papers = [one for one in incident.reports if one.kind is not SituationKind.PHONE]
    first = not any(one.delivered_at for one in papers)
    said = locale.say("report.first_of_all" if first else "report.same")
    if changed:
        said = locale.say("report.changed", names=_names(locale, changed))
    told: list[Component] = [html.P(said)]
    if gaps:
        words = locale.say("report.missing", names=_names(locale, gaps))
        told.append(html.P([mark("triangle"), words], className="gaps"))
    return html.Div(told, className="effect")


def _names(locale: DialogLocale, names: Sequence[str]) -> str:
    return locale.say("incident.separator").join(names)


def to_be_signed(locale: DialogLocale, report: SituationReport, by: str) -> html.Div:
    """The words that go out, by whom they were written, and that they never change."""
    written = locale.say("report.written", who=by, at=locale.moment(report.entered_at))
    name = report_name(locale, report.kind, report.number)
    return html.Div(
        [
            html.P(html.B(f"{name} · {written}")),
            html.Pre(report.text),
            html.P([mark("triangle"), locale.say("sure.sign")]),
        ],
        className="effect to-sign",
    )
