"""Alerts as a desk sees them: sorted, without shelved and long overdue ones, or grouped."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dashboard.domain.alerts.value import Alert, AlertClass, AlertState, Turn
from dashboard.domain.unit import Urgency

LONG_OVERDUE = timedelta(hours=24)
AGEING = frozenset({Turn.RED, Turn.SEVERE, Turn.CASE_RED, Turn.UNACKNOWLEDGED})
GROUP_MIN = 2


class Place(StrEnum):
    """Where on a desk an alert is shown."""

    LIST = "LIST"
    NOTICES = "NOTICES"
    SHELF = "SHELF"
    LEDGER = "LEDGER"
    """长期超期: late for more than a day. Its owner is responsible, not the list of alerts."""
    NOWHERE = "NOWHERE"


def place(alert: Alert, now: datetime) -> Place:
    """Where it is shown at this instant."""
    if not alert.open or alert.kind is AlertClass.LOG:
        return Place.NOWHERE
    if alert.lamp in AGEING and now - alert.due_at > LONG_OVERDUE:
        return Place.LEDGER
    if alert.state is AlertState.SHELVED:
        return Place.SHELF
    return Place.LIST if alert.kind is AlertClass.ALERT else Place.NOTICES


def order(alert: Alert) -> tuple[int, bool, datetime, str]:
    """Sort key: priority, then unacknowledged ones first, then the longest late, then the key."""
    acknowledged = alert.state is AlertState.ACKNOWLEDGED
    return (alert.priority, acknowledged, alert.due_at, alert.key)


@dataclass(frozen=True, slots=True)
class StandingAlerts:
    """The alerts that stand at one instant; every part sorted by `order`."""

    alerts: tuple[Alert, ...] = ()
    notices: tuple[Alert, ...] = ()
    shelved: tuple[Alert, ...] = ()
    long_overdue: tuple[Alert, ...] = ()


def standing(alerts: Iterable[Alert], now: datetime) -> StandingAlerts:
    """The alerts of one desk, each in its place."""
    placed: Mapping[Place, list[Alert]] = defaultdict(list)
    for alert in sorted(alerts, key=order):
        placed[place(alert, now)].append(alert)
    places = (Place.LIST, Place.NOTICES, Place.SHELF, Place.LEDGER)
    return StandingAlerts(*(tuple(placed[where]) for where in places))


@dataclass(frozen=True, slots=True)
class Group:
    """A group of alerts: of one unit, in it of one item, in that of one street.

    None is the unit or item of cases without one. `oldest` is the earliest deadline; with `keys`
    all can be acknowledged at once.
    """

    by: str
    """What its alerts have in common: "unit", "item" or "street"."""
    name: str | None
    by_urgency: Mapping[Urgency, int]
    oldest: datetime
    keys: tuple[str, ...]
    parts: tuple["Group", ...] = ()

    @property
    def count(self) -> int:
        return len(self.keys)


LEVELS: tuple[tuple[str, Callable[[Alert], str | None]], ...] = (
    ("unit", lambda alert: alert.unit),
    ("item", lambda alert: alert.item),
    ("street", lambda alert: alert.street),
)


def rollup(alerts: Sequence[Alert]) -> tuple[tuple[Alert, ...], tuple[Group, ...]]:
    """A desk's list in a flood: single alerts, and groups, the largest first.

    Priority 1 is never grouped, nor is an alert that is the only one of its unit.
    """
    by_unit: Mapping[str | None, list[Alert]] = defaultdict(list)
    for alert in alerts:
        if alert.priority > 1:
            by_unit[alert.unit].append(alert)
    many = {unit for unit, found in by_unit.items() if len(found) >= GROUP_MIN}
    alone = tuple(a for a in alerts if a.priority == 1 or a.unit not in many)
    return alone, _grouped([a for unit in many for a in by_unit[unit]], 0)


def _grouped(alerts: Sequence[Alert], depth: int) -> tuple[Group, ...]:
    if depth == len(LEVELS):
        return ()
    by, name_of = LEVELS[depth]
    parts: Mapping[str | None, list[Alert]] = defaultdict(list)
    for alert in alerts:
        parts[name_of(alert)].append(alert)
    groups = [_group(by, name, found, depth) for name, found in parts.items()]
    return tuple(sorted(groups, key=lambda group: (-group.count, group.oldest, group.name or "")))


def _group(by: str, name: str | None, found: Sequence[Alert], depth: int) -> Group:
    counted = Counter(alert.urgency for alert in found)
    return Group(
        by=by,
        name=name,
        by_urgency={urgency: counted[urgency] for urgency in sorted(counted)},
        oldest=min(alert.due_at for alert in found),
        keys=tuple(alert.key for alert in sorted(found, key=order)),
        parts=_grouped(found, depth + 1),
    )
