"""An incident's milestones, its report clocks and its reports, as its dialog shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from dashboard.domain.incident import Incident
from dashboard.domain.incident_reporting import milestones, next_kind, unsigned
from dashboard.domain.milestones import Milestone, NotedMilestone
from dashboard.domain.report_clocks import ReportClock, ReportStatus, clocks
from dashboard.domain.report_draft import DraftLine, draft, news
from dashboard.domain.situation_reports import SituationKind, SituationReport
from dashboard.system import to_ms
from layouts.dialogs.form import Room
from layouts.parts import NOT_KNOWN, data, mark
from layouts.times import span

LAMPS: Mapping[ReportStatus, str] = {
    ReportStatus.NOT_DUE: "ring",
    ReportStatus.DUE_SOON: "triangle",
    ReportStatus.OVERDUE: "square",
    ReportStatus.DELIVERED: "tick",
    ReportStatus.LATE: "tick",
}


def report_name(room: Room, kind: SituationKind, number: int) -> str:
    """电话报告, 初报, 续报二, 终报."""
    return room.say(f"report.{kind}", n=room.say(f"numeral.{number}") if number else "")


def milestone_line(room: Room, incident: Incident) -> str:
    """The milestones in order, each with its time; a late entry with both."""
    found = milestones(incident)
    return " · ".join(f"{room.say(f'milestone.{m}')} {_at(room, one)}" for m, one in found.items())


def _at(room: Room, noted: NotedMilestone | None) -> str:
    if noted is None:
        return NOT_KNOWN
    at = room.moment(noted.at)
    by_hand = noted.milestone is not Milestone.KNOWN
    if not (noted.late and by_hand):
        return at
    return room.say("incident.late_entry", at=at, entered=room.moment(noted.entered_at))


def clock_list(room: Room, incident: Incident) -> html.Ul:
    """Each report with its lamp, until when it is due or when it went out, and how it stands."""
    found = clocks(incident, room.local.zone)
    return html.Ul([_clock(room, one) for one in found], className="report-clocks")


def _clock(room: Room, clock: ReportClock) -> html.Li:
    now = room.local.now
    status = clock.status(now)
    late = span(room.lang, clock.late_by(now))
    words = [room.say(f"report.status.{status}", t=late)]
    if clock.unsigned:
        words.append(room.say("report.status.UNSIGNED"))
    owed = clock.delivered_at is None
    at = clock.due_at if clock.delivered_at is None else clock.delivered_at
    left: list[Component] = []
    if owed:
        passed = now > clock.due_at
        left_for = span(room.lang, clock.due_at - now)
        told = room.say("report.over" if passed else "report.left", t=left_for)
        left = [html.B(told, **data(owed=to_ms(clock.due_at)))]
    return html.Li(
        [
            mark(LAMPS[status]),
            html.B(report_name(room, clock.kind, clock.number)),
            html.Span(room.say("report.due" if owed else "report.out", at=room.moment(at))),
            html.Span(" · ".join(words)),
            *left,
        ],
        **data(status=status.value),
    )


# Writing one ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """What the centre knows of an incident besides its own record."""

    source: str
    open_cases: int


def drafted(room: Room, incident: Incident, facts: KnownFacts) -> tuple[str, Sequence[DraftLine]]:
    """The text to begin with, and its lines as they compare with what was reported before.

    What somebody has written already and nobody has signed goes on as it stands.
    """
    waiting = unsigned(incident)
    written = [one.text for one in incident.reports if one.kind is not SituationKind.PHONE]
    earlier = written[:-1] if waiting else written
    lines = draft(_known(room, incident, facts), earlier, room.say("report.gap"))
    if waiting is not None:
        return waiting.text, lines
    follows = next_kind(incident) is SituationKind.FOLLOW_UP
    told = news(lines) if follows else lines
    text = "\n".join(room.say("report.line", name=one.name, words=one.words) for one in told)
    return text or room.say("report.nothing_new"), lines


def _known(room: Room, incident: Incident, facts: KnownFacts) -> list[tuple[str, str | None]]:
    """Each element with what the record says of it; None where only people can know."""
    there = milestones(incident)
    street = room.short(room.district.streets[incident.street])
    place = room.say("incident.where", street=street, grid=incident.grid)
    kind = room.say(f"choice.kind.{incident.kind}")
    level = incident.event_level
    scope = room.say("incident.counts", all=len(incident.cases), open=facts.open_cases)
    said: dict[str, str | None] = {
        "known": _stamp(room, incident.known_at),
        "source": facts.source or None,
        "occurred": _when(room, there[Milestone.OCCURRED]),
        "place": " ".join(filter(None, (place, incident.address))),
        "nature": f"{kind} {incident.title}",
        "level": room.say(f"escalate.level.{level}") if level else None,
        "cause": None,
        "course": incident.text.replace("\n", " ") or None,
        "harm": None,
        "scope": scope if incident.cases else None,
        "trend": None,
        "on_site": _when(room, there[Milestone.ON_SITE]),
        "contained": _when(room, there[Milestone.CONTAINED]),
        "measures": None,
        "next": None,
        "commander": None,
    }
    if incident.over_at is not None:
        said |= {"ended": _stamp(room, incident.over_at), "outcome": incident.outcome or None}
    return [(room.say(f"element.{name}"), words) for name, words in said.items()]


def _when(room: Room, noted: NotedMilestone | None) -> str | None:
    return None if noted is None else _stamp(room, noted.at)


def _stamp(room: Room, at: datetime) -> str:
    """With its day: a paper is read on another one."""
    return f"{room.local.date(at)} {room.local.clock(at)}"


def compared(room: Room, incident: Incident, lines: Sequence[DraftLine]) -> html.Div:
    """What has changed since the last report, and what nobody knows yet."""
    changed = [line.name for line in lines if line.changed]
    gaps = [line.name for line in lines if line.missing]
    papers = [one for one in incident.reports if one.kind is not SituationKind.PHONE]
    first = not any(one.delivered_at for one in papers)
    said = room.say("report.first_of_all" if first else "report.same")
    if changed:
        said = room.say("report.changed", names=_names(room, changed))
    told: list[Component] = [html.P(said)]
    if gaps:
        words = room.say("report.missing", names=_names(room, gaps))
        told.append(html.P([mark("triangle"), words], className="gaps"))
    return html.Div(told, className="effect")


def _names(room: Room, names: Sequence[str]) -> str:
    return room.say("incident.separator").join(names)


def to_be_signed(room: Room, report: SituationReport, by: str) -> html.Div:
    """The words that go out, by whom they were written, and that they never change."""
    written = room.say("report.written", who=by, at=room.moment(report.entered_at))
    name = report_name(room, report.kind, report.number)
    return html.Div(
        [
            html.P(html.B(f"{name} · {written}")),
            html.Pre(report.text),
            html.P([mark("triangle"), room.say("sure.sign")]),
        ],
        className="effect to-sign",
    )
