"""The picture alone: counters against a recount, time in any steps, midnight."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dashboard.districts import almanac
from dashboard.domain.case import Case, CaseState, Supervision
from dashboard.domain.changes import Change, Kind, Strength
from dashboard.domain.commands import Channel
from dashboard.domain.deadline import deadline
from dashboard.domain.persons import Area
from dashboard.domain.scope import Scope
from dashboard.domain.unit import Limit, LimitUnit, Urgency
from dashboard.live.jurisdiction import part_of
from dashboard.live.picture import Picture
from dashboard.live.rows import Row
from dashboard.store.reads import NEWEST, Snapshot
from dashboard.system import to_ms
from tests.helpers.centre import PACK
from tests.helpers.clock import MORNING
from tests.helpers.pictures import counted, portrait, recount

DISTRICT = PACK.district
CALENDAR = almanac.calendar(DISTRICT)
MIDNIGHT = MORNING.replace(hour=16)
HOURS = st.integers(0, 400)


def a_case(number: int, at: datetime = MORNING, **more: Any) -> Case:
    urgency = more.get("urgency", Urgency.E2)
    grid = DISTRICT.grids[1 + number % 310]
    clock = deadline(at, Limit(4, LimitUnit.HOUR), urgency, CALENDAR)
    known: dict[str, Any] = {
        "number": f"NG20261123-{number:04}",
        "version": 1,
        "state": CaseState.FILED,
        "item": "0101",
        "urgency": urgency,
        "text": "",
        "channel": Channel.PHONE,
        "grid": grid.no,
        "community": grid.community,
        "street": grid.street,
        "reported_at": at,
        "amber_at": clock.amber_at,
        "due_at": clock.due_at,
        "severe_at": clock.severe_at,
    }
    return Case(**known | more)


def empty(at: datetime = MORNING, day_start: datetime | None = None) -> Picture:
    nothing: Snapshot[Row] = Snapshot(0, {}, [], [], {}, {}, None, [], [])
    return Picture(DISTRICT, nothing, to_ms(at), to_ms(day_start or at - timedelta(hours=10)))


def tell(picture: Picture, *cases: Case) -> None:
    for case in cases:
        assert picture.apply(Change(picture.seq + 1, Kind.CASE, case.number, case))


def supervision(due: timedelta, replied: datetime | None = None) -> Supervision:
    reply_due_at = MORNING + due
    return Supervision(level=1, by="x", at=MORNING, reply_due_at=reply_due_at, replied_at=replied)


SUPERVISIONS = st.none() | st.builds(
    supervision,
    st.integers(-60, 600).map(lambda minutes: timedelta(minutes=minutes)),
    st.sampled_from([None, MORNING]),
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    number = draw(st.integers(1, 8))
    unit = draw(st.sampled_from([None, "U01", "D13"]))
    state = draw(st.sampled_from(sorted(CaseState)))
    closed = state is CaseState.CLOSED
    at = MORNING - timedelta(hours=draw(HOURS))
    return a_case(
        number,
        at,
        urgency=draw(st.sampled_from(Urgency)),
        unit=unit,
        state=state,
        version=draw(st.integers(1, 9)),
        closed_at=MORNING if closed else None,
        supervision=draw(SUPERVISIONS),
        incident=draw(st.sampled_from([None, "NGI20261123-01"])),
    )


@given(told=st.lists(st.tuples(cases(), st.integers(0, 600))))
def test_the_figures_are_those_of_a_recount_at_any_instant(told: list[tuple[Case, int]]) -> None:
    picture = empty()
    day_start = picture.day_start_ms
    for seq, (case, minutes) in enumerate(told, start=1):
        picture.apply(Change(seq, Kind.CASE, case.number, case))
        picture.advance(picture.now_ms + minutes * 60_000, day_start)
        assert counted(picture) == recount(picture)


@given(told=st.lists(cases(), max_size=8), steps=st.lists(st.integers(0, 20_000), min_size=1))
def test_time_in_small_steps_and_in_one_gives_the_same(told: list[Case], steps: list[int]) -> None:
    small, large = empty(), empty()
    for seq, case in enumerate(told, start=1):
        for picture in (small, large):
            picture.apply(Change(seq, Kind.CASE, case.number, case))
    for step in steps:
        small.advance(small.now_ms + step * 1000, small.day_start_ms)
    large.advance(small.now_ms, large.day_start_ms)
    assert portrait(small) == portrait(large)


def test_a_case_that_is_reopened_was_not_closed_today() -> None:
    picture = empty()
    closed = [a_case(n, state=CaseState.CLOSED, closed_at=MORNING, version=2) for n in (1, 2)]
    tell(picture, *closed)
    tell(picture, replace(closed[1], state=CaseState.PROCESSING, closed_at=None, version=3))
    assert picture.closed_today.at == {closed[0].number: to_ms(MORNING)}
    assert picture.figures["closed_today"] == 1
    assert picture.last_closed == (to_ms(MORNING), closed[0].number)


@given(told=st.lists(cases(), max_size=30))
def test_the_newest_are_the_newest_whatever_became_of_them(told: list[Case]) -> None:
    picture = empty()
    first: dict[str, Case] = {}
    for seq, case in enumerate(told, start=1):
        known = first.setdefault(case.number, case)
        picture.apply(
            Change(seq, Kind.CASE, case.number, replace(case, reported_at=known.reported_at))
        )
    ordered = sorted(first.values(), key=lambda c: (c.reported_at, c.number), reverse=True)
    assert [row.number for row in picture.newest_reported(NEWEST)] == [
        case.number for case in ordered[:NEWEST]
    ]


def test_a_change_that_is_not_newer_changes_nothing() -> None:
    picture = empty()
    tell(picture, a_case(1, version=3, unit="U01"))
    before = portrait(picture)
    assert not picture.apply(Change(1, Kind.CASE, "NG20261123-0001", a_case(1, version=4)))
    assert not picture.apply(Change(2, Kind.CASE, "NG20261123-0001", a_case(1, version=2)))
    assert portrait(picture) == before | {"seq": 2}


def test_midnight_empties_the_day() -> None:
    picture = empty()
    tell(picture, a_case(1), a_case(2, state=CaseState.CLOSED, closed_at=MORNING))
    assert (picture.figures["reported_today"], picture.figures["closed_today"]) == (2, 1)
    assert picture.advance(to_ms(MIDNIGHT), to_ms(MIDNIGHT))
    assert (picture.figures["reported_today"], picture.figures["closed_today"]) == (0, 0)
    assert picture.last_closed == (to_ms(MORNING), "NG20261123-0002")


def test_a_report_of_the_new_day_that_comes_before_the_clock_strikes_is_kept() -> None:
    picture = empty()
    after_midnight = MIDNIGHT + timedelta(milliseconds=5)
    tell(picture, a_case(1, after_midnight))
    tell(picture, a_case(2, state=CaseState.CLOSED, closed_at=after_midnight))
    picture.advance(to_ms(after_midnight), to_ms(MIDNIGHT))
    assert (picture.figures["reported_today"], picture.figures["closed_today"]) == (1, 1)


def test_a_lamp_turns_at_the_very_millisecond() -> None:
    picture = empty()
    case = a_case(1)
    assert case.due_at is not None
    tell(picture, case)
    picture.advance(to_ms(case.due_at), picture.day_start_ms)
    assert (picture.figures["overdue"], picture.figures["amber"]) == (0, 1)
    assert picture.advance(to_ms(case.due_at) + 1, picture.day_start_ms)
    assert (picture.figures["overdue"], picture.figures["amber"]) == (1, 0)
    assert [row.number for row in picture.latest_due(3)] == [case.number]


def test_the_overdue_stand_late_e1_first_then_severe_then_the_rest() -> None:
    picture = empty(MORNING + timedelta(hours=5))
    tell(
        picture,
        a_case(1, MORNING, urgency=Urgency.E3),
        a_case(2, MORNING - timedelta(hours=30), urgency=Urgency.E4),
        a_case(3, MORNING, urgency=Urgency.E1),
        a_case(4, MORNING, urgency=Urgency.E2),
    )
    assert [row.number[-1] for row in picture.latest_due(9)] == ["3", "2", "4", "1"]


def test_a_unit_that_has_not_spoken_counts_with_its_staff() -> None:
    picture = empty()
    unit = DISTRICT.units["U01"]
    assert picture.capacity("U01") == unit.staff * unit.per_handler


def say(picture: Picture, on_duty: int, version: int) -> None:
    state = Strength(unit="U01", version=version, on_duty=on_duty, at=MORNING, by_day=on_duty)
    assert picture.apply(Change(picture.seq + 1, Kind.DUTY, "U01", state))


def test_a_unit_over_its_capacity_counts_as_cases_and_handlers_come_and_go() -> None:
    picture, seen = empty(), []
    per_handler = DISTRICT.units["U01"].per_handler
    held = [a_case(number, unit="U01") for number in range(1, per_handler + 2)]

    def look() -> None:
        seen.append(picture.figures["over_capacity"])
        assert counted(picture) == recount(picture)

    say(picture, 1, 1)
    tell(picture, *held[:-1])
    look()
    tell(picture, held[-1])
    look()
    say(picture, 2, 2)
    look()
    say(picture, 1, 3)
    look()
    tell(picture, replace(held[0], version=2, unit="D13"))
    look()
    assert seen == [0, 1, 0, 1, 0]


def test_a_part_counts_its_units_that_are_over_capacity_with_all_they_have() -> None:
    picture = empty()
    held = DISTRICT.units["U01"].per_handler + 1
    say(picture, 1, 1)
    tell(picture, *(a_case(number, unit="U01") for number in range(1, held + 1)))
    first, other = (Scope(Area.GRID, str(1 + number)) for number in (1, 200))
    assert part_of(picture, first).figures["over_capacity"] == 1
    assert part_of(picture, other).figures["over_capacity"] == 0


def test_a_reply_is_late_from_the_millisecond_after_its_time_until_it_comes() -> None:
    picture, due = empty(), MORNING + timedelta(hours=2)
    asked = supervision(timedelta(hours=2))
    case = a_case(1, unit="U01", state=CaseState.PROCESSING, supervision=asked)
    tell(picture, case)
    picture.advance(to_ms(due), picture.day_start_ms)
    assert picture.figures["supervision_late"] == 0
    assert picture.advance(to_ms(due) + 1, picture.day_start_ms)
    assert picture.figures["supervision_late"] == 1
    tell(picture, replace(case, version=2, supervision=replace(asked, replied_at=due)))
    assert picture.figures["supervision_late"] == 0


def test_a_unit_that_has_given_its_result_owes_no_reply() -> None:
    picture = empty(MORNING + timedelta(hours=3))
    asked = supervision(timedelta(hours=2))
    tell(picture, a_case(1, unit="U01", state=CaseState.FEEDBACK, supervision=asked))
    assert picture.figures["supervision_late"] == 0
