"""Random histories of cases, by the commands that lead from one version to the next."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from dashboard.actions.act_names import NAMES
from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import Act
from dashboard.domain.life import Circumstances, Spot, decide, open_case
from dashboard.domain.refusals import Refused
from tests.domain.life_steps import next_step, side_step
from tests.domain.situations import CALENDAR, DISTRICT, GRID, LEADER, OTHER_UNIT, PLAIN, SOMEBODY
from tests.helpers.clock import MORNING
from tests.helpers.states import act

S = CaseState
Move = tuple[int, str]
"""Hours of waiting, and what comes then."""
MOVES = st.tuples(
    st.integers(0, 30),
    st.sampled_from(
        ["on", "on", "on", "on", "aside", "asides", "hand over", "happy", "unhappy", "again"]
    ),
)
STORIES = st.lists(
    st.tuples(
        st.sampled_from([None, PLAIN, PLAIN, PLAIN]),
        st.sampled_from(c.Channel),
        st.sampled_from([GRID, GRID, 1]),
        st.integers(0, 40),
        st.booleans(),
        st.lists(MOVES, min_size=2, max_size=14),
    ),
    min_size=1,
    max_size=5,
)


def acts_of(stories: Sequence[Any], after: datetime = MORNING) -> list[Act]:
    """The journal of these cases, in order of time within each case."""
    found: list[Act] = []
    for n, (item, channel, grid, wait, alone, moves) in enumerate(stories, start=1):
        number = f"NG20261123-{n:04}"
        now = after + timedelta(hours=wait)
        told: c.ReportCase = c.ReportCase(
            item=item, text="楼下堆了很多东西", grid=grid, channel=channel, reporter=SOMEBODY
        )
        if alone and item:
            told = c.SelfResolve(item=item, grid=grid, by=LEADER, result="已清", channel=channel)
        case = open_case(told, _at(now, number, grid))
        found.append(act(case, NAMES[type(told)], now))
        for hours, move in moves:
            now += timedelta(hours=hours)
            command = _command(case, move, now)
            if command is None:
                continue
            try:
                # Each by another person: nobody verifies or confirms their own work.
                case = decide(case, command, _at(now, number, grid, f"who does {command}"))
            except Refused:
                continue
            found.append(act(case, NAMES[type(command)], now))
    return found


def _at(now: datetime, number: str, grid: int, by: str = LEADER) -> Circumstances:
    return Circumstances(now, DISTRICT, CALENDAR, number, Spot(grid, None, None, ""), by)


def _command(case: Case, move: str, now: datetime) -> Any:
    no = case.number
    match move:
        case "hand over":
            unit = OTHER_UNIT if case.unit != OTHER_UNIT else case.street
            code = d.ReassignReason.WRONG_TRADE
            return d.Reassign(case=no, unit=unit, code=code)
        case "unhappy" if case.state is S.VERIFIED:
            solved = case.rework_count > 0
            answer = c.Satisfaction.DISSATISFIED
            return c.CallBack(case=no, reached=True, solved=solved, satisfaction=answer)
        case "happy" if case.state is S.VERIFIED:
            answer = c.Satisfaction.SATISFIED
            return c.CallBack(case=no, reached=True, solved=True, satisfaction=answer)
        case "again" if case.state is S.CLOSED:
            return d.Reopen(case=no, reason="又出现了")
        case "aside" | "asides":
            return side_step(case, now, move == "aside")
        case _:
            return next_step(case)
