"""The demo's day against the brief of the field: an expert of the district finds nothing odd.

Each range says where in the brief it comes from; "ours" is what the brief leaves open.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from dashboard.demo import live, past
from dashboard.domain.alerts import Turn
from dashboard.domain.case import CaseState, Tier
from dashboard.domain.duty.duty_log import LogKind
from dashboard.domain.incident import IncidentState
from dashboard.domain.incident_reporting import missing
from dashboard.domain.report_clocks import first_told
from dashboard.domain.situation_reports import SituationKind
from dashboard.domain.unit import Urgency
from tests.demo.figures import Figures
from tests.helpers.centre import Centre
from tests.helpers.exhaustive import exhaustive

MONDAY_NOON = datetime(2026, 11, 23, 3, 40, tzinfo=UTC)


def played(centre: Centre, days: int) -> Figures:
    system = replace(centre.system, clock=lambda: MONDAY_NOON)
    live.open_accounts(system)
    past.play_past(system, days, say=lambda _: None)
    assert centre.faults() == []
    return Figures(system)


def assert_somebody_works_at_the_centre(found: Figures) -> None:
    acts = found.acts
    asked = acts["request_suspend"], acts["request_extension"], acts["return"]
    ruled = (
        acts["decide_suspend_agreed"] + acts["decide_suspend_refused"],
        acts["decide_extension_agreed"] + acts["decide_extension_refused"],
        acts["decide_return_agreed"] + acts["decide_return_refused"],
    )
    assert all(r > 0.85 * a for r, a in zip(ruled, asked, strict=True))
    assert acts["dispatch"] > acts["direct"] > 0
    assert acts["reply_supervision"] > 0.4 * acts["supervise"]
    assert {"accept", "callback", "merge", "link_incident"} <= set(acts)


def assert_what_burst_is_in_hand(found: Figures) -> None:
    """Brief, 8: one running incident, level IV raised to III, with 40 merged cases."""
    (running,) = (one for one in found.incidents if one.open)
    assert (running.state, running.event_level) == (IncidentState.CONFIRMED, 3)
    assert len(running.cases) >= 35
    of_it = [case for case in found.cases if case.incident == running.number]
    assert sum(case.state is CaseState.MERGED for case in of_it) >= 25
    assert len({case.unit for case in of_it if case.unit}) == 1
    assert all(one.state is IncidentState.ENDED for one in found.incidents if not one.open)


def assert_somebody_is_accountable_at_every_instant(found: Figures, days: int) -> None:
    """3.5: no gap and no overlap without a record that both have signed; handover at 08:30."""
    first, *_, last = found.shifts
    assert first.began_at == found.now - timedelta(days=days)
    assert last.ended_at is None
    assert len(found.shifts) == 2 * days + 1
    for before, after in pairwise(found.shifts):
        sheet = before.handover
        assert before.ended_at == after.began_at
        assert sheet is not None
        assert (sheet.unseen, sheet.incoming, sheet.left_out) == ((), after.officer, 0)
        assert before.taken_by == after.officer != before.officer
        assert after.began_at - sheet.offered_at < timedelta(minutes=40)
    assert found.taken_late() <= 0.25
    assert any(shift.handover and shift.handover.lines for shift in found.shifts)


def assert_the_log_is_kept(found: Figures, days: int) -> None:
    """3.5: calls and checks of each shift, by who has it."""
    assert 8 * days <= len(found.log) <= 20 * days
    assert {entry.kind for entry in found.log} == set(LogKind)
    for shift in found.shifts:
        ended_at = shift.ended_at or found.now
        wrote = [one for one in found.log if shift.began_at < one.entered_at < ended_at]
        assert {one.entered_by for one in wrote} <= {shift.officer}


def assert_incidents_are_seen_through(found: Figures) -> None:
    """3.2 and 3.3: declared in minutes by who may, reported on time, controlled, ended, reported.

    Ours: a main is mended within seven hours, and its final report is there before the limit.
    """
    over = [one for one in found.incidents if not one.at_hand]
    assert over
    for one in found.incidents:
        assert one.declared_by == "duty-leader"
        assert first_told(one) is not None
    for one in over:
        assert one.over_at is not None
        assert timedelta(hours=2) < one.over_at - one.known_at < timedelta(hours=7)
        assert missing(one) == ()
        assert one.reports[-1].signed_by == "duty-leader"
        assert sum(report.kind is SituationKind.FOLLOW_UP for report in one.reports) >= 1
    ended = [one for one in found.incidents if one.state is IncidentState.ENDED]
    long_over = [o for o in ended if o.over_at and found.now - o.over_at > timedelta(hours=10)]
    assert all(one in over for one in long_over)
    late = found.reported_late()
    assert len(late) <= max(1, 0.25 * len(found.reports()))
    assert all(by < timedelta(minutes=30) for by in late)


def assert_units_have_what_they_can_carry(found: Figures) -> None:
    """Ours: at noon few units are beyond 150 %, and no two days look the same (`shifts`)."""
    shares = [load.share for load in found.loads.values()]
    assert sum(share >= 1.5 for share in shares) <= 3
    assert max(shares) < 2.5
    assert sum(share > 0.3 for share in shares) >= 12


def assert_alerts_are_few(found: Figures) -> None:
    """6.1: 32 alerts a working day; priorities about 5 / 15 / 80 %."""
    alerts = found.at_the_centre()
    assert 20 <= found.a_working_day([alert.at for alert in alerts]) <= 45
    share = [sum(alert.priority == n for alert in alerts) / len(alerts) for n in (1, 2, 3)]
    assert 0.015 <= share[0] <= 0.08  # ours: fewer of the gravest is no fault
    assert 0.08 <= share[1] <= 0.27
    assert 0.70 <= share[2] <= 0.90
    assert sum(alert.lamp is Turn.PING_PONG for alert in alerts) < 0.05 * len(alerts)


def assert_the_weekend_has_left_something(found: Figures) -> None:
    """8: on-time 90-97 %; ours: of what was due on Friday some lies there on Monday."""
    assert 3 <= found.overdue() <= 25


@pytest.mark.timeout(600)
def test_some_days_look_like_the_district_s(sqlite_centre: Centre) -> None:
    found = played(sqlite_centre, 4)
    assert_somebody_is_accountable_at_every_instant(found, 4)
    assert_the_log_is_kept(found, 4)
    assert_somebody_works_at_the_centre(found)
    assert_what_burst_is_in_hand(found)
    assert_incidents_are_seen_through(found)
    assert_units_have_what_they_can_carry(found)
    assert_the_weekend_has_left_something(found)
    assert found.told_at_once() >= 0.9
    assert found.on_time() >= 0.88
    assert all(found.tier(tier) > 0 for tier in Tier)
    assert found.dispatched_late() <= 0.05


@exhaustive
@pytest.mark.timeout(1800)
def test_a_month_comes_to_the_brief_s_figures(sqlite_centre: Centre) -> None:
    found = played(sqlite_centre, 31)
    assert_somebody_is_accountable_at_every_instant(found, 31)
    assert_the_log_is_kept(found, 31)
    assert found.taken_late() > 0
    assert found.reported_late()
    assert_somebody_works_at_the_centre(found)
    assert_what_burst_is_in_hand(found)
    assert_incidents_are_seen_through(found)
    assert_units_have_what_they_can_carry(found)
    assert_the_weekend_has_left_something(found)
    # 1.4: 245 a working day, which alone are 5,100 a month; ours: rest days and bursts beside.
    assert 5_100 <= len(found.cases) <= 7_600
    assert 225 <= found.a_working_day([case.reported_at for case in found.cases]) <= 290
    # 8: telephone by day, grids in working hours; ours: some three a night.
    assert 1 <= found.by_night() <= 7
    # 8: rework 5-8 %, return 5-10 %, extension 5 %, suspension 2-4 %, merge 3-6 %.
    assert 0.05 <= found.of_fed_back("verify_fail") <= 0.08
    assert 0.05 <= found.of_fed_back("return") <= 0.10
    assert 0.03 <= found.of_fed_back("request_extension") <= 0.07
    assert 0.02 <= found.of_fed_back("request_suspend") <= 0.04
    assert 0.03 <= found.merged() <= 0.06
    # 8: on-time 90-97 %; ours: what is critical isn't later than the rest.
    assert 0.90 <= found.on_time() <= 0.97
    assert found.on_time(Urgency.E1) >= 0.88
    # 6.3: dispatch is a matter of minutes; ours: few are late at it.
    assert found.dispatched_late() <= 0.03
    # 45 and 47 of the seed: small matters stay in the grid, which may give directly, and the
    # centre has the rest.
    assert 0.35 <= found.tier(Tier.GRID) <= 0.60
    assert 0.01 <= found.tier(Tier.COMMUNITY) <= 0.06
    assert 0.05 <= found.tier(Tier.STREET) <= 0.20
    assert 0.30 <= found.tier(Tier.DISTRICT) <= 0.55
    assert_alerts_are_few(found)
