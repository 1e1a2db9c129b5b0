"""Report clocks: each begins where its rule says, and its status follows from now."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.report_clocks import (
    LIMITS,
    REMINDERS,
    ReportClock,
    ReportStatus,
    clocks,
    next_due,
)
from dashboard.domain.situation_reports import SituationKind, SituationReport
from tests.helpers.clock import MORNING
from tests.helpers.states import new_incident

ZONE = ZoneInfo("Asia/Shanghai")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LEVELS = st.sampled_from([None, 1, 2, 3, 4])
MINUTES = st.integers(0, 3 * 24 * 60).map(lambda n: n * MINUTE)
K = SituationKind


def incident(level: int | None = 4, *reports: SituationReport, **fields: Any) -> Incident:
    """An incident that became known in the morning."""
    state = IncidentState.CONFIRMED if level else IncidentState.SUSPECTED
    return replace(new_incident(), state=state, event_level=level, reports=reports, **fields)


def signed(kind: SituationKind, at: datetime, level: int | None = 4, n: int = 0) -> SituationReport:
    return SituationReport(
        kind=kind,
        number=n,
        text="情况：已控制",
        filed_at=at,
        entered_at=at,
        by="duty",
        level=level,
        signed_by="" if kind is K.PHONE else "leader",
        signed_at=None if kind is K.PHONE else at,
    )


def of(found: Incident, kind: SituationKind, number: int = 0) -> ReportClock:
    (one,) = [c for c in clocks(found, ZONE) if (c.kind, c.number) == (kind, number)]
    return one


@pytest.mark.parametrize(
    ("level", "phone", "written"), [(1, 15, 30), (2, 15, 30), (3, 30, 60), (4, 30, 60)]
)
def test_phone_and_first_report_count_from_when_it_was_known(
    level: int, phone: int, written: int
) -> None:
    found = incident(level)
    assert of(found, K.PHONE).due_at == MORNING + phone * MINUTE
    assert of(found, K.FIRST).due_at == MORNING + written * MINUTE
    assert of(incident(None), K.PHONE).due_at == MORNING + 30 * MINUTE


@given(level=LEVELS, delivered=st.none() | MINUTES, now=MINUTES)
def test_a_status_follows_from_now_due_and_delivered(
    level: int | None, delivered: timedelta | None, now: timedelta
) -> None:
    reports = () if delivered is None else (signed(K.FIRST, MORNING + delivered, level),)
    clock = of(incident(level, *reports), K.FIRST)
    status = clock.status(MORNING + now)
    if delivered is not None:
        late = MORNING + delivered > clock.due_at
        assert status is (ReportStatus.LATE if late else ReportStatus.DELIVERED)
        assert clock.late_by(MORNING + now) == max(
            timedelta(), MORNING + delivered - clock.due_at
        ), "frozen once it is delivered"
        return
    assert (status is ReportStatus.OVERDUE) == (MORNING + now > clock.due_at)
    soon = clock.due_at + REMINDERS[K.FIRST][0] <= MORNING + now <= clock.due_at
    assert (status is ReportStatus.DUE_SOON) == soon


@given(level=LEVELS, gaps=st.lists(st.integers(0, 600), max_size=8))
def test_follow_ups_come_as_often_as_the_level_says(level: int | None, gaps: list[int]) -> None:
    first = at = MORNING + 20 * MINUTE
    reports = [signed(K.FIRST, at, level)]
    for n, gap in enumerate(gaps, 1):
        at += gap * MINUTE
        reports.append(signed(K.FOLLOW_UP, at, level, n))
    due = of(incident(level, *reports), K.FOLLOW_UP, len(gaps) + 1)
    rule = LIMITS[level or 4].follow_ups
    widest = max(rule.every, rule.quick)
    assert at < due.due_at <= at + widest * 3 / 2, "never a gap of more than one and a half"
    if not rule.daily:
        step = rule.quick if due.due_at <= first + rule.quick_for else rule.every
        origin = first if rule.quick else first + rule.quick_for
        assert (due.due_at - origin) % min(step, rule.every) in (timedelta(), rule.quick)
    assert due.number == len(gaps) + 1


def test_an_additional_report_moves_no_instant_and_one_shortly_before_it_is_its_own() -> None:
    first = MORNING + 20 * MINUTE

    def due_after(*minutes: int) -> timedelta:
        told = [signed(K.FOLLOW_UP, first + m * MINUTE, 3, n) for n, m in enumerate(minutes, 1)]
        found = incident(3, signed(K.FIRST, first, 3), *told)
        return of(found, K.FOLLOW_UP, len(minutes) + 1).due_at - first

    assert due_after() == 2 * HOUR
    assert due_after(20) == 2 * HOUR, "raised, so reported at once"
    assert due_after(115) == 4 * HOUR
    assert due_after(150) == 4 * HOUR, "late, and the next stands where it stood"


def test_at_the_lowest_level_morning_and_evening_have_a_report_of_their_own() -> None:
    at = MORNING.astimezone(ZONE).replace(hour=4, minute=30)
    found = incident(4, signed(K.FIRST, at), known_at=at)
    assert of(found, K.FOLLOW_UP, 1).due_at == at.replace(hour=8, minute=0)


def test_a_level_that_is_raised_shortens_what_is_owed_and_makes_nothing_late_that_was_not() -> None:
    first = signed(K.FIRST, MORNING + 50 * MINUTE, 4)
    raised = incident(2, first)
    assert of(raised, K.FIRST).status(MORNING + 2 * HOUR) is ReportStatus.DELIVERED
    assert of(raised, K.FOLLOW_UP, 1).due_at == MORNING + 80 * MINUTE


def test_the_final_report_counts_from_the_end_and_ends_the_follow_ups() -> None:
    first, over = signed(K.FIRST, MORNING + 10 * MINUTE), MORNING + 5 * HOUR
    ended = incident(4, first, over_at=over)
    ended = replace(ended, state=IncidentState.ENDED)
    due = next_due(ended, ZONE)
    assert due is not None
    assert (due.kind, due.due_at) == (K.FINAL, over + 24 * HOUR)
    assert ended.at_hand
    done = replace(ended, reports=(*ended.reports, signed(K.FINAL, over + HOUR)))
    assert next_due(done, ZONE) is None
    assert not done.at_hand


def test_a_false_alarm_owes_nothing() -> None:
    false = replace(incident(None), state=IncidentState.DISMISSED, over_at=MORNING)
    assert clocks(false, ZONE) == ()
    assert not false.at_hand


def test_who_has_the_paper_needs_no_call() -> None:
    told = incident(4, signed(K.FIRST, MORNING + 25 * MINUTE))
    assert of(told, K.PHONE).status(MORNING + HOUR) is ReportStatus.DELIVERED


def test_a_paper_counts_with_its_signature_and_a_late_entry_from_its_own_instant() -> None:
    paper = replace(signed(K.FIRST, MORNING + 10 * MINUTE), signed_at=None, signed_by="")
    assert of(incident(4, paper), K.FIRST).unsigned
    late = replace(paper, signed_at=MORNING + 70 * MINUTE)
    assert of(incident(4, late), K.FIRST).status(MORNING + 2 * HOUR) is ReportStatus.LATE
    entered = replace(late, entered_at=MORNING + 65 * MINUTE)
    assert entered.late_entry
    assert of(incident(4, entered), K.FIRST).status(MORNING + 2 * HOUR) is ReportStatus.DELIVERED
