"""An hour ago, and the last day by the hour: as shown then; nothing where nobody stored it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError

from dashboard.actions.sampling import Sampling, keep
from dashboard.domain import commands as c
from dashboard.domain.figures import FIGURES
from dashboard.domain.unit import Urgency
from dashboard.live.trends import HOURS, Trends
from dashboard.store import samples
from dashboard.system import to_ms
from tests.helpers.centre import Centre
from tests.helpers.clock import MORNING
from tests.helpers.messages import WATER_UNIT, message, report, reports

HOUR_MS = 3_600_000
HALF_HOUR = 30


def act(centre: Centre, *acts: c.Command) -> None:
    source = f"acts {centre.clock()}"
    centre.settle(*(message(number, what, source) for number, what in enumerate(acts)))
    assert centre.rejected() == []


# An hour ago -----------------------------------------------------------------------------


def test_the_figures_of_an_hour_ago_are_kept_beside_the_picture(centre: Centre) -> None:
    centre.settle(*reports(2))
    keep(centre.system)
    centre.clock.move(hours=1)
    centre.settle(*reports(3, "later"))
    follower = centre.follower()
    assert follower.health.before["open"] == 2
    assert follower.picture.figures["open"] == 5
    assert follower.health.before.keys() == set(FIGURES)


def test_a_case_that_has_gone_a_stage_further_was_late_an_hour_ago_all_the_same(
    centre: Centre,
) -> None:
    """The new stage has its own deadline, which says nothing about an hour ago."""
    centre.settle(report(1, urgency=Urgency.E1))
    [number] = centre.numbers()
    centre.clock.move(days=1)
    shown = dict(centre.follower().picture.figures)
    keep(centre.system)
    assert (shown["overdue"], shown["unassigned"]) == (1, 1)
    centre.clock.move(minutes=HALF_HOUR)
    act(centre, c.Direct(case=number, by="grid206", unit=WATER_UNIT))
    centre.clock.move(minutes=HALF_HOUR)
    follower = centre.follower()
    assert follower.picture.figures["overdue"] == 0
    assert follower.health.before == shown


def test_in_the_first_hour_nothing_is_claimed_of_the_hour_before(sqlite_centre: Centre) -> None:
    centre = sqlite_centre
    centre.settle(*reports(2))
    keep(centre.system)
    centre.clock.move(minutes=59)
    follower = centre.follower()
    assert follower.health.before == {}
    centre.clock.move(minutes=1)
    assert follower.step(1)
    assert follower.health.before["open"] == 2


def test_an_hour_after_a_minute_that_was_missed_nothing_is_claimed(sqlite_centre: Centre) -> None:
    centre, seen, mine = sqlite_centre, [], Sampling()
    follower = centre.follower()
    for minute in range(70):
        if not 3 <= minute <= 5:
            mine.step(centre.system)
        follower.step(1)
        seen.append(follower.health.before != {})
        centre.clock.move(minutes=1)
    assert seen == [False] * 60 + [True] * 5 + [False] + [True] * 4


def test_while_the_database_is_away_an_hour_ago_is_not_claimed_for_long(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("SELECT", {}, Exception("away"))

    centre = sqlite_centre
    keep(centre.system)
    centre.clock.move(hours=1)
    follower = centre.follower()
    assert follower.health.before != {}
    with monkeypatch.context() as patch:
        patch.setattr(samples, "at_or_before", away)
        centre.clock.move(minutes=2)
        follower.step(1)
        assert follower.health.before != {}
        centre.clock.move(minutes=1)
        assert follower.step(1), "the screens must learn it"
        assert follower.health.before == {}
    centre.clock.move(hours=-1)
    keep(centre.system)
    centre.clock.move(hours=1, seconds=2)
    follower.step(1)
    assert follower.health.before != {}, "within the same minute"


def test_after_a_clock_is_set_back_an_hour_ago_is_another_one(sqlite_centre: Centre) -> None:
    centre = sqlite_centre
    centre.settle(*reports(2))
    keep(centre.system)
    centre.clock.move(hours=1)
    centre.settle(*reports(3, "later"))
    keep(centre.system)
    centre.clock.move(hours=1)
    follower = centre.follower()
    assert follower.health.before["open"] == 5
    centre.clock.move(hours=-1)
    follower.step(1)
    assert follower.health.before["open"] == 2


# The last day ----------------------------------------------------------------------------


def trends(centre: Centre) -> Trends:
    return centre.follower().health.trends


def test_the_hours_are_the_last_24_full_ones_of_the_clock(sqlite_centre: Centre) -> None:
    sqlite_centre.clock.move(minutes=HALF_HOUR)
    found = trends(sqlite_centre)
    assert found.hours[-1] == to_ms(MORNING)
    assert [b - a for a, b in zip(found.hours, found.hours[1:], strict=False)] == [HOUR_MS] * 23
    assert found.at == sqlite_centre.system.now_ms()
    units = {"", *sqlite_centre.system.district.units}
    for series in (found.open, found.arrived, found.closed):
        assert series.keys() == units
        assert {len(values) for values in series.values()} == {HOURS}


def test_what_was_open_is_what_was_kept_and_what_nobody_kept_is_none(centre: Centre) -> None:
    centre.settle(*reports(2))
    [first, _] = centre.numbers()
    keep(centre.system)
    act(centre, c.Direct(case=first, by="grid206", unit=WATER_UNIT))
    centre.clock.move(minutes=118)
    keep(centre.system)
    centre.clock.move(minutes=62)
    centre.settle(*reports(3, "later"))
    keep(centre.system)
    centre.clock.move(minutes=57)
    keep(centre.system)
    centre.clock.move(minutes=HALF_HOUR)
    found = trends(centre)
    # Stored at ten, twelve and one; for two o'clock only what was shown three minutes before.
    assert found.open[""] == [None] * 19 + [2, None, 2, 5, None]
    assert found.open[WATER_UNIT] == [None] * 19 + [0, None, 1, 1, None]


def test_what_came_and_went_is_counted_in_its_hour_for_each_unit_and_for_all(
    centre: Centre,
) -> None:
    centre.settle(*reports(3))
    [first, second, third] = centre.numbers()
    centre.clock.move(hours=1)
    act(
        centre,
        c.Direct(case=first, by="grid206", unit=WATER_UNIT),
        c.Direct(case=second, by="grid206", unit=WATER_UNIT),
        c.Direct(case=third, by="grid206", unit="D13"),
    )
    centre.clock.move(hours=1, minutes=59, seconds=59)
    act(
        centre,
        c.Acknowledge(case=first, unit=WATER_UNIT),
        c.FeedBack(case=first, unit=WATER_UNIT, result="已修好"),
    )
    centre.clock.move(seconds=1)
    act(centre, c.Verify(case=first, passed=True, by="grid206"))
    centre.settle(report("new"))
    running = trends(centre)
    assert running.closed[""] == [0] * HOURS, "an hour that runs isn't told"
    centre.clock.move(hours=1)
    found = trends(centre)
    assert found.arrived[""] == [0] * 20 + [3, 0, 0, 1]
    assert found.arrived[WATER_UNIT] == [0] * 20 + [0, 2, 0, 0]
    assert found.arrived["D13"] == [0] * 20 + [0, 1, 0, 0]
    assert found.closed[WATER_UNIT] == [0] * 20 + [0, 0, 1, 0]
    assert found.closed[""] == [0] * 20 + [0, 0, 0, 1]
    centre.clock.move(hours=24)
    assert sum(map(sum, trends(centre).arrived.values())) == 0


def test_midnight_is_an_hour_like_any_other(centre: Centre) -> None:
    midnight = MORNING + timedelta(hours=14)
    centre.clock.move(hours=13, minutes=HALF_HOUR)
    centre.settle(*reports(2))
    centre.clock.move(minutes=HALF_HOUR)
    keep(centre.system)
    centre.settle(report("later"))
    centre.clock.move(hours=1)
    found = trends(centre)
    assert found.hours[-2:] == [to_ms(midnight), to_ms(midnight) + HOUR_MS]
    assert found.arrived[""][-2:] == [2, 1]
    assert found.open[""][-2:] == [2, None]


def test_the_trends_are_made_anew_with_each_minute_only(sqlite_centre: Centre) -> None:
    follower, made = sqlite_centre.follower(), set()
    for _ in range(60):
        follower.step(1)
        made.add(follower.health.trends.at)
        sqlite_centre.clock.move(seconds=5)
    assert len(made) == 5


# Yesterday by now ------------------------------------------------------------------------


def test_yesterday_by_now_is_followed_as_it_is_found_afresh_and_counted(centre: Centre) -> None:
    """Reports at random minutes of three days: at each look, what had come by then a day before."""
    follower, reported = centre.follower(), list[datetime]()
    for look in range(60):
        if look % 3:
            centre.settle(report(look))
            reported.append(centre.clock())
        centre.clock.move(minutes=67, seconds=13)
        follower.step(1)
        minute = centre.clock().replace(second=0, microsecond=0) - timedelta(days=1)
        start = centre.system.day_start(minute)
        known = bool(reported) and reported[0] <= start
        by_now = sum(start <= at <= minute for at in reported) if known else None
        assert follower.health.trends.yesterday == trends(centre).yesterday == by_now
    assert by_now


def test_of_a_day_that_nobody_saw_whole_nothing_is_said(sqlite_centre: Centre) -> None:
    centre = sqlite_centre
    centre.settle(*reports(2))
    centre.clock.move(days=1)
    assert trends(centre).yesterday is None
    centre.clock.move(days=1)
    assert trends(centre).yesterday == 0


def test_while_the_database_is_away_yesterday_is_not_claimed_for_long(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("SELECT", {}, Exception("away"))

    centre = sqlite_centre
    centre.settle(*reports(2))
    centre.clock.move(days=2)
    follower = centre.follower()
    assert follower.health.trends.yesterday == 0
    monkeypatch.setattr(samples, "at_or_before", away)
    centre.clock.move(minutes=3)
    assert follower.step(1), "the screens must learn it"
    assert follower.health.trends.yesterday is None
