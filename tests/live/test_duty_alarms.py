"""What sounds at the duty desk: what a desk hears, and a handover that nobody takes over."""

from datetime import timedelta

import pytest

from callbacks.alarm_section import AlarmsTold
from callbacks.console_alerts import Alerts
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.duty.shifts import ACCEPT_WITHIN, BeginShift, OfferHandover, WithdrawHandover
from dashboard.domain.oversight_commands import AcknowledgeAlert, ConfirmIncident, EndIncident
from dashboard.domain.scope import CENTRE
from dashboard.domain.unit import Urgency
from dashboard.domain.workspace.site_parties import CHECK_EVERY, CRITICAL_AFTER, EnterSite
from dashboard.live.follower import Follower
from dashboard.system import to_ms
from tests.helpers.centre import Centre
from tests.helpers.messages import message, report
from tests.helpers.people import do
from tests.helpers.pictures import catch_up

MS = timedelta(milliseconds=1)


@pytest.fixture
def follower(sqlite_centre: Centre) -> Follower:
    """A critical case whose deadline has passed."""
    sqlite_centre.settle(report(1, urgency=Urgency.E1))
    sqlite_centre.clock.move(hours=4, seconds=1)
    sqlite_centre.ring_deadlines()
    return sqlite_centre.follower()


def alarms(centre: Centre, follower: Follower, kept: AlarmsTold) -> dict[str, dict[str, object]]:
    """As one tells them that has followed; a fresh one tells the same."""
    centre.tell()
    catch_up(centre, follower)
    with follower.lock:
        found: dict[str, dict[str, object]] = kept.of(follower.picture)["alarms"]
        assert found == AlarmsTold().of(follower.picture)["alarms"]
    return found


def test_a_standing_alert_sounds_until_somebody_acknowledges_it(
    sqlite_centre: Centre, follower: Follower
) -> None:
    kept = AlarmsTold()
    found = alarms(sqlite_centre, follower, kept)
    listed = Alerts(CENTRE).sections(follower.picture)["alerts"]
    raised = {key for key, one in listed.items() if one["state"] == "RAISED"}
    assert raised
    assert set(found) == raised
    assert {one["priority"] for one in found.values()} == {1}
    for key in raised:
        do(sqlite_centre, "dispatcher", AcknowledgeAlert(alert=key))
    assert alarms(sqlite_centre, follower, kept) == {}


def test_a_silent_group_on_site_sounds_and_then_as_critical_until_it_is_heard_of(
    sqlite_centre: Centre,
) -> None:
    centre, kept = sqlite_centre, AlarmsTold()
    what = ReportIncident(kind=IncidentKind.ACCIDENT, title="厂房起火", grid=310)
    centre.settle(message("i", what))
    follower = centre.follower()
    [fire] = follower.picture.incidents
    do(centre, "duty-leader", ConfirmIncident(incident=fire, level=3))
    heard_at = centre.clock()
    number = do(centre, "duty", EnterSite(incident=fire, who="抢修一班", people=6))
    told = alarms(centre, follower, kept)
    due_at = to_ms(heard_at + CHECK_EVERY)
    assert (told[f"PARTY/{number}"]["reached"], told[f"PARTY/{number}"]["priority"]) == (due_at, 2)
    critical = told[f"PARTY/{number}/critical"]
    assert (critical["reached"], critical["priority"]) == (due_at + CRITICAL_AFTER // MS, 1)
    do(centre, "duty-leader", EndIncident(incident=fire, reason="火已扑灭"))
    assert f"PARTY/{number}" not in alarms(centre, follower, kept)


def test_a_handover_sounds_from_its_limit_on_until_it_is_withdrawn(
    sqlite_centre: Centre,
) -> None:
    centre, kept = sqlite_centre, AlarmsTold()
    follower = centre.follower()
    do(centre, "duty", BeginShift())
    assert alarms(centre, follower, kept) == {}
    limit = centre.clock() + ACCEPT_WITHIN
    do(centre, "duty", OfferHandover())
    [(key, told)] = alarms(centre, follower, kept).items()
    assert key.startswith("HANDOVER/")
    assert (told["turn"], told["state"], told["priority"]) == ("HANDOVER", "RAISED", 1)
    assert told["reached"] == to_ms(limit)
    do(centre, "duty", WithdrawHandover())
    assert alarms(centre, follower, kept) == {}
