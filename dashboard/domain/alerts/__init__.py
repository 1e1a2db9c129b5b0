"""Alerts: what is late or wrong, whom it concerns, their states, and how they are listed."""

from dashboard.domain.alerts.pace import Grade, flood, grade, recent
from dashboard.domain.alerts.standing import (
    Group,
    Place,
    StandingAlerts,
    order,
    place,
    rollup,
    standing,
)
from dashboard.domain.alerts.value import Alert, AlertClass, AlertState, Turn

__all__ = [
    "Alert",
    "AlertClass",
    "AlertState",
    "Grade",
    "Group",
    "Place",
    "StandingAlerts",
    "Turn",
    "flood",
    "grade",
    "order",
    "place",
    "recent",
    "rollup",
    "standing",
]
