"""Why a deadline was moved: the cause of each move is recorded, and no other."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from dashboard.domain.case import Case, CaseState, MoveCause
from dashboard.domain.commands import RequestExtension
from dashboard.domain.copying import revised
from dashboard.domain.desk_commands import (
    DecideExtension,
    DecideSuspension,
    Merge,
    Reassign,
    ReassignReason,
    Recalculate,
    Reclassify,
    Reopen,
    Resume,
)
from dashboard.domain.life.escalating import escalated
from dashboard.domain.life.merging import merge, unmerge
from dashboard.domain.life.moving import MOVES_MAX, begun_by, case_moved_by, moved_by
from dashboard.domain.unit import Urgency
from layouts.words import WORDS
from tests.domain.situations import (
    CALENDAR,
    FAIL,
    FEED_BACK,
    IN_STATE,
    NO,
    OTHER_UNIT,
    SUSPEND,
    UNIT,
    after,
    circumstances,
    processing,
    refusal,
    reported,
)
from tests.helpers.clock import MORNING

M = MoveCause
HOUR = timedelta(hours=1)
ONE, TWO = MORNING + HOUR, MORNING + 2 * HOUR
AWAY = Reassign(case=NO, unit=OTHER_UNIT, code=ReassignReason.WRONG_TRADE)
BACK = Reassign(case=NO, unit=UNIT, code=ReassignReason.WRONG_TRADE)
GRAVER = Reclassify(case=NO, item="0201", urgency=Urgency.E1, reason="堵了消防通道")


def extended() -> Case:
    until = (processing().due_at or MORNING) + HOUR
    ask = RequestExtension(case=NO, unit=UNIT, reason="缺件", until=until)
    return after(processing(), ask, DecideExtension(case=NO, agreed=True, reason="可"), now=ONE)


def resumed() -> Case:
    rest = after(
        processing(), SUSPEND, DecideSuspension(case=NO, agreed=True, reason="冻土"), now=ONE
    )
    return after(rest, Resume(case=NO), now=TWO)


def merged() -> Case:
    other = revised(processing(), number="NG20261123-0002")
    into = revised(away(), number=NO)
    return merge(other, into, Merge(case=other.number, into=NO), circumstances(TWO))[1]


def away() -> Case:
    return after(processing(), AWAY, now=ONE)


WAYS: dict[MoveCause, Callable[[], Case]] = {
    M.EXTENDED: extended,
    M.RESUMED: resumed,
    M.REWORKED: lambda: after(after(processing(), FEED_BACK, now=ONE), FAIL, now=TWO),
    M.GIVEN_BACK: lambda: after(away(), BACK, now=TWO),
    M.RECLASSIFIED: lambda: after(processing(), GRAVER, now=ONE),
    M.ESCALATED: lambda: escalated(processing(), "NGI20261123-01", circumstances(ONE)),
    M.MERGED: merged,
    M.REOPENED: lambda: after(IN_STATE[CaseState.CLOSED], Reopen(case=NO, reason="又堆"), now=ONE),
}


@pytest.mark.parametrize("cause", WAYS)
def test_each_move_has_its_own_cause_and_no_other(cause: MoveCause) -> None:
    case = WAYS[cause]()
    assert moved_by(case) is cause
    assert [move.cause for move in case.moves] == [cause]
    assert case.moves[-1].due_at == case.due_at


def test_who_was_never_suspended_is_not_told_so() -> None:
    others = [cause for cause in WAYS if cause is not M.RESUMED]
    assert all(move.cause is not M.RESUMED for cause in others for move in WAYS[cause]().moves)


def test_a_deadline_that_its_limit_gives_has_not_moved() -> None:
    for case in (*IN_STATE.values(), away()):
        assert (case.moves, moved_by(case), case_moved_by(case)) == ((), None, None)


def test_what_began_a_stretch_anew_is_known() -> None:
    assert begun_by(resumed()) is M.RESUMED
    assert begun_by(extended()) is None


def test_a_later_stage_has_a_deadline_of_its_own_and_the_case_keeps_its_moves() -> None:
    done = after(extended(), FEED_BACK, now=TWO)
    assert moved_by(done) is None
    assert case_moved_by(done) is M.EXTENDED
    assert [move.cause for move in done.moves] == [M.EXTENDED]


def test_a_case_keeps_so_many_moves_and_no_more() -> None:
    case = processing()
    for n in range(MOVES_MAX + 5):
        again = (AWAY, BACK)[n % 2]
        case = after(case, again, now=MORNING + n * timedelta(minutes=1))
    assert len(case.moves) <= MOVES_MAX


def test_what_is_unmerged_has_its_own_deadline_again() -> None:
    other = revised(reported(), number="NG20261123-0002")
    gone, kept = merge(other, reported(), Merge(case=other.number, into=NO), circumstances())
    back, _ = unmerge(gone, kept, circumstances(ONE))
    assert back.case_due_at == other.case_due_at
    assert [move.cause for move in back.moves] in ([], [M.UNMERGED])


@pytest.mark.parametrize("cause", [M.MERGED, M.RECLASSIFIED, M.ESCALATED, M.EXTENDED, M.RESUMED])
def test_no_new_calendar_takes_back_what_has_moved_a_deadline(cause: MoveCause) -> None:
    case = WAYS[cause]()
    assert refusal(case, Recalculate(case=NO, reason="2027"), TWO).code == "NOTHING_MOVES"


def test_an_extension_after_a_rest_outlives_a_new_calendar() -> None:
    case = resumed()
    until = (case.due_at or MORNING) + HOUR
    ask = RequestExtension(case=NO, unit=UNIT, reason="缺件", until=until)
    case = after(case, ask, DecideExtension(case=NO, agreed=True, reason="可"), now=TWO)
    assert refusal(case, Recalculate(case=NO, reason="2027"), TWO).code == "NOTHING_MOVES"


def test_another_class_is_counted_from_the_filing() -> None:
    case = WAYS[M.RECLASSIFIED]()
    assert case.filed_at
    assert case.limit
    assert case.due_at == CALENDAR.add(case.filed_at, case.limit)


def test_every_cause_has_its_words() -> None:
    for cause in MoveCause:
        assert all(WORDS[f"moved.{cause}"])
        assert all(WORDS[f"moved.{cause}.how"])
