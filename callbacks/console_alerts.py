"""The alerts of a desk: those that stand, grouped in a flood, and how fast they come."""

from collections.abc import Sequence
from typing import Any

from dashboard.domain.alerts import (
    Alert,
    AlertClass,
    Group,
    Place,
    StandingAlerts,
    flood,
    grade,
    recent,
    rollup,
    standing,
)
from dashboard.domain.alerts.pace import MEMORY_MS
from dashboard.domain.scope import Scope
from dashboard.live.hub import Model
from dashboard.live.picture import Picture
from dashboard.system import from_ms, to_ms

SPAN_MS = 10_000
SHOWN_MAX = 300


class Alerts:
    """The sections `alerts`, `alert_groups` and `alarm`; computed again when an alert has changed.

    Changes by time alone (a flood ends, a day has passed) appear within ten seconds: the sections
    are those at the end of the present ten seconds.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._at: tuple[Picture, int, int] | None = None
        self._sections: Model = {}

    def sections(self, picture: Picture) -> Model:
        """The sections for the present picture."""
        span = picture.now_ms // SPAN_MS + 1
        if self._at != (picture, picture.alert_touches, span):
            self._at = (picture, picture.alert_touches, span)
            self._sections = self._think(picture, span * SPAN_MS)
        return self._sections

    def _think(self, picture: Picture, now_ms: int) -> Model:
        mine = [alert for alert in picture.alerts.values() if alert.concerns(self._scope)]
        stands = standing(mine, from_ms(now_ms))
        reached = sorted(
            to_ms(alert.reached_at)
            for alert in mine
            if alert.kind is AlertClass.ALERT and alert.reached_at is not None and not alert.drill
        )
        reached = [at for at in reached if at > now_ms - MEMORY_MS]
        flooded = flood(reached, now_ms)
        real = [alert for alert in stands.alerts if not alert.drill]
        groups = rollup(real)[1] if flooded else ()
        came = recent(reached, now_ms)
        return {
            "alerts": _listed(stands),
            "alert_groups": {group.name or "": _group(group) for group in groups},
            "alarm": {
                "recent": came,
                "grade": grade(came).value,
                "flood": flooded,
                "standing": len(real),
                "notices": len(stands.notices),
                "shelved": len(stands.shelved),
                "long_overdue": len(stands.long_overdue),
            },
        }


def _listed(stands: StandingAlerts) -> dict[str, Any]:
    """By key, in order; of each kind only as many as anybody can read."""
    parts: tuple[tuple[Place, Sequence[Alert]], ...] = (
        (Place.LIST, stands.alerts),
        (Place.NOTICES, stands.notices),
        (Place.SHELF, stands.shelved),
        (Place.LEDGER, stands.long_overdue),
    )
    return {
        alert.key: _alert_data(alert, place)
        for place, alerts in parts
        for alert in alerts[:SHOWN_MAX]
    }


def _alert_data(alert: Alert, place: Place) -> dict[str, Any]:
    return {
        "place": place.value,
        "case": alert.case,
        "turn": alert.lamp.value,
        "state": alert.state.value,
        "priority": alert.priority,
        "urgency": alert.urgency.value,
        "unit": alert.unit,
        "item": alert.item,
        "street": alert.street,
        "grid": alert.grid,
        "level": alert.level,
        "due": to_ms(alert.due_at),
        "reached": None if alert.reached_at is None else to_ms(alert.reached_at),
        "back": None if alert.back_at is None else to_ms(alert.back_at),
        "by": alert.taken_by,
        "drill": alert.drill,
    }


def _group(group: Group) -> dict[str, Any]:
    """Without keys: its alerts are those in the list with its unit, except priority 1."""
    return {
        "count": group.count,
        "by_urgency": {urgency.value: count for urgency, count in group.by_urgency.items()},
        "oldest": to_ms(group.oldest),
        "parts": [{"name": part.name} | _group(part) for part in group.parts],
    }
