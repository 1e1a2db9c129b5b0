"""What becomes of an alert: acknowledged, shelved, back again, gone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from dashboard.domain.alerts.value import Alert, AlertClass, AlertState, Turn
from dashboard.domain.incident import IncidentState
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import Urgency

INTERVAL: Mapping[int, timedelta] = {
    1: timedelta(minutes=5),
    2: timedelta(minutes=15),
    3: timedelta(hours=1),
}
"""By priority: how long somebody may take to do something about it."""
BACK_AFTER = 2
"""An acknowledged alert returns after so many intervals."""
SHELF: Mapping[Urgency, timedelta] = {
    Urgency.E2: timedelta(minutes=30),
    Urgency.E3: timedelta(hours=4),
    Urgency.E4: timedelta(hours=4),
}
"""How long at most an alert may be shelved; what is critical never is."""


def acknowledge(alert: Alert, by: str, now: datetime) -> Alert:
    """Known at a seat. That solves nothing: it returns after twice the interval of its priority.

    Of an incident that is confirmed already there is nothing more to be known.
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
        back_at=now + BACK_AFTER * INTERVAL[alert.priority],
    )


def shelve(alert: Alert, until: datetime, by: str, now: datetime, *, reason: str = "") -> Alert:
    """Out of the list until then, but listed as shelved; what is critical is refused."""
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
    """How long at most it may be out of the list; raises `Refused` for what is critical."""
    most = None if alert.lamp is Turn.INCIDENT else SHELF.get(alert.urgency)
    if most is None:
        raise Refused("ALERT_CRITICAL", "What is critical can't be shelved.")
    return most


def _need_standing(alert: Alert) -> None:
    if not alert.open or alert.kind is AlertClass.LOG:
        raise Refused("ALERT_GONE", "The cause of this alert is gone.")


def come_back(alert: Alert, now: datetime) -> Alert:
    """Acknowledged or shelved, and its cause is still there: it reaches the desks again."""
    return replace(
        alert,
        version=alert.version + 1,
        state=AlertState.RAISED,
        reached_at=now,
        back_at=None,
    )


def end(alert: Alert, now: datetime) -> Alert:
    """Its cause is gone."""
    return replace(
        alert,
        version=alert.version + 1,
        state=AlertState.GONE,
        back_at=None,
        gone_at=now,
    )


def again(gone: Alert, fresh: Alert) -> Alert:
    """The same cause is back: the alert as it would be raised now, one version on."""
    return replace(fresh, version=gone.version + 1)
