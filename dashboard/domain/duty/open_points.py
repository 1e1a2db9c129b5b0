"""What must be done now at the duty desk: one list by time left, of everything that waits there.

A point is never stored: it follows from the incidents, the cases and the alerts as they stand.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from dashboard.domain.alerts import Alert, AlertState, Place
from dashboard.domain.alerts.standing import place
from dashboard.domain.case import CaseState
from dashboard.domain.incident import DRILL_MARK, Incident, IncidentState
from dashboard.domain.incident_reporting import missing
from dashboard.domain.instructions.instruction import Instruction
from dashboard.domain.report_clocks import clocks
from dashboard.domain.scope import CENTRE
from dashboard.domain.unit import Urgency
from dashboard.domain.workspace.site_parties import SiteParty
from dashboard.domain.workspace.tasks import IncidentTask

LINKED = "LINKED"
"""`more` of a line for several cases of one incident; `number` is how many."""
TITLE_MAX = 120
"""So much of a task's words is in its line."""
UNDISPATCHED = frozenset({CaseState.REPORTED, CaseState.VERIFYING, CaseState.FILED})
"""The states of a case that no unit has yet."""


class PointKind(StrEnum):
    """Why something waits at the duty desk."""

    REPORT = "REPORT"
    """A report to the city that is due, or waits for its signature."""
    SUSPECTED = "SUSPECTED"
    """An incident that nobody has confirmed."""
    UNDISPATCHED = "UNDISPATCHED"
    """A critical case without a unit."""
    CRITICAL_LATE = "CRITICAL_LATE"
    """A critical case that is overdue."""
    ALERT = "ALERT"
    """An alert of the centre that nobody has acknowledged."""
    TASK = "TASK"
    """A task of an incident that nobody has answered; `more` is who answers for it."""
    PARTY = "PARTY"
    """A group on site that must be heard of."""
    MILESTONE = "MILESTONE"
    """A milestone of a running incident that nobody has noted."""
    SOURCE = "SOURCE"
    """A source of reports that has fallen silent."""
    HANDOVER = "HANDOVER"
    """A handover that is offered: it falls due like a report, and nothing shelves it."""
    INSTRUCTION = "INSTRUCTION"
    """A leader's instruction without its final answer; `more` is what it is about."""
    SHELVED = "SHELVED"
    """Only on a handover's sheet: an alert that is shelved until it returns."""
    RESUMING = "RESUMING"
    """Only on a handover's sheet: a suspended case that resumes within a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """One line: `of` is the number of its case or incident, or the name of its source.

    `due_at` is None for a point without a limit of its own. It is in the list from `since` on.
    `more` says which report, turn or milestone it is.
    """

    kind: PointKind
    of: str
    since: datetime
    due_at: datetime | None = None
    more: str = ""
    number: int = 0
    unsigned: bool = False
    title: str = ""
    item: str | None = None
    street: str = ""
    grid: int = 0

    @property
    def key(self) -> str:
        """Identifies what waits, whatever else of it changes."""
        return f"{self.kind}/{self.of}/{self.more}{self.number or ''}"


class CriticalCase(Protocol):
    """What the list needs of a case."""

    @property
    def number(self) -> str:
        """Its number."""

    @property
    def state(self) -> CaseState:
        """How far it has come."""

    @property
    def urgency(self) -> Urgency:
        """How urgent it is."""

    @property
    def item(self) -> str | None:
        """What it is about."""

    @property
    def street(self) -> str:
        """Where."""

    @property
    def grid(self) -> int:
        """Where."""


def of_incident(incident: Incident, zone: ZoneInfo) -> list[OpenPoint]:
    """The incident's owed reports, its missing confirmation and its missing milestones."""
    found = []
    for clock in clocks(incident, zone):
        if clock.delivered_at is not None:
            continue
        filed = incident.reports[-1].entered_at if clock.unsigned else clock.soon_at
        found.append(
            _point(
                PointKind.REPORT,
                incident,
                since=min(filed, clock.soon_at),
                due_at=clock.due_at,
                more=clock.kind.value,
                number=clock.number,
                unsigned=clock.unsigned,
            )
        )
    if incident.state is IncidentState.SUSPECTED:
        found.append(_point(PointKind.SUSPECTED, incident, since=incident.known_at))
    if incident.state is IncidentState.CONFIRMED:
        declared_at = incident.declared_at or incident.known_at
        found += [
            _point(PointKind.MILESTONE, incident, since=declared_at, more=one.value)
            for one in missing(incident)
        ]
    return found


def of_task(task: IncidentTask, incident: Incident | None) -> OpenPoint:
    """An open task; `incident` says where, as far as it is at hand.

    That of a milestone is one more missing milestone, with a limit.
    """
    owner = f"unit:{task.unit}" if task.unit else f"post:{task.post}"
    title = incident.title if incident and task.gap else task.words
    return OpenPoint(
        kind=PointKind.MILESTONE if task.gap else PointKind.TASK,
        of=task.incident,
        since=task.set_at,
        due_at=task.due_at,
        more=task.gap or owner,
        number=int(task.number),
        title=title[:TITLE_MAX],
        street=incident.street if incident else "",
        grid=incident.grid if incident else 0,
    )


def of_party(party: SiteParty, incident: Incident) -> OpenPoint:
    """A group on site of a running incident: in the list once it hasn't been heard of in time."""
    return OpenPoint(
        kind=PointKind.PARTY,
        of=party.incident,
        since=party.due_at,
        due_at=party.due_at,
        number=int(party.number),
        title=party.who,
        street=incident.street,
        grid=incident.grid,
    )


def _point(kind: PointKind, incident: Incident, **more: object) -> OpenPoint:
    return OpenPoint(
        kind=kind,
        of=incident.number,
        title=incident.title,
        street=incident.street,
        grid=incident.grid,
        **more,  # type: ignore[arg-type]
    )


def of_case(case: CriticalCase, due_at: datetime | None, now: datetime) -> list[OpenPoint]:
    """One line for a critical case that no unit has, or that is late."""
    if case.urgency is not Urgency.E1 or due_at is None:
        return []
    waits = case.state in UNDISPATCHED
    if not waits and now <= due_at:
        return []
    return [
        OpenPoint(
            kind=PointKind.UNDISPATCHED if waits else PointKind.CRITICAL_LATE,
            of=case.number,
            since=min(now, due_at),
            due_at=due_at,
            more=case.state.value,
            item=case.item,
            street=case.street,
            grid=case.grid,
        )
    ]


def gathered(
    found: Iterable[tuple[str | None, OpenPoint]], incidents: Mapping[str, Incident]
) -> list[OpenPoint]:
    """The lines of critical cases, each with the number of its incident, if it has one.

    Those of a running incident are one line of each kind, or they would push all else off the list.
    """
    alone: list[OpenPoint] = []
    together: dict[tuple[str, PointKind], list[OpenPoint]] = defaultdict(list)
    for number, point in found:
        if number and number in incidents:
            together[number, point.kind].append(point)
        else:
            alone.append(point)
    for (number, kind), points in together.items():
        first = min(points, key=_rank)
        if len(points) > 1:
            limit = {"since": first.since, "due_at": first.due_at, "number": len(points)}
            first = _point(kind, incidents[number], more=LINKED, **limit)
        alone.append(first)
    return alone


def of_instructions(waiting: Iterable[Instruction]) -> list[OpenPoint]:
    """One line for each instruction that waits for its final answer, with its first words."""
    return [
        OpenPoint(
            kind=PointKind.INSTRUCTION,
            of=one.number,
            since=one.at,
            due_at=one.due_at,
            more=one.about.value,
            title=one.first_words,
            street=one.street,
            grid=one.grid,
        )
        for one in waiting
        if one.open
    ]


def of_alerts(
    alerts: Iterable[Alert], now: datetime, others: Sequence[OpenPoint]
) -> list[OpenPoint]:
    """The centre's unacknowledged alerts, except those about something that has a line already."""
    listed = {point.of for point in others}
    return [
        OpenPoint(
            kind=PointKind.ALERT,
            of=alert.case,
            since=alert.reached_at or alert.at,
            due_at=alert.due_at,
            more=alert.lamp.value,
            title=DRILL_MARK if alert.drill else "",
            item=alert.item,
            street=alert.street,
            grid=alert.grid,
        )
        for alert in alerts
        if alert.case not in listed
        and alert.state is AlertState.RAISED
        and alert.concerns(CENTRE)
        and place(alert, now) is Place.LIST
    ]


def in_order(points: Iterable[OpenPoint]) -> list[OpenPoint]:
    """By time left; points without a limit come last, those that have waited longest first.

    A suspected incident counts as due since it was known.
    """
    return sorted(points, key=_rank)


def _rank(point: OpenPoint) -> tuple[bool, datetime, str]:
    lasts = point.due_at is None and point.kind is not PointKind.SUSPECTED
    return lasts, point.due_at or point.since, point.key
