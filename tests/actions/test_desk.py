"""The desk's commands through handle(), on the real store: state, journal and what goes with it."""

from datetime import timedelta

import pytest

from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain import oversight_commands as p
from dashboard.domain.case import CaseState
from dashboard.domain.desk_commands import ReassignReason, RejectReason
from dashboard.domain.unit import Urgency
from dashboard.store import reporters
from tests.helpers.centre import Centre
from tests.helpers.clock import MORNING
from tests.helpers.messages import WATER_UNIT, report
from tests.helpers.people import do, refused

NO, SECOND = "NG20261123-0001", "NG20261123-0002"
REPORTER = c.Reporter("张某", "13900000000")
S = CaseState


def reported(centre: Centre) -> str:
    centre.settle(report(len(centre.numbers()), reporter=REPORTER))
    return centre.numbers()[-1]


def in_hand(centre: Centre) -> str:
    number = reported(centre)
    do(centre, "dispatcher", d.Dispatch(case=number, unit=WATER_UNIT))
    do(centre, "unit-u01", c.Acknowledge(case=number, unit=WATER_UNIT))
    return number


def test_a_text_goes_from_the_intake_over_the_grid_to_the_unit(centre: Centre) -> None:
    centre.settle(report(1, item=None, text="管道井口有异味，长期无人处理"))
    do(centre, "intake", d.Accept(case=NO, item="0201", verify=True))
    assert centre.case(NO).state is S.VERIFYING
    do(centre, "grid206", d.VerifyReport(case=NO, found=True, opinion="属实"))
    do(centre, "dispatcher", d.Dispatch(case=NO, unit="D14"))
    case = centre.case(NO)
    assert (case.state, case.unit, case.item) == (S.DISPATCHED, "D14", "0201")
    assert centre.acts(NO) == ["report", "accept", "verify_report_found", "dispatch"]
    assert centre.faults() == []


@pytest.mark.parametrize("who", ["duty", "duty-leader"])
def test_at_night_the_duty_desk_takes_a_critical_text_to_its_unit(centre: Centre, who: str) -> None:
    text = "管道爆裂，路面积水"
    centre.settle(
        report(1, item=None, text=text, urgency=Urgency.E1), report(2, item=None, text=text)
    )
    do(centre, who, d.Accept(case=NO, item="0101", verify=True))
    do(centre, who, d.Dispatch(case=NO, unit=WATER_UNIT))
    case = centre.case(NO)
    assert (case.state, case.unit, case.urgency) == (S.DISPATCHED, WATER_UNIT, Urgency.E1)
    for other in (d.Accept(case=SECOND, item="0101"), d.File(case=SECOND, reason="急")):
        assert refused(centre, who, other).code == "DUTY_CRITICAL"
    assert centre.faults() == []


def test_a_unit_without_a_duty_is_refused_with_who_has(centre: Centre) -> None:
    reported(centre)
    why = refused(centre, "dispatcher", d.Dispatch(case=NO, unit="D14"))
    assert why.code == "NO_DUTY"
    assert why.values["units"] == ("U01", "D18", "S08")


def test_a_reassignment_is_taken_back_within_thirty_seconds(centre: Centre) -> None:
    in_hand(centre)
    before = centre.case(NO)
    command = d.Reassign(case=NO, unit="D18", code=ReassignReason.WRONG_TRADE)
    do(centre, "dispatcher", command)
    moved = centre.case(NO)
    assert (moved.unit, moved.case_due_at) == ("D18", before.case_due_at)
    centre.clock.move(seconds=30)
    do(centre, "dispatcher", d.Undo(case=NO, version=moved.version))
    after = centre.case(NO)
    assert (after.unit, after.state, after.due_at) == ("U01", S.PROCESSING, before.due_at)
    assert (after.version, centre.acts(NO)[-2:]) == (moved.version + 1, ["reassign", "undo"])
    assert centre.faults() == []


def test_what_is_too_late_or_not_ones_own_is_not_taken_back(centre: Centre) -> None:
    number = reported(centre)
    do(centre, "dispatcher", d.Dispatch(case=number, unit=WATER_UNIT))
    undo = d.Undo(case=number, version=2)
    assert refused(centre, "dispatcher2", undo).code == "NOT_YOURS"
    do(centre, "dispatcher2", d.Comment(case=number, words="已电话告知"))
    why = refused(centre, "dispatcher", undo)
    assert (why.code, why.values["who"]) == ("ACTED_AFTER", "dispatcher2")
    do(centre, "dispatcher", d.Reassign(case=number, unit="D18", code=ReassignReason.WRONG_TRADE))
    centre.clock.move(seconds=31)
    assert refused(centre, "dispatcher", d.Undo(case=number, version=4)).code == "UNDO_LATE"


def test_a_return_is_ruled_by_the_dispatcher_and_the_second_by_the_foreman(centre: Centre) -> None:
    number = reported(centre)
    do(centre, "dispatcher", d.Dispatch(case=number, unit=WATER_UNIT))
    do(centre, "unit-u01", c.Return(case=number, unit=WATER_UNIT, reason="不属本单位"))
    do(centre, "dispatcher", d.DecideReturn(case=number, agreed=True, reason="属实"))
    assert (centre.case(number).state, centre.case(number).unit) == (S.FILED, None)
    do(centre, "dispatcher", d.Dispatch(case=number, unit="D18"))
    do(centre, "unit-d18", c.Return(case=number, unit="D18", reason="也不属本单位"))
    ruling = d.DecideReturn(case=number, agreed=False, reason="由卫健局牵头")
    assert refused(centre, "dispatcher", ruling).code == "NEEDS_FOREMAN"
    do(centre, "foreman", ruling)
    assert centre.case(number).state is S.PROCESSING
    assert centre.acts(number)[-1] == "decide_return_refused"


def test_more_time_is_granted_and_a_wait_stops_the_clock(centre: Centre) -> None:
    number = in_hand(centre)
    before = centre.case(number)
    assert before.due_at
    until = before.due_at + timedelta(hours=20)
    asked = c.RequestExtension(case=number, unit=WATER_UNIT, reason="等配件", until=until)
    do(centre, "head-u01", asked)
    do(centre, "dispatcher", d.DecideExtension(case=number, agreed=True, reason="配件已订"))
    case = centre.case(number)
    assert (case.due_at, case.original_due_at, case.extensions) == (until, before.due_at, 1)
    wait = c.RequestSuspension(
        case=number, unit=WATER_UNIT, reason="SEASON", until=MORNING + timedelta(days=100)
    )
    do(centre, "head-u01", wait)
    do(centre, "foreman", d.DecideSuspension(case=number, agreed=True, reason="冻土"))
    assert (centre.case(number).state, centre.case(number).clock) == (S.SUSPENDED, None)
    centre.clock.move(days=10)
    do(centre, "foreman", d.Resume(case=number, reason="提前解冻"))
    again = centre.case(number)
    assert again.due_at == until + timedelta(days=10)
    assert centre.faults() == []


def test_a_rejection_needs_two_persons(centre: Centre) -> None:
    centre.settle(report(1, item=None, text="管道井口有异味，长期无人处理"))
    propose = d.ProposeReject(case=NO, code=RejectReason.OUT_OF_SCOPE, reason="私人纠纷")
    do(centre, "intake", propose)
    do(centre, "foreman", d.DecideProposal(case=NO, agreed=True, reason="同意"))
    assert centre.case(NO).state is S.REJECTED
    assert centre.acts(NO)[-2:] == ["propose_reject", "decide_reject_agreed"]


def test_nobody_confirms_their_own_proposal(centre: Centre) -> None:
    reported(centre)
    do(centre, "foreman", d.ProposeVoid(case=NO, reason="误报"))
    decide = d.DecideProposal(case=NO, agreed=True, reason="同意", reply="已电话告知")
    assert refused(centre, "foreman", decide).code == "OWN_PROPOSAL"
    do(centre, "foreman2", decide)
    assert centre.case(NO).state is S.VOIDED


def test_a_merger_ends_one_case_and_is_taken_back_whole(centre: Centre) -> None:
    reported(centre)
    reported(centre)
    do(centre, "dispatcher", d.Merge(case=SECOND, into=NO))
    gone, kept = centre.case(SECOND), centre.case(NO)
    assert (gone.state, gone.links.merged_into) == (S.MERGED, NO)
    assert (kept.links.merged, kept.links.reporters) == ((SECOND,), (SECOND,))
    do(centre, "dispatcher", d.Undo(case=SECOND, version=gone.version))
    assert (centre.case(SECOND).state, centre.case(NO).links.merged) == (S.FILED, ())
    assert centre.acts(NO)[-2:] == ["absorb", "undo"]
    assert centre.faults() == []


def test_a_merger_is_not_taken_back_once_the_other_case_has_moved_on(centre: Centre) -> None:
    reported(centre)
    reported(centre)
    do(centre, "dispatcher", d.Merge(case=SECOND, into=NO))
    do(centre, "dispatcher2", d.Dispatch(case=NO, unit=WATER_UNIT))
    why = refused(centre, "dispatcher", d.Undo(case=SECOND, version=2))
    assert (why.code, why.values["who"]) == ("ACTED_AFTER", "dispatcher2")
    do(centre, "dispatcher", d.Unmerge(case=SECOND, reason="不是同一处"))
    assert (centre.case(SECOND).state, centre.case(NO).links.merged) == (S.FILED, ())


def test_a_parent_closes_only_after_its_blocking_child(centre: Centre) -> None:
    number = in_hand(centre)
    spawn = d.SpawnChild(case=number, item="0102", text="更换管线", blocking=True, unit=WATER_UNIT)
    child = do(centre, "unit-u01", spawn)
    assert (child, centre.case(number).links.blocking) == (SECOND, (SECOND,))
    do(centre, "unit-u01", c.FeedBack(case=number, unit=WATER_UNIT, result="已查明"))
    do(centre, "grid206", c.Verify(case=number, passed=True, by="grid206", opinion="属实"))
    why = refused(centre, "intake", c.CallBack(case=number, reached=True, solved=True))
    assert (why.code, why.values["children"]) == ("CHILDREN_OPEN", (child,))
    do(centre, "foreman", d.ProposeVoid(case=child, reason="重复立项"))
    do(centre, "foreman2", d.DecideProposal(case=child, agreed=True, reason="同意"))
    do(centre, "intake", c.CallBack(case=number, reached=True, solved=True))
    assert centre.case(number).state is S.CLOSED
    assert centre.faults() == []


def test_a_blocking_child_comes_back_only_after_its_parent(centre: Centre) -> None:
    number = in_hand(centre)
    spawn = d.SpawnChild(case=number, item="0102", text="更换管线", blocking=True, unit=WATER_UNIT)
    child = do(centre, "unit-u01", spawn)
    do(centre, "unit-u01", c.Acknowledge(case=child, unit=WATER_UNIT))
    for one in (child, number):
        do(centre, "unit-u01", c.FeedBack(case=one, unit=WATER_UNIT, result="已更换"))
        do(centre, "grid206", c.Verify(case=one, passed=True, by="grid206", opinion="属实"))
    undone = d.Undo(case=child, version=centre.case(child).version)
    do(centre, "intake", c.CallBack(case=number, reached=True, solved=True))
    again = d.Reopen(case=child, reason="又漏水了")
    assert refused(centre, "intake", again).values["parent"] == number
    assert refused(centre, "grid206", undone).code == "PARENT_CLOSED"
    do(centre, "intake", d.Reopen(case=number, reason="又浑浊了"))
    do(centre, "intake", again)
    assert (centre.case(number).state, centre.case(child).state) == (S.PROCESSING, S.PROCESSING)
    assert centre.faults() == []


def test_a_detached_child_takes_the_reporter_with_it(centre: Centre) -> None:
    number = in_hand(centre)
    spawn = d.SpawnChild(case=number, item="0102", text="更换管线", blocking=False)
    child = do(centre, "unit-u01", spawn)
    assert (centre.case(number).reporter_known, centre.case(child).reporter_known) == (False, True)
    with centre.system.reader.connect() as connection:
        assert reporters.sealed(connection, centre.district, child)
    assert centre.case(child).state is S.FILED
    do(centre, "unit-u01", d.Undo(case=number, version=centre.case(number).version))
    assert (centre.case(child).state, centre.case(number).reporter_known) == (S.VOIDED, True)
    assert centre.faults() == []


def test_an_escalation_opens_an_incident_and_makes_the_case_critical(centre: Centre) -> None:
    number = in_hand(centre)
    incident = do(centre, "dispatcher", p.EscalateIncident(case=number, title="大面积停水"))
    assert incident == "NGI20261123-01"
    case = centre.case(number)
    assert (case.urgency, case.incident) == (Urgency.E1, incident)
    assert case.due_at == MORNING + timedelta(hours=4)
    [running] = centre.follower().picture.running_incidents()
    assert (running.number, running.title) == (incident, "大面积停水")
    do(centre, "foreman", p.ConfirmIncident(incident=incident, level=4))
    other = reported(centre)
    do(centre, "dispatcher", p.EscalateIncident(case=other, incident=incident))
    assert centre.case(other).incident == incident
    do(centre, "foreman", p.EndIncident(incident=incident, reason="险情解除"))
    assert (centre.case(number).incident, centre.case(other).incident) == (None, None)
    assert centre.follower().picture.running_incidents() == []
    assert centre.faults() == []


def test_an_escalation_is_taken_back_with_its_incident(centre: Centre) -> None:
    number = in_hand(centre)
    before = centre.case(number)
    do(centre, "dispatcher", p.EscalateIncident(case=number))
    do(centre, "dispatcher", d.Undo(case=number, version=before.version + 1))
    after = centre.case(number)
    assert (after.urgency, after.incident, after.due_at) == (before.urgency, None, before.due_at)
    assert centre.follower().picture.running_incidents() == []
    assert centre.faults() == []


def test_supervision_rises_by_one_level_and_is_answered(centre: Centre) -> None:
    number = in_hand(centre)
    skip = p.Supervise(case=number, level=2, words="尽快")
    assert refused(centre, "supervisor", skip).code == "ONE_LEVEL_UP"
    do(centre, "supervisor", p.Supervise(case=number, level=1, words="尽快"))
    do(centre, "supervisor", skip)
    do(centre, "unit-u01", p.ReplySupervision(case=number, words="今日办结"))
    found = centre.case(number).supervision
    assert found is not None
    assert (found.level, found.reply, found.replied_at) == (2, "今日办结", MORNING)


def test_a_closed_case_comes_back_within_thirty_days(centre: Centre) -> None:
    number = in_hand(centre)
    do(centre, "unit-u01", c.FeedBack(case=number, unit=WATER_UNIT, result="已修"))
    do(centre, "grid206", c.Verify(case=number, passed=True, by="grid206", opinion="属实"))
    do(centre, "intake", c.CallBack(case=number, reached=True, solved=True))
    centre.clock.move(days=29)
    do(centre, "intake", d.Reopen(case=number, reason="又浑浊了"))
    case = centre.case(number)
    assert (case.state, case.rework_count, case.closed_at) == (S.PROCESSING, 1, None)
    assert centre.faults() == []


def test_who_acts_on_an_old_state_is_told_who_was_quicker(centre: Centre) -> None:
    number = reported(centre)
    do(centre, "dispatcher", d.Dispatch(case=number, unit=WATER_UNIT))
    late = d.Reassign(case=number, unit="D18", code=ReassignReason.WRONG_TRADE)
    why = refused(centre, "dispatcher2", late, seen=1)
    assert (why.code, why.values["who"], why.values["act"]) == ("CHANGED", "dispatcher", "dispatch")
