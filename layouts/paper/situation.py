"""The paper of a report to the city (初报、续报、终报), as a government office sends it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from dashboard.domain.district import District
from dashboard.domain.incident import Incident
from dashboard.domain.incident_reporting import papers
from dashboard.domain.report_digest import digest
from dashboard.domain.report_draft import elements_of, lines_of
from dashboard.domain.situation_reports import SituationReport
from layouts.paper.document import Fact, Paper, PaperPart
from layouts.words import WORDS, Lang, word

GAPS = frozenset(WORDS["report.gap"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One written report of an incident; `place` is its place among them, from 1.

    `names` are the names of those whose log-ins are in it.
    """

    lang: Lang
    district: District
    incident: Incident
    place: int
    names: Mapping[str, str]

    @property
    def report(self) -> SituationReport:
        return papers(self.incident)[self.place - 1]

    def earlier(self) -> tuple[str, ...]:
        """The texts of the reports before it."""
        return tuple(one.text for one in papers(self.incident)[: self.place - 1])


def paper(told: Printed) -> Paper:
    """The paper; a draft is marked as one, and says what has changed since the last report."""
    say, report = partial(word, told.lang), told.report
    draft = report.delivered_at is None
    name = report_name(told.lang, report)
    number = f"{told.incident.number}-{told.place:02d}"
    parts = [
        PaperPart(title=say("report.paper.head"), facts=_head(told, number)),
        PaperPart(
            title=say("report.paper.part"),
            sentences=(say("report.paper.first"),) if draft and not told.earlier() else (),
            facts=_body(told, marked=draft),
        ),
    ]
    return Paper(
        lang=told.lang,
        place=_place(told),
        title=say("report.paper", report=name),
        aside=told.incident.title,
        running=f"{number} · {name}",
        foot=number if draft else f"{number} · SHA-256 {_signed_digest(told)}",
        watermark=say("paper.draft") if draft else "",
        warning=say("paper.draft.warning") if draft else "",
        parts=parts,
    )


def report_name(lang: Lang, report: SituationReport) -> str:
    """初报, 续报二, 终报."""
    n = word(lang, f"numeral.{report.number}") if report.number else ""
    return word(lang, f"report.{report.kind}", n=n)


def _place(told: Printed) -> str:
    name = told.district.name_zh if told.lang == "zh" else told.district.name_en
    return f"{name} {word(told.lang, 'shell.title')}"


def _signed_digest(told: Printed) -> str:
    return digest(told.incident.number, told.place, told.report)


def _head(told: Printed, number: str) -> Sequence[Fact]:
    say, report, incident = partial(word, told.lang), told.report, told.incident
    zone = ZoneInfo(told.district.timezone)
    level = report.level
    out = report.delivered_at
    facts = {
        "number": number,
        "incident": f"{incident.title}（{incident.number}）",
        "kind": say(f"choice.kind.{incident.kind}"),
        "level": say(f"escalate.level.{level}") if level else say("report.paper.undeclared"),
        "by": _who(told, report.by, report.entered_at, zone),
        "signed": _who(told, report.signed_by, report.signed_at, zone)
        if report.signed_at
        else say("report.paper.unsigned"),
        "out": _out(told, report, zone) if out else say("report.paper.not_out"),
    }
    if out:
        facts["digest"] = f"SHA-256 {_signed_digest(told)}"
    return [Fact(name=say(f"report.paper.{name}"), words=words) for name, words in facts.items()]


def _who(told: Printed, login: str, at: datetime | None, zone: ZoneInfo) -> str:
    name = told.names.get(login, login)
    return word(told.lang, "report.paper.who_at", who=name, at=_at(at, zone))


def _out(told: Printed, report: SituationReport, zone: ZoneInfo) -> str:
    at = _at(report.delivered_at, zone)
    if not report.late_entry:
        return at
    return word(told.lang, "incident.late_entry", at=at, entered=_at(report.entered_at, zone))


def _at(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else ""


def _body(told: Printed, *, marked: bool) -> Sequence[Fact]:
    """Every word of the report; `marked` with what it was when that has changed."""
    said: dict[str, str] = {}
    for text in told.earlier():
        said |= lines_of(text)
    now = lines_of(told.report.text)
    return [
        Fact(
            name=name or word(told.lang, "report.paper.text"),
            words=words,
            note=_note(told.lang, name, now.get(name, words), said) if marked else "",
            missing=words in GAPS,
        )
        for name, words in elements_of(told.report.text)
    ]


def _note(lang: Lang, name: str, words: str, said: Mapping[str, str]) -> str:
    if not said or words in GAPS:
        return ""
    before = said.get(name)
    if before is None:
        return word(lang, "report.paper.new")
    return "" if before == words else word(lang, "report.paper.before", words=before)
