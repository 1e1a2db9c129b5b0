"""The working calendar: filled from the libraries, with the district's own exceptions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from dashboard.actions.publish import tell
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.districts import almanac
from dashboard.domain.calendar import DISTRICT, Day
from dashboard.domain.calendar_state import (
    NAME,
    Arrangement,
    CalendarCommand,
    ExceptDay,
    RestoreDay,
    check_change,
    moved,
    new_days,
)
from dashboard.domain.changes import Act, Kind
from dashboard.store import calendar, records
from dashboard.store.engines import Connection
from dashboard.store.journal import Stamped
from dashboard.system import System

NAMES: dict[type, str] = {ExceptDay: "except_day", RestoreDay: "restore_day"}
LOAD, RECOUNT, RECOUNTED = "load_calendar", "recount", "recounted"
YEARS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class CalendarAct:
    """A change of the calendar for the journal: what was done, by whom and why."""

    act: str
    by: str
    why: str


def load(system: System, by: str) -> list[Day]:
    """Fills the table from the libraries and computes the next years; returns the new days."""
    with system.engine.begin() as connection:
        _wait(connection, system)
        known = {day.date: day for day in calendar.days(connection, system.district.key)}
        changed = new_days(known, _libraries(system.clock(), system))
        if not changed:
            return []
        calendar_act = CalendarAct(LOAD, by, f"{almanac.OFFICIAL}, {almanac.COMPUTED}")
        done = _record(connection, system, _changed(connection, system, changed, calendar_act))
    tell(system, done)
    return changed


def change(work: UnitOfWork, command: CalendarCommand) -> str:
    """Carries out a change of one day in a person's transaction; returns the day."""
    system, connection = work.system, work.connection
    _wait(connection, system)
    known = {day.date: day for day in calendar.days(connection, work.district)}
    today = work.now.astimezone(system.zone).date()
    check_change(command, today, known.get(command.day))
    if isinstance(command, ExceptDay):
        source = f"{DISTRICT} {work.person}"
        day = Day(command.day, command.working, command.reason, source)
    else:
        day = almanac.days_of(command.day.year)[command.day.timetuple().tm_yday - 1]
    # The first exception fills the table with the whole list.
    fill = [] if known else [one for one in _libraries(work.now, system) if one.date != day.date]
    calendar_act = CalendarAct(NAMES[type(command)], work.person, command.reason)
    work.add(_changed(connection, system, [*fill, day], calendar_act))
    work.write()
    return day.date.isoformat()


def recount(system: System, first: date, last: date, calendar_act: CalendarAct) -> None:
    """Recomputes all deadlines that lie in these days, or whose time runs through them.

    For changes outside the table, such as other working hours.
    """
    with system.engine.begin() as connection:
        _wait(connection, system)
        before = calendar.arrangement(connection, system.district.key)
        if before is None:
            return
        after = replace(before, version=before.version + 1, changed_at=system.clock())
        done = _record(connection, system, _act(after.recounting(first, last), calendar_act))
    tell(system, done)


def _wait(connection: Connection, system: System) -> None:
    records.wait_turn(connection, system.district.key, [NAME])


def _libraries(now: datetime, system: System) -> Sequence[Day]:
    return almanac.all_days(now.astimezone(system.zone).year + YEARS_AHEAD)


def _changed(
    connection: Connection, system: System, changed: Sequence[Day], calendar_act: CalendarAct
) -> Act:
    """Writes the days; returns the act to record."""
    district = system.district.key
    before = calendar.current(connection, system.district)
    last = calendar.arrangement(connection, district)
    calendar.put(connection, district, changed)
    listed = calendar.days(connection, district)
    after = Arrangement(
        version=last.version + 1 if last else 1,
        digest=calendar.digest_of(listed),
        first=listed[0].date,
        last=listed[-1].date,
        official_to=max(day.date for day in listed if not (day.provisional or day.local)),
        changed_at=system.clock(),
        recount_from=last.recount_from if last else None,
        recount_to=last.recount_to if last else None,
    )
    dates = moved(before, changed)
    return _act(after.recounting(min(dates), max(dates)) if dates else after, calendar_act)


def _act(after: Arrangement, calendar_act: CalendarAct) -> Act:
    return Act(
        Kind.CALENDAR,
        NAME,
        calendar_act.act,
        calendar_act.by,
        calendar_act.why,
        after.changed_at,
        after,
    )


def _record(connection: Connection, system: System, act: Act) -> list[Stamped]:
    return records.record(connection, system.district.key, [act])


def close(system: System, seen: Arrangement, calendar_act: CalendarAct) -> None:
    """Notes that all deadlines have been recomputed, unless the calendar has changed meanwhile."""
    with system.engine.begin() as connection:
        _wait(connection, system)
        if calendar.arrangement(connection, system.district.key) != seen:
            return
        after = replace(seen.recounted(), changed_at=system.clock())
        done = _record(connection, system, _act(after, calendar_act))
    tell(system, done)
