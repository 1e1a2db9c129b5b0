"""The demo on a real database: the last days once, then live through the inbox."""

import threading

import pytest

from dashboard.actions.handle import handle
from dashboard.demo import live as demo
from dashboard.demo.people import LOGINS, everybody
from dashboard.domain.accounts import SwitchAccount
from dashboard.domain.case import Case, CaseState
from dashboard.domain.commands import Report, ReportCase
from dashboard.domain.desk_commands import Dispatch
from dashboard.domain.duty.channels import ChannelKind
from dashboard.domain.duty.shifts import BeginShift, Shift
from dashboard.senders import outlets
from dashboard.store import people, reads
from feeds.simulator import live
from tests.helpers.centre import Centre


def figures(centre: Centre) -> dict[str, int]:
    system = centre.system
    now = system.clock()
    with system.reader.connect() as connection:
        return reads.figures(connection, centre.system.district, now, system.day_start(now))


def assert_the_past_is_known(centre: Centre) -> None:
    """The last hour by the minute, the last day by the hour."""
    follower = centre.follower()
    before, trends = follower.health.before, follower.health.trends
    assert 250 <= before["open"] <= 520
    assert None not in trends.open[""]
    came, went = trends.arrived[""], trends.closed[""]
    # Nothing is rejected or voided: a case that is neither closed nor open has been merged.
    opened = [count or 0 for count in trends.open[""]]
    merged = [came[h] - went[h] - (opened[h] - opened[h - 1]) for h in range(1, 24)]
    assert min(merged) >= 0
    assert 0 < sum(merged) < 80
    for minutes in range(61):
        follower.step(1)
        assert follower.health.before, minutes
        centre.clock.move(minutes=1)


def test_an_empty_centre_gets_its_last_days_and_a_full_one_keeps_its_own(
    sqlite_centre: Centre,
) -> None:
    sqlite_centre.clock.move(minutes=17, seconds=40)
    said: list[str] = []
    demo.prepare(sqlite_centre.system, said.append)
    assert said[1:] == [f"  {tenth}0 %" for tenth in range(1, 11)]
    sqlite_centre.settle()
    rows = sqlite_centre.last_seq()
    found = figures(sqlite_centre)
    assert 250 <= found["open"] <= 520
    assert 1 <= found["overdue"] <= 45
    assert found["severe"] <= 14
    assert found["soon"] <= 24
    assert found["unassigned"] <= 28
    assert sqlite_centre.faults() == []
    again: list[str] = []
    demo.prepare(sqlite_centre.system, again.append)
    assert again == []
    sqlite_centre.settle()
    assert sqlite_centre.last_seq() == rows
    assert_the_past_is_known(sqlite_centre)


def test_the_door_tells_what_has_changed_since_it_looked(sqlite_centre: Centre) -> None:
    gateway = demo.LiveGateway(sqlite_centre.system, threading.Event())
    assert gateway.standing() == []
    gateway.send([told("1"), told("2"), told("1")])
    sqlite_centre.settle()
    assert [case.state for case in heard(gateway)] == [CaseState.FILED, CaseState.FILED]
    assert heard(gateway) == []


def test_the_door_looks_again_after_a_hole_in_the_changes(sqlite_centre: Centre) -> None:
    gateway = demo.LiveGateway(sqlite_centre.system, threading.Event())
    gateway.standing()
    gateway.send([told("1")])
    sqlite_centre.settle()
    sqlite_centre.system.redis.xtrim(f"{{{sqlite_centre.district}}}:changes", maxlen=0)
    gateway.send([told("2")])
    sqlite_centre.settle()
    with pytest.raises(live.CentreUnreachable, match="missing"):
        gateway.changes(0.001)
    assert len(gateway.standing()) == 2
    assert heard(gateway) == []


def dispatched(centre: Centre, login: str) -> Case:
    """A case after somebody of that log-in has dispatched it in the demo."""
    gateway = demo.LiveGateway(centre.system, threading.Event())
    gateway.standing()
    gateway.send([told("1")])
    centre.settle()
    (case,) = heard(gateway)
    order = Dispatch(case=case.number, unit="D14")
    gateway.do(live.DeskOrder(login, centre.system.clock(), order, case.version))
    centre.settle()
    return next((after for after in heard(gateway) if after.number == case.number), case)


def test_the_demo_s_persons_act_at_their_desks_as_their_role_may(sqlite_centre: Centre) -> None:
    demo.open_accounts(sqlite_centre.system)
    case = dispatched(sqlite_centre, "dispatcher")
    assert (case.state, case.unit) == (CaseState.DISPATCHED, "D14")


def test_the_demo_s_officers_have_the_duty_desk_as_persons_at_the_screen_do(
    sqlite_centre: Centre,
) -> None:
    system = sqlite_centre.system
    demo.open_accounts(system)
    gateway = demo.LiveGateway(system, threading.Event())
    gateway.standing()
    begin = live.DeskOrder("duty3", system.clock(), BeginShift())
    gateway.do(begin)
    sqlite_centre.settle()
    (shift,) = gateway.changes(0.001)
    assert isinstance(shift, Shift)
    assert (shift.officer, shift.name) == ("duty3", LOGINS["duty3"].name)
    assert gateway.standing() == [shift]


@pytest.mark.parametrize("login", ["auditor", "street-s02", "nobody"])
def test_who_may_not_do_it_at_a_desk_doesn_t_in_the_demo(sqlite_centre: Centre, login: str) -> None:
    demo.open_accounts(sqlite_centre.system)
    assert dispatched(sqlite_centre, login).state is CaseState.FILED


def test_whose_account_is_off_does_nothing(sqlite_centre: Centre) -> None:
    demo.open_accounts(sqlite_centre.system)
    off = SwitchAccount(login="dispatcher", active=False)
    assert not handle(sqlite_centre.system, off, by="admin").refused
    assert dispatched(sqlite_centre, "dispatcher").state is CaseState.FILED


def test_without_accounts_of_a_demo_nobody_does_anything(sqlite_centre: Centre) -> None:
    assert dispatched(sqlite_centre, "dispatcher").state is CaseState.FILED


def test_accounts_that_a_release_brings_are_made_beside_those_there(sqlite_centre: Centre) -> None:
    system = sqlite_centre.system
    demo.open_accounts(system)
    rows = sqlite_centre.last_seq()
    demo.open_accounts(system)
    assert sqlite_centre.last_seq() == rows
    with system.reader.connect() as connection:
        logins = {one.person.login for one in people.accounts(connection, system.district.key)}
    assert logins == set(everybody(system.district))


def told(number: str) -> Report:
    return Report("test", number, None, ReportCase(item="0201", grid=206))


def heard(gateway: demo.LiveGateway) -> list[Case]:
    return [state for state in gateway.changes(0.001) if isinstance(state, Case)]


def test_calls_go_to_a_file_until_somebody_has_changed_the_channels(sqlite_centre: Centre) -> None:
    system = sqlite_centre.system
    demo.open_channel(system)
    [one] = outlets.read(system.settings.var)
    assert (one.channel.name, one.channel.kind) == ("demo", ChannelKind.FILE)
    assert outlets.remove(system.settings.var, "demo")
    demo.open_channel(system)
    assert outlets.read(system.settings.var) == []
