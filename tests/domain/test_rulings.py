"""What needs a second person, how units are urged and supervised, and reopening a case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.case import CaseState, Proposed
from dashboard.domain.desk_commands import (
    Accept,
    Close,
    DecideProposal,
    ProposeReject,
    ProposeVoid,
    Reclassify,
    RejectReason,
    Reopen,
    VerifyReport,
)
from dashboard.domain.life import possible
from dashboard.domain.oversight_commands import ReplySupervision, Supervise, Urge
from dashboard.domain.persons import Person, Role
from dashboard.domain.unit import Limit, LimitUnit, Urgency
from tests.domain.situations import (
    CALENDAR,
    CRITICAL,
    FEED_BACK,
    IN_STATE,
    LONG,
    NO,
    PLAIN,
    UNIT,
    URGENT,
    after,
    circumstances,
    processing,
    refusal,
    reported,
    text_alone,
)
from tests.helpers.clock import MORNING

S = CaseState
REJECT = ProposeReject(case=NO, code=RejectReason.IN_COURT, reason="已起诉")
VOID = ProposeVoid(case=NO, reason="误报")
YES = DecideProposal(case=NO, agreed=True, reason="同意", reply="已电话告知")
NAY = replace(YES, agreed=False)
GRAVER = Reclassify(case=NO, item=PLAIN, urgency=Urgency.E1, reason="堵了消防通道")
SLOWER = Reclassify(case=NO, item=LONG, urgency=Urgency.E4, reason="须改造")
FIRST = Supervise(case=NO, level=1, words="尽快")
LEADER = Person(login="chen", name="陈", role=Role.LEADER)


def test_a_rejection_waits_for_another_person() -> None:
    case = after(text_alone(), REJECT, by="li")
    assert (case.state, case.proposal and case.proposal.what) == (S.REPORTED, Proposed.REJECT)
    assert refusal(case, YES, by="li").code == "SAME_PERSON"
    over = after(case, YES, by="wang")
    assert (over.state, over.opinion, over.closed_at) == (S.REJECTED, "已起诉", MORNING)
    assert over.proposal is None


@pytest.mark.parametrize("proposal", [REJECT, VOID], ids=["rejected", "voided"])
def test_no_case_ends_without_a_word_to_whoever_reported_it(proposal: CentreCommand) -> None:
    silent = replace(YES, reply=" ")
    case = after(text_alone(), proposal, by="li")
    assert refusal(case, silent, by="wang").code == "REPLY_MISSING"
    ended = after(case, YES, by="wang")
    assert (ended.called_back, ended.reply) == ((NO,), YES.reply)
    unknown = after(reported(item=None, reporter=None, text="楼下堆了很多东西"), proposal, by="li")
    assert not after(unknown, silent, by="wang").open


def test_a_report_that_the_grid_finds_nothing_of_ends_when_its_reporter_has_been_told() -> None:
    nothing = VerifyReport(case=NO, found=False, opinion="现场已清走")
    ask = Accept(case=NO, item=PLAIN, verify=True)
    case = after(text_alone(), ask, nothing)
    assert case.open
    assert case.proposal is not None
    assert (case.proposal.what, case.proposal.code) == (Proposed.REJECT, RejectReason.NO_FACTS)
    assert after(case, YES, by="wang").state is S.REJECTED
    unknown = reported(item=None, reporter=None, text="楼下堆了很多东西")
    assert after(unknown, ask, nothing).state is S.REJECTED


def test_what_is_not_confirmed_goes_on() -> None:
    case = after(after(processing(), VOID, by="li"), NAY, by="wang")
    assert (case.state, case.proposal) == (S.PROCESSING, None)


def test_one_proposal_waits_at_a_time() -> None:
    case = after(text_alone(), REJECT, by="li")
    assert refusal(case, VOID, by="wang").code == "PROPOSAL_PENDING"


def test_what_has_moved_on_is_voided_no_more() -> None:
    case = after(after(processing(), VOID, by="li"), FEED_BACK)
    assert refusal(case, YES, by="wang").code == "WRONG_STATE"
    assert after(case, NAY, by="wang").proposal is None


def test_a_voided_case_keeps_the_time_that_its_unit_has_used() -> None:
    later = MORNING + timedelta(hours=1)
    case = after(after(processing(), VOID, by="li"), YES, by="wang", now=later)
    assert [(one.unit, one.ms) for one in case.spent] == [(UNIT, 3_600_000)]
    assert case.clock is None


def test_what_is_not_found_on_the_spot_ends_with_the_grids_word() -> None:
    alone = reported(item=None, reporter=None, text="楼下堆了很多东西")
    asked = replace(alone, state=S.VERIFYING, item=PLAIN)
    case = after(asked, VerifyReport(case=NO, found=False, opinion="现场无此事"))
    assert (case.state, case.opinion) == (S.REJECTED, "现场无此事")


# Another class -----------------------------------------------------------------------------


def test_a_graver_class_counts_from_the_filing_at_once() -> None:
    case = after(processing(), GRAVER, now=MORNING + timedelta(hours=1))
    assert (case.urgency, case.proposal) == (Urgency.E1, None)
    assert case.limit == Limit(4, LimitUnit.HOUR)
    assert case.due_at == MORNING + timedelta(hours=4)


def test_a_lesser_urgency_waits_for_another_person() -> None:
    case = after(processing(), SLOWER, by="li")
    assert (case.item, case.proposal and case.proposal.item) == (PLAIN, LONG)
    done = after(case, YES, by="wang")
    assert (done.item, done.urgency) == (LONG, Urgency.E4)
    assert done.due_at == CALENDAR.add(MORNING, Limit(15, LimitUnit.WORK_DAY))


def test_more_time_waits_for_another_person_once_the_lamp_is_lit() -> None:
    before = processing(item="0103")
    longer = Reclassify(case=NO, item=URGENT, urgency=Urgency.E2, reason="水质问题")
    assert before.amber_at
    early = after(before, longer, now=before.amber_at - timedelta(seconds=1))
    assert (early.proposal, early.due_at) == (None, MORNING + timedelta(hours=24))
    lit = after(before, longer, now=before.amber_at)
    assert (lit.due_at, lit.proposal and lit.proposal.item) == (before.due_at, URGENT)


def test_a_reclassification_to_the_same_class_is_refused() -> None:
    same = Reclassify(case=NO, item=PLAIN, urgency=Urgency.E3, reason="原样")
    assert refusal(processing(), same).code == "SAME_CLASS"


def test_time_in_another_unit_of_time_is_kept_beside() -> None:
    case = after(processing(), GRAVER, now=MORNING + timedelta(hours=1))
    assert [(one.clock, one.ms) for one in case.spent] == [(LimitUnit.WORK_HOUR, 3_600_000)]


# Pressing ----------------------------------------------------------------------------------


def test_supervision_rises_step_by_step_but_for_a_leader() -> None:
    assert refusal(processing(), replace(FIRST, level=2)).code == "ONE_LEVEL_UP"
    case = after(processing(), FIRST, by="sun")
    assert case.supervision
    assert (case.supervision.level, case.supervision.by) == (1, "sun")
    assert refusal(case, FIRST).code == "LEVEL_NOT_HIGHER"
    led = after(processing(), replace(FIRST, level=3), person=LEADER, by="chen")
    assert led.supervision
    assert led.supervision.level == 3


@pytest.mark.parametrize(
    ("item", "limit"),
    [(PLAIN, Limit(1, LimitUnit.WORK_DAY)), (CRITICAL, Limit(30, LimitUnit.MINUTE))],
)
def test_a_supervised_unit_has_its_time_to_answer(item: str, limit: Limit) -> None:
    case = after(processing(item=item), FIRST)
    assert case.supervision
    assert case.supervision.reply_due_at == CALENDAR.add(MORNING, limit)
    answered = after(case, ReplySupervision(case=NO, words="今日办结"))
    assert refusal(answered, ReplySupervision(case=NO, words="又答")).code == "NOTHING_ASKED"


def test_who_has_no_unit_can_press_nobody() -> None:
    assert refusal(reported(), Urge(case=NO)).code == "NO_UNIT"
    assert after(processing(), Urge(case=NO)).urged_at == MORNING


# The end and back --------------------------------------------------------------------------


def test_the_foreman_closes_without_the_callback_but_not_without_a_word() -> None:
    waiting, silent = IN_STATE[S.VERIFIED], Close(case=NO, reason="抽查属实")
    assert refusal(waiting, silent).code == "REPLY_OR_WHY"
    assert refusal(waiting, replace(silent, reply=" ", no_reply=" ")).code == "REPLY_OR_WHY"
    told = after(waiting, replace(silent, reply="已当面告知"))
    assert (told.state, told.solved, told.reply) == (S.CLOSED, None, "已当面告知")
    assert told.called_back == (NO,)
    unable = after(waiting, replace(silent, no_reply="号码已注销"))
    assert (unable.state, unable.no_reply) == (S.CLOSED, "号码已注销")
    unknown = replace(waiting, reporter_known=False)
    assert after(unknown, silent).state is S.CLOSED


def test_a_closed_case_is_reopened_within_thirty_days_as_rework() -> None:
    again = Reopen(case=NO, reason="又堆上了")
    last = MORNING + timedelta(days=30)
    closed = IN_STATE[S.CLOSED]
    case = after(closed, again, now=last)
    assert (case.state, case.unit, case.rework_count) == (S.PROCESSING, UNIT, 1)
    assert (case.closed_at, case.tier_resolved, case.solved) == (None, None, None)
    assert case.case_due_at
    assert case.due_at
    assert case.case_due_at > case.due_at > last
    assert refusal(closed, again, last + timedelta(seconds=1)).code == "CLOSED_TOO_LONG"


def test_what_may_be_tried_now_is_known_without_saying_how() -> None:
    at = circumstances()
    assert possible(processing(), type(FEED_BACK), at) is None
    why = possible(reported(), type(FEED_BACK), at)
    assert why
    assert (why.code, why.values["wanted"]) == ("WRONG_STATE", (S.PROCESSING,))
