"""A pack's working hours and allowances: working_hours.csv and allowances.csv."""

import re
from datetime import date, time
from pathlib import Path

from dashboard.districts.files import read_table
from dashboard.districts.record import PackError, Record, check_unique
from dashboard.domain.calendar import YEARS, Season
from dashboard.domain.time_limits import Allowances
from dashboard.domain.unit import Limit, LimitUnit, Urgency

HOURS = "working_hours.csv"
ALLOWANCES = "allowances.csv"

_SEASON_COLUMNS = ("valid_from", "season_from", "season_to", "hours")
_STEPS = ("intake", "verify_report", "dispatch", "acknowledge", "handle", "verify", "callback")
_RETURN = "return_within"
_NEVER = "-"
_ALWAYS = ((1, 1), (12, 31))
_LEAP_YEAR = 2000
_STRETCH = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")
_LIMIT = re.compile(r"([1-9]\d{0,3}) ([A-Z_]+)")


def read_seasons(folder: Path) -> tuple[Season, ...]:
    """The working hours; one line must be valid all year, from the first day on."""
    seasons = tuple(_season(record) for record in read_table(folder / HOURS, _SEASON_COLUMNS))
    if not any(s.valid_from.year == YEARS[0] and (s.begins, s.ends) == _ALWAYS for s in seasons):
        raise PackError(
            f"{HOURS}: no line holds from {YEARS[0]}-01-01 and from 01-01 to 12-31; add one."
        )
    return seasons


def read_allowances(folder: Path) -> dict[Urgency, Allowances]:
    """The time limits of each step, one line for each urgency."""
    records = read_table(folder / ALLOWANCES, ("urgency", _RETURN, *_STEPS))
    check_unique(records, "urgency")
    found = {record.one_of("urgency", Urgency): _allowances(record) for record in records}
    for urgency in Urgency:
        if urgency not in found:
            raise PackError(f"{ALLOWANCES}: has no line for {urgency}; add it.")
    return found


def _allowances(record: Record) -> Allowances:
    window = None if record.text(_RETURN) == _NEVER else _limit(record, _RETURN)
    return Allowances(return_within=window, **{step: _limit(record, step) for step in _STEPS})


def _limit(record: Record, name: str) -> Limit:
    match = _LIMIT.fullmatch(record.text(name))
    if not match or match[2] not in set(LimitUnit):
        raise record.error(
            f"{name} '{record.text(name)}' must be a number and one of {', '.join(LimitUnit)}"
        )
    return Limit(int(match[1]), LimitUnit(match[2]))


def _season(record: Record) -> Season:
    try:
        valid_from = date.fromisoformat(record.text("valid_from"))
    except ValueError as error:
        raise record.error("valid_from must be a date such as 2026-05-01") from error
    return Season(
        valid_from=valid_from,
        begins=_month_day(record, "season_from"),
        ends=_month_day(record, "season_to"),
        stretches=_stretches(record),
    )


def _month_day(record: Record, name: str) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"{_LEAP_YEAR}-{record.text(name)}")
    except ValueError as error:
        raise record.error(f"{name} must be month and day such as 05-01") from error
    return day.month, day.day


def read_stretch(record: Record, word: str, more: str = "") -> tuple[time, time]:
    """From when until when by the clock, such as 08:30-11:30."""
    if not _STRETCH.fullmatch(word):
        raise record.error(f"hours '{word}' must be like 08:30-11:30{more}")
    begins, ends = (time.fromisoformat(part) for part in word.split("-"))
    return begins, ends


def _stretches(record: Record) -> tuple[tuple[time, time], ...]:
    stretches: list[tuple[time, time]] = []
    for word in record.text("hours").split(" "):
        begins, ends = read_stretch(record, word, ", several parted by a space")
        if begins >= ends or (stretches and begins < stretches[-1][1]):
            raise record.error(f"hours '{word}' must come after what is before it; put in order")
        stretches.append((begins, ends))
    return tuple(stretches)
