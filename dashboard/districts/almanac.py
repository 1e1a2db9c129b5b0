"""China's days off and make-up working days, year by year, as libraries know them."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version
from zoneinfo import ZoneInfo

import chinese_calendar
import holidays
from chinese_calendar import constants

from dashboard.domain.calendar import SATURDAY, Calendar, Day, Season
from dashboard.domain.district import District

FIRST_YEAR = 2004
LAST_YEAR = max(day.year for day in constants.holidays)
OFFICIAL = f"chinesecalendar {version('chinesecalendar')}"
COMPUTED = f"holidays {version('holidays')}"
_CHINESE = {one.value: one.chinese for one in chinese_calendar.Holiday}


def days_of(year: int) -> tuple[Day, ...]:
    """All days of a year: from the State Council's notice, or computed and provisional.

    Computed days are weekends and statutory holidays; which days move for a longer holiday is
    unknown.
    """
    return tuple(_official(year) if FIRST_YEAR <= year <= LAST_YEAR else _computed(year))


@cache
def all_days(last_year: int) -> tuple[Day, ...]:
    """All days from the first year with a notice to `last_year`, or the last such year if later."""
    years = range(FIRST_YEAR, max(last_year, LAST_YEAR) + 1)
    return tuple(day for year in years for day in days_of(year))


def calendar(district: District, last_year: int = LAST_YEAR + 2) -> Calendar:
    """The district's calendar by the libraries, without the exceptions in its own table."""
    return _calendar(district.seasons, district.timezone, max(last_year, LAST_YEAR))


@cache
def _calendar(seasons: tuple[Season, ...], zone: str, last_year: int) -> Calendar:
    return Calendar(all_days(last_year), seasons, ZoneInfo(zone))


def _official(year: int) -> Iterator[Day]:
    for on in _dates(year):
        off, make_up = constants.holidays.get(on), constants.workdays.get(on)
        working = bool(make_up) or (on.weekday() < SATURDAY and not off)
        yield Day(on, working, _CHINESE.get(off or make_up or "", ""), OFFICIAL)


def _computed(year: int) -> Iterator[Day]:
    statutory = holidays.country_holidays("CN", years=year, observed=False, language="zh_CN")
    for on in _dates(year):
        name = statutory.get(on, "")
        working = on.weekday() < SATURDAY and not name
        yield Day(on, working, name, COMPUTED, provisional=True)


def _dates(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days))
