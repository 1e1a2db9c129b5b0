"""After a change of the calendar open deadlines follow, each by an act of its own."""

from datetime import date, datetime

import pytest

from dashboard.actions.calendar import CalendarAct, load, recount
from dashboard.actions.deadline_recount import CASES_AT_ONCE, Recount
from dashboard.actions.handle import handle
from dashboard.districts import almanac
from dashboard.domain import commands as c
from dashboard.domain.calendar import Day
from dashboard.domain.calendar_state import NAME, ExceptDay
from dashboard.domain.case import Case
from dashboard.domain.changes import Kind
from dashboard.store import calendar, journal
from tests.helpers.centre import Centre
from tests.helpers.messages import message, report

STORM = date(2026, 11, 24)
SHUT = ExceptDay(day=STORM, working=False, reason="暴雪停工")
PIPE, WATER, PETITION = "0102", "0101", "0509"


def do(centre: Centre, command: ExceptDay) -> None:
    assert handle(centre.system, command, by="admin").refused is None


def follow(centre: Centre) -> int:
    """Lets the timers work until nothing is left; returns how many rounds that took."""
    rounds, timer = 0, Recount()
    while timer.step(centre.system):
        rounds += 1
    return rounds


def in_hands(centre: Centre, item: str, number: int = 1) -> Case:
    """A case that was dispatched to its unit on Monday morning."""
    centre.settle(report(number, item=item, grid=206))
    case = centre.case(centre.numbers()[-1])
    unit = centre.system.district.unit_for(centre.system.district.items[item], 206).code
    centre.settle(message(f"d{number}", c.Direct(case=case.number, unit=unit, by="grid206")))
    return centre.case(case.number)


def acts_on_calendar(centre: Centre) -> list[str]:
    with centre.system.reader.connect() as connection:
        return [a.act for a in journal.history(connection, centre.district, Kind.CALENDAR, NAME)]


def local(centre: Centre, at: datetime | None) -> str:
    assert at is not None
    return f"{at.astimezone(centre.system.zone):%Y-%m-%d %H:%M}"


def test_a_storm_day_moves_the_open_deadlines_that_run_through_it(centre: Centre) -> None:
    before = in_hands(centre, PIPE)
    do(centre, SHUT)
    assert follow(centre) == 1
    after = centre.case(before.number)
    assert before.due_at is not None
    assert after.due_at is not None
    assert after.due_at > before.due_at
    assert (centre.acts(before.number)[-1], after.version) == ("recalculate", before.version + 1)


def test_a_deadline_around_the_clock_is_left_alone(centre: Centre) -> None:
    before = in_hands(centre, WATER)
    do(centre, SHUT)
    follow(centre)
    assert centre.case(before.number) == before


def test_an_official_list_moves_and_settles_what_was_provisional(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(centre.system, "test")
    before = in_hands(centre, PETITION)
    assert before.calendar_provisional
    assert local(centre, before.due_at) == "2027-01-22 16:30"
    off = (date(2027, 1, 22), date(2027, 1, 23), date(2027, 1, 24))
    notice = [
        Day(day.date, day.working and day.date not in off, day.name, "notice")
        if day.date.year == 2027
        else day
        for day in almanac.all_days(2028)
    ]
    monkeypatch.setattr(almanac, "all_days", lambda _: notice)
    load(centre.system, "test")
    follow(centre)
    after = centre.case(before.number)
    assert local(centre, after.due_at) == "2027-01-25 16:30"
    assert not after.calendar_provisional


def test_many_cases_follow_in_rounds_and_none_is_left_out(sqlite_centre: Centre) -> None:
    centre = sqlite_centre
    many = CASES_AT_ONCE + 5
    centre.settle(*(report(n, item=PIPE, grid=206) for n in range(many)))
    do(centre, SHUT)
    assert follow(centre) == 2
    assert acts_on_calendar(centre)[-1] == "recounted"


def test_a_worker_that_dies_half_way_begins_again(sqlite_centre: Centre) -> None:
    before = in_hands(sqlite_centre, PIPE)
    do(sqlite_centre, SHUT)
    Recount(waiting=[]).step(sqlite_centre.system)
    follow(sqlite_centre)
    assert sqlite_centre.acts(before.number).count("recalculate") == 1


def test_a_change_meanwhile_is_followed_as_well(sqlite_centre: Centre) -> None:
    centre, timer = sqlite_centre, Recount()
    centre.settle(*(report(n, item=PIPE, grid=206) for n in range(CASES_AT_ONCE + 5)))
    do(centre, SHUT)
    timer.step(centre.system)
    do(centre, ExceptDay(day=date(2026, 11, 25), working=False, reason="暴雪停工"))
    while timer.step(centre.system):
        pass
    case = centre.case(centre.numbers()[0])
    with centre.system.reader.connect() as connection:
        now = calendar.current(connection, centre.system.district)
    assert case.stage_at is not None
    assert case.limit is not None
    assert case.due_at == now.add(case.stage_at, case.limit)


def test_other_working_hours_are_followed_when_somebody_says_so(sqlite_centre: Centre) -> None:
    load(sqlite_centre.system, "test")
    recount(sqlite_centre.system, STORM, STORM, CalendarAct("recount", "admin", "冬季作息"))
    assert follow(sqlite_centre) == 1
    assert acts_on_calendar(sqlite_centre) == ["load_calendar", "recount", "recounted"]


def test_the_books_agree_after_changes_of_the_calendar(centre: Centre) -> None:
    in_hands(centre, PIPE)
    do(centre, SHUT)
    follow(centre)
    centre.tell()
    assert centre.faults() == []
