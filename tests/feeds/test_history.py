"""The last days up to now: what the demo's wall shows when it is switched on."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from dashboard.districts import Pack
from dashboard.domain.case import UNASSIGNED
from dashboard.domain.deadline import Lamp, lamp
from dashboard.domain.incident import IncidentState
from dashboard.domain.incident_reporting import missing
from dashboard.domain.unit import Urgency
from feeds.simulator.history import play_history
from feeds.simulator.town import Town
from tests.feeds.memory import Memory
from tests.helpers.exhaustive import one_in_the_gate

HALF_HOUR = timedelta(minutes=30)
HOURS = {
    "a Monday at dusk": datetime(2026, 11, 23, 9, 42, tzinfo=UTC),
    "a Wednesday at noon": datetime(2026, 11, 25, 4, 5, tzinfo=UTC),
    "a Thursday night": datetime(2026, 11, 18, 18, 30, tzinfo=UTC),
    "a Sunday morning": datetime(2026, 11, 22, 0, 20, tzinfo=UTC),
}


def played(pack: Pack, town: Town, now: datetime, days: int = 8) -> Memory:
    memory = Memory(pack)
    play_history(town, now, memory.act, days=days, grid=206)
    return memory


@pytest.fixture(scope="module", params=one_in_the_gate(list(HOURS)), ids=str)
def hour(request: pytest.FixtureRequest) -> datetime:
    return HOURS[request.param]


@pytest.fixture(scope="module")
def history(pack: Pack, town: Town, hour: datetime) -> Memory:
    return played(pack, town, hour)


def test_the_district_is_busy_but_not_lost(history: Memory, hour: datetime) -> None:
    cases = history.open_cases()
    lamps = Counter(lamp(hour, case.clock) for case in cases)
    soon = [case for case in cases if case.due_at and hour <= case.due_at <= hour + HALF_HOUR]
    assert 250 <= len(cases) <= 520
    assert lamps[Lamp.RED] + lamps[Lamp.SEVERE] <= 45
    assert lamps[Lamp.SEVERE] <= 14
    assert len(soon) <= 24
    assert sum(case.state in UNASSIGNED for case in cases) <= 28


def test_one_incident_runs_in_the_grid_that_was_named(
    history: Memory, hour: datetime, town: Town
) -> None:
    (incident,) = (one for one in history.incidents if one.open)
    assert incident.grid == 206
    assert incident.state is IncidentState.CONFIRMED
    assert timedelta(hours=1) < hour - incident.known_at < timedelta(hours=3)
    by_day = 8 <= incident.known_at.astimezone(town.zone).hour < 20
    assert len(incident.cases) >= (30 if by_day else 8)


def test_two_incidents_at_least_have_been_reported_to_the_end(history: Memory) -> None:
    finished = [one for one in history.incidents if not one.at_hand]
    assert len(finished) >= 2
    assert {one.state for one in finished} == {IncidentState.ENDED}
    assert all(missing(one) == () for one in finished)


def test_time_runs_forward_and_ends_now(history: Memory, hour: datetime) -> None:
    times = [at for at, _ in history.taken]
    assert times == sorted(times)
    assert hour - timedelta(days=8) <= times[0]
    assert hour - HALF_HOUR < times[-1] <= hour


def test_a_critical_case_has_a_unit_within_minutes(history: Memory) -> None:
    waits = [
        case.dispatched_at - case.filed_at
        for case in history.cases.values()
        if case.urgency is Urgency.E1
        and case.urgency_before is None
        and case.dispatched_at
        and case.filed_at
    ]
    assert max(waits) <= timedelta(minutes=10)
    assert sum(wait <= timedelta(minutes=5) for wait in waits) > 0.85 * len(waits)


def test_the_same_hour_is_the_same_history(pack: Pack, town: Town) -> None:
    hour = HOURS["a Monday at dusk"]
    once, again = (played(pack, town, hour, days=1) for _ in range(2))
    assert (once.taken, once.done) == (again.taken, again.done)
