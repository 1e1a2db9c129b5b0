"""What grid leaders, units and the centre do next with a case."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dashboard.districts import Pack
from dashboard.domain.case import Case, CaseState
from dashboard.domain.commands import (
    Acknowledge,
    Channel,
    Direct,
    FeedBack,
    Report,
    RequestExtension,
    RequestSuspension,
    Return,
    SelfResolve,
    Verify,
)
from dashboard.domain.desk_commands import (
    Accept,
    DecideExtension,
    DecideReturn,
    DecideSuspension,
    Dispatch,
    Merge,
)
from dashboard.domain.oversight_commands import ReplySupervision, Supervise
from feeds.simulator.acts import next_act
from feeds.simulator.board import Board
from feeds.simulator.orders import DeskOrder
from feeds.simulator.pace import Pace
from feeds.simulator.town import Town
from tests.feeds.acting import MORNING, SLOWLY, ZONE, act, after, asked, in_hands, opened, wait
from tests.feeds.memory import Memory


def test_the_same_version_is_answered_the_same_way(pack: Pack, town: Town) -> None:
    (case,) = opened(pack)
    assert act(case, town) == act(case, town)
    held = after(pack, case, Direct(case=case.number, unit="D14", by="grid206"))
    again = act(held, town)
    assert isinstance(again, Report)
    assert again.id == f"{case.number}-2"


def test_a_filed_case_goes_to_the_unit_that_supplies_the_grid(pack: Pack, town: Town) -> None:
    for grid, unit in ((206, "U05"), (270, "U06")):
        (case,) = opened(pack, item="0111", grid=grid)
        assert (asked(act(case, town)).case, asked(act(case, town)).unit) == (case.number, unit)
        assert pack.district.unit_for(pack.district.items["0111"], grid).code == unit


def test_text_alone_is_accepted_under_what_it_says(pack: Pack, town: Town) -> None:
    (case,) = opened(pack, item=None, text="小区东门路灯3盏不亮，晚上看不清路")
    command = asked(act(case, town))
    assert isinstance(command, Accept)
    assert command.item == "0210"


def test_text_that_says_something_critical_is_read_at_once_by_night_too(
    pack: Pack, town: Town
) -> None:
    night = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    (case,) = opened(pack, item=None, text="向阳宿舍供热管道漏水冒汽，3栋停热")
    read = act(case, town, Pace(zone=ZONE), night)
    assert read.time is not None
    assert read.time - night < timedelta(minutes=15)


def test_text_that_says_nothing_known_is_an_opinion(pack: Pack, town: Town) -> None:
    (case,) = opened(pack, item=None, text="=1+1 <b>hello</b>")
    assert asked(act(case, town)).item == "0905"


def test_who_dispatches_is_the_centre_the_street_or_the_grid_that_found_it(
    pack: Pack, town: Town
) -> None:
    told = [act(case, town) for case in opened(pack, count=200)]
    found = [act(case, town) for case in opened(pack, count=200, channel=Channel.GRID)]
    logins = Counter(one.login for one in told if isinstance(one, DeskOrder))
    assert sum(isinstance(one, Report) for one in told) < 0.12 * len(told)
    assert 0.4 <= sum(isinstance(asked(one), Direct) for one in found) / len(found) <= 0.7
    assert 0.08 <= logins["street-s08"] / len(told) <= 0.25
    assert logins["dispatcher"] + logins["dispatcher2"] > 0.6 * len(told)


def test_by_night_one_dispatcher_is_there(pack: Pack, town: Town) -> None:
    night = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    told = [act(case, town, since=night) for case in opened(pack, count=100, item="0111")]
    logins = {one.login for one in told if isinstance(one, DeskOrder)}
    assert len(logins & {"dispatcher", "dispatcher2"}) == 1


def test_a_critical_case_is_given_out_within_minutes(pack: Pack, town: Town) -> None:
    waits = sorted(wait(act(case, town)) for case in opened(pack, count=100, item="0208"))
    assert waits[90] < timedelta(minutes=3)
    assert waits[-1] < timedelta(minutes=8)


def test_the_second_report_of_one_place_is_merged_into_the_first(pack: Pack, town: Town) -> None:
    board = Board(town)
    first, second = opened(pack, count=2, address="向阳宿舍3栋附近")
    board.note(first)
    board.note(second)
    assert isinstance(asked(act(first, town, board=board)), Dispatch)
    merged = asked(act(second, town, board=board))
    assert (type(merged), merged.into) == (Merge, first.number)


def test_a_dispatcher_says_why_a_unit_without_room_must_take_it(pack: Pack, town: Town) -> None:
    board = Board(town)
    for case in opened(pack, count=80):
        board.note(replace(case, unit="D14", number=f"{case.number}-full"))
    orders = [asked(act(case, town, board=board)) for case in opened(pack, count=20)]
    assert all(order.reason for order in orders if isinstance(order, Dispatch))


def test_a_critical_case_is_never_returned(pack: Pack, town: Town) -> None:
    for case in opened(pack, count=100, item="0208"):
        directed = after(pack, case, Direct(case=case.number, unit="D13", by="grid206"))
        assert isinstance(asked(act(directed, town)), Acknowledge)


def test_a_few_in_a_hundred_are_returned_ruled_on_and_go_elsewhere(pack: Pack, town: Town) -> None:
    returned = []
    for case in opened(pack, count=300, item="0215"):
        directed = after(pack, case, Direct(case=case.number, unit="D13", by="grid206"))
        command = asked(act(directed, town))
        if isinstance(command, Return):
            returned.append(after(pack, directed, command))
    assert 6 <= len(returned) <= 36
    rulings = [asked(act(case, town)) for case in returned]
    assert {type(ruling) for ruling in rulings} == {DecideReturn}
    agreed = [c for c, r in zip(returned, rulings, strict=True) if r.agreed]
    assert 0.4 * len(returned) < len(agreed) < len(returned)
    filed = [after(pack, case, asked(act(case, town))) for case in agreed]
    assert {asked(act(case, town)).unit for case in filed} == {"D10"}


def test_nobody_returns_a_case_twice(pack: Pack, town: Town) -> None:
    for case in opened(pack, count=100):
        directed = after(pack, case, Direct(case=case.number, unit="D14", by="grid206"))
        back = after(pack, directed, Return(case=case.number, unit="D14", reason="非本单位职责"))
        second = after(pack, back, Direct(case=case.number, unit="D13", by="grid206"))
        assert isinstance(asked(act(second, town)), Acknowledge)


def test_most_units_are_done_in_time_and_the_others_are_really_late(pack: Pack, town: Town) -> None:
    late = 0
    for case in opened(pack, count=300, item="0204"):
        held = in_hands(pack, case, "D13")
        done = act(held, town)
        if isinstance(asked(done), FeedBack):
            assert held.due_at is not None
            assert done.time is not None
            late += done.time > held.due_at
    assert 3 <= late <= 40


def test_frozen_ground_is_suspended_in_november(pack: Pack, town: Town) -> None:
    cases = [in_hands(pack, case, "D13") for case in opened(pack, count=100, item="0209")]
    wanted = [(case, asked(act(case, town))) for case in cases]
    suspended = [(c, one) for c, one in wanted if isinstance(one, RequestSuspension)]
    assert 15 <= len(suspended) <= 60
    assert all(MORNING < one.until <= MORNING + timedelta(days=180) for _, one in suspended)
    rulings = [act(after(pack, case, one), town) for case, one in suspended]
    assert {type(asked(ruling)) for ruling in rulings} == {DecideSuspension}
    assert {ruling.login for ruling in rulings if isinstance(ruling, DeskOrder)} == {"foreman"}


def test_an_extension_is_ruled_on_before_the_deadline(pack: Pack, town: Town) -> None:
    cases = [in_hands(pack, case, "D13") for case in opened(pack, count=200, item="0203")]
    wanted = [(case, asked(act(case, town))) for case in cases]
    extended = [after(pack, c, one) for c, one in wanted if isinstance(one, RequestExtension)]
    assert extended
    for case in extended:
        ruling = act(case, town)
        assert isinstance(asked(ruling), DecideExtension)
        assert case.due_at is not None
        assert ruling.time is not None
        assert ruling.time < case.due_at


def test_a_supervised_unit_answers(pack: Pack, town: Town) -> None:
    (case,) = opened(pack, item="0203")
    held = in_hands(pack, case, "D13")
    pressed = after(pack, held, Supervise(case=case.number, level=1, words="RED"))
    reply = act(pressed, town)
    assert isinstance(reply, DeskOrder)
    assert (reply.login, type(reply.order)) == ("unit-d13", ReplySupervision)


def test_what_the_grid_settled_is_verified_by_the_community(pack: Pack, town: Town) -> None:
    memory = Memory(pack)
    settled = SelfResolve(item="0201", grid=206, text="清理", by="grid206", result="已清理")
    (case,) = memory.take(Report("test", "1", MORNING, settled), MORNING)
    assert isinstance(case, Case)
    command = asked(act(case, town))
    assert isinstance(command, Verify)
    assert command.by == f"station-{case.community}"


def test_nothing_more_is_done_with_a_closed_case(pack: Pack, town: Town) -> None:
    (case,) = opened(pack)
    held = in_hands(pack, case, "D14")
    fed_back = after(pack, held, FeedBack(case=case.number, unit="D14", result="已清理"))
    closed = after(pack, fed_back, Verify(case=case.number, passed=True, by="grid206"))
    assert closed.state is CaseState.CLOSED
    assert next_act(closed, MORNING, town, SLOWLY, Board(town)) is None
