"""Units are judged by the deadlines that screens showed; a suspension never undoes lateness."""

from datetime import datetime

import pytest

from dashboard.domain.case import Case, CaseState, Suspension
from dashboard.domain.commands import FeedBack, RequestExtension, RequestSuspension
from dashboard.domain.copying import revised
from dashboard.domain.deadline import Lamp, lamp
from dashboard.domain.desk_commands import (
    DecideExtension,
    DecideProposal,
    DecideSuspension,
    Reassign,
    ReassignReason,
    Recalculate,
    Reclassify,
    Resume,
)
from dashboard.domain.life.escalating import escalated
from dashboard.domain.unit import Urgency
from tests.domain.situations import (
    ACKNOWLEDGE,
    CALENDAR,
    CRITICAL,
    DIRECT,
    FAIL,
    FEED_BACK,
    LATER,
    NO,
    OTHER_UNIT,
    UNIT,
    after,
    circumstances,
    refusal,
    reported,
)

S = CaseState
ITEM = "0110"
"""Three working days."""
FOREMAN = {"by": "foreman"}
AGREED = DecideSuspension(case=NO, agreed=True, reason="冻土")
RESUME = Resume(case=NO)
MOVE = Reassign(case=NO, unit=OTHER_UNIT, code=ReassignReason.WRONG_TRADE)
BACK = Reassign(case=NO, unit=UNIT, code=ReassignReason.WRONG_TRADE)


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=CALENDAR.zone)


def shown(at: datetime | None) -> str:
    assert at is not None
    return f"{CALENDAR.local(at):%m-%d %H:%M}"


def handled() -> Case:
    """Dispatched at ten on 30 November, due on 3 December at the close of business."""
    begins = local("11-30 10:00")
    case = after(reported(item=ITEM, now=begins), DIRECT, ACKNOWLEDGE, now=begins)
    assert shown(case.due_at) == "12-03 16:30"
    return case


def rested(since: str, until: str) -> Case:
    resume_at = local("12-31 10:00")
    ask = RequestSuspension(case=NO, unit=UNIT, reason="冻土", until=resume_at)
    case = after(handled(), ask, AGREED, now=local(since))
    return after(case, RESUME, now=local(until))


def done(case: Case, at: str) -> Case:
    return after(case, FEED_BACK, now=local(at))


def test_who_is_done_before_the_deadline_that_a_rest_has_moved_is_on_time() -> None:
    case = rested("12-01 10:00", "12-04 15:00")
    assert shown(case.due_at) == "12-09 16:30"
    assert done(case, "12-09 16:00").on_time is True
    assert done(case, "12-09 16:31").on_time is False


@pytest.mark.parametrize(("day", "lit"), [("12-04", Lamp.RED), ("12-08", Lamp.SEVERE)])
def test_no_rest_heals_what_was_late(day: str, lit: Lamp) -> None:
    before = handled()
    assert lamp(local(f"{day} 09:00"), before.clock) is lit
    case = rested(f"{day} 09:01", f"{day} 10:00")
    assert lamp(local(f"{day} 10:00"), case.clock) is lit
    assert (case.due_at, case.severe_at) == (before.due_at, before.severe_at)
    assert done(case, f"{day} 10:01").on_time is False


def test_a_case_deadline_that_had_passed_stays_and_one_that_had_not_runs_on() -> None:
    before = handled()
    assert shown(before.case_due_at) == "12-04 16:30"
    assert rested("12-08 09:01", "12-08 10:00").case_due_at == before.case_due_at
    assert shown(rested("12-04 09:01", "12-07 10:00").case_due_at) == "12-08 16:30"


def test_what_was_late_stays_so_through_a_second_rest_and_another_calendar() -> None:
    case = rested("12-08 09:01", "12-08 10:00")
    ask = RequestSuspension(case=NO, unit=UNIT, reason="冻土", until=local("12-31 10:00"))
    again = after(case, ask, AGREED, now=local("12-09 09:00"))
    again = after(again, RESUME, now=local("12-20 09:00"))
    assert again.due_at == case.due_at
    moved = refusal(again, Recalculate(case=NO, reason="2027"), local("12-20 09:00"))
    assert moved.code == "NOTHING_MOVES"


def test_a_rest_that_an_older_version_has_written_heals_nothing_either() -> None:
    late, at = handled(), local("12-08 09:01")
    kept = Suspension(
        reason="冻土", at=at, resume_at=local("12-31 10:00"), stage_left_ms=0, case_left_ms=0
    )
    old = revised(late, state=S.SUSPENDED, suspension=kept, due_at=None, case_due_at=None)
    case = after(old, RESUME, now=local("12-10 10:00"))
    assert (case.due_at, case.case_due_at) == (at, at)


def test_a_lesser_class_given_during_the_rest_is_as_late_as_its_own_time_says() -> None:
    ask = RequestSuspension(case=NO, unit=UNIT, reason="冻土", until=local("12-31 10:00"))
    case = after(handled(), ask, AGREED, now=local("12-08 09:01"))
    shorter = Reclassify(case=NO, item="0201", urgency=Urgency.E3, reason="只是垃圾")
    case = after(case, shorter, now=local("12-08 09:02"))
    case = after(case, RESUME, now=local("12-08 10:00"))
    assert case.due_at
    assert case.due_at < local("12-08 09:01")


def test_rework_is_red_after_a_fifth_and_judged_by_what_was_left() -> None:
    case = done(handled(), "12-03 16:00")
    case = after(case, FAIL, now=local("12-04 09:00"))
    assert case.judged_at
    assert case.due_at
    assert shown(case.judged_at) == "12-04 16:30"
    assert done(case, "12-04 16:00").on_time is True
    late = done(handled(), "12-04 09:00")
    assert late.on_time is False
    again = after(late, FAIL, now=local("12-04 10:00"))
    assert lamp(local("12-04 10:30"), again.clock) is not Lamp.RED
    assert done(again, "12-04 10:30").on_time is False


def test_who_passes_a_late_case_away_and_gets_it_back_is_late() -> None:
    away = after(handled(), MOVE, now=local("12-04 09:00"))
    back = after(away, BACK, now=local("12-04 10:00"))
    back = after(back, ACKNOWLEDGE, now=local("12-04 10:00"))
    assert done(back, "12-04 10:30").on_time is False


def test_what_is_late_is_not_on_time_by_growing_critical() -> None:
    late = done(handled(), "12-04 09:00")
    again = after(late, FAIL, now=local("12-04 10:00"))
    now = local("12-04 10:05")
    graver = escalated(again, "NGI20261204-01", circumstances(now))
    assert done(graver, "12-04 10:06").on_time is False


def test_an_extension_promises_its_day() -> None:
    until = local("12-07 12:00")
    ask = RequestExtension(case=NO, unit=UNIT, reason="缺件", until=until)
    grant = DecideExtension(case=NO, agreed=True, reason="配件已订")
    case = after(handled(), ask, grant, now=local("12-01 10:00"))
    assert done(case, "12-07 12:00").on_time is True
    assert done(case, "12-07 12:01").on_time is False


def test_another_class_is_judged_by_the_deadline_that_it_shows() -> None:
    graver = Reclassify(case=NO, item=ITEM, urgency=Urgency.E2, reason="影响出行")
    case = after(handled(), graver, now=local("11-30 11:00"))
    assert case.due_at
    result = FeedBack(case=NO, unit=UNIT, result="已修")
    assert after(case, result, now=case.due_at).on_time is True


def test_a_proposal_that_lengthens_is_judged_so_too() -> None:
    longer = Reclassify(case=NO, item="0102", urgency=Urgency.E4, reason="须改造")
    yes = DecideProposal(case=NO, agreed=True, reason="同意")
    case = after(handled(), longer, now=local("12-03 15:00"), by="li")
    case = after(case, yes, now=local("12-03 15:10"), by="wang")
    assert done(case, "12-07 10:00").on_time is True


# Nothing critical waits -------------------------------------------------------------------------

REST = RequestSuspension(case=NO, unit=UNIT, reason="冻土", until=local("12-31 10:00"))
CRITICAL_NOW = Reclassify(case=NO, item=ITEM, urgency=Urgency.E1, reason="堵了消防通道")


def test_nothing_critical_is_suspended() -> None:
    gas = after(reported(item=CRITICAL), DIRECT, ACKNOWLEDGE)
    asked = revised(REST, until=LATER)
    assert refusal(gas, asked).code == "E1_NO_SUSPENSION"
    old = revised(gas, suspension_pending=LATER)
    assert refusal(old, AGREED).code == "E1_NO_SUSPENSION"
    refused = DecideSuspension(case=NO, agreed=False, reason="特急")
    assert after(old, refused).suspension_pending is None


def test_what_becomes_critical_waits_for_nothing() -> None:
    now = local("12-01 10:00")
    more = RequestExtension(case=NO, unit=UNIT, reason="缺件", until=local("12-04 10:00"))
    case = after(handled(), REST, more, CRITICAL_NOW, now=now)
    assert (case.suspension_pending, case.extension_pending) == (None, None)
    asleep = after(handled(), REST, AGREED, now=now)
    awake = after(asleep, CRITICAL_NOW, now=now)
    assert (awake.state, awake.suspension) == (S.PROCESSING, None)
    assert awake.clock
    old = revised(case, extension_pending=local("12-04 10:00"))
    grant = DecideExtension(case=NO, agreed=True, reason="配件已订")
    assert refusal(old, grant, now).code == "E1_NO_EXTENSION"
