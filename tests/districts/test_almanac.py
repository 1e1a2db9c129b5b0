"""The working days that the libraries give."""

from datetime import date

import chinese_calendar

from dashboard.districts import almanac


def test_every_official_day_is_as_its_library_says() -> None:
    days = almanac.all_days(almanac.LAST_YEAR)
    assert {day.date: day.working for day in days} == {
        day.date: chinese_calendar.is_workday(day.date) for day in days
    }
    assert not any(day.provisional for day in days)


def test_a_day_off_and_its_make_up_day_have_the_holidays_name() -> None:
    days = {day.date: day for day in almanac.days_of(2026)}
    named = [days[date(2026, 10, day)] for day in (1, 7, 8, 10)]
    assert [(day.working, day.name) for day in named] == [
        (False, "国庆节"),
        (False, "国庆节"),
        (True, ""),
        (True, "国庆节"),
    ]


def test_a_year_has_all_its_days_whether_it_is_official_or_computed() -> None:
    assert [len(almanac.days_of(year)) for year in (2004, 2026, 2027, 2028)] == [366, 365, 365, 366]


def test_there_are_never_fewer_years_than_official_ones() -> None:
    assert almanac.all_days(2010)[-1].date == date(almanac.LAST_YEAR, 12, 31)
