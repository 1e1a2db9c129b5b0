"""The duty desk in the demo: by the rota, from hand to hand, never against a person at a screen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from dashboard.demo.people import LOGINS
from dashboard.districts import Pack
from dashboard.domain.commands import IncidentKind, Report, ReportIncident
from dashboard.domain.duty.duty_commands import DutyCommand
from dashboard.domain.duty.shifts import (
    ACCEPT_WITHIN,
    AcknowledgeLine,
    OfferHandover,
    Shift,
    TakeOver,
    WithdrawHandover,
)
from dashboard.domain.oversight_commands import NoteMilestone, OnIncident, ReportByPhone
from dashboard.domain.roles import Role, may
from feeds.simulator.duty_log import entries
from feeds.simulator.handover import OTHER_READS, change_after, officer
from feeds.simulator.orders import DeskOrder
from feeds.simulator.pace import Pace
from feeds.simulator.staff import OFFICERS, RESERVE
from feeds.simulator.town import Town
from feeds.simulator.world import World
from tests.feeds.acting import ZONE
from tests.feeds.memory import Memory

NOON = datetime(2026, 11, 23, 12, tzinfo=ZONE).astimezone(UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
FIRE = ReportIncident(kind=IncidentKind.ACCIDENT, title="厂房起火", grid=206)


class Desk:
    """A quiet district from noon on: what is done at its duty desk, by whom."""

    def __init__(self, pack: Pack, town: Town, until: datetime = NOON + 30 * timedelta(days=1)):
        self.memory = Memory(pack)
        self.now = NOON
        rounds = ((entry.time, entry) for entry in entries(town, NOON, until))
        self.world = World(replace(town, intensity=0.0), Pace(zone=ZONE), rounds)
        self.world.begin(NOON)
        self.run(MINUTE)

    def run(self, wait: timedelta) -> None:
        """Lets so much time pass."""
        until = self.now + wait
        while (at := self.world.next_at()) <= until:
            planned = self.world.pop(at)
            if planned is not None and planned.act is not None:
                self.world.look(self.memory.act(planned.act, at), at)
        self.now = until

    def press(self, login: str, *orders: DutyCommand) -> None:
        """A person at a screen does it now."""
        for order in orders:
            desk_order = DeskOrder(login, self.now, order)
            self.world.look(self.memory.do(desk_order, self.now), self.now)

    def report(self) -> str:
        """A fire that somebody reports now; its number."""
        told = Report("test", "fire", self.now, FIRE)
        self.world.look(self.memory.take(told, self.now), self.now)
        return self.memory.incidents[-1].number

    @property
    def shift(self) -> Shift:
        return self.memory.shifts[-1]

    def lines(self) -> Sequence[AcknowledgeLine]:
        assert self.shift.handover is not None
        return [AcknowledgeLine(line=line.key) for line in self.shift.handover.lines]

    def of_incidents(self) -> set[str]:
        """Who has put something of incidents on record, but for the leader on duty."""
        deeds = (
            desk_order
            for _, desk_order in self.memory.done
            if isinstance(desk_order.order, OnIncident)
        )
        return {desk_order.login for desk_order in deeds} - {"duty-leader"}


@pytest.fixture
def desk(pack: Pack, town: Town) -> Desk:
    return Desk(pack, town)


def given_to(desk: Desk, login: str) -> None:
    """Off the rota, at noon: the officer offers, this person reads and signs."""
    desk.press(desk.shift.officer, OfferHandover())
    desk.press(login, *desk.lines(), TakeOver())
    assert desk.shift.officer == login


def not_on_duty(desk: Desk) -> str:
    return next(one for one in OFFICERS if one != desk.shift.officer)


def test_day_and_night_follow_each_other_through_the_three_officers(town: Town) -> None:
    changes = [NOON]
    for _ in range(12):
        changes.append(change_after(town, changes[-1]))
    local = [change.astimezone(ZONE).strftime("%H:%M") for change in changes[1:]]
    assert local == ["20:30", "08:30"] * 6
    turns = [officer(town, change) for change in changes]
    first = OFFICERS.index(turns[0])
    assert turns == [OFFICERS[(first + n) % 3] for n in range(13)]
    assert [officer(town, change - MINUTE) for change in changes[1:]] == turns[:-1]


def test_its_officers_have_accounts_and_may(town: Town) -> None:
    for login in (*OFFICERS, RESERVE):
        person = LOGINS[login]
        assert person.role is Role.DUTY
        assert may(person, TakeOver(), None, NOON) is None


def test_a_month_has_no_instant_without_an_officer(pack: Pack, town: Town) -> None:
    desk = Desk(pack, town)
    desk.run(30 * timedelta(days=1))
    shifts = desk.memory.shifts
    assert len(shifts) == 61
    assert all(before.ended_at == after.began_at for before, after in pairwise(shifts))
    waited = []
    for before, after in pairwise(shifts):
        sheet = before.handover
        assert sheet is not None
        assert (sheet.unseen, before.taken_by) == ((), after.officer)
        assert after.officer == officer(town, after.began_at + HOUR)
        waited.append(after.began_at - sheet.offered_at)
    late = sum(wait > ACCEPT_WITHIN for wait in waited)
    assert 1 <= late <= 0.25 * len(waited)
    assert max(waited) < 2 * ACCEPT_WITHIN + MINUTE


def test_who_is_on_duty_writes_the_log_round_after_round(pack: Pack, town: Town) -> None:
    desk = Desk(pack, town)
    desk.run(timedelta(days=10))
    for shift in desk.memory.shifts[1:-1]:
        assert shift.ended_at is not None
        wrote = [
            one for one in desk.memory.log if shift.began_at < one.entered_at <= shift.ended_at
        ]
        assert 5 <= len(wrote) <= 8
        assert {one.entered_by for one in wrote} == {shift.officer}
    assert len({one.kind for one in desk.memory.log}) == 3
    assert 0 < sum(one.late for one in desk.memory.log) < 0.1 * len(desk.memory.log)


@pytest.mark.parametrize("who", ["foreman", "colleague"])
def test_whoever_takes_a_shift_keeps_it_until_a_whole_one_later(
    desk: Desk, town: Town, who: str
) -> None:
    login = not_on_duty(desk) if who == "colleague" else who
    given_to(desk, login)
    desk.run(timedelta(hours=12))
    assert (desk.shift.officer, desk.shift.handover) == (login, None), "past the evening's change"
    assert desk.memory.log == []
    desk.run(timedelta(hours=10))
    due = officer(town, desk.now)
    assert desk.shift.officer == (due if due != login else RESERVE)
    assert {one.entered_by for one in desk.memory.log} == {desk.shift.officer}


def test_an_offer_taken_back_is_not_made_again(desk: Desk) -> None:
    mine = desk.shift.officer
    desk.press(mine, OfferHandover(), WithdrawHandover())
    desk.run(timedelta(hours=10))
    assert (desk.shift.officer, desk.shift.handover) == (mine, None)


def test_an_offer_at_any_hour_is_left_to_others_for_some_minutes(desk: Desk, town: Town) -> None:
    mine = desk.shift.officer
    desk.press(mine, OfferHandover())
    desk.run(7 * MINUTE)
    assert desk.shift.officer == mine
    desk.run(8 * MINUTE)
    assert desk.shift.officer == RESERVE, "whose turn it is has just gone"
    desk.run(timedelta(hours=8.7))
    assert desk.shift.officer == officer(town, desk.now)
    wrote = [one for one in desk.memory.log if one.entered_at > NOON + 20 * MINUTE]
    assert {one.entered_by for one in wrote} == {RESERVE}


def test_nobody_reads_over_the_shoulder_of_who_reads_the_sheet(desk: Desk) -> None:
    mine = desk.shift.officer
    desk.report()
    desk.press(mine, OfferHandover())
    desk.run(4 * MINUTE)
    desk.press("foreman", desk.lines()[0])
    desk.run(OTHER_READS - MINUTE)
    sheet = desk.shift.handover
    assert sheet is not None
    assert sheet.incoming == "foreman"
    desk.run(10 * MINUTE)
    assert desk.shift.officer == RESERVE, "who was there has gone away"


def test_a_person_with_the_shift_has_ten_minutes_for_each_step_before_a_colleague_does_it(
    desk: Desk, town: Town
) -> None:
    taken = not_on_duty(desk)
    given_to(desk, taken)
    number = desk.report()
    told = DeskOrder(taken, desk.now, ReportByPhone(incident=number, words="市应急局值班室"))
    desk.run(2 * MINUTE)
    desk.world.look(desk.memory.do(told, desk.now), desk.now)
    desk.run(13 * MINUTE)
    assert desk.of_incidents() == {taken}
    desk.run(HOUR)
    (incident,) = desk.memory.incidents
    assert len(desk.of_incidents()) == 2
    call, first = incident.reports[:2]
    assert (call.by, first.by) == (taken, officer(town, NOON))


def test_what_becomes_of_an_incident_stands_in_the_log(desk: Desk) -> None:
    desk.report()
    desk.run(HOUR)
    told = [one.words for one in desk.memory.log if "厂房起火" in one.words]
    assert [told[0][:6], len(told)] == ["接报厂房起火", 2]
    assert "定为Ⅳ级" in told[1]
    desk.run(6 * HOUR)
    last = next(one for one in reversed(desk.memory.log) if "厂房起火" in one.words)
    assert "处置结束" in last.words
    assert {one.entered_by for one in desk.memory.log} == {desk.shift.officer}


def test_what_was_refused_does_not_hold_up_the_rest(pack: Pack, town: Town) -> None:
    """Somebody has noted an arrival before the instant that the officer has for the occurrence."""
    memory = Memory(pack)
    world = World(replace(town, intensity=0.0), Pace(), iter(()))
    told = Report("test", "fire", NOON, FIRE)
    world.look(memory.take(told, NOON), NOON)
    refused: list[type] = []
    while (at := world.next_at()) <= NOON + 2 * HOUR:
        planned = world.pop(at)
        if planned is None or planned.act is None:
            continue
        assert isinstance(planned.act, DeskOrder)
        if isinstance(planned.act.order, NoteMilestone):
            refused.append(NoteMilestone)
        else:
            world.look(memory.act(planned.act, at), at)
    (incident,) = memory.incidents
    assert refused
    assert incident.event_level == 4
    assert len(incident.reports) >= 2
