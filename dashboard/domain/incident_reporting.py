"""What the duty desk puts on record of an incident: its milestones, and its reports to the city."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from dashboard.domain.incident import Incident, possible
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.guards import need_words
from dashboard.domain.milestones import BY_HAND, Milestone, NotedMilestone
from dashboard.domain.oversight_commands import (
    FileSituationReport,
    NoteMilestone,
    ReportByPhone,
    ReportingCommand,
    SignSituationReport,
)
from dashboard.domain.refusals import Refused
from dashboard.domain.report_clocks import first_told
from dashboard.domain.situation_reports import SituationKind, SituationReport

REPORTS_MAX = 99
REPORTING = (NoteMilestone, ReportByPhone, FileSituationReport, SignSituationReport)


def unsigned(incident: Incident) -> SituationReport | None:
    """The report that waits for its signature."""
    last = incident.reports[-1] if incident.reports else None
    return last if last is not None and last.delivered_at is None else None


def next_kind(incident: Incident) -> SituationKind:
    """The kind of a report that is written now."""
    waiting = unsigned(incident)
    if waiting is not None:
        return waiting.kind
    if not any(one.kind is SituationKind.FIRST for one in incident.reports):
        return SituationKind.FIRST
    return SituationKind.FOLLOW_UP if incident.open else SituationKind.FINAL


def next_number(incident: Incident) -> int:
    """The number of a report that is written now: follow-ups are counted, other kinds come once."""
    waiting = unsigned(incident)
    if waiting is not None:
        return waiting.number
    if next_kind(incident) is not SituationKind.FOLLOW_UP:
        return 0
    return 1 + sum(one.kind is SituationKind.FOLLOW_UP for one in incident.reports)


def against(incident: Incident, kind: type) -> Refused | None:
    """Why a command of this kind would be refused now, before its fields are filled in."""
    if kind not in REPORTING:
        return possible(incident, kind)
    number = incident.number
    if not incident.at_hand:
        words = f"Incident {number} is {incident.state}, nothing more is reported of it."
        return Refused("INCIDENT_OVER", words, incident=number, state=incident.state)
    waiting = unsigned(incident)
    if kind is SignSituationReport and waiting is None:
        return Refused("NOTHING_TO_SIGN", "No report waits for a signature.")
    if kind is ReportByPhone and first_told(incident) is not None:
        words = f"Incident {number} has been reported already."
        return Refused("PHONE_REPORTED", words, at=first_told(incident))
    full = kind is FileSituationReport and waiting is None and len(incident.reports) >= REPORTS_MAX
    if full:
        words = f"An incident has at most {REPORTS_MAX} reports."
        return Refused("REPORTS_FULL", words, most=REPORTS_MAX)
    return None


def put_on_record(incident: Incident, command: ReportingCommand, at: Circumstances) -> Incident:
    """The incident with the milestone or the report. Raises `Refused`."""
    refused = against(incident, type(command))
    if refused is not None:
        raise refused
    match command:
        case NoteMilestone():
            after = _noted(incident, command, at)
        case ReportByPhone():
            after = _called(incident, command, at)
        case FileSituationReport():
            after = _filed(incident, command, at)
        case SignSituationReport():
            after = _signed(incident, at)
    return replace(after, version=incident.version + 1)


def papers(incident: Incident) -> tuple[SituationReport, ...]:
    """The written reports in order. A signed one keeps its place: only the last may wait."""
    return tuple(one for one in incident.reports if one.kind is not SituationKind.PHONE)


# Milestones -------------------------------------------------------------------------------


def milestones(incident: Incident) -> Mapping[Milestone, NotedMilestone | None]:
    """All milestones in order; None for one that nobody knows yet."""
    noted = {one.milestone: one for one in incident.milestones}
    told, over = first_told(incident), incident.over_at
    known = NotedMilestone(
        milestone=Milestone.KNOWN,
        at=incident.known_at,
        entered_at=incident.reported_at,
        by=incident.reported_by,
    )
    derived = {
        Milestone.KNOWN: known,
        Milestone.FIRST_REPORTED: _derived(Milestone.FIRST_REPORTED, told),
        Milestone.ENDED: _derived(Milestone.ENDED, over),
    }
    return {one: derived.get(one) or noted.get(one) for one in Milestone}


def missing(incident: Incident) -> tuple[Milestone, ...]:
    """The milestones that a person must still note."""
    there = milestones(incident)
    return tuple(one for one in BY_HAND if there[one] is None)


def _derived(milestone: Milestone, at: datetime | None) -> NotedMilestone | None:
    return None if at is None else NotedMilestone(milestone=milestone, at=at, entered_at=at)


def _noted(incident: Incident, command: NoteMilestone, at: Circumstances) -> Incident:
    which = command.milestone
    if which not in BY_HAND:
        raise Refused("MILESTONE_DERIVED", f"{which} follows from the record.", milestone=which)
    if any(one.milestone is which for one in incident.milestones):
        need_words(command.reason, "reason")
    noted = NotedMilestone(
        milestone=which, at=_instant(command.at, at), entered_at=at.now, by=at.by
    )
    others = [one for one in incident.milestones if one.milestone is not which]
    order = list(BY_HAND)
    kept = sorted((*others, noted), key=lambda one: order.index(one.milestone))
    after = replace(incident, milestones=tuple(kept))
    _need_order(after)
    return after


ORDER = (
    (Milestone.OCCURRED, Milestone.KNOWN),
    (Milestone.OCCURRED, Milestone.ON_SITE),
    (Milestone.OCCURRED, Milestone.CONTAINED),
    (Milestone.ON_SITE, Milestone.CONTAINED),
    (Milestone.CONTAINED, Milestone.ENDED),
)
"""Pairs of which the first can't be later. Somebody may be on site before the centre knows."""


def _need_order(incident: Incident) -> None:
    there = milestones(incident)
    for earlier, later in ORDER:
        first, second = there[earlier], there[later]
        if first is not None and second is not None and first.at > second.at:
            raise Refused(
                "MILESTONE_ORDER",
                f"{earlier} can't be later than {later}.",
                earlier=earlier,
                later=later,
                at=second.at,
            )


# Reports ----------------------------------------------------------------------------------


def _called(incident: Incident, command: ReportByPhone, at: Circumstances) -> Incident:
    need_words(command.words, "words")
    filed_at = _instant(command.at, at)
    _need_after(filed_at, incident.known_at)
    call = SituationReport(
        kind=SituationKind.PHONE,
        text=command.words,
        filed_at=filed_at,
        entered_at=at.now,
        by=at.by,
        level=incident.event_level,
    )
    waiting = unsigned(incident)
    kept = incident.reports[:-1] if waiting else incident.reports
    return replace(incident, reports=(*kept, call, *((waiting,) if waiting else ())))


def _filed(incident: Incident, command: FileSituationReport, at: Circumstances) -> Incident:
    need_words(command.text, "text")
    kind, filed_at = next_kind(incident), _instant(command.at, at)
    _need_after(filed_at, _earliest(incident, kind))
    report = SituationReport(
        kind=kind,
        number=next_number(incident),
        text=command.text,
        filed_at=filed_at,
        entered_at=at.now,
        by=at.by,
        level=incident.event_level,
    )
    kept = incident.reports[:-1] if unsigned(incident) else incident.reports
    return replace(incident, reports=(*kept, report))


def _signed(incident: Incident, at: Circumstances) -> Incident:
    signed = replace(incident.reports[-1], signed_by=at.by, signed_at=at.now)
    return replace(incident, reports=(*incident.reports[:-1], signed))


def _earliest(incident: Incident, kind: SituationKind) -> datetime:
    """A report can't be older than what it follows."""
    if kind is SituationKind.FINAL and incident.over_at is not None:
        return incident.over_at
    written = (one.delivered_at for one in incident.reports if one.kind is not SituationKind.PHONE)
    return max([incident.known_at, *(at for at in written if at is not None)])


def _need_after(filed_at: datetime, earliest: datetime) -> None:
    if filed_at < earliest:
        raise Refused("REPORT_TOO_EARLY", "It can't be older than what it follows.", at=earliest)


def _instant(said: datetime | None, at: Circumstances) -> datetime:
    """Nothing has happened later than now; a clock may run a little ahead."""
    return at.now if said is None else min(said, at.now)
