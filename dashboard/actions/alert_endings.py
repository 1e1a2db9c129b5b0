"""Ends alerts when their cause ends, in the same transaction as the act that ends it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.domain.alerts import Alert
from dashboard.domain.alerts.incidents import idle
from dashboard.domain.alerts.life import end
from dashboard.domain.alerts.watch import ended
from dashboard.domain.case import Case
from dashboard.domain.changes import Act, Kind
from dashboard.domain.district import District
from dashboard.domain.incident import Incident
from dashboard.store import alerts as store
from dashboard.store.engines import Connection

BY = "timers"
GONE = "gone"


def ended_alerts(
    connection: Connection, district: District, acts: Sequence[Act], now: datetime
) -> list[Act]:
    """The acts that end the alerts which lose their cause by these acts; new states have none."""
    changed = {
        act.key: act.state
        for act in acts
        if isinstance(act.state, Case | Incident) and act.state.version > 1
    }
    if not changed:
        return []
    key = district.key
    known = {a.key: a for a in store.of_subjects(connection, key, changed, standing=True)}
    known |= {act.key: act.state for act in acts if isinstance(act.state, Alert)}
    of: dict[str, list[Alert]] = defaultdict(list)
    for alert in known.values():
        if alert.open and alert.case in changed:
            of[alert.case].append(alert)
    if not of:
        return []
    running = running_incidents(connection, key, acts, [changed[number] for number in of])
    known_of = running, ZoneInfo(district.timezone)
    return [
        Act(Kind.ALERT, alert.key, GONE, BY, "", now, alert)
        for number, alerts in of.items()
        for alert in _ended(changed[number], alerts, now, known_of)
    ]


def _ended(
    state: Case | Incident,
    alerts: Sequence[Alert],
    now: datetime,
    known: tuple[set[str], ZoneInfo],
) -> Sequence[Alert]:
    running, zone = known
    if isinstance(state, Case):
        return ended(state, alerts, now, covered=state.incident in running)
    return [end(alert, now) for alert in idle(state, alerts, zone)]


def running_incidents(
    connection: Connection, district: str, acts: Sequence[Act], states: Sequence[Case | Incident]
) -> set[str]:
    """The incidents of these cases that are running after the acts."""
    wanted = {state.incident for state in states if isinstance(state, Case) and state.incident}
    running = set(store.open_incidents(connection, district, wanted))
    for act in acts:
        if isinstance(act.state, Incident):
            running.discard(act.key)
            if act.state.open:
                running.add(act.key)
    return running
