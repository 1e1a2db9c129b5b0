"""The used share of a clock: by the calendar at every knot, linear between two."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.clock_progress import progress
from dashboard.domain.unit import Limit, LimitUnit
from tests.domain.situations import CALENDAR

FIRST = datetime(2025, 12, 1, tzinfo=UTC)
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=395)).map(lambda since: FIRST + since)
LIMITS = st.builds(Limit, st.integers(1, 20), st.sampled_from(list(LimitUnit)))


@given(INSTANTS, LIMITS)
def test_the_share_grows_from_0_to_1_and_never_falls(start: datetime, limit: Limit) -> None:
    due = CALENDAR.add(start, limit)
    knots = progress(CALENDAR, start, due, limit.unit)
    assert knots[0] == (start, 0.0)
    assert knots[-1] == (due, 1.0)
    assert sorted(knots) == list(knots)
    assert [share for _, share in knots] == sorted(share for _, share in knots)


@given(INSTANTS, LIMITS)
def test_every_knot_lies_where_the_calendar_counts_it(start: datetime, limit: Limit) -> None:
    due = CALENDAR.add(start, limit)
    whole = CALENDAR.counted(start, due, limit.unit)
    for at, share in progress(CALENDAR, start, due, limit.unit)[1:-1]:
        assert share == CALENDAR.counted(start, at, limit.unit) / whole


def test_the_share_stands_still_at_night() -> None:
    evening = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)  # 16:30, the close of business
    start = evening - timedelta(hours=1)
    knots = progress(CALENDAR, start, evening + timedelta(hours=17), LimitUnit.WORK_HOUR)
    shares = [share for at, share in knots if evening <= at < evening + timedelta(hours=16)]
    assert len(set(shares)) == 1


@pytest.mark.parametrize("unit", [LimitUnit.HOUR, LimitUnit.MINUTE])
def test_what_runs_through_the_night_is_one_line(unit: LimitUnit) -> None:
    start = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert len(progress(CALENDAR, start, start + timedelta(days=2), unit)) == 2


def test_a_clock_that_was_moved_before_its_start_is_all_used() -> None:
    start = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert progress(CALENDAR, start, start, LimitUnit.WORK_DAY)[-1] == (start, 1.0)
