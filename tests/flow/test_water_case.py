"""The water case of grid 206 in May 2012: from the grid leader's call to the residents' thanks.

Nobody's name is in it: the grid leader is grid206, the residents are residents.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain.case import CaseState, Tier
from dashboard.domain.commands import Satisfaction
from dashboard.domain.deadline import Lamp, lamp
from dashboard.domain.life import Owner, OwnerKind, owner
from dashboard.domain.unit import Limit, LimitUnit
from dashboard.live.follower import Follower
from tests.flow.whole import assert_whole
from tests.helpers.centre import Centre, read_settings
from tests.helpers.clock import MovableClock
from tests.helpers.messages import message
from tests.helpers.people import do, refused

CHANGCHUN = ZoneInfo("Asia/Shanghai")
WATER, PIPES = "0101", "0102"
UNIT = "U01"
RESIDENTS = "225 户居民喝上了清洁水，七十多户凑了 127 元制作锦旗"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2012, 5, day, hour, minute, tzinfo=CHANGCHUN)


class May:
    """The days of May 2012, and a centre whose clock goes through them."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre

    def comes(self, day: int, hour: int, minute: int = 0) -> None:
        self.centre.clock.move(
            seconds=(at(day, hour, minute) - self.centre.clock()).total_seconds()
        )


@pytest.fixture
def may(tmp_path: Path, redis_url: str, migrated_url: str) -> Iterator[May]:
    found = read_settings(tmp_path, redis_url, migrated_url)
    with Centre(found, MovableClock(at(10, 9, 0))) as centre:
        yield May(centre)


def surveyed(may: May) -> tuple[str, str]:
    """10 May: called, taken on, surveyed; the pipe is to be replaced. The case and its child."""
    centre = may.centre
    call = c.Direct(
        item=WATER,
        text="自来水浑浊，已有三四年",
        channel=c.Channel.GRID,
        grid=206,
        address="房产宿舍",
        reporter=c.Reporter("居民", ""),
        by="grid206",
        unit=UNIT,
    )
    # The grid leader's call to the unit's contact for the grid comes in as a message.
    centre.settle(message("call", call, source="grid206"))
    [case] = centre.numbers()
    may.comes(10, 10)
    centre.settle(message("taken", c.Acknowledge(case=case, unit=UNIT), source=UNIT))
    may.comes(10, 15)
    do(centre, "unit-u01", d.LogCall(case=case, whom="206网格长", words="下午到现场"))
    renewal = d.SpawnChild(
        case=case, item=PIPES, text="更换老旧供水管线", blocking=False, unit=UNIT
    )
    child = do(centre, "unit-u01", renewal)
    result = c.FeedBack(case=case, unit=UNIT, result="已现场勘察，决定更换管线")
    do(centre, "unit-u01", result)
    return case, child


def test_the_call_is_a_case_with_the_unit_and_the_centre_watches(may: May) -> None:
    case, _ = surveyed(may)
    found = may.centre.case(case)
    assert (found.directed_by, found.unit, found.item) == ("grid206", UNIT, WATER)
    assert found.handling_due_at == at(11, 9)
    assert (found.on_time, found.fed_back_at) == (True, at(10, 15))
    assert owner(found) == Owner(OwnerKind.GRID, "206")


def test_the_pipes_are_a_case_of_their_own_with_fifteen_work_days(may: May) -> None:
    case, child = surveyed(may)
    parent, pipes = may.centre.case(case), may.centre.case(child)
    assert (pipes.links.parent, parent.links.detached) == (case, (child,))
    assert pipes.limit == Limit(15, LimitUnit.WORK_DAY)
    assert pipes.due_at == at(31, 16, 30)
    assert (pipes.reporter_known, parent.reporter_known) == (True, False)
    assert owner(pipes) == Owner(OwnerKind.UNIT, UNIT)


def finished(may: May) -> tuple[str, str]:
    """To 23 May: clean water, the grid leader's look, the residents' opinion, the close."""
    centre = may.centre
    case, child = surveyed(may)
    may.comes(10, 17)
    seen = c.Verify(case=case, passed=True, by="grid206", opinion="勘察属实，已告知居民")
    do(centre, "grid206", seen)
    may.comes(11, 9)
    do(centre, "unit-u01", c.Acknowledge(case=child, unit=UNIT))
    may.comes(15, 16)
    done = c.FeedBack(
        case=child, unit=UNIT, result="管线更换完毕，水质清洁", attachments=("after.jpg",)
    )
    do(centre, "unit-u01", done)
    own = c.Verify(case=child, passed=True, by=UNIT)
    assert refused(centre, "unit-u01", own).code in ("NOT_YOUR_ROLE", "OWN_WORK")
    may.comes(16, 9)
    look = c.Verify(case=child, passed=True, by="grid206", opinion="入户查看，水质清洁，居民满意")
    do(centre, "grid206", look)
    may.comes(17, 9)
    do(centre, "intake", c.CallBack(case=child, reached=False))
    may.comes(18, 9)
    answer = c.CallBack(case=child, reached=True, solved=True, satisfaction=Satisfaction.SATISFIED)
    do(centre, "intake", answer)
    may.comes(23, 10)
    do(centre, "intake", d.Comment(case=child, words=RESIDENTS))
    return case, child


def test_both_end_at_the_tier_of_the_grid_to_the_credit_of_the_water_company(may: May) -> None:
    case, child = finished(may)
    for number in (case, child):
        found = may.centre.case(number)
        assert (found.state, found.tier_resolved) == (CaseState.CLOSED, Tier.GRID)
        assert (found.unit, found.on_time) == (UNIT, True)
        assert found.rework_count == found.return_count == found.extensions == 0
        assert [one.unit for one in found.spent] == [UNIT]
    pipes = may.centre.case(child)
    assert (pipes.solved, pipes.satisfaction) == (True, Satisfaction.SATISFIED)
    assert pipes.opinion == "入户查看，水质清洁，居民满意"
    assert (pipes.verified_by, pipes.handled_by) == ("grid206", "unit-u01")


def test_no_lamp_was_lit_on_the_way(may: May) -> None:
    case, child = surveyed(may)
    for day in (10, 11, 15):
        may.comes(day, 18)
        pipes = may.centre.case(child)
        assert lamp(may.centre.clock(), pipes.clock) is Lamp.GREEN
    assert case != child


def test_the_journal_tells_the_whole_story_and_every_screen_the_same(may: May) -> None:
    follower: Follower = may.centre.follower()
    case, child = finished(may)
    acts = may.centre.acts(case)
    assert acts == ["direct", "acknowledge", "log_call", "spawn_child", "feedback", "verify_pass"]
    assert may.centre.acts(child) == [
        "be_spawned",
        "acknowledge",
        "feedback",
        "verify_pass",
        "callback",
        "callback",
        "comment",
    ]
    may.centre.tell()
    assert_whole(may.centre, follower, 0)
