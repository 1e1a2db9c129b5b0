"""Every view's incremental model equals one made from scratch, after any changes in any order."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callbacks.wall import MAKERS, WallRequest, Walls
from callbacks.wall.address import KIND
from dashboard.domain.case import CaseState, Supervision
from dashboard.domain.changes import Change, Kind, State
from dashboard.domain.incident import IncidentState
from dashboard.domain.screens import Profile
from dashboard.domain.unit import Urgency
from dashboard.domain.wall_views import PARTS, VIEWS, WITH_FILES
from dashboard.live import touched
from dashboard.live.baselines import Unusual, UnusualCell
from dashboard.live.follower import Follower, Health
from dashboard.live.hub import Model
from dashboard.live.picture import Picture
from dashboard.live.rows import Row
from dashboard.live.sections import CachedValue, KeyedSection, ListSection, alone
from dashboard.live.touched import Touches
from dashboard.live.trends import Trends
from dashboard.store.reads import Snapshot
from dashboard.system import to_ms
from tests.domain.test_gaps import entry
from tests.helpers.centre import PACK, Centre
from tests.helpers.clock import MORNING
from tests.helpers.exhaustive import PROVE
from tests.helpers.states import HOUR, new_case, new_incident, strength
from tests.live.desk import merged, sent, shown

STORIES = 300 if PROVE else 30
DAY_MS = round(timedelta(days=1) / timedelta(milliseconds=1))
MINUTE_MS = 60_000
PLACES = (("S08", 206), ("S08", 207), ("S01", 1))
INCIDENT = "NGI20261123-01"
FEW_TOUCHES = 12
"""So that a view falls behind more than is kept, now and then."""


@dataclass
class Source:
    """The source of a model, without a follower."""

    picture: Picture
    health: Health = field(default_factory=Health)
    lock: Any = field(default_factory=nullcontext)

    def change(self, kind: Kind, key: str, state: State) -> None:
        self.picture.apply(Change(self.picture.seq + 1, kind, key, state))


Step = Callable[[Source], None]


def empty() -> Picture:
    nothing: Snapshot[Row] = Snapshot(0, {}, [], [], {}, {}, None, [], [])
    return Picture(PACK.district, nothing, to_ms(MORNING), to_ms(MORNING - 10 * HOUR))


@st.composite
def case_steps(draw: st.DrawFn) -> Step:
    """One of six cases in some version, as anything may have made it."""
    street, grid = draw(st.sampled_from(PLACES))
    state = draw(st.sampled_from(CaseState))
    due = MORNING + draw(st.integers(-3, 12)) * HOUR
    asked = draw(st.none() | st.integers(-2, 3))
    number = f"NG20261123-{draw(st.integers(1, 6)):04}"
    over = state in (CaseState.CLOSED, CaseState.VOIDED)
    case = new_case(
        number,
        version=draw(st.integers(1, 9)),
        state=state,
        street=street,
        grid=grid,
        urgency=draw(st.sampled_from(Urgency)),
        item=draw(st.sampled_from(["0101", "0201", "0401", None])),
        unit=draw(st.sampled_from([None, "U01", "D13"])),
        return_pending=draw(st.booleans()),
        incident=draw(st.sampled_from([None, INCIDENT])),
        supervision=None
        if asked is None
        else Supervision(level=2, by="dispatcher", at=MORNING, reply_due_at=MORNING + asked * HOUR),
        closed_at=MORNING if over else None,
        amber_at=due - HOUR,
        due_at=due,
        severe_at=due + 2 * HOUR,
    )
    return lambda source: source.change(Kind.CASE, number, case)


@st.composite
def incident_steps(draw: st.DrawFn) -> Step:
    """An incident begins, gets graver, or ends."""
    state = draw(st.sampled_from(IncidentState))
    incident = replace(new_incident(INCIDENT), version=draw(st.integers(1, 9)), state=state)
    level = draw(st.sampled_from([None, 2, 4]))
    ended = MORNING + HOUR if not incident.open else None
    incident = replace(incident, event_level=level, over_at=ended)
    return lambda source: source.change(Kind.INCIDENT, INCIDENT, incident)


@st.composite
def duty_steps(draw: st.DrawFn) -> Step:
    unit, version = draw(st.sampled_from(["U01", "D13"])), draw(st.integers(1, 9))
    on_duty = draw(st.integers(0, 9))
    return lambda source: source.change(Kind.DUTY, unit, strength(unit, version, on_duty))


@st.composite
def roster_steps(draw: st.DrawFn) -> Step:
    """One of two tours in some version, now and then taken out."""
    number, begins = draw(st.sampled_from("12")), MORNING + draw(st.integers(-9, 50)) * HOUR
    tour = entry(begins, begins + draw(st.integers(1, 24)) * HOUR, number=number)
    tour = replace(tour, version=draw(st.integers(1, 9)), taken_out=draw(st.booleans()))
    return lambda source: source.change(Kind.ROSTER, tour.key, tour)


def passing(minutes: int) -> Step:
    """Time passes: lamps change, and a day may begin."""

    def step(source: Source) -> None:
        picture = source.picture
        now = picture.now_ms + minutes * MINUTE_MS
        start = picture.day_start_ms
        picture.advance(now, start + (now - start) // DAY_MS * DAY_MS)

    return step


def renewed(source: Source) -> None:
    """The follower reads a new picture, after missing something."""
    source.picture = empty()
    source.change(Kind.CASE, "NG20261123-0001", new_case(unit="U01"))


def unusual(grade: int) -> Step:
    cells = (UnusualCell(206, 7, 0.4, grade, 1e-7),) if grade else ()
    return lambda source: setattr(source.health, "unusual", Unusual(True, cells))


def looked_back(hours: int) -> Step:
    """Reads an hour ago and the last day again, as once a minute."""

    def step(source: Source) -> None:
        source.health.before = {"open": hours}
        source.health.trends = Trends(hours=[hours], open={"": [hours]}, at=hours, yesterday=hours)

    return step


def redis(*, away: bool) -> Step:
    return lambda source: setattr(source.health, "redis_away", away)


MINUTES = st.sampled_from([0, 1, 29, 31, 61, 119, 240, 1_000])
STEPS = st.one_of(
    case_steps(),
    case_steps(),
    case_steps(),
    incident_steps(),
    duty_steps(),
    roster_steps(),
    MINUTES.map(passing),
    MINUTES.map(passing),
    st.just(renewed),
    st.integers(0, 4).map(unusual),
    st.integers(0, 3).map(looked_back),
    st.booleans().map(lambda away: redis(away=away)),
)
TELLINGS = st.lists(st.lists(STEPS, max_size=4), min_size=1, max_size=12)
ASKED = (
    *(f"wall/{view}" for view in VIEWS),
    "wall/queue?of=open",
    "wall/queue?of=overdue&street=S08",
    "wall/queue?of=soon&unit=U01",
    "wall/queue?of=reported_today",
    "wall/queue?item=01&state=DISPATCHED",
    "wall/map?cell=206",
    f"wall/incidents?no={INCIDENT}",
    "wall/case?no=NG20261123-0001",
)


def screens(walls: Walls) -> Iterator[str]:
    """The hub's names of all screens, for staff and for visitors."""
    for profile in Profile:
        for asked in ASKED:
            screen = walls.screen_of(asked, profile, may_look_back=True)
            assert screen is not None
            yield screen.removeprefix(f"{KIND}:")


def test_all_views_and_parts_are_asked_for() -> None:
    assert MAKERS.keys() == WITH_FILES.keys() == {*VIEWS, *PARTS}


@pytest.mark.timeout(600)
@settings(
    max_examples=STORIES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(tellings=TELLINGS)
def test_what_is_told_adds_up_to_the_model_made_from_scratch(
    tellings: list[list[Step]], sqlite_centre: Centre
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(touched, "TOUCHES_MAX", FEW_TOUCHES)
        source = Source(empty())
        walls = Walls(sqlite_centre.system, cast("Follower", source))
        shows = {which: walls.show(which) for which in set(screens(walls))}
        told: dict[str, Model] = {which: sent(dict(show.whole())) for which, show in shows.items()}
        for steps in tellings:
            for step in steps:
                step(source)
            for which, show in shows.items():
                told[which] = merged(told[which], sent(show.news()))
                fresh = sent(walls.model(WallRequest.of_screen(which)))
                assert shown(told[which]) == shown(fresh), which


def test_time_alone_brings_a_case_near_to_its_unit(sqlite_centre: Centre) -> None:
    source = Source(empty())
    source.change(Kind.CASE, "1", new_case(unit="U01", due_at=MORNING + 3 * HOUR))
    show = Walls(sqlite_centre.system, cast("Follower", source)).show("load|inside|")
    assert show.whole()["units"]["U01"]["ahead"] == 0
    for minutes, ahead in ((59, None), (1, 1), (120, None), (1, 0)):
        passing(minutes)(source)
        told = show.news().get("units", {}).get("U01")
        assert (told and told["ahead"]) == ahead, minutes


# The parts that sections are made of ------------------------------------------------------


def test_a_section_stays_the_same_object_while_what_it_is_made_of_stays() -> None:
    keyed, made = KeyedSection[int](str), {1: 5, 2: None}
    first = keyed.follow(made, made.__getitem__, anew=True)
    assert first == {"1": 5}
    assert keyed.follow([1, 2], made.__getitem__, anew=False) is first
    made |= {1: None, 2: 7}
    second = keyed.follow([1, 2], made.__getitem__, anew=False)
    assert (first, second) == ({"1": 5}, {"2": 7}), "what was told is never changed"


def test_a_line_is_told_once_while_its_row_stays() -> None:
    picture, told = empty(), list[str]()

    def tell(row: Any) -> dict[str, Any]:
        told.append(row.number)
        return {"no": row.number, "version": row.version}

    lines = ListSection(tell, lambda found: {str(place): one for place, one in enumerate(found)})
    for number in range(3):
        case = new_case(f"NG20261123-000{number}")
        picture.apply(Change(picture.seq + 1, Kind.CASE, case.number, case))
    rows = list(picture.rows.values())
    first = lines.of(alone(rows))
    assert lines.of(alone(rows)) is first
    assert lines.of(alone(reversed(rows)))["0"] is first["2"]
    assert len(told) == 3
    assert lines.of([]) == {}


def test_a_thing_is_made_again_when_a_value_is_another() -> None:
    once, made = CachedValue[int](), list[int]()

    def make() -> int:
        made.append(1)
        return len(made)

    assert [once.of(make, "a", 1), once.of(make, "a", 1), once.of(make, "a", 2)] == [1, 1, 2]


def test_touches_that_are_forgotten_are_not_taken_for_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(touched, "TOUCHES_MAX", 2)
    touches = Touches()
    for unit in ("U01", "U02", "U03"):
        touches.note_unit(unit)
    found = touches.since(1)
    assert found is not None
    assert found.units == {"U02", "U03"}
    assert found.cases == set()
    assert touches.since(0) is None
