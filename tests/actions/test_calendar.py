"""The working calendar: filled from the libraries, changed by the district, obeyed by cases."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dashboard.actions.calendar import CalendarAct, load, recount
from dashboard.actions.handle import handle
from dashboard.districts import almanac
from dashboard.domain.calendar import Calendar, Day
from dashboard.domain.calendar_state import (
    NAME,
    Arrangement,
    CalendarCommand,
    ExceptDay,
    RestoreDay,
)
from dashboard.domain.changes import Kind
from dashboard.store import calendar, journal
from tests.helpers.centre import Centre

STORM = date(2026, 11, 26)
SHUT = ExceptDay(day=STORM, working=False, reason="暴雪停工")
OPENED = RestoreDay(day=STORM, reason="雪停")


def do(centre: Centre, command: CalendarCommand) -> None:
    assert handle(centre.system, command, by="admin").refused is None


def found(centre: Centre) -> Arrangement:
    with centre.system.reader.connect() as connection:
        kept = calendar.arrangement(connection, centre.district)
    assert kept is not None
    return kept


def in_force(centre: Centre) -> Calendar:
    with centre.system.reader.connect() as connection:
        return calendar.current(connection, centre.system.district)


def acts(centre: Centre) -> list[str]:
    with centre.system.reader.connect() as connection:
        return [a.act for a in journal.history(connection, centre.district, Kind.CALENDAR, NAME)]


def test_before_the_table_is_filled_the_libraries_days_hold(centre: Centre) -> None:
    assert in_force(centre).days == almanac.calendar(centre.system.district).days


def test_the_table_has_every_official_year_and_two_provisional_ones(centre: Centre) -> None:
    load(centre.system, "test")
    kept = found(centre)
    assert (kept.first, kept.last) == (date(2004, 1, 1), date(2028, 12, 31))
    assert kept.official_to == date(2026, 12, 31)
    assert in_force(centre).days == {day.date: day for day in almanac.all_days(2028)}


def test_filling_it_again_changes_nothing(centre: Centre) -> None:
    load(centre.system, "test")
    assert load(centre.system, "test") == []
    assert (found(centre).version, acts(centre)) == (1, ["load_calendar"])


def test_years_go_on_being_added(centre: Centre) -> None:
    load(centre.system, "test")
    centre.clock.move(days=70)
    assert {day.date.year for day in load(centre.system, "test")} == {2029}


def test_an_official_list_takes_the_place_of_computed_days(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(centre.system, "test")
    notice = [
        Day(day.date, day.working, day.name, "notice") if day.date.year == 2027 else day
        for day in almanac.all_days(2028)
    ]
    monkeypatch.setattr(almanac, "all_days", lambda _: notice)
    assert len(load(centre.system, "test")) == 365
    kept = found(centre)
    assert (kept.recount_from, kept.recount_to) == (date(2027, 1, 1), date(2027, 12, 31))
    assert kept.official_to == date(2027, 12, 31)
    may = datetime(2027, 5, 1, tzinfo=UTC)
    assert not in_force(centre).provisional(may, may)


def test_an_older_library_takes_no_official_day_away(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(centre.system, "test")
    older = [
        Day(day.date, day.working, day.name, "older", provisional=day.date.year > 2025)
        for day in almanac.all_days(2028)
    ]
    monkeypatch.setattr(almanac, "all_days", lambda _: older)
    assert load(centre.system, "test") == []


def test_a_day_that_the_district_excepts_says_who_and_why(centre: Centre) -> None:
    do(centre, SHUT)
    day = in_force(centre).day(STORM)
    assert (day.working, day.name, day.source) == (False, "暴雪停工", "district admin")
    assert acts(centre) == ["except_day"]


def test_an_exception_outlives_a_new_filling_and_ends_when_it_is_taken_back(
    centre: Centre,
) -> None:
    do(centre, SHUT)
    load(centre.system, "test")
    assert not in_force(centre).is_working(STORM)
    do(centre, OPENED)
    assert in_force(centre).is_working(STORM)


def test_another_process_counts_with_the_new_day_at_once(centre: Centre) -> None:
    load(centre.system, "test")
    with centre.beside() as other:
        assert in_force(other).is_working(STORM)
        do(centre, SHUT)
        assert not in_force(other).is_working(STORM)


def test_a_first_filling_asks_for_no_deadline_to_follow(centre: Centre) -> None:
    load(centre.system, "test")
    assert not found(centre).pending


def test_a_new_holiday_asks_for_the_deadlines_of_that_day_to_follow(centre: Centre) -> None:
    do(centre, SHUT)
    kept = found(centre)
    assert (kept.recount_from, kept.recount_to) == (STORM, STORM)


def test_other_working_hours_are_followed_when_somebody_says_so(centre: Centre) -> None:
    load(centre.system, "test")
    recount(centre.system, STORM, date(2026, 12, 1), CalendarAct("recount", "admin", "冬季作息"))
    kept = found(centre)
    assert (kept.recount_from, kept.recount_to) == (STORM, date(2026, 12, 1))


def test_the_first_exception_brings_the_whole_list_along(centre: Centre) -> None:
    do(centre, SHUT)
    assert found(centre).first == date(2004, 1, 1)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (replace(SHUT, day=date(2026, 11, 22)), "DAY_OUT_OF_REACH"),
        (replace(SHUT, day=date(2028, 1, 1)), "DAY_OUT_OF_REACH"),
        (replace(SHUT, reason=""), "REASON_MISSING"),
        (replace(SHUT, reason="长" * 81), "REASON_MISSING"),
        (OPENED, "NO_EXCEPTION"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(
    sqlite_centre: Centre, command: CalendarCommand, code: str
) -> None:
    refused = handle(sqlite_centre.system, command, by="admin").refused
    assert refused is not None
    assert refused.code == code
    assert acts(sqlite_centre) == []
