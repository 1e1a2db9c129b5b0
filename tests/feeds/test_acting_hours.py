"""When the district's people act: by their shifts, hours and rest days."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from dashboard.districts import Pack, almanac
from dashboard.domain.case import Case
from dashboard.domain.commands import (
    Acknowledge,
    Direct,
    FeedBack,
    RequestExtension,
)
from dashboard.domain.desk_commands import DecideExtension
from feeds.simulator.pace import Pace
from feeds.simulator.town import Town
from tests.feeds.acting import FRIDAY, ZONE, act, after, asked, in_hands, opened, wait


def test_ten_times_as_fast_waits_a_tenth(pack: Pack, town: Town) -> None:
    (case,) = opened(pack)
    assert wait(act(case, town, Pace(speed=10))) == wait(act(case, town)) / 10


def test_what_had_begun_before_a_quick_demo_has_only_its_rest_quickened() -> None:
    start = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    pace, hour = Pace(speed=20, begun=start), timedelta(hours=1)
    assert pace.after(start - hour, 5 * hour) == start + 4 * hour / 20
    assert pace.after(start - 5 * hour, hour) == start - 4 * hour
    assert pace.after(start + hour, hour) == start + hour + hour / 20
    assert pace.after(start - hour, -hour) < start - hour


def test_by_night_only_urgent_cases_move(pack: Pack, town: Town) -> None:
    night = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    pace = Pace(zone=ZONE)
    (plain,), (critical,) = opened(pack), opened(pack, item="0208")
    later = act(plain, town, pace, night).time
    now = act(critical, town, pace, night).time
    assert later is not None
    assert now is not None
    assert 7 <= later.astimezone(ZONE).hour <= 10
    assert now - night < timedelta(minutes=8)


@pytest.mark.parametrize("hour", range(24))
def test_who_sleeps_still_keeps_the_deadline(hour: int) -> None:
    since = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    latest = datetime(2026, 11, 24, hour, 0, tzinfo=UTC)
    at = Pace(zone=ZONE).awake(since, latest - timedelta(minutes=10), Random(1), latest)
    assert since < at <= latest
    assert 7 <= at.astimezone(ZONE).hour < 21


def handed_in(pack: Pack, town: Town, unit: str, item: str, count: int) -> list[tuple[Case, Any]]:
    """A unit's next acts, with their times, on cases that it got on a Friday afternoon."""
    found = []
    for case in opened(pack, count, item=item):
        directed = after(pack, case, Direct(case=case.number, unit=unit, by="grid206"), FRIDAY)
        held = after(pack, directed, Acknowledge(case=case.number, unit=unit), FRIDAY)
        found.append((held, act(held, town, Pace(zone=ZONE), FRIDAY).time))
    return found


def test_an_office_hands_in_nothing_on_rest_days_and_a_utility_does(pack: Pack, town: Town) -> None:
    calendar = almanac.calendar(pack.district)

    def on_rest_days(unit: str, item: str) -> int:
        done = [at for _, at in handed_in(pack, town, unit, item, 60)]
        return sum(not calendar.is_working(calendar.local(at).date()) for at in done)

    assert on_rest_days("D15", "0303") == 0
    assert on_rest_days("U08", "0115") > 5


def test_what_is_late_in_work_days_is_done_at_work(pack: Pack, town: Town) -> None:
    calendar = almanac.calendar(pack.district)
    done = handed_in(pack, town, "D15", "0303", 200)
    late = [at for held, at in done if held.due_at and at > held.due_at]
    assert len(late) > 3
    assert all(calendar.at_work(at - timedelta(minutes=1)) for at in late)


def test_who_was_refused_more_time_does_not_ask_again(pack: Pack, town: Town) -> None:
    again = []
    for case in opened(pack, 60, item="0303"):
        held = in_hands(pack, case, "D15")
        if not isinstance(asked(act(held, town)), RequestExtension):
            continue
        at = act(held, town).time
        assert at is not None
        pending = after(pack, held, asked(act(held, town)), at)
        no = DecideExtension(case=case.number, agreed=False, reason="不同意")
        refused = after(pack, pending, no, at + timedelta(minutes=20))
        again.append(asked(act(refused, town, since=at + timedelta(minutes=20))))
    assert again
    assert {type(command) for command in again} == {FeedBack}
