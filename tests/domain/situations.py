"""Cases of the packaged district, brought to any state by the commands that lead there."""

from datetime import datetime, timedelta
from typing import Any

import pytest

import dashboard.districts
from dashboard.districts import almanac
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.case import Case, CaseState
from dashboard.domain.commands import (
    Acknowledge,
    CallBack,
    CaseCommand,
    Direct,
    FeedBack,
    ReportCase,
    Reporter,
    RequestExtension,
    RequestSuspension,
    Return,
    Verify,
)
from dashboard.domain.life import Circumstances, Spot, decide, open_case
from dashboard.domain.refusals import Refused
from tests.helpers.clock import MORNING

DISTRICT = dashboard.districts.load("nanguan").district
CALENDAR = almanac.calendar(DISTRICT)
GRID = 206
LEADER = "grid206"
NO = "NG20261123-0001"
UNIT, OTHER_UNIT = "D14", "D13"
PLAIN, URGENT, CRITICAL, LONG = "0201", "0101", "0112", "0102"
SOMEBODY = Reporter("王女士", "15400000000")
LATER = MORNING + timedelta(days=30)

DIRECT = Direct(case=NO, unit=UNIT, by=LEADER)
ACKNOWLEDGE = Acknowledge(case=NO, unit=UNIT)
RETURN = Return(case=NO, unit=UNIT, reason="不属我单位职责")
FEED_BACK = FeedBack(case=NO, unit=UNIT, result="已清运")
EXTEND = RequestExtension(case=NO, unit=UNIT, reason="缺件", until=LATER)
SUSPEND = RequestSuspension(case=NO, unit=UNIT, reason="冻土", until=LATER)
PASS = Verify(case=NO, passed=True, by=LEADER, opinion="现场已清")
FAIL = Verify(case=NO, passed=False, by=LEADER, opinion="仍有垃圾")
SOLVED = CallBack(case=NO, reached=True, solved=True)
UNSOLVED = CallBack(case=NO, reached=True, solved=False)
UNREACHED = CallBack(case=NO, reached=False)


def circumstances(now: datetime = MORNING, grid: int = GRID, **more: Any) -> Circumstances:
    return Circumstances(now, DISTRICT, CALENDAR, NO, Spot(grid, None, None, ""), **more)


def reported(kind: type[ReportCase] = ReportCase, now: datetime = MORNING, **fields: Any) -> Case:
    """A case of a plain item (E3) whose reporter is known; None takes a field away."""
    told: dict[str, Any] = {"item": PLAIN, "grid": GRID, "reporter": SOMEBODY} | fields
    return open_case(kind(**told), circumstances(now))


def after(case: Case, *commands: CentreCommand, now: datetime = MORNING, **more: Any) -> Case:
    for command in commands:
        case = decide(case, command, circumstances(now, **more))
    return case


def text_alone() -> Case:
    return reported(item=None, text="楼下堆了很多东西")


def processing(**fields: Any) -> Case:
    return after(reported(**fields), DIRECT, ACKNOWLEDGE)


def refusal(case: Case, command: CentreCommand, now: datetime = MORNING, **more: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        after(case, command, now=now, **more)
    return caught.value


WAY: tuple[CaseCommand, ...] = (DIRECT, ACKNOWLEDGE, FEED_BACK, PASS, SOLVED)
"""From filed to closed, one command a state."""
IN_STATE: dict[CaseState, Case] = {CaseState.REPORTED: text_alone()} | {
    case.state: case for case in (after(reported(), *WAY[:steps]) for steps in range(len(WAY) + 1))
}
