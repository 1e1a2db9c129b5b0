"""The report clocks of an incident: what the city must get by when, and whether it has got it.

Nothing here is stored: every status is computed from now, the limits and what was delivered. The
limits are the brief's (3.2), by level. The clocks of the call and the first report begin when the
incident was known (接报), those of follow-ups with the first report, that of the final report with
the incident's end. A report has the limit of the level at which it was filed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.situation_reports import SituationKind, SituationReport

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NO_TIME = timedelta(0)


class ReportStatus(StrEnum):
    """未到期、将到期、已报、迟报、逾期未报."""

    NOT_DUE = "NOT_DUE"
    DUE_SOON = "DUE_SOON"
    DELIVERED = "DELIVERED"
    LATE = "LATE"
    OVERDUE = "OVERDUE"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUps:
    """How often a follow-up is due: `quick` for `quick_for`, then `every`; `daily` as well."""

    every: timedelta
    quick: timedelta = NO_TIME
    quick_for: timedelta = NO_TIME
    daily: tuple[time, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLimits:
    """The limits of one level."""

    phone: timedelta
    written: timedelta
    follow_ups: FollowUps
    final: timedelta = 24 * HOUR


_GRAVE = ReportLimits(
    phone=15 * MINUTE,
    written=30 * MINUTE,
    follow_ups=FollowUps(quick=30 * MINUTE, quick_for=2 * HOUR, every=HOUR),
)
LIMITS: Mapping[int, ReportLimits] = {
    1: _GRAVE,
    2: _GRAVE,
    3: ReportLimits(phone=30 * MINUTE, written=60 * MINUTE, follow_ups=FollowUps(every=2 * HOUR)),
    4: ReportLimits(
        phone=30 * MINUTE,
        written=60 * MINUTE,
        follow_ups=FollowUps(every=4 * HOUR, daily=(time(8), time(17))),
    ),
}
UNDECLARED = 4
"""The level whose limits apply before one is declared."""
_SOON = (-10 * MINUTE, -5 * MINUTE, NO_TIME, 5 * MINUTE)
REMINDERS: Mapping[SituationKind, tuple[timedelta, ...]] = {
    SituationKind.PHONE: _SOON,
    SituationKind.FIRST: _SOON,
    SituationKind.FOLLOW_UP: _SOON,
    SituationKind.FINAL: (-2 * HOUR, -30 * MINUTE, NO_TIME, HOUR),
}
"""When the duty desk is reminded, relative to the deadline; from the first on it is due soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClock:
    """One report, owed or delivered; `unsigned`: it is written, and nobody has signed it."""

    kind: SituationKind
    due_at: datetime
    number: int = 0
    delivered_at: datetime | None = None
    unsigned: bool = False

    @property
    def soon_at(self) -> datetime:
        """From when on it is due soon."""
        return self.due_at + REMINDERS[self.kind][0]

    def status(self, now: datetime) -> ReportStatus:
        """Its status at this instant."""
        if self.delivered_at is not None:
            return ReportStatus.LATE if self.delivered_at > self.due_at else ReportStatus.DELIVERED
        if now > self.due_at:
            return ReportStatus.OVERDUE
        return ReportStatus.DUE_SOON if now >= self.soon_at else ReportStatus.NOT_DUE

    def late_by(self, now: datetime) -> timedelta:
        """How late it was, or is by now."""
        return max(NO_TIME, (self.delivered_at or now) - self.due_at)


def clocks(incident: Incident, zone: ZoneInfo) -> tuple[ReportClock, ...]:
    """All clocks of an incident: the phone, the first report, each follow-up, the final one.

    A false alarm needs no report. While the incident runs, only the next follow-up is owed.
    """
    if incident.state is IncidentState.DISMISSED:
        return ()
    found = [_phone(incident), _first(incident)]
    found += _follow_ups(incident, zone)
    if incident.over_at is not None:
        final = _one(incident, SituationKind.FINAL)
        due_at = incident.over_at + _limits(final, incident).final
        found.append(_clock(SituationKind.FINAL, due_at, final))
    return tuple(found)


def next_due(incident: Incident, zone: ZoneInfo) -> ReportClock | None:
    """The owed report that falls due first."""
    owed = [one for one in clocks(incident, zone) if one.delivered_at is None]
    return min(owed, key=lambda one: one.due_at, default=None)


def first_told(incident: Incident) -> datetime | None:
    """When the city was told first, by whatever way (首报)."""
    first = (SituationKind.PHONE, SituationKind.FIRST)
    told = (one.delivered_at for one in incident.reports if one.kind in first)
    return min((at for at in told if at is not None), default=None)


def _phone(incident: Incident) -> ReportClock:
    """Once the city has the written report, no call is owed."""
    call = _one(incident, SituationKind.PHONE) or _one(incident, SituationKind.FIRST)
    due_at = incident.known_at + _limits(call, incident).phone
    return ReportClock(kind=SituationKind.PHONE, due_at=due_at, delivered_at=first_told(incident))


def _first(incident: Incident) -> ReportClock:
    first = _one(incident, SituationKind.FIRST)
    due_at = incident.known_at + _limits(first, incident).written
    return _clock(SituationKind.FIRST, due_at, first)


def _follow_ups(incident: Incident, zone: ZoneInfo) -> list[ReportClock]:
    first = _one(incident, SituationKind.FIRST)
    begun = first.delivered_at if first else None
    if begun is None:
        return []
    kind, found, last, pending = SituationKind.FOLLOW_UP, [], begun, None
    for report in incident.reports:
        if report.kind is kind and report.delivered_at is None:
            pending = report
        elif report.kind is kind:
            due_at = _slot(begun, last, _limits(report, incident).follow_ups, zone)
            found.append(_clock(kind, due_at, report))
            last = max(last, report.delivered_at or last)
    if incident.over_at is None:
        due_at = _slot(begun, last, _limits(None, incident).follow_ups, zone)
        number = len(found) + 1
        unsigned = pending is not None
        found.append(ReportClock(kind=kind, number=number, due_at=due_at, unsigned=unsigned))
    return found


def _slot(begun: datetime, last: datetime, rule: FollowUps, zone: ZoneInfo) -> datetime:
    """The rule's first instant that the last report doesn't answer already.

    The first report fixes the instants, so an additional report moves none. A report in the half
    interval before an instant answers it.
    """
    quick_until = begun + rule.quick_for
    step = rule.quick if last < quick_until else rule.every
    earliest = last + step / 2
    origin = begun if earliest <= quick_until and rule.quick else quick_until
    step = rule.quick if origin < quick_until else rule.every
    behind = max(earliest - origin, NO_TIME)
    steps = max(1, -(-behind // step))
    slot = origin + steps * step
    return min([slot, *_daily(earliest, rule.daily, zone)])


def _daily(earliest: datetime, hours: tuple[time, ...], zone: ZoneInfo) -> list[datetime]:
    """When each of these hours of the district's day comes next."""
    today = earliest.astimezone(zone).date()
    found = []
    for hour in hours:
        at = datetime.combine(today, hour, zone)
        if at < earliest:
            at = datetime.combine(today + timedelta(days=1), hour, zone)
        found.append(at.astimezone(earliest.tzinfo))
    return found


def _one(incident: Incident, kind: SituationKind) -> SituationReport | None:
    return next((one for one in incident.reports if one.kind is kind), None)


def _limits(report: SituationReport | None, incident: Incident) -> ReportLimits:
    """Of a delivered report those of its own level, of an owed one those of the present level."""
    signed = report is not None and report.delivered_at is not None
    level = report.level if report is not None and signed else incident.event_level
    return LIMITS[level or UNDECLARED]


def _clock(kind: SituationKind, due_at: datetime, report: SituationReport | None) -> ReportClock:
    delivered_at = report.delivered_at if report else None
    return ReportClock(
        kind=kind,
        due_at=due_at,
        number=report.number if report else 0,
        delivered_at=delivered_at,
        unsigned=report is not None and delivered_at is None,
    )
