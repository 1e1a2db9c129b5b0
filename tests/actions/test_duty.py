"""The duty desk's acts through handle(), on both databases: recorded, published, and kept."""

import random
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest

from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain.alerts import AlertState
from dashboard.domain.changes import Kind
from dashboard.domain.duty.duty_commands import DutyCommand
from dashboard.domain.duty.duty_log import LogEntry, LogKind, StrikeInLog, WriteInLog, log_key
from dashboard.domain.duty.open_points import PointKind
from dashboard.domain.duty.shifts import (
    AcknowledgeLine,
    BeginShift,
    OfferHandover,
    Shift,
    TakeOver,
    WithdrawHandover,
    shift_key,
)
from dashboard.domain.oversight_commands import ShelveAlert
from dashboard.domain.unit import Urgency
from dashboard.store import alerts, duty, journal
from tests.helpers.centre import Centre
from tests.helpers.messages import WATER_UNIT, report
from tests.helpers.people import ask, do, refused

CALL = WriteInLog(kind=LogKind.PHONE_IN, words="路面塌陷", whom="市民王某")
OFFICERS = ("duty", "duty-leader", "foreman")


def shifts(centre: Centre) -> list[Shift]:
    """All of them, the first one first, as the journal knows them."""
    with centre.system.reader.connect() as connection:
        newest = duty.shifts(connection, centre.district)[0]
        numbers = [f"{n:08}" for n in range(1, int(newest.number) + 1)]
        found = [duty.shift(connection, centre.district, number) for number in numbers]
    assert all(found)
    return [one for one in found if one]


def on_duty(centre: Centre) -> Shift:
    return shifts(centre)[-1]


def entries(centre: Centre) -> list[LogEntry]:
    with centre.system.reader.connect() as connection:
        return duty.log(connection, centre.district)


def test_an_entry_is_kept_and_struck_through_with_both_in_the_journal(centre: Centre) -> None:
    number = do(centre, "duty", CALL)
    centre.clock.move(minutes=1)
    do(centre, "foreman", StrikeInLog(number=number, reason="重复"))
    [entry] = entries(centre)
    assert (entry.words, entry.struck_why) == ("路面塌陷", "重复")
    with centre.system.reader.connect() as connection:
        acts = journal.history(connection, centre.district, Kind.LOG, log_key(number))
    assert [(act.act, act.by, act.why) for act in acts] == [
        ("write_in_log", "duty", ""),
        ("strike_in_log", "foreman", "重复"),
    ]
    assert refused(centre, "duty", StrikeInLog(number="x", reason="y")).code == "NO_SUCH_ENTRY"


def test_the_newest_entry_comes_first(centre: Centre) -> None:
    numbers = [do(centre, "duty", CALL) for _ in range(3)]
    assert [entry.number for entry in entries(centre)] == numbers[::-1]


@pytest.mark.parametrize("command", [CALL, BeginShift(), TakeOver()])
def test_nobody_else_may(sqlite_centre: Centre, command: DutyCommand) -> None:
    assert refused(sqlite_centre, "dispatcher", command).code == "NOT_YOUR_ROLE"


def test_a_shift_is_handed_over_line_by_line(centre: Centre) -> None:
    do(centre, "duty", BeginShift())
    assert refused(centre, "foreman", BeginShift()).code == "SHIFT_RUNNING"
    do(centre, "duty", c.ReportIncident(kind=c.IncidentKind.ACCIDENT, title="厂房起火", grid=310))
    centre.settle(report(1, urgency=Urgency.E1))
    do(centre, "duty", OfferHandover(word="留意厂房"))
    sheet = on_duty(centre).handover
    assert sheet is not None
    kinds = {line.kind for line in sheet.lines}
    assert {PointKind.SUSPECTED, PointKind.REPORT, PointKind.UNDISPATCHED} <= kinds
    assert refused(centre, "foreman", TakeOver()).code == "LINES_UNSEEN"
    centre.clock.move(minutes=3)
    for line in sheet.lines:
        do(centre, "foreman", AcknowledgeLine(line=line.key))
    assert on_duty(centre).officer == "duty", "until both have signed"
    do(centre, "foreman", TakeOver())
    before, after = shifts(centre)
    assert (before.ended_at, before.taken_by, after.officer) == (
        after.began_at,
        "foreman",
        "foreman",
    )


def test_the_foreman_signs_for_an_officer_who_cant_and_another_takes_over(centre: Centre) -> None:
    do(centre, "duty", BeginShift())
    centre.settle(report(1, urgency=Urgency.E1))
    assert refused(centre, "foreman", OfferHandover()).code == "STAND_IN_WHY"
    do(centre, "foreman", OfferHandover(word="突发疾病送医"))
    sheet = on_duty(centre).handover
    assert sheet is not None
    assert sheet.lines
    assert (on_duty(centre).officer, sheet.offered_by) == ("duty", "foreman")
    key = sheet.lines[0].key
    assert refused(centre, "foreman", AcknowledgeLine(line=key)).code == "OWN_HANDOVER"
    for line in sheet.lines:
        do(centre, "duty-leader", AcknowledgeLine(line=line.key))
    do(centre, "duty-leader", TakeOver())
    assert on_duty(centre).officer == "duty-leader"
    with centre.system.reader.connect() as connection:
        acts = journal.history(connection, centre.district, Kind.SHIFT, shift_key("00000001"))
    offers = [(act.by, act.why) for act in acts if act.act == "offer_handover"]
    assert offers == [("foreman", "突发疾病送医")]


def state_of(centre: Centre, key: str) -> AlertState:
    with centre.system.reader.connect() as connection:
        found = alerts.one(connection, centre.district, key)
    assert found is not None
    return found.state


def test_what_is_shelved_is_on_the_sheet_and_comes_back_with_the_next_shift(centre: Centre) -> None:
    centre.settle(report(1, urgency=Urgency.E2))
    centre.clock.move(hours=8)
    centre.ring_deadlines()
    with centre.system.reader.connect() as connection:
        alert = next(
            one for one in alerts.standing(connection, centre.district) if one.kind == "ALERT"
        )
    until = centre.clock() + timedelta(minutes=20)
    do(centre, "duty", ShelveAlert(alert=alert.key, until=until, reason="已联系"))
    do(centre, "duty", BeginShift())
    do(centre, "duty", OfferHandover())
    sheet = on_duty(centre).handover
    assert sheet is not None
    assert [line.of for line in sheet.lines if line.kind is PointKind.SHELVED] == [alert.case]
    for line in sheet.lines:
        do(centre, "foreman", AcknowledgeLine(line=line.key))
    assert state_of(centre, alert.key) is AlertState.SHELVED
    do(centre, "foreman", TakeOver())
    assert state_of(centre, alert.key) is AlertState.RAISED
    assert centre.faults() == []


def test_a_suspended_case_that_goes_on_within_a_day_is_on_the_sheet(centre: Centre) -> None:
    centre.settle(report(1), report(2))
    soon, later = sorted(centre.numbers())
    for number, hours in ((soon, 20), (later, 30)):
        until = centre.clock() + timedelta(hours=hours)
        rest = c.RequestSuspension(case=number, unit=WATER_UNIT, reason="SEASON", until=until)
        do(centre, "dispatcher", d.Dispatch(case=number, unit=WATER_UNIT))
        do(centre, "unit-u01", c.Acknowledge(case=number, unit=WATER_UNIT))
        do(centre, "unit-u01", rest)
        do(centre, "foreman", d.DecideSuspension(case=number, agreed=True, reason="冻土"))
    do(centre, "duty", BeginShift())
    do(centre, "duty", OfferHandover())
    sheet = on_duty(centre).handover
    assert sheet is not None
    assert [(line.kind, line.of) for line in sheet.lines] == [(PointKind.RESUMING, soon)]


def test_before_the_first_shift_there_is_nothing_to_hand_over(sqlite_centre: Centre) -> None:
    assert refused(sqlite_centre, "duty", OfferHandover()).code == "NO_SHIFT"


def choices(centre: Centre) -> Sequence[DutyCommand]:
    sheet = on_duty(centre).handover
    lines = [AcknowledgeLine(line=line.key) for line in sheet.lines] if sheet else []
    return [OfferHandover(), WithdrawHandover(), TakeOver(), TakeOver(), *lines, *lines]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_pressed_somebody_is_accountable_and_signed_sheets_stay(
    centre: Centre, seed: int
) -> None:
    """By the journal's rows of all shifts there is no instant without an officer."""
    dice, signed = random.Random(seed), dict[str, Shift]()
    centre.settle(report(1, urgency=Urgency.E1))
    do(centre, "duty", BeginShift())
    for _ in range(60):
        centre.clock.move(seconds=dice.randrange(1, 90))
        ask(centre, dice.choice(OFFICERS), dice.choice(choices(centre)))
        found = shifts(centre)
        for before, after in pairwise(found):
            assert before.ended_at == after.began_at
            assert signed.setdefault(before.number, before) == before
        assert found[-1].ended_at is None
    assert signed, "somebody has taken over"
    with centre.system.reader.connect() as connection:
        for number, shift in signed.items():
            acts = journal.history(connection, centre.district, Kind.SHIFT, shift_key(number))
            assert acts[-1].state == shift
            assert [act.state.version for act in acts] == list(range(1, shift.version + 1))
