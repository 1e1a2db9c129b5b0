"""Cases that belong together: mergers, children, and an incident's cases."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dashboard.domain.case import Case, CaseState, Links, MoveCause
from dashboard.domain.desk_commands import Merge, Reclassify, SpawnChild
from dashboard.domain.life import check, possible
from dashboard.domain.life.children import CHILDREN_MAX, spawn
from dashboard.domain.life.escalating import escalated, released
from dashboard.domain.life.merging import merge, unmerge
from dashboard.domain.life.moving import moved_by
from dashboard.domain.oversight_commands import EscalateIncident
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import Urgency
from layouts.acts import BY_NAME
from tests.domain.situations import (
    CALENDAR,
    DISTRICT,
    FEED_BACK,
    IN_STATE,
    LONG,
    NO,
    PASS,
    PLAIN,
    SOLVED,
    SUSPEND,
    UNIT,
    UNREACHED,
    after,
    circumstances,
    processing,
    reported,
)
from tests.domain.test_clocks import REST
from tests.helpers.clock import MORNING

S = CaseState
OTHER = "NG20261123-0002"
CHILD = "NG20261123-0003"
INCIDENT = "NGI20261123-01"
HOUR = timedelta(hours=1)
SPAWN = SpawnChild(case=NO, item=LONG, text="更换管线", blocking=True, unit="U01")


def another(**fields: Any) -> Case:
    return replace(reported(), number=OTHER, **fields)


def merged(case: Case, into: Case, hours: int = 1) -> tuple[Case, Case]:
    at = circumstances(MORNING + hours * HOUR)
    check(case, Merge, at)
    return merge(case, into, Merge(case=case.number, into=into.number), at)


def not_merged(case: Case, into: Case) -> str:
    with pytest.raises(Refused) as caught:
        merged(case, into)
    return caught.value.code


def spawned(case: Case, **fields: Any) -> tuple[Case, Case]:
    return spawn(case, replace(SPAWN, **fields), replace(circumstances(), number=CHILD))


# 并案 ----------------------------------------------------------------------------------------


def test_a_merged_case_ends_in_the_other() -> None:
    gone, kept = merged(another(), reported())
    assert (gone.state, gone.links.merged_into, gone.closed_at) == (S.MERGED, NO, MORNING + HOUR)
    assert kept.links.merged == (OTHER,)
    assert gone.clock is None


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"item": LONG}, "OTHER_ITEM"),
        ({"reported_at": MORNING - timedelta(hours=73)}, "TOO_FAR_APART"),
        ({"grid": 207}, "NOT_NEAR"),
        ({"grid": 207, "lon": 125.35, "lat": 43.86}, "NOT_NEAR"),
        ({"state": S.CLOSED}, "CASE_CLOSED"),
        ({"links": Links(parent=NO)}, "HAS_RELATIVES"),
    ],
)
def test_only_what_may_be_the_same_matter_is_merged(other: dict[str, Any], code: str) -> None:
    assert not_merged(another(**other), reported()) == code


def test_two_grids_do_not_part_what_lies_fifty_metres_apart() -> None:
    here = replace(reported(), lon=125.35, lat=43.86)
    beside = another(grid=207, lon=125.35, lat=43.86 + 49 / 111_320)
    assert merged(beside, here)[0].state is S.MERGED
    beyond = another(grid=207, lon=125.35, lat=43.86 + 52 / 111_320)
    assert not_merged(beyond, here) == "NOT_NEAR"


def test_the_earliest_deadline_and_the_highest_urgency_win() -> None:
    soon = MORNING + 2 * HOUR
    grave = another(urgency=Urgency.E1, case_due_at=soon)
    _, kept = merged(grave, processing())
    assert (kept.urgency, kept.case_due_at) == (Urgency.E1, soon)
    assert kept.due_at
    assert kept.due_at <= MORNING + 4 * HOUR


def test_of_two_units_clocks_the_earlier_runs_on() -> None:
    earlier = replace(processing(), number=OTHER, due_at=MORNING + 90 * timedelta(minutes=1))
    _, kept = merged(earlier, processing())
    assert kept.due_at == earlier.due_at


def test_every_reporter_is_called_back_before_the_close() -> None:
    _, kept = merged(another(), replace(IN_STATE[S.FEEDBACK]))
    case = after(kept, PASS)
    first = after(case, SOLVED)
    assert (first.state, first.called_back) == (S.VERIFIED, (NO,))
    closed = first
    for day in range(3):
        assert closed.state is S.VERIFIED
        closed = after(closed, UNREACHED, now=MORNING + timedelta(days=day))
    assert (closed.state, closed.called_back) == (S.CLOSED, (NO, OTHER))


def test_the_callback_of_a_merged_reporter_waits_though_the_case_has_none_itself() -> None:
    _, kept = merged(another(), after(processing(reporter=None), FEED_BACK))
    assert after(kept, PASS).state is S.VERIFIED


def test_a_case_comes_out_again_within_a_day_to_be_assigned_anew() -> None:
    case = replace(processing(), number=OTHER)
    gone, kept = merged(case, reported())
    back, left = unmerge(gone, kept, circumstances(MORNING + 24 * HOUR))
    assert (back.state, back.unit, back.case_due_at) == (S.FILED, None, case.case_due_at)
    assert (left.links.merged, left.links.reporters) == ((), ())
    assert sum(one.ms for one in back.spent) == CALENDAR.counted(
        MORNING, MORNING + HOUR, back.spent[0].clock
    )


def test_a_case_does_not_come_out_of_one_that_is_over() -> None:
    gone, kept = merged(another(), reported())
    with pytest.raises(Refused) as caught:
        unmerge(gone, replace(kept, state=S.CLOSED), circumstances())
    assert caught.value.code == "INTO_CLOSED"


# 转子案 --------------------------------------------------------------------------------------


def test_a_blocking_child_keeps_its_parent_from_closing() -> None:
    parent, child = spawned(processing(reporter=None))
    done = after(parent, FEED_BACK)
    waits = after(done, PASS, linked={CHILD: child})
    assert waits.state is S.VERIFIED
    closed = replace(child, state=S.CLOSED)
    assert after(done, PASS, linked={CHILD: closed}).state is S.CLOSED


def test_a_child_has_its_own_clock_and_its_parents_place() -> None:
    parent, child = spawned(processing())
    assert (child.grid, child.item, child.unit) == (parent.grid, LONG, "U01")
    assert child.due_at == CALENDAR.add(MORNING, child.limit or pytest.fail("no limit"))
    assert (child.links.parent, child.reporter_known) == (NO, False)


def test_a_detached_child_takes_the_callback_with_it() -> None:
    parent, child = spawned(processing(), blocking=False)
    assert (parent.reporter_known, child.reporter_known) == (False, True)
    assert (parent.links.detached, parent.links.blocking) == ((CHILD,), ())
    assert after(parent, FEED_BACK, PASS).state is S.CLOSED


def test_a_child_without_a_unit_waits_for_the_dispatcher() -> None:
    assert spawned(processing(), unit=None)[1].state is S.FILED


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"item": PLAIN, "unit": UNIT}, "SAME_MATTER"), ({"unit": "D09"}, "NO_DUTY")],
)
def test_a_child_is_another_matter_with_a_unit_of_its_own(
    fields: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as caught:
        spawned(processing(), **fields)
    assert caught.value.code == code


def test_a_case_has_a_bounded_number_of_children() -> None:
    many = Links(blocking=tuple(f"NG20261123-{n:04}" for n in range(CHILDREN_MAX)))
    with pytest.raises(Refused) as caught:
        spawned(replace(processing(), links=many))
    assert caught.value.code == "TOO_MANY_CHILDREN"


# 升级 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [S.REPORTED, S.FILED, S.DISPATCHED, S.PROCESSING, S.FEEDBACK])
def test_whatever_is_escalated_runs_on_critical_clocks_from_now_on(state: CaseState) -> None:
    before, later = IN_STATE[state], MORNING + timedelta(minutes=10)
    case = escalated(before, INCIDENT, circumstances(later))
    assert (case.urgency, case.incident, case.state) == (Urgency.E1, INCIDENT, state)
    assert before.due_at
    assert before.case_due_at
    assert case.due_at
    assert case.case_due_at
    assert case.due_at <= before.due_at
    assert case.case_due_at <= before.case_due_at
    assert case.due_at <= later + timedelta(hours=4)


def test_nothing_that_is_escalated_goes_on_waiting() -> None:
    rest = after(processing(), SUSPEND, REST)
    case = escalated(rest, INCIDENT, circumstances(MORNING + timedelta(days=2)))
    assert (case.state, case.suspension) == (S.PROCESSING, None)


def test_a_critical_case_is_acknowledged_in_minutes() -> None:
    case = escalated(IN_STATE[S.DISPATCHED], INCIDENT, circumstances())
    assert case.acknowledge_by == CALENDAR.add(MORNING, DISTRICT.allowances[Urgency.E1].acknowledge)


def test_a_case_belongs_to_one_incident() -> None:
    case = escalated(processing(), INCIDENT, circumstances())
    why = possible(case, EscalateIncident, circumstances())
    assert why
    assert (why.code, why.values["incident"]) == ("ESCALATED_ALREADY", INCIDENT)


# In one incident ---------------------------------------------------------------------------------

BURST = "NGI20261123-01"


def linked(case: Case) -> Case:
    return escalated(case, BURST, circumstances())


def test_in_one_incident_other_items_and_places_are_merged_for_a_reason() -> None:
    pipe, cold = linked(processing(item="0112")), linked(reported(item="0111", grid=207))
    cold = replace(cold, number=OTHER, grid=207)
    silent, told = Merge(case=OTHER, into=NO), Merge(case=OTHER, into=NO, reason="同一次爆管")
    with pytest.raises(Refused) as caught:
        merge(cold, pipe, silent, circumstances())
    assert caught.value.code == "REASON_TO_MERGE"
    gone, kept = merge(cold, pipe, told, circumstances())
    assert (gone.state, kept.item, kept.links.merged) == (S.MERGED, "0112", (OTHER,))
    with pytest.raises(Refused) as caught:
        merge(replace(cold, incident=None), pipe, told, circumstances())
    assert caught.value.code == "OTHER_ITEM"


def test_the_end_of_an_incident_gives_each_case_its_urgency_back() -> None:
    before = processing()
    critical = linked(before)
    assert (critical.urgency, critical.urgency_before) == (Urgency.E1, before.urgency)
    now = MORNING + timedelta(minutes=30)
    back = released(critical, circumstances(now))
    assert (back.urgency, back.incident, back.urgency_before) == (before.urgency, None, None)
    assert (back.due_at, back.limit) == (before.due_at, before.limit)
    assert moved_by(back) is MoveCause.INCIDENT_OVER
    born = linked(processing(item="0112"))
    assert released(born, circumstances(now)).urgency is Urgency.E1
    classed = after(
        critical, Reclassify(case=NO, item="0112", urgency=Urgency.E1, reason="就是爆管")
    )
    assert released(classed, circumstances(now)).urgency is Urgency.E1


@pytest.mark.parametrize("state", [S.REPORTED, S.FILED, S.FEEDBACK, S.VERIFIED])
def test_whatever_its_step_a_case_is_let_go_with_a_clock(state: CaseState) -> None:
    before = IN_STATE[state]
    back = released(linked(before), circumstances(MORNING + timedelta(minutes=5)))
    assert (back.state, back.urgency, back.item) == (state, before.urgency, before.item)
    assert back.due_at == before.due_at


def test_many_complaints_are_linked_at_once() -> None:
    assert BY_NAME["link_incident"].bulk
