"""Reads the cases of an assessment from their table; its metrics say which of them count.

A case that counts in a window was reported or closed in it or later, or is still open: each of
these has an index, so that older cases aren't read. A case costs some 25 µs, most of it to fetch
and read its body: a month of 15,000 cases a third of a second of one core.
"""

from collections.abc import Iterator
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, func, select

from dashboard.domain.assessment.facts import Facts
from dashboard.domain.case import CaseState, Tier
from dashboard.domain.commands import Channel, Satisfaction
from dashboard.domain.unit import Urgency
from dashboard.store import tables
from dashboard.system import to_ms

FETCH = 1_000


class _Helper(msgspec.Struct, frozen=True):
    unit: str


class _Beside(msgspec.Struct, frozen=True):
    """What of a case has no column of its own."""

    channel: Channel = Channel.OTHER
    filed_at: datetime | None = None
    first_dispatched_at: datetime | None = None
    acknowledged_at: datetime | None = None
    resumed_at: datetime | None = None
    return_count: int = 0
    rework_count: int = 0
    extensions: int = 0
    solved: bool | None = None
    satisfaction: Satisfaction | None = None
    tier_resolved: Tier | None = None
    co_handlers: tuple[_Helper, ...] = ()


# Asking an enumeration for a value costs as much as the rest of a row.
_STATES = {state.value: state for state in CaseState}
_URGENCIES = {urgency.value: urgency for urgency in Urgency}
_beside = msgspec.json.Decoder(_Beside).decode
_t = tables.cases.c
_COLUMNS = (
    *(_t.number, _t.state, _t.urgency, _t.item, _t.unit, _t.street, _t.community, _t.grid),
    *(_t.reported_at, _t.closed_at, _t.case_due_at, _t.due_at, _t.handled_at, _t.on_time),
    _t.acknowledge_by,
    _t.body,
)


def facts(connection: Connection, district: str, since_ms: int) -> dict[str, Facts]:
    """By number, all cases that any metric can count from an instant on."""
    # A sum has no index: older ones are found by the other condition's, and none is read twice.
    older = _t.reported_at + 0 < since_ms
    found: dict[str, Facts] = {}
    for which in (
        _t.reported_at >= since_ms,
        and_(_t.is_open, older),
        and_(_t.closed_at.is_not(None), _t.closed_at >= since_ms, older),
    ):
        found |= {case.number: case for case in _read(connection, district, which)}
    return found


def _read(connection: Connection, district: str, which: ColumnElement[bool]) -> Iterator[Facts]:
    query = select(*_COLUMNS).where(_t.district == district, which)
    for row in connection.execution_options(yield_per=FETCH).execute(query):
        beside = _beside(row.body)
        yield Facts(
            number=row.number,
            state=_STATES[row.state],
            urgency=_URGENCIES[row.urgency],
            item=row.item,
            unit=row.unit,
            street=row.street,
            community=row.community,
            grid=row.grid,
            helpers=tuple(one.unit for one in beside.co_handlers),
            channel=beside.channel,
            reported_at=row.reported_at,
            filed_at=_ms(beside.filed_at),
            closed_at=row.closed_at if row.state == CaseState.CLOSED.value else None,
            due_at=row.case_due_at,
            stage_due_at=row.due_at,
            handled_at=row.handled_at,
            on_time=row.on_time,
            handed_out=beside.first_dispatched_at is not None,
            acknowledge_by=row.acknowledge_by,
            acknowledged_at=_ms(beside.acknowledged_at),
            returns=beside.return_count,
            reworks=beside.rework_count,
            extensions=beside.extensions,
            suspended=beside.resumed_at is not None,
            solved=beside.solved,
            satisfaction=beside.satisfaction,
            tier=beside.tier_resolved,
        )


def _ms(at: datetime | None) -> int | None:
    return None if at is None else to_ms(at)


def first_instant(connection: Connection, district: str) -> int | None:
    """When the first case was reported; None if there has been none."""
    first = select(func.min(_t.reported_at)).where(_t.district == district)
    return connection.execute(first).scalar_one_or_none()
