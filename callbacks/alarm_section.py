"""What sounds at the duty desk: the centre's alerts, and a handover that nobody takes over."""

from collections.abc import Mapping
from typing import Any

from callbacks.console_alerts import Alerts
from dashboard.domain.alerts import AlertState, Place
from dashboard.domain.duty.shifts import Shift
from dashboard.domain.scope import CENTRE
from dashboard.live.hub import Model
from dashboard.live.picture import Picture
from dashboard.live.sections import CachedValue
from dashboard.system import to_ms

TOLD = ("place", "state", "turn", "priority", "reached")
SOUNDING = frozenset({Place.LIST.value, Place.NOTICES.value})
GRAVEST = 1


class AlarmsTold:
    """The section `alarms`, made anew only when an alert or the shift has changed."""

    def __init__(self) -> None:
        self._alerts = Alerts(CENTRE)
        self._made = CachedValue[Model]()

    def of(self, picture: Picture) -> Model:
        """What sounds, by key, each from its instant `reached` on; the picture's lock is held."""
        listed, shift = self._alerts.sections(picture)["alerts"], picture.duty_room.on_duty
        return self._made.of(lambda: {"alarms": _alerts(listed) | _handover(shift)}, listed, shift)


def _alerts(listed: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        key: {name: alert[name] for name in TOLD}
        for key, alert in listed.items()
        if alert["state"] == AlertState.RAISED.value and alert["place"] in SOUNDING
    }


def _handover(shift: Shift | None) -> dict[str, Any]:
    """An offered handover sounds from its limit on, until somebody takes over."""
    if shift is None or shift.handover is None:
        return {}
    told = {
        "place": Place.LIST.value,
        "state": AlertState.RAISED.value,
        "turn": "HANDOVER",
        "priority": GRAVEST,
        "reached": to_ms(shift.handover.accept_by),
    }
    return {f"HANDOVER/{shift.number}": told}
