"""Gaps of a roster: with the entries they make up the tours, whatever the entries are."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.duty.duty_posts import DutyPost
from dashboard.domain.duty.gaps import Gap, Span, gaps_of, tours, uncovered
from dashboard.domain.duty.roster import RosterEntry
from dashboard.domain.persons import Role

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 11, 30, 16, tzinfo=UTC)  # midnight in the district
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WEEK = Span(START, START + 7 * DAY)
CLOCK = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
HOURS = st.tuples(CLOCK, CLOCK)


def post(hours: tuple[time, time] | None, code: str = "WATER") -> DutyPost:
    return DutyPost(
        code=code,
        name_zh="供水专员",
        name_en="Water desk",
        roles=frozenset({Role.DUTY}),
        hours=hours,
        has_shift=False,
    )


def entry(begins_at: datetime, ends_at: datetime, **more: object) -> RosterEntry:
    known = {"number": "1", "version": 1, "post": "WATER", "login": "sun", "name": "孙"}
    known |= {"role": Role.DUTY, "begins_at": begins_at, "ends_at": ends_at}
    return RosterEntry(**known | more)  # type: ignore[arg-type]


@st.composite
def spans(draw: st.DrawFn) -> list[Span]:
    """Any spans around a week, overlapping or not."""
    found = []
    for _ in range(draw(st.integers(0, 12))):
        begins = START + draw(st.integers(-600, 8 * 1440)) * MINUTE
        found.append(Span(begins, begins + draw(st.integers(1, 1440)) * MINUTE))
    return found


def minutes(found: list[Span]) -> set[datetime]:
    """Each minute of these spans; half-open, so touching spans share none."""
    return {
        span.begins_at + n * MINUTE
        for span in found
        for n in range((span.ends_at - span.begins_at) // MINUTE)
    }


@given(hours=HOURS, held=spans())
def test_what_is_held_and_what_is_not_make_up_the_tours_and_never_meet(
    hours: tuple[time, time], held: list[Span]
) -> None:
    wanted = tours(hours, WEEK, ZONE)
    free = uncovered(wanted, held)
    assert minutes(free) | minutes(held) & minutes(wanted) == minutes(wanted)
    assert minutes(free) & minutes(held) == set()
    assert all(gap.begins_at < gap.ends_at for gap in free)
    assert all(one.ends_at <= other.begins_at for one, other in pairwise(free))


@given(hours=HOURS)
def test_tours_are_the_posts_hours_of_each_day_and_do_not_overlap(hours: tuple[time, time]) -> None:
    found = tours(hours, WEEK, ZONE)
    assert all(one.ends_at <= other.begins_at for one, other in pairwise(found))
    begins, ends = (at.hour * 60 + at.minute for at in hours)
    long = (ends - begins) % 1440 or 1440
    assert sum(((one.ends_at - one.begins_at) for one in found), timedelta()) == 7 * long * MINUTE


def test_a_night_is_one_gap_across_midnight_by_the_districts_clocks() -> None:
    [first, *_] = tours((time(20), time(8)), Span(START + 12 * HOUR, WEEK.ends_at), ZONE)
    assert first == Span(START + 20 * HOUR, START + 32 * HOUR)
    held = [entry(START + 22 * HOUR, START + 26 * HOUR)]
    night = Span(START + 12 * HOUR, START + 36 * HOUR)
    assert gaps_of(post((time(20), time(8))), held, night, ZONE) == [
        Gap(post="WATER", begins_at=START + 20 * HOUR, ends_at=START + 22 * HOUR),
        Gap(
            post="WATER",
            begins_at=START + 26 * HOUR,
            ends_at=START + 32 * HOUR,
            unplanned=True,
        ),
    ]


def test_the_hour_that_a_change_of_clocks_repeats_has_to_be_held_twice() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    autumn = Span(datetime(2026, 10, 25, tzinfo=berlin), datetime(2026, 10, 26, tzinfo=berlin))
    [night] = tours((time(0), time(6)), autumn, berlin)
    assert night.ends_at - night.begins_at == 7 * HOUR


def test_what_was_taken_out_or_is_of_another_post_covers_nothing() -> None:
    day = Span(START, START + DAY)
    held = [entry(START, START + DAY, taken_out=True), entry(START, START + DAY, post="HEAT")]
    assert [gap.unplanned for gap in gaps_of(post((time(8), time(20))), held, day, ZONE)] == [True]
    assert gaps_of(post((time(8), time(20))), [entry(START, START + DAY)], day, ZONE) == []


def test_a_post_without_hours_is_never_missed() -> None:
    assert gaps_of(post(None), [], WEEK, ZONE) == []
