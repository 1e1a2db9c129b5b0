"""The states of an alert: acknowledged, shelved, raised again, gone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from dashboard.domain.alerts.value import OF_REPORTS, Alert, AlertClass, AlertState, Turn
from dashboard.domain.incident import IncidentState
from dashboard.domain.refusals import Refused
from dashboard.domain.report_clocks import REMINDERS
from dashboard.domain.situation_reports import SituationKind
from dashboard.domain.unit import Urgency

INTERVAL: Mapping[int, timedelta] = {
    1: timedelta(minutes=5),
    2: timedelta(minutes=15),
    3: timedelta(hours=1),
}
"""For each priority, how long somebody may take to do something about it."""
BACK_AFTER = 2
"""An acknowledged alert returns after this many intervals."""
SHELF: Mapping[Urgency, timedelta] = {
    Urgency.E2: timedelta(minutes=30),
    Urgency.E3: timedelta(hours=4),
    Urgency.E4: timedelta(hours=4),
}
"""How long an alert may be shelved at most; a critical one never is."""


def acknowledge(alert: Alert, by: str, now: datetime) -> Alert:
    """Somebody has seen it. That solves nothing: it returns after twice its priority's interval.

    If its incident is confirmed already, there is nothing more to see, and it ends.
    """
    _need_standing(alert)
    if alert.lamp is Turn.INCIDENT and alert.stage == IncidentState.CONFIRMED:
        return replace(end(alert, now), taken_by=by, taken_at=now)
    if alert.state is AlertState.ACKNOWLEDGED:
        raise Refused(
            "ALERT_ACKNOWLEDGED",
            f"{alert.taken_by} has acknowledged this alert.",
            by=alert.taken_by,
        )
    return replace(
        alert,
        version=alert.version + 1,
        state=AlertState.ACKNOWLEDGED,
        taken_by=by,
        taken_at=now,
        reason="",
        back_at=_back_at(alert, now),
    )


def _back_at(alert: Alert, now: datetime) -> datetime:
    """When it returns; a report's alert at the report's next reminder, if that comes earlier."""
    usual = now + BACK_AFTER * INTERVAL[alert.priority]
    if alert.lamp not in OF_REPORTS:
        return usual
    reminders = (alert.due_at + after for after in REMINDERS[SituationKind(alert.stage)])
    return min([usual, *(at for at in reminders if at > now)])


def shelve(alert: Alert, until: datetime, by: str, now: datetime, *, reason: str = "") -> Alert:
    """Takes it off the list until then, listed as shelved; refused for a critical alert."""
    _need_standing(alert)
    most = longest_shelf(alert)
    if not now < until <= now + most:
        minutes = most // timedelta(minutes=1)
        raise Refused(
            "SHELF_TOO_LONG",
            f"This alert can be shelved for at most {minutes} minutes.",
            minutes=minutes,
        )
    return replace(
        alert,
        version=alert.version + 1,
        state=AlertState.SHELVED,
        taken_by=by,
        taken_at=now,
        reason=reason,
        back_at=until,
    )


def longest_shelf(alert: Alert) -> timedelta:
    """How long it may be shelved at most; raises `Refused` for a critical alert."""
    most = SHELF.get(alert.urgency)
    if most is None:
        raise Refused("ALERT_CRITICAL", "What is critical can't be shelved.")
    return most


def _need_standing(alert: Alert) -> None:
    if not alert.open or alert.kind is AlertClass.LOG:
        raise Refused("ALERT_GONE", "The cause of this alert is gone.")


def come_back(alert: Alert, now: datetime) -> Alert:
    """Raises an acknowledged or shelved alert again, because its cause still exists."""
    return replace(
        alert,
        version=alert.version + 1,
        state=AlertState.RAISED,
        reached_at=now,
        back_at=None,
    )


def end(alert: Alert, now: datetime) -> Alert:
    """Ends the alert: its cause no longer exists."""
    return replace(
        alert,
        version=alert.version + 1,
        state=AlertState.GONE,
        back_at=None,
        gone_at=now,
    )


def again(gone: Alert, fresh: Alert) -> Alert:
    """The same cause is back: the alert as if newly raised, with the next version."""
    return replace(fresh, version=gone.version + 1)
