"""A row's lamp equals the domain's, and changes exactly when the row says it will."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbacks.wall.common import wait_of
from dashboard.districts import almanac
from dashboard.domain.case import CaseState, Proposal, Proposed
from dashboard.domain.deadline import Lamp, deadline, lamp
from dashboard.domain.figures import SOON_MS
from dashboard.domain.life import OwnerKind
from dashboard.domain.unit import Limit, LimitUnit, Urgency
from dashboard.live.rows import NEVER, Row, RowStanding, row_of, told
from dashboard.system import from_ms, to_ms
from tests.helpers.centre import PACK
from tests.helpers.clock import MORNING
from tests.helpers.states import new_case

LAMPS = list(Lamp)
CALENDAR = almanac.calendar(PACK.district)
LIMITS = st.builds(Limit, st.integers(1, 20), st.sampled_from(LimitUnit))
INSTANTS = st.integers(to_ms(MORNING) - 3_600_000, to_ms(MORNING + timedelta(days=40)))


@st.composite
def rows(draw: st.DrawFn) -> Row:
    urgency = draw(st.sampled_from(Urgency))
    times = deadline(MORNING, draw(LIMITS), urgency, CALENDAR)
    case = new_case(
        number=f"NG20261123-{draw(st.integers(1, 9999)):04}",
        urgency=urgency,
        state=draw(st.sampled_from(sorted(CaseState))),
        amber_at=from_ms(to_ms(times.amber_at)),
        due_at=from_ms(to_ms(times.due_at)),
        severe_at=from_ms(to_ms(times.severe_at)),
    )
    return row_of(case)


def turns(row: Row) -> list[int]:
    """The instants around every possible change."""
    if row.due_at == NEVER:
        return []
    around = (row.amber_at, row.due_at, row.due_at - SOON_MS, row.severe_at)
    return [at + step for at in around for step in (-1, 0, 1)]


@given(row=rows(), instant=INSTANTS)
def test_the_lamp_is_the_one_of_the_domain_to_the_millisecond(row: Row, instant: int) -> None:
    case = new_case()
    if row.due_at == NEVER:
        assert row.lamp(instant) == LAMPS.index(Lamp.GREEN)
        return
    times = replace(
        case,
        amber_at=from_ms(row.amber_at),
        due_at=from_ms(row.due_at),
        severe_at=from_ms(row.severe_at),
    ).clock
    for at in (instant, *turns(row)):
        assert LAMPS[row.lamp(at)] is lamp(from_ms(at), times)


@given(row=rows(), instant=INSTANTS)
def test_nothing_turns_before_the_next_turn_and_something_at_it(row: Row, instant: int) -> None:
    def look(at: int) -> RowStanding:
        return row.standing(at)

    turn = row.next_turn(instant)
    between = [at for at in turns(row) if instant <= at < turn]
    assert {look(at) for at in (instant, *between)} == {look(instant)}
    if turn != NEVER:
        assert look(turn) != look(turn - 1)


@given(found=st.lists(rows(), unique_by=lambda row: row.number), instant=INSTANTS)
def test_the_order_of_the_overdue_is_total_and_by_the_field_s_rule(
    found: list[Row], instant: int
) -> None:
    late = [row for row in found if row.lamp(instant) >= LAMPS.index(Lamp.RED)]
    ordered = sorted(late, key=lambda row: row.rank(instant))
    keys = [
        (
            row.urgency is not Urgency.E1,
            row.urgency is not Urgency.E1 and row.lamp(instant) != LAMPS.index(Lamp.SEVERE),
            row.urgency,
            row.due_at,
        )
        for row in ordered
    ]
    assert keys == sorted(keys)


def test_a_suspended_or_closed_case_has_no_clock() -> None:
    for state in (CaseState.SUSPENDED, CaseState.CLOSED):
        row = row_of(new_case(state=state))
        assert row.lamp(NEVER - 1) == LAMPS.index(Lamp.GREEN)
        assert row.next_turn(to_ms(MORNING)) == NEVER


def test_outside_an_instant_that_never_comes_is_null() -> None:
    row = row_of(new_case(state=CaseState.SUSPENDED))
    assert [told(row)[name] for name in ("amber_at", "due_at", "severe_at")] == [None] * 3
    assert told(row_of(new_case()))["due_at"] == to_ms(MORNING + timedelta(hours=24))


@pytest.mark.parametrize(
    "asked",
    [
        {"extension_pending": MORNING},
        {"suspension_pending": MORNING},
        {"return_pending": "非我职责", "return_count": 1, "state": CaseState.DISPATCHED},
        {"proposal": Proposal(what=Proposed.VOID, by="foreman", at=MORNING, reason="重复")},
    ],
)
def test_whoever_asks_for_something_holds_the_case_until_it_is_decided(
    asked: dict[str, Any],
) -> None:
    row = row_of(new_case(**{"state": CaseState.PROCESSING, "unit": "U01"} | asked))
    assert row.holder == "U01"
    assert row.seat is not OwnerKind.UNIT
    assert wait_of(row) is not None
