"""A small fixed set of cases, on which every metric and its rivals are worked out."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from dashboard.domain.assessment.facts import Facts
from dashboard.domain.assessment.metrics import METRICS, Metric, Share, Window, quantile
from dashboard.domain.assessment.rivals import RIVALS
from dashboard.domain.case import CaseState, Tier
from dashboard.domain.commands import Channel, Satisfaction
from dashboard.domain.unit import Urgency

HOUR_MS = 3_600_000
MONDAY = round(datetime(2026, 11, 15, 16, tzinfo=UTC).timestamp() * 1000)
"""Midnight in the district, 16 November."""
WEEK = Window(MONDAY, MONDAY + timedelta(days=7) // timedelta(milliseconds=1))
INSTANTS = frozenset(
    {
        *("reported_at", "filed_at", "closed_at", "due_at", "stage_due_at", "handled_at"),
        *("acknowledge_by", "acknowledged_at"),
    }
)
S = CaseState


def _case(number: int, state: CaseState = S.CLOSED, **fields: Any) -> Facts:
    """A case; instants are hours from the week's beginning, before it negative."""
    at = {name: MONDAY + fields.pop(name) * HOUR_MS for name in INSTANTS & fields.keys()}
    usual: dict[str, Any] = {"handed_out": True, "unit": "D14", "channel": Channel.PHONE}
    place: dict[str, Any] = {"item": "0201", "street": "S08", "grid": 206, "urgency": Urgency.E3}
    return Facts(number=str(number), state=state, **(place | usual | fields | at))


CASES: tuple[Facts, ...] = (
    _case(
        1,
        reported_at=10,
        filed_at=10,
        acknowledge_by=14,
        acknowledged_at=12,
        handled_at=25,
        on_time=True,
        closed_at=30,
        due_at=60,
        channel=Channel.GRID,
        tier=Tier.GRID,
        solved=True,
        satisfaction=Satisfaction.SATISFIED,
    ),
    _case(
        2,
        reported_at=20,
        filed_at=20,
        acknowledge_by=24,
        acknowledged_at=30,
        handled_at=68,
        on_time=False,
        closed_at=70,
        due_at=65,
        reworks=1,
        tier=Tier.DISTRICT,
        solved=True,
        satisfaction=Satisfaction.DISSATISFIED,
    ),
    _case(
        3,
        S.PROCESSING,
        reported_at=-50,
        filed_at=-50,
        acknowledge_by=-46,
        acknowledged_at=-47,
        stage_due_at=30,
        due_at=40,
        extensions=1,
    ),
    _case(
        4,
        reported_at=100,
        filed_at=101,
        acknowledge_by=110,
        acknowledged_at=103,
        handled_at=140,
        on_time=True,
        closed_at=150,
        due_at=200,
        returns=1,
        channel=Channel.MAYOR_LINE,
        tier=Tier.DISTRICT,
    ),
    _case(
        5,
        reported_at=-30,
        filed_at=-30,
        acknowledge_by=-20,
        acknowledged_at=-28,
        handled_at=-3,
        on_time=True,
        closed_at=5,
        due_at=100,
        channel=Channel.PATROL,
        tier=Tier.STREET,
        solved=True,
        satisfaction=Satisfaction.BASIC,
    ),
    _case(
        6,
        S.DISPATCHED,
        reported_at=120,
        filed_at=121,
        acknowledge_by=130,
        stage_due_at=250,
        due_at=300,
    ),
    _case(7, S.REJECTED, reported_at=60, unit=None, handed_out=False, channel=Channel.WEB),
    _case(
        8,
        S.SUSPENDED,
        reported_at=30,
        filed_at=31,
        acknowledge_by=40,
        acknowledged_at=33,
    ),
    _case(
        9,
        reported_at=-100,
        filed_at=-99,
        acknowledge_by=-90,
        acknowledged_at=-95,
        handled_at=155,
        on_time=False,
        closed_at=160,
        due_at=50,
        suspended=True,
        tier=Tier.COMMUNITY,
        solved=False,
    ),
    _case(10, S.MERGED, reported_at=90, filed_at=92, unit=None, handed_out=False),
)


@dataclass(frozen=True, slots=True)
class ExampleValue:
    """What a way of counting says of the cases: which it counts of how many, or their times.

    `half` and `most` are in ms, of a metric of times alone.
    """

    counted: tuple[str, ...]
    share: Share
    half: int | None = None
    most: int | None = None


def worked(metric: Metric) -> ExampleValue:
    """What this metric says of the example's week."""
    rows = tuple(case.number for case in metric.rows(CASES, WEEK))
    share = metric.share(CASES, WEEK)
    if metric.name != "time_to_close":
        return ExampleValue(rows, share)
    took = metric.weights(CASES, WEEK)
    return ExampleValue(rows, share, quantile(took, 0.5), quantile(took, 0.9))


def ours(name: str) -> ExampleValue:
    """What a metric of ours says."""
    return worked(METRICS[name])


def theirs(name: str) -> dict[str, ExampleValue]:
    """What its rivals say, by the name of their way."""
    return {rival.way: worked(rival.metric) for rival in RIVALS[name]}
