"""The major incident (突发事件): its own record, linked to cases."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from dashboard.domain.case import Case
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.guards import need_words
from dashboard.domain.milestones import NotedMilestone
from dashboard.domain.oversight_commands import (
    BeginDrill,
    ConfirmIncident,
    CorrectKnownAt,
    DeclareWarningLevel,
    DismissIncident,
    EndIncident,
    EscalateIncident,
    ReviewIncident,
)
from dashboard.domain.refusals import Refused
from dashboard.domain.situation_reports import SituationKind, SituationReport


class IncidentState(StrEnum):
    """The states of an incident; a person declares each of them."""

    SUSPECTED = "SUSPECTED"
    CONFIRMED = "CONFIRMED"
    ENDED = "ENDED"
    DISMISSED = "DISMISSED"


OVER = frozenset({IncidentState.ENDED, IncidentState.DISMISSED})
LEVELS = (1, 2, 3, 4)
CASES_MAX = 500
DRILL_MARK = "【演练 DRILL】"
"""The title of a drill begins with it, so that it is on every screen, sheet and report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident. Levels run from 1 (gravest) to 4; the person `declared_by` declared them.

    `known_at` starts the report clock (接报时间); a person may correct it. `cases` are linked and
    keep their own clocks. `milestones` are those that a person has noted, `reports` what was
    reported to the city, in order; only the last of them may be unsigned. `review` is what was
    learnt (复盘): after it nothing is added any more.
    """

    number: str
    version: int
    state: IncidentState
    kind: IncidentKind
    title: str
    text: str
    grid: int
    street: str
    known_at: datetime
    reported_at: datetime
    lon: float | None = None
    lat: float | None = None
    address: str = ""
    warning_level: int | None = None
    event_level: int | None = None
    response_level: int | None = None
    reported_by: str = ""
    declared_by: str = ""
    declared_at: datetime | None = None
    over_at: datetime | None = None
    outcome: str = ""
    reviewed_at: datetime | None = None
    reviewed_by: str = ""
    review: str = ""
    cases: tuple[str, ...] = ()
    milestones: tuple[NotedMilestone, ...] = ()
    reports: tuple[SituationReport, ...] = ()
    drill: bool = False
    """A drill (演练): it has everything that an incident has, but no case."""

    @property
    def open(self) -> bool:
        return self.state not in OVER

    @property
    def at_hand(self) -> bool:
        """Running, or ended while nobody has signed its final report."""
        final = SituationKind.FINAL
        done = any(one.kind is final and one.delivered_at for one in self.reports)
        return self.open or (self.state is IncidentState.ENDED and not done)


def open_incident(command: ReportIncident, at: Circumstances) -> Incident:
    """A suspected incident: a person confirms it and declares its level."""
    spot = at.spot
    if spot is None:
        raise Refused("PLACE_MISSING", "An incident needs a place.")
    drill = isinstance(command, BeginDrill)
    return Incident(
        number=at.number,
        version=1,
        state=IncidentState.SUSPECTED,
        kind=command.kind,
        title=DRILL_MARK + command.title if drill else command.title,
        drill=drill,
        text=command.text,
        grid=spot.grid,
        street=at.district.grids[spot.grid].street,
        lon=spot.lon,
        lat=spot.lat,
        address=spot.address,
        known_at=command.known_at or at.now,
        reported_at=at.now,
        reported_by=at.by,
    )


def incident_from(case: Case, command: EscalateIncident, at: Circumstances) -> Incident:
    """The incident that a case turns out to be; confirmed at once if a level is declared.

    It counts as known since the report of the case, not since somebody recognised it: the report
    clock starts there. Its kind is the one that the case's item may grow into, unless the command
    gives another. More people may read its title than the case: it is the item, else the street.
    """
    item = at.district.items.get(case.item or "")
    kind = command.kind or (IncidentKind(item.major_kind) if item and item.major_kind else None)
    if kind is None:
        raise Refused("KIND_MISSING", "Say what kind of incident this is.")
    incident = Incident(
        number=at.number,
        version=1,
        state=IncidentState.SUSPECTED,
        kind=kind,
        title=command.title.strip() or (item or at.district.streets[case.street]).name_zh,
        text=case.text,
        grid=case.grid,
        street=case.street,
        lon=case.lon,
        lat=case.lat,
        address=case.address,
        known_at=case.reported_at,
        reported_at=at.now,
        reported_by=at.by,
        cases=(case.number,),
    )
    return incident if command.level is None else _declared(incident, command.level, at)


def linked(
    incident: Incident, cases: Sequence[str], level: int | None, at: Circumstances
) -> Incident:
    """The running incident with more cases, and with the level if one is declared."""
    _need_running(incident)
    if incident.drill:
        words = f"{incident.number} is a drill: no case is linked to it."
        raise Refused("INCIDENT_DRILL", words, incident=incident.number)
    if len(incident.cases) + len(cases) > CASES_MAX:
        raise Refused(
            "INCIDENT_FULL", f"An incident has at most {CASES_MAX} cases.", most=CASES_MAX
        )
    more = replace(incident, cases=(*incident.cases, *cases))
    return _next(more if level is None else _declared(more, level, at), incident)


def without(incident: Incident, cases: Container[str]) -> Incident:
    """The running incident without these cases."""
    _need_running(incident)
    left = tuple(number for number in incident.cases if number not in cases)
    return _next(replace(incident, cases=left), incident)


def change(incident: Incident, command: object, at: Circumstances) -> Incident:
    """Carries out a person's declaration: it is an incident, it is none, or it is over."""
    refused = possible(incident, type(command))
    if refused is not None:
        raise refused
    match command:
        case ConfirmIncident(level=level):
            return _next(_declared(incident, level, at), incident)
        case DismissIncident(reason=reason):
            return _over(incident, IncidentState.DISMISSED, reason, at)
        case EndIncident(reason=reason):
            return _over(incident, IncidentState.ENDED, reason, at)
        case CorrectKnownAt():
            return _next(_known_at(incident, command), incident)
        case ReviewIncident(words=words):
            need_words(words, "words")
            review = {"reviewed_at": at.now, "reviewed_by": at.by, "review": words.strip()}
            return _next(replace(incident, **review), incident)  # type: ignore[arg-type]
        case DeclareWarningLevel(level=level):
            _need_level(level)
            return _next(replace(incident, warning_level=level), incident)
        case _:
            raise TypeError(command)


def possible(incident: Incident, kind: type) -> Refused | None:
    """Why any command of this kind would be refused now; None if it may be tried."""
    suspected = incident.state is IncidentState.SUSPECTED
    number = incident.number
    if kind is ReviewIncident:
        return _against_review(incident)
    if not incident.open:
        words = f"Incident {number} is {incident.state}."
        return Refused("INCIDENT_OVER", words, incident=number, state=incident.state)
    if kind is DismissIncident and not suspected:
        words = f"Incident {number} is confirmed: it is ended, not dismissed."
        return Refused("INCIDENT_CONFIRMED", words, incident=number)
    if kind is EndIncident and suspected:
        words = f"Incident {number} isn't confirmed: it is dismissed, not ended."
        return Refused("INCIDENT_SUSPECTED", words, incident=number)
    return None


def _against_review(incident: Incident) -> Refused | None:
    number = incident.number
    if incident.open:
        return Refused("NOT_ENDED", f"Incident {number} hasn't ended.", incident=number)
    if incident.state is IncidentState.DISMISSED:
        words = f"Incident {number} is {incident.state}."
        return Refused("INCIDENT_OVER", words, incident=number, state=incident.state)
    if incident.at_hand:
        words = f"The final report on incident {number} isn't signed."
        return Refused("FINAL_UNSIGNED", words, incident=number)
    if incident.reviewed_at is not None:
        words = f"Incident {number} has been reviewed."
        return Refused("INCIDENT_REVIEWED", words, incident=number, at=incident.reviewed_at)
    return None


def same_for_a_person(now: Incident, seen: object, *, reports: bool = False) -> bool:
    """Whether what a person judges by is unchanged; more linked cases don't change it.

    With `reports`, the reports must be unchanged, too: for those who write or sign one.
    """
    return isinstance(seen, Incident) and _judged_by(now, reports) == _judged_by(seen, reports)


def _judged_by(incident: Incident, reports: bool) -> tuple[object, ...]:  # noqa: FBT001
    levels = (incident.warning_level, incident.event_level, incident.response_level)
    judged = (incident.state, *levels)
    return (*judged, incident.reports) if reports else judged


def _need_running(incident: Incident) -> None:
    refused = possible(incident, type(None))
    if refused is not None:
        raise refused


def _declared(incident: Incident, level: int, at: Circumstances) -> Incident:
    _need_level(level)
    suspected = incident.state is IncidentState.SUSPECTED
    return replace(
        incident,
        state=IncidentState.CONFIRMED if suspected else incident.state,
        event_level=level,
        declared_by=at.by,
        declared_at=at.now,
    )


def _need_level(level: int) -> None:
    if level not in LEVELS:
        raise Refused("NO_SUCH_LEVEL", "Incidents have the levels 1 to 4.", level=level)


def _known_at(incident: Incident, command: CorrectKnownAt) -> Incident:
    need_words(command.reason, "reason")
    if command.known_at > incident.reported_at:
        raise Refused(
            "KNOWN_BEFORE",
            f"Incident {incident.number} was here at {incident.reported_at:%Y-%m-%d %H:%M} UTC.",
            incident=incident.number,
            at=incident.reported_at,
        )
    if command.known_at == incident.known_at:
        raise Refused("KNOWN_ALREADY", "It is known since then already.", at=incident.known_at)
    return replace(incident, known_at=command.known_at)


def _over(incident: Incident, state: IncidentState, why: str, at: Circumstances) -> Incident:
    need_words(why, "reason")
    return _next(replace(incident, state=state, over_at=at.now, outcome=why), incident)


def _next(after: Incident, before: Incident) -> Incident:
    return replace(after, version=before.version + 1)
