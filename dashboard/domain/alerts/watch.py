"""Compares a case or an incident with its alerts: which are due, back or gone at an instant.

Each turn is raised once. If it flips back and forth, it is raised again after ten minutes at the
earliest (chattering); cases of a running incident have no alerts, the incident has one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dashboard.domain.alerts.life import again, come_back, end
from dashboard.domain.alerts.turns import (
    TurnAt,
    alert_of,
    moments,
    owes_reply,
    stage_of,
)
from dashboard.domain.alerts.value import LAMPS, Alert, AlertState, Turn, key_for
from dashboard.domain.case import Case

RE_ARM = timedelta(minutes=10)
ANYWHERE = frozenset({*LAMPS, Turn.PING_PONG})
"""Turns that end by themselves at a new desk, with its new clock, or that only the centre gets."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What to record of one subject's alerts, and until when some must wait."""

    raised: tuple[Alert, ...] = ()
    back: tuple[Alert, ...] = ()
    gone: tuple[Alert, ...] = ()
    waits: tuple[datetime, ...] = ()


def watch(case: Case, known: Sequence[Alert], now: datetime, *, covered: bool = False) -> Watched:
    """What is due now; `known` are all alerts that the case has ever had.

    `covered` means that it is linked to a running incident.
    """
    if covered:
        return Watched(gone=ended(case, known, now, covered=True))
    look = _CaseLook(case, known, now)
    for moment in look.turned:
        look.tell(moment)
    gone = ended(case, [*known, *(alert for alert in look.raised if alert.open)], now)
    over = {alert.key for alert in gone}
    back = [a for a in known if a.open and a.back_at and a.back_at <= now and a.key not in over]
    returned = tuple(come_back(alert, now) for alert in back)
    return Watched(tuple(look.raised), returned, gone, tuple(look.waits))


class _CaseLook:
    """One look at a case: what has turned by now, and which alerts to raise for it."""

    def __init__(self, case: Case, known: Sequence[Alert], now: datetime) -> None:
        self._case = case
        self._known = known
        self._now = now
        self.turned = [moment for moment in moments(case) if moment.at <= now]
        self.raised: list[Alert] = []
        self.waits: list[datetime] = []

    def tell(self, moment: TurnAt) -> None:
        """Raises the alert of a turn, unless it stands, comes too late or must wait."""
        key = key_for(self._case.number, moment.turn, moment.due_at)
        before = next((alert for alert in self._known if alert.key == key), None)
        if before is not None and before.open:
            return
        fresh = alert_of(self._case, moment, self._now)
        if self._outdone(moment):
            # Missed while the timers were down: a red that is severe by now is recorded, an amber
            # isn't.
            if moment.turn is Turn.RED and before is None:
                self.raised.append(replace(fresh, state=AlertState.GONE, gone_at=self._now))
            return
        quiet_until = self._quiet_until(moment.turn)
        if self._now < quiet_until:
            self.waits.append(quiet_until)
        else:
            self.raised.append(fresh if before is None else again(before, fresh))

    def _outdone(self, moment: TurnAt) -> bool:
        made = {(m.turn, m.due_at) for m in self.turned}
        return outdone(moment.turn, moment.due_at, made | standing_lamps(self._known))

    def _quiet_until(self, turn: Turn) -> datetime:
        """Until when to wait: the same turn of the same stage may be only minutes old."""
        stage = stage_of(self._case)
        told = [alert.at for alert in self._known if (alert.lamp, alert.stage) == (turn, stage)]
        return max(told) + RE_ARM if told else self._now


Lit = set[tuple[Turn, datetime]]


def standing_lamps(known: Iterable[Alert]) -> Lit:
    """Turns and deadlines of the alerts that stand."""
    return {(alert.lamp, alert.due_at) for alert in known if alert.open}


def outdone(turn: Turn, due_at: datetime, lit: Lit) -> bool:
    """Whether a graver lamp of the same clock has replaced it."""
    graver = LAMPS[LAMPS.index(turn) + 1 :] if turn in LAMPS else ()
    return any((lamp, due_at) in lit for lamp in graver)


def ended(
    case: Case, known: Sequence[Alert], now: datetime, *, covered: bool = False
) -> tuple[Alert, ...]:
    """The open alerts that lose their cause by the case's new state, each as ended."""
    causes = set() if covered else {key_for(case.number, m.turn, m.due_at) for m in moments(case)}
    lit = standing_lamps(known)
    return tuple(
        end(alert, now)
        for alert in known
        if alert.open and (covered or not _caused(alert, case, causes) or _replaced(alert, lit))
    )


def _caused(alert: Alert, case: Case, causes: set[str]) -> bool:
    """A missed reply stays missed until the unit answers, even if the level has risen."""
    there = alert.key in causes or (alert.lamp is Turn.REPLY_DUE and owes_reply(case))
    return there and (alert.lamp in ANYWHERE or _same_desk(alert, case))


def _same_desk(alert: Alert, case: Case) -> bool:
    """Whether the same desk must act: for another unit or stage the alert is raised anew."""
    return (alert.unit, alert.stage) == (case.unit, stage_of(case))


def _replaced(alert: Alert, lit: Lit) -> bool:
    if alert.lamp is Turn.REPLY_DUE:
        return any(turn is alert.lamp and due_at > alert.due_at for turn, due_at in lit)
    return outdone(alert.lamp, alert.due_at, lit)
