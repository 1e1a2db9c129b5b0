"""What grid leaders and units do next with a case."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from dashboard.districts import Pack, almanac
from dashboard.domain.case import Case, CaseState
from dashboard.domain.commands import (
    Acknowledge,
    CaseCommand,
    Channel,
    Direct,
    FeedBack,
    Report,
    ReportCase,
    RequestSuspension,
    Return,
    SelfResolve,
    Verify,
)
from dashboard.domain.life import Circumstances, decide
from feeds.simulator.acts import next_act
from feeds.simulator.pace import Pace
from feeds.simulator.town import Town
from tests.feeds.memory import Memory

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
SLOWLY = Pace()


def opened(pack: Pack, count: int = 1, **fields: object) -> list[Case]:
    """Cases that differ in nothing but their number."""
    memory = Memory(pack)
    told: dict[str, object] = {
        "item": "0201",
        "grid": 206,
        "channel": Channel.PHONE,
        "text": "垃圾",
    }
    for i in range(count):
        command = ReportCase(**(told | fields))  # type: ignore[arg-type]
        memory.take(Report("test", str(i), MORNING, command), MORNING)
    return list(memory.cases.values())


def after(pack: Pack, case: Case, command: CaseCommand, at: datetime = MORNING) -> Case:
    return decide(
        case,
        command,
        Circumstances(at, pack.district, almanac.calendar(pack.district), case.number),
    )


def in_hands(pack: Pack, case: Case, unit: str) -> Case:
    directed = after(pack, case, Direct(case=case.number, unit=unit, by="grid206"))
    return after(pack, directed, Acknowledge(case=case.number, unit=unit))


def act(case: Case, town: Town, pace: Pace = SLOWLY, since: datetime = MORNING) -> Report:
    found = next_act(case, since, town, pace)
    assert found is not None
    assert found.time is not None
    return found


def wait(report: Report) -> timedelta:
    assert report.time is not None
    return report.time - MORNING


def test_the_same_version_is_answered_the_same_way(pack: Pack, town: Town) -> None:
    (case,) = opened(pack)
    assert act(case, town) == act(case, town)
    assert act(case, town).id == f"{case.number}-1"


def test_a_filed_case_goes_to_the_unit_that_supplies_the_grid(pack: Pack, town: Town) -> None:
    for grid, unit in ((206, "U05"), (270, "U06")):
        (case,) = opened(pack, item="0111", grid=grid)
        command = act(case, town).command
        assert isinstance(command, Direct)
        assert (command.case, command.unit, command.by) == (case.number, unit, f"grid{grid}")
        assert pack.district.unit_for(pack.district.items["0111"], grid).code == unit


def test_text_alone_is_filed_under_what_it_says(pack: Pack, town: Town) -> None:
    (case,) = opened(pack, item=None, text="小区东门路灯3盏不亮，晚上看不清路")
    command = act(case, town).command
    assert isinstance(command, Direct)
    assert (command.item, command.unit) == ("0210", "D13")


def test_text_that_says_nothing_known_is_an_opinion(pack: Pack, town: Town) -> None:
    (case,) = opened(pack, item=None, text="=1+1 <b>hello</b>")
    command = act(case, town).command
    assert isinstance(command, Direct)
    assert command.item == "0905"


def test_a_critical_case_is_given_out_within_two_minutes(pack: Pack, town: Town) -> None:
    cases = opened(pack, count=50, item="0208")
    assert max(wait(act(case, town)) for case in cases) < timedelta(minutes=2)


def test_a_critical_case_is_never_returned(pack: Pack, town: Town) -> None:
    for case in opened(pack, count=100, item="0208"):
        directed = after(pack, case, Direct(case=case.number, unit="D13", by="grid206"))
        assert isinstance(act(directed, town).command, Acknowledge)


def test_a_few_in_a_hundred_are_returned_and_then_go_elsewhere(pack: Pack, town: Town) -> None:
    returned = []
    for case in opened(pack, count=300, item="0215"):
        directed = after(pack, case, Direct(case=case.number, unit="D13", by="grid206"))
        command = act(directed, town).command
        if isinstance(command, Return):
            returned.append(after(pack, directed, command))
    assert 6 <= len(returned) <= 36
    again = [act(case, town).command for case in returned]
    assert {(type(command), getattr(command, "unit", "")) for command in again} == {(Direct, "D10")}


def test_nobody_returns_a_case_twice(pack: Pack, town: Town) -> None:
    for case in opened(pack, count=100):
        directed = after(pack, case, Direct(case=case.number, unit="D14", by="grid206"))
        back = after(pack, directed, Return(case=case.number, unit="D14", reason="非本单位职责"))
        second = after(pack, back, Direct(case=case.number, unit="D13", by="grid206"))
        assert isinstance(act(second, town).command, Acknowledge)


def test_most_units_are_done_in_time_and_the_others_are_really_late(pack: Pack, town: Town) -> None:
    late = 0
    for case in opened(pack, count=300, item="0204"):
        held = in_hands(pack, case, "D13")
        done = act(held, town)
        if isinstance(done.command, FeedBack):
            assert held.due_at is not None
            assert done.time is not None
            late += done.time > held.due_at
    assert 3 <= late <= 40


def test_frozen_ground_is_suspended_in_november(pack: Pack, town: Town) -> None:
    cases = [in_hands(pack, case, "D13") for case in opened(pack, count=100, item="0209")]
    asked = [c for case in cases if isinstance(c := act(case, town).command, RequestSuspension)]
    assert 15 <= len(asked) <= 45
    assert all(MORNING < command.until <= MORNING + timedelta(days=180) for command in asked)


def test_what_the_grid_settled_is_verified_by_the_community(pack: Pack, town: Town) -> None:
    memory = Memory(pack)
    settled = SelfResolve(item="0201", grid=206, text="清理", by="grid206", result="已清理")
    case = memory.take(Report("test", "1", MORNING, settled), MORNING)
    assert case is not None
    command = act(case, town).command
    assert isinstance(command, Verify)
    assert command.by == f"station-{case.community}"


def test_nothing_more_is_done_with_a_closed_case(pack: Pack, town: Town) -> None:
    (case,) = opened(pack)
    held = in_hands(pack, case, "D14")
    fed_back = after(pack, held, FeedBack(case=case.number, unit="D14", result="已清理"))
    closed = after(pack, fed_back, Verify(case=case.number, passed=True, by="grid206"))
    assert closed.state is CaseState.CLOSED
    assert next_act(closed, MORNING, town, SLOWLY) is None


def test_ten_times_as_fast_waits_a_tenth(pack: Pack, town: Town) -> None:
    (case,) = opened(pack)
    assert wait(act(case, town, Pace(speed=10))) == wait(act(case, town)) / 10


def test_by_night_only_urgent_cases_move(pack: Pack, town: Town) -> None:
    night = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    pace = Pace(zone=ZONE)
    (plain,), (critical,) = opened(pack), opened(pack, item="0208")
    later = act(plain, town, pace, night).time
    now = act(critical, town, pace, night).time
    assert later is not None
    assert now is not None
    assert 7 <= later.astimezone(ZONE).hour <= 10
    assert now - night < timedelta(minutes=2)


@pytest.mark.parametrize("hour", range(24))
def test_who_sleeps_still_keeps_the_deadline(hour: int) -> None:
    since = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    latest = datetime(2026, 11, 24, hour, 0, tzinfo=UTC)
    at = Pace(zone=ZONE).awake(since, latest - timedelta(minutes=10), Random(1), latest)
    assert since < at <= latest
    assert 7 <= at.astimezone(ZONE).hour < 21
