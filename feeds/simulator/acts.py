"""What happens next with a case: by grid leaders and units outside, by persons at the centre.

Everything follows from the town's seed, the case's number and its version: a restarted simulator
sends the same again under the same id, so nothing happens twice.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from dashboard.domain.case import Case, CaseState
from feeds.simulator import centre, grid_leaders, handling
from feeds.simulator.board import Board
from feeds.simulator.orders import Act
from feeds.simulator.pace import Pace
from feeds.simulator.scene import Scene
from feeds.simulator.town import Town

TURNS: Mapping[CaseState, Callable[[Scene], Act]] = {
    CaseState.REPORTED: centre.accept,
    CaseState.FILED: centre.assign,
    CaseState.DISPATCHED: handling.receive,
    CaseState.PROCESSING: handling.handle,
    CaseState.FEEDBACK: grid_leaders.verify,
    CaseState.VERIFIED: centre.call_back,
}


def next_act(case: Case, since: datetime, town: Town, pace: Pace, board: Board) -> Act | None:
    """The next act on a case that has been unchanged since `since`; None if there is none.

    The act's time is when it will be done, never before `since`.
    """
    chance = town.chance("act", case.number, case.version)
    scene = Scene(case, since, town, pace, chance, board)
    turn = _ruling(case) or TURNS.get(case.state)
    acts = [turn(scene) if turn else None, centre.answer(scene)]
    return min((act for act in acts if act), key=lambda act: act.time or since, default=None)


def _ruling(case: Case) -> Callable[[Scene], Act] | None:
    """A unit's request is decided before the case goes on."""
    if case.return_pending:
        return centre.rule_return
    if case.suspension_pending is not None:
        return centre.rule_suspension
    return centre.rule_extension if case.extension_pending is not None else None
