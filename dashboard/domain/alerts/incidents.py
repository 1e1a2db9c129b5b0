"""The alerts of an incident: one for the incident itself, one for each report that falls due."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.domain.alerts.life import again, come_back, end
from dashboard.domain.alerts.turns import AFTER, rank
from dashboard.domain.alerts.value import OF_REPORTS, Alert, AlertState, Turn, key_for
from dashboard.domain.alerts.watch import Watched
from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.persons import Area
from dashboard.domain.report_clocks import ReportClock, clocks
from dashboard.domain.unit import Urgency

LOOK_AGAIN = timedelta(hours=1)
"""The longest time between two looks at an incident."""


def alert_of_incident(incident: Incident, now: datetime) -> Alert:
    """The incident's own alert: one, however many cases are linked to it."""
    seats = (Area.CENTRE, Area.STREET, Area.GRID)
    stage = incident.state.value
    return _alert(incident, (Turn.INCIDENT, incident.known_at), stage, seats, now)


def alert_of_report(incident: Incident, clock: ReportClock, turn: Turn, now: datetime) -> Alert:
    """The duty desk's alert of a report: `stage` is the report's kind."""
    return _alert(incident, (turn, clock.due_at), clock.kind.value, (Area.CENTRE,), now)


def _alert(
    incident: Incident,
    turned: tuple[Turn, datetime],
    stage: str,
    seats: tuple[Area, ...],
    now: datetime,
) -> Alert:
    turn, due_at = turned
    kind, priority = rank(turn, Urgency.E1)
    return Alert(
        case=incident.number,
        lamp=turn,
        due_at=due_at,
        urgency=Urgency.E1,
        unit=None,
        at=now,
        street=incident.street,
        grid=incident.grid,
        stage=stage,
        kind=kind,
        priority=priority,
        seats=seats,
        state=AlertState.RAISED,
        reached_at=now,
        drill=incident.drill,
    )


def watch_incident(
    incident: Incident, known: Sequence[Alert], now: datetime, zone: ZoneInfo
) -> Watched:
    """What is due now of an incident's alerts; `known` are all that it has ever had.

    The incident's own alert is raised at once. It stands until the incident is confirmed; if a
    level was declared at once, until somebody has acknowledged it. A report has an alert when it is
    due soon and another when it is due, which replaces the first.
    """
    raised = [*_new(incident, known, now), *_turned(incident, known, now, zone)]
    owed = _owed(incident, zone)
    late = {a.due_at for a in (*known, *raised) if a.open and a.lamp is Turn.REPORT_LATE}
    gone = [
        alert
        for alert in known
        if alert.open
        and (
            _ended(incident, alert, owed)
            or (alert.lamp is Turn.REPORT_DUE and alert.due_at in late)
        )
    ]
    over = {alert.key for alert in gone}
    back = [a for a in known if a.open and a.back_at and a.back_at <= now and a.key not in over]
    return Watched(
        tuple(raised),
        tuple(come_back(alert, now) for alert in back),
        tuple(end(alert, now) for alert in gone),
    )


def next_look(incident: Incident, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When the timers must look at it next; None if nothing more is expected of it."""
    if not incident.at_hand:
        return None
    owed = [one for one in clocks(incident, zone) if one.delivered_at is None]
    turns = [at for one in owed for at in (one.soon_at, one.due_at + AFTER) if at > now]
    return min([*turns, now + LOOK_AGAIN])


Owed = frozenset[tuple[str, datetime]]


def _owed(incident: Incident, zone: ZoneInfo) -> Owed:
    """Kinds and deadlines of the reports that haven't gone out."""
    found = clocks(incident, zone) if incident.at_hand else ()
    return frozenset((one.kind.value, one.due_at) for one in found if one.delivered_at is None)


def idle(incident: Incident, alerts: Sequence[Alert], zone: ZoneInfo) -> list[Alert]:
    """The alerts that have lost their cause."""
    owed = _owed(incident, zone)
    return [alert for alert in alerts if _ended(incident, alert, owed)]


def _ended(incident: Incident, alert: Alert, owed: Owed) -> bool:
    """Whether the cause has ended: the incident is confirmed or over, the report has gone out."""
    if alert.lamp in OF_REPORTS:
        return (alert.stage, alert.due_at) not in owed
    return not incident.open or incident.state.value != alert.stage


def _new(incident: Incident, known: Sequence[Alert], now: datetime) -> list[Alert]:
    told = any(alert.lamp is Turn.INCIDENT for alert in known)
    new = incident.state in (IncidentState.SUSPECTED, IncidentState.CONFIRMED)
    return [alert_of_incident(incident, now)] if new and not told else []


def _turned(
    incident: Incident, known: Sequence[Alert], now: datetime, zone: ZoneInfo
) -> list[Alert]:
    """Reports that need an alert and have none; a late one gets no alert that it is due soon."""
    before = {alert.key: alert for alert in known}
    found: dict[str, Alert] = {}
    for clock in clocks(incident, zone) if incident.at_hand else ():
        if clock.delivered_at is not None or now < clock.soon_at:
            continue
        turn = Turn.REPORT_LATE if now > clock.due_at else Turn.REPORT_DUE
        key = key_for(incident.number, turn, clock.due_at)
        earlier = before.get(key)
        if earlier is None or not earlier.open:
            fresh = alert_of_report(incident, clock, turn, now)
            found[key] = fresh if earlier is None else again(earlier, fresh)
    return list(found.values())
