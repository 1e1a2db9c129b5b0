"""What sounds at the duty desk: the centre's alerts, a late handover, a group that is silent."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from callbacks.console_alerts import Alerts
from dashboard.domain.alerts import AlertState, Place
from dashboard.domain.duty.shifts import Shift
from dashboard.domain.scope import CENTRE
from dashboard.domain.workspace.site_parties import SiteParty
from dashboard.live.hub import Model
from dashboard.live.picture import Picture
from dashboard.live.sections import CachedValue
from dashboard.system import to_ms

TOLD = ("place", "state", "turn", "priority", "reached")
SOUNDING = frozenset({Place.LIST.value, Place.NOTICES.value})
GRAVEST, GRAVE = 1, 2


class AlarmsTold:
    """The section `alarms`, made anew only when an alert or the shift has changed."""

    def __init__(self) -> None:
        self._alerts = Alerts(CENTRE)
        self._made = CachedValue[Model]()

    def of(self, picture: Picture) -> Model:
        """What sounds, by key, each from its instant `reached` on; the picture's lock is held."""
        listed, shift = self._alerts.sections(picture)["alerts"], picture.duty_room.on_duty
        parties = picture.duty_room.workspaces.on_site(picture.incidents)
        return self._made.of(
            lambda: {"alarms": _alerts(listed) | _handover(shift) | _parties(parties)},
            listed,
            shift,
            parties,
        )


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
    return {f"HANDOVER/{shift.number}": _alarm("HANDOVER", GRAVEST, shift.handover.accept_by)}


def _parties(on_site: Iterable[SiteParty]) -> dict[str, Any]:
    """A group on site sounds when its word is late, and again as critical, until it is heard of."""
    told = {}
    for one in on_site:
        told[f"PARTY/{one.number}"] = _alarm("PARTY", GRAVE, one.due_at)
        told[f"PARTY/{one.number}/critical"] = _alarm("PARTY", GRAVEST, one.critical_at)
    return told


def _alarm(turn: str, priority: int, reached: datetime) -> dict[str, Any]:
    return {
        "place": Place.LIST.value,
        "state": AlertState.RAISED.value,
        "turn": turn,
        "priority": priority,
        "reached": to_ms(reached),
    }
