"""What the outside world does next with a case: grid leaders, units, those who call back.

Everything follows from the town's seed, the case's number and its version: a simulator that
starts again says the same again, under the same id, and nothing happens twice.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from dashboard.domain.case import Case, CaseState
from dashboard.domain.commands import CaseCommand, Report
from feeds.simulator import handling, leading
from feeds.simulator.pace import Pace
from feeds.simulator.scene import Scene
from feeds.simulator.town import SOURCE, Town

TURNS: Mapping[CaseState, Callable[[Scene], tuple[datetime, CaseCommand]]] = {
    CaseState.REPORTED: leading.direct,
    CaseState.VERIFYING: leading.direct,
    CaseState.FILED: leading.direct,
    CaseState.DISPATCHED: handling.receive,
    CaseState.PROCESSING: handling.handle,
    CaseState.FEEDBACK: leading.verify,
    CaseState.VERIFIED: leading.call_back,
}


def next_act(case: Case, since: datetime, town: Town, pace: Pace) -> Report | None:
    """What is done next with a case that has been as it is since `since`; None if nothing is.

    The report's time is when it will be done, never before `since`.
    """
    turn = leading.direct_again if case.return_pending else TURNS.get(case.state)
    if turn is None:
        return None
    chance = town.chance("act", case.number, case.version)
    at, command = turn(Scene(case, since, town, pace, chance))
    return Report(SOURCE, f"{case.number}-{case.version}", max(at, since), command)
