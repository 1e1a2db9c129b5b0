"""撤销: whatever was done within the last 30 seconds leaves everything as it was before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.actions.act_names import ACTS
from dashboard.actions.undo import BEYOND_UNDO, UNDOABLE
from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain import oversight_commands as p
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.desk_commands import ReassignReason, RejectReason
from dashboard.domain.unit import Urgency
from tests.helpers.centre import Centre
from tests.helpers.clock import MORNING
from tests.helpers.messages import WATER_UNIT, report
from tests.helpers.people import do, refused

NO, OTHER = "NG20261123-0001", "NG20261123-0002"
WHY = "理由"
Story = list[tuple[str, CentreCommand]]
DISPATCH: Story = [("dispatcher", d.Dispatch(case=NO, unit=WATER_UNIT))]
TAKEN: Story = [*DISPATCH, ("unit-u01", c.Acknowledge(case=NO, unit=WATER_UNIT))]
DONE: Story = [*TAKEN, ("unit-u01", c.FeedBack(case=NO, unit=WATER_UNIT, result="已修"))]
LOOKED = c.Verify(case=NO, passed=True, by="grid206", opinion="属实")
VERIFIED: Story = [*DONE, ("grid206", LOOKED)]
LATER = MORNING + timedelta(hours=30)
MORE = c.RequestExtension(case=NO, unit=WATER_UNIT, reason=WHY, until=LATER)
REST = c.RequestSuspension(case=NO, unit=WATER_UNIT, reason="SEASON", until=LATER)
RESTING: Story = [
    *TAKEN,
    ("unit-u01", REST),
    ("foreman", d.DecideSuspension(case=NO, agreed=True, reason=WHY)),
]
RETURNED: Story = [*DISPATCH, ("unit-u01", c.Return(case=NO, unit=WATER_UNIT, reason=WHY))]
VOIDING: Story = [("foreman", d.ProposeVoid(case=NO, reason=WHY))]
DETACHED = d.SpawnChild(case=NO, item="0102", text="更换管线", blocking=False)
MOVE = d.Reassign(case=NO, unit="D18", code=ReassignReason.WRONG_TRADE)
GRAVER = d.Reclassify(case=NO, item="0101", urgency=Urgency.E1, reason=WHY)

STORIES: dict[str, tuple[Story, str, CentreCommand]] = {
    "dispatch": ([], *DISPATCH[0]),
    "reassign": (TAKEN, "dispatcher", MOVE),
    "return agreed": (RETURNED, "dispatcher", d.DecideReturn(case=NO, agreed=True, reason=WHY)),
    "extension": (
        [*TAKEN, ("unit-u01", MORE)],
        "dispatcher",
        d.DecideExtension(case=NO, agreed=True, reason=WHY),
    ),
    "suspension": (RESTING[:-1], *RESTING[-1]),
    "resume": (RESTING, "foreman", d.Resume(case=NO, reason=WHY)),
    "void": (VOIDING, "foreman2", d.DecideProposal(case=NO, agreed=True, reason=WHY, reply=WHY)),
    "helper": (TAKEN, "dispatcher", d.AddCoHandler(case=NO, unit="D18", reason=WHY)),
    "child": (TAKEN, "unit-u01", DETACHED),
    "reclassify": (TAKEN, "foreman", GRAVER),
    "feedback": (TAKEN, *DONE[-1]),
    "verify": (DONE, *VERIFIED[-1]),
    "close": (VERIFIED, "foreman", d.Close(case=NO, reason=WHY, no_reply=WHY)),
    "callback": (VERIFIED, "intake", c.CallBack(case=NO, reached=True, solved=False)),
    "supervise": (TAKEN, "supervisor", p.Supervise(case=NO, level=1, words=WHY)),
    "merge": ([], "dispatcher", d.Merge(case=NO, into=OTHER)),
    "merge taken back": (
        [("dispatcher", d.Merge(case=NO, into=OTHER))],
        "dispatcher",
        d.Unmerge(case=NO, reason=WHY),
    ),
    "escalation": (TAKEN, "dispatcher", p.EscalateIncident(case=NO)),
}


@pytest.fixture
def told(sqlite_centre: Centre) -> Callable[[Story], Centre]:
    """A centre with two cases with known reporters, after these acts on the first one."""

    def tell(story: Story) -> Centre:
        reporter = c.Reporter("张某", "13900000000")
        sqlite_centre.settle(report(1, reporter=reporter), report(2, reporter=reporter))
        for who, command in story:
            do(sqlite_centre, who, command)
        return sqlite_centre

    return tell


@pytest.mark.parametrize("story", STORIES)
def test_what_is_undone_leaves_every_case_as_it_was(
    told: Callable[[Story], Centre], story: str
) -> None:
    way, who, command = STORIES[story]
    centre = told(way)
    before = {number: centre.case(number) for number in (NO, OTHER)}
    do(centre, who, command)
    centre.clock.move(seconds=29)
    do(centre, who, d.Undo(case=NO, version=before[NO].version + 1))
    for number, was in before.items():
        now = centre.case(number)
        assert replace(now, version=was.version) == was
        assert now.version in (was.version, was.version + 2)
    assert centre.numbers() == [n for n, was in before.items() if was.open]
    assert centre.follower().picture.running_incidents() == []
    assert centre.faults() == []


def test_an_undo_is_not_undone(told: Callable[[Story], Centre]) -> None:
    centre = told(DISPATCH)
    do(centre, "dispatcher", d.Undo(case=NO, version=2))
    assert refused(centre, "dispatcher", d.Undo(case=NO, version=3)).code == "NOT_UNDOABLE"


def test_a_report_and_a_remark_stay_on_record(told: Callable[[Story], Centre]) -> None:
    centre = told([("dispatcher", d.Comment(case=NO, words="已联系"))])
    assert refused(centre, "dispatcher", d.Undo(case=NO, version=2)).code == "NOT_UNDOABLE"
    assert refused(centre, "dispatcher", d.Undo(case=OTHER, version=1)).code == "NOT_YOURS"


def test_a_version_that_never_was_is_not_undone(told: Callable[[Story], Centre]) -> None:
    centre = told(DISPATCH)
    for version in (-1, 0, 3, 99):
        why = refused(centre, "dispatcher", d.Undo(case=NO, version=version))
        assert why.code in ("ACTED_AFTER", "NO_SUCH_VERSION"), version
    ghost = d.Undo(case="NG20261123-0099", version=1)
    assert refused(centre, "dispatcher", ghost).code == "NO_SUCH_CASE"


def test_a_merger_into_a_third_case_in_between_stops_the_undo(
    told: Callable[[Story], Centre],
) -> None:
    centre = told([("dispatcher", d.Merge(case=NO, into=OTHER))])
    centre.settle(report(3))
    do(centre, "dispatcher2", d.Merge(case=OTHER, into="NG20261123-0003"))
    why = refused(centre, "dispatcher", d.Undo(case=NO, version=2))
    assert (why.code, why.values["who"]) == ("ACTED_AFTER", "dispatcher2")


def test_rejections_are_taken_back_too(told: Callable[[Story], Centre]) -> None:
    centre = told([])
    centre.settle(report(9, item=None, text="楼道里堆了很多东西"))
    number = "NG20261123-0003"
    propose = d.ProposeReject(case=number, code=RejectReason.NO_FACTS, reason=WHY)
    do(centre, "intake", propose)
    do(centre, "intake", d.Undo(case=number, version=2))
    assert centre.case(number).proposal is None


def test_every_act_is_undoable_or_not() -> None:
    assert UNDOABLE | BEYOND_UNDO == ACTS
    assert not UNDOABLE & BEYOND_UNDO
