"""The papers of the pack that is kept ready for an outage; in Chinese, for whoever is on duty."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from dashboard.domain.case import Case, CaseState
from dashboard.domain.district import District
from dashboard.domain.duty.roster import RosterEntry
from dashboard.domain.incident import Incident
from dashboard.domain.incident_reporting import milestones
from dashboard.domain.incident_reporting import papers as written
from dashboard.domain.report_clocks import ReportClock, clocks
from dashboard.store.pack_reads import PackContent
from layouts.paper.document import NOTHING, Fact, Paper, PaperPart
from layouts.words import Lang, word

LANG: Lang = "zh"
TEXT_SHOWN = 60
CASE_FORMS, INCIDENT_FORMS, LOG_LINES = 24, 6, 30
say = partial(word, LANG)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackTold:
    """What the pack is made of, and when."""

    district: District
    now: datetime
    content: PackContent

    def at(self, instant: datetime | None) -> str:
        """With its day: a pack may be read on the next one."""
        zone = ZoneInfo(self.district.timezone)
        return f"{instant.astimezone(zone):%m-%d %H:%M}" if instant else NOTHING


def papers_of(told: PackTold) -> Iterator[tuple[str, Paper]]:
    """Each paper with the name of its file."""
    yield "cases", _paper(told, "cases", _cases(told), wide=True)
    yield "incidents", _paper(told, "incidents", _incidents(told))
    yield "contacts", _paper(told, "contacts", _contacts(told))
    yield "forms", _paper(told, "forms", _forms(told), wide=True)


def _paper(told: PackTold, name: str, parts: Sequence[PaperPart], *, wide: bool = False) -> Paper:
    title, made = say(f"pack.{name}"), say("pack.made", at=told.at(told.now))
    return Paper(
        lang=LANG,
        place=f"{told.district.name_zh} {say('shell.title')}",
        title=title,
        aside=made,
        running=f"{title} · {made}",
        foot=made,
        parts=parts,
        wide=wide,
    )


# Cases ------------------------------------------------------------------------------------


def _cases(told: PackTold) -> list[PaperPart]:
    heads = tuple(say(f"pack.case.{n}") for n in ("no", "state", "item", "place", "in", "due"))
    parts = [
        PaperPart(
            title=say("pack.unit", unit=_unit(told.district, code), n=len(cases)),
            heads=heads,
            widths=(4, 3, 4, 7, 3, 3),
            rows=[_case(told, case) for case in cases],
        )
        for code, cases in told.content.cases.items()
    ]
    if told.content.cases_more:
        parts.insert(0, PaperPart(sentences=(say("pack.more", n=told.content.cases_more),)))
    return parts or [PaperPart(sentences=(say("pack.no_cases"),))]


def _unit(district: District, code: str) -> str:
    unit = district.units.get(code)
    return unit.name_zh if unit else say("pack.no_unit")


def _case(told: PackTold, case: Case) -> tuple[str, ...]:
    item = told.district.items.get(case.item or "")
    street = told.district.streets[case.street].short_zh
    what = item.name_zh if item else case.text[:TEXT_SHOWN]
    place = f"{street} {case.grid} 网格 {case.address}".strip()
    return (
        case.number,
        f"{say(f'urgency.{case.urgency}')} {say(f'state.{case.state}')}",
        what,
        place,
        told.at(case.reported_at),
        _due(told, case),
    )


def _due(told: PackTold, case: Case) -> str:
    """Until when the present stage has to be done; a suspended case has no running clock."""
    if case.state is CaseState.SUSPENDED and case.suspension is not None:
        return say("pack.case.suspended", at=told.at(case.suspension.resume_at))
    late = case.due_at is not None and case.due_at < told.now
    return say("pack.case.late", at=told.at(case.due_at)) if late else told.at(case.due_at)


# Incidents --------------------------------------------------------------------------------


def _incidents(told: PackTold) -> list[PaperPart]:
    parts = [part for one in told.content.incidents for part in _incident(told, one)]
    return parts or [PaperPart(sentences=(say("pack.no_incidents"),))]


def _incident(told: PackTold, one: Incident) -> Iterator[PaperPart]:
    street = told.district.streets[one.street].short_zh
    noted = " · ".join(
        f"{say(f'milestone.{name}')} {told.at(found.at if found else None)}"
        for name, found in milestones(one).items()
    )
    last = written(one)[-1:]
    facts = [
        (say("report.paper.number"), one.number),
        (say("incident.state"), say(f"incident.state.{one.state}")),
        (say("incident.kind"), say(f"choice.kind.{one.kind}")),
        (say("report.paper.level"), _level(one)),
        (say("incident.place"), f"{street} {one.grid} 网格 {one.address}".strip()),
        (say("incident.text"), one.text),
        (say("incident.milestones"), noted),
        (say("incident.linked"), "、".join(one.cases) or say("incident.none")),
        *((say("pack.last_report"), report.text) for report in last),
    ]
    yield PaperPart(title=one.title, facts=[Fact(name=name, words=words) for name, words in facts])
    rows = [_clock(told, clock) for clock in clocks(one, ZoneInfo(told.district.timezone))]
    if rows:
        heads = tuple(say(f"pack.report.{name}") for name in ("which", "due", "out"))
        yield PaperPart(heads=heads, widths=(3, 3, 3), rows=rows)


def _level(one: Incident) -> str:
    level = one.event_level
    return say(f"escalate.level.{level}") if level else say("report.paper.undeclared")


def _clock(told: PackTold, clock: ReportClock) -> tuple[str, ...]:
    n = say(f"numeral.{clock.number}") if clock.number else ""
    out = clock.delivered_at
    status = say(f"report.status.{clock.status(told.now)}", t="")
    said = told.at(out) if out else status.strip()
    return (say(f"report.{clock.kind}", n=n), told.at(clock.due_at), said)


# Contacts ---------------------------------------------------------------------------------


def _contacts(told: PackTold) -> list[PaperPart]:
    if not told.content.tours:
        return [PaperPart(sentences=(say("pack.no_tours"),))]
    heads = tuple(say(f"roster.paper.{name}") for name in ("begins", "ends", "post", "who"))
    rows = [_tour(told, one) for one in told.content.tours]
    return [
        PaperPart(heads=(*heads, say("field.contact")), widths=(3, 3, 3, 3, 4), rows=rows),
    ]


def _tour(told: PackTold, one: RosterEntry) -> tuple[str, ...]:
    post = told.district.posts.get(one.post)
    name = post.name_zh if post else one.post
    return (told.at(one.begins_at), told.at(one.ends_at), name, one.name, one.contact)


# Blank forms ------------------------------------------------------------------------------


def _forms(told: PackTold) -> list[PaperPart]:
    """Every line has a number of its own, by which it is known when it is entered afterwards."""
    return [
        _form(told, "case", "A", CASE_FORMS, (4, 4, 4, 7, 9, 5)),
        _form(told, "incident", "B", INCIDENT_FORMS, (4, 4, 4, 7, 9, 5)),
        _form(told, "log", "C", LOG_LINES, (4, 4, 3, 6, 12, 4)),
    ]


def _form(told: PackTold, name: str, letter: str, lines: int, widths: Sequence[int]) -> PaperPart:
    stamp = f"{told.now.astimezone(ZoneInfo(told.district.timezone)):%y%m%d%H%M}"
    heads = say(f"pack.form.{name}.heads").split("|")
    blank = ("",) * (len(heads) - 1)
    return PaperPart(
        title=say(f"pack.form.{name}"),
        sentences=(say("pack.form.note"),),
        heads=heads,
        widths=widths,
        rows=[(f"{letter}{stamp}-{n:02d}", *blank) for n in range(1, lines + 1)],
        blank=True,
    )
