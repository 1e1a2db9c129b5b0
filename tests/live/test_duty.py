"""What the duty desk gets on a real centre: the list, running incidents, who is on duty."""

from datetime import timedelta

import pytest

from callbacks.duty import ENTRIES, POINTS, model
from callbacks.duty_roster import RosterTold
from dashboard.domain import commands as c
from dashboard.domain.duty.duty_log import LogKind, StrikeInLog, WriteInLog
from dashboard.domain.duty.open_points import PointKind
from dashboard.domain.duty.shifts import (
    ACCEPT_WITHIN,
    AcknowledgeLine,
    BeginShift,
    OfferHandover,
    TakeOver,
)
from dashboard.domain.milestones import Milestone
from dashboard.domain.oversight_commands import (
    AcknowledgeAlert,
    ConfirmIncident,
    NoteMilestone,
    ReportByPhone,
)
from dashboard.domain.unit import Urgency
from dashboard.live.follower import Follower
from dashboard.live.hub import Model
from dashboard.streams.sources import SourceActivity
from tests.helpers.centre import Centre
from tests.helpers.messages import WATER_UNIT, message, report
from tests.helpers.people import do
from tests.helpers.pictures import catch_up

FIRE = "NGI20261123-01"
MS = timedelta(milliseconds=1)


@pytest.fixture
def follower(sqlite_centre: Centre) -> Follower:
    """A suspected incident, a critical case that nobody has dispatched, and an urgent one."""
    what = c.ReportIncident(kind=c.IncidentKind.ACCIDENT, title="厂房起火", grid=310)
    sqlite_centre.settle(message("i", what), report(1, urgency=Urgency.E1))
    sqlite_centre.settle(report(2, urgency=Urgency.E2))
    return sqlite_centre.follower()


def told(centre: Centre, follower: Follower) -> Model:
    centre.tell()
    catch_up(centre, follower)
    return model(centre.system, follower, RosterTold())


def lines(found: Model) -> list[tuple[str, str]]:
    return [(one["kind"], one["more"]) for one in found["points"].values()]


def test_each_line_goes_with_what_is_done(sqlite_centre: Centre, follower: Follower) -> None:
    centre = sqlite_centre
    before = lines(told(centre, follower))
    assert ("SUSPECTED", "") in before
    assert ("REPORT", "PHONE") in before
    assert ("UNDISPATCHED", "FILED") in before
    do(centre, "duty-leader", ConfirmIncident(incident=FIRE, level=3))
    do(centre, "duty", ReportByPhone(incident=FIRE, words="市值班室：厂房起火"))
    do(centre, "duty", NoteMilestone(incident=FIRE, milestone=Milestone.ON_SITE))
    after = lines(told(centre, follower))
    assert {("SUSPECTED", ""), ("REPORT", "PHONE"), ("MILESTONE", "ON_SITE")} & set(after) == set()
    assert ("MILESTONE", "CONTAINED") in after
    [running] = told(centre, follower)["incidents"].values()
    assert (running["level"], running["status"], running["owed"]["kind"]) == (
        3,
        "CONFIRMED",
        "FIRST",
    )


def test_a_critical_case_that_is_late_stands_first(
    sqlite_centre: Centre, follower: Follower
) -> None:
    sqlite_centre.clock.move(hours=5)
    sqlite_centre.ring_deadlines()
    found = list(told(sqlite_centre, follower)["points"].values())
    instants = [one["due"] or one["since"] for one in found]
    assert instants == sorted(instants)
    assert "UNDISPATCHED" in {one["kind"] for one in found}


def test_an_alert_is_a_line_until_somebody_acknowledges_it(
    sqlite_centre: Centre, follower: Follower
) -> None:
    sqlite_centre.clock.move(hours=8)
    sqlite_centre.ring_deadlines()
    told(sqlite_centre, follower)
    raised = {one.key: one for one in follower.picture.alerts.values()}
    listed = [
        line for line in told(sqlite_centre, follower)["points"].values() if line["kind"] == "ALERT"
    ]
    for line in listed:
        [alert] = [
            one for one in raised.values() if (one.case, one.lamp) == (line["of"], line["more"])
        ]
        do(sqlite_centre, "foreman", AcknowledgeAlert(alert=alert.key))
    assert listed
    kinds = {one["kind"] for one in told(sqlite_centre, follower)["points"].values()}
    assert "ALERT" not in kinds


def test_a_silent_source_is_a_line_and_a_long_list_says_how_many_more(
    sqlite_centre: Centre, follower: Follower
) -> None:
    now = follower.picture.now_ms
    follower.health.silent = {f"s{n:02}": SourceActivity(now - n) for n in range(POINTS + 5)}
    found = model(sqlite_centre.system, follower, RosterTold())
    assert len(found["points"]) == POINTS
    assert (
        found["more"]["n"]
        == len(follower.health.silent)
        + len(lines(found))
        - sum(kind == PointKind.SOURCE for kind, _ in lines(found))
        - POINTS
    )


def test_a_units_strength_is_what_it_said_last(sqlite_centre: Centre, follower: Follower) -> None:
    before = told(sqlite_centre, follower)["units"][WATER_UNIT]
    assert not before["said"]
    sqlite_centre.settle(message("s", c.SetCapacity(unit=WATER_UNIT, on_duty=7)))
    after = told(sqlite_centre, follower)["units"][WATER_UNIT]
    assert (after["said"], after["on_duty"]) == (True, 7)


def test_the_log_is_told_as_it_is_written_and_as_sql_has_it(
    sqlite_centre: Centre, follower: Follower
) -> None:
    centre = sqlite_centre
    numbers = []
    for n in range(ENTRIES + 2):
        entry = WriteInLog(kind=LogKind.PHONE_OUT, words=f"问 {n}", whom="供水公司")
        numbers.append(do(centre, "duty", entry))
    do(centre, "foreman", StrikeInLog(number=numbers[-1], reason="重复"))
    log = list(told(centre, follower)["log"].values())
    assert [one["no"] for one in log] == numbers[: -ENTRIES - 1 : -1]
    assert (log[0]["words"], log[0]["why"]) == (f"问 {ENTRIES + 1}", "重复")
    assert log[0]["struck"]
    assert (log[1]["struck"], log[1]["entered"]) == ("", None)
    fresh = model(centre.system, centre.follower(), RosterTold())
    assert fresh["log"] == told(centre, follower)["log"]


def test_a_handover_is_told_and_waits_in_the_list_until_it_is_signed(
    sqlite_centre: Centre, follower: Follower
) -> None:
    centre = sqlite_centre
    assert told(centre, follower)["shift"] == {"now": None}
    do(centre, "duty", BeginShift())
    do(centre, "duty", OfferHandover(word="留意厂房"))
    offered = told(centre, follower)
    [line] = [one for one in offered["points"].values() if one["kind"] == "HANDOVER"]
    sheet = offered["shift"]["now"]["sheet"]
    assert line["due"] == sheet["due"] == sheet["offered"] + ACCEPT_WITHIN // MS
    assert (sheet["word"], sheet["seen"]) == ("留意厂房", [])
    for one in sheet["lines"]:
        do(centre, "foreman", AcknowledgeLine(line=one["key"]))
    do(centre, "foreman", TakeOver())
    after = told(centre, follower)
    assert "HANDOVER" not in {one["kind"] for one in after["points"].values()}
    assert after["shift"]["now"]["officer"] == "foreman"
    assert after["before"]["now"]["ended"] == after["shift"]["now"]["since"]
    fresh = model(centre.system, centre.follower(), RosterTold())
    assert (fresh["shift"], fresh["before"]) == (after["shift"], after["before"])
