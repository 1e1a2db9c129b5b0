"""The working calendar: filling it from the libraries, and excepting days of the district's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.actions.telling import tell
from dashboard.districts import almanac
from dashboard.domain.arrangement import NAME, Arrangement, moved, new_days
from dashboard.domain.calendar import DISTRICT, Day
from dashboard.domain.changes import Act, Kind
from dashboard.store import calendar, records
from dashboard.store.engines import Connection
from dashboard.store.journal import Stamped
from dashboard.system import System

LOAD, EXCEPT, RESTORE = "load_calendar", "except_day", "restore_day"
RECOUNT, RECOUNTED = "recount", "recounted"
YEARS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done to the calendar, by whom and why, as the journal keeps it."""

    act: str
    by: str
    why: str


def load(system: System, by: str) -> list[Day]:
    """Fills the table with what the libraries know and the next years, computed; what is new."""
    last_year = system.clock().astimezone(system.zone).year + YEARS_AHEAD
    with system.engine.begin() as connection:
        _wait(connection, system)
        known = {day.date: day for day in calendar.days(connection, system.district.key)}
        changed = new_days(known, almanac.all_days(last_year))
        if not changed:
            return []
        why = f"{almanac.OFFICIAL}, {almanac.COMPUTED}"
        done = _change(connection, system, changed, Deed(LOAD, by, why))
    tell(system, done)
    return changed


def except_day(system: System, on: date, deed: Deed, *, working: bool) -> None:
    """A day of the district's own, such as a storm day; the reason becomes its name."""
    source = f"{DISTRICT} {deed.by}"
    _set(system, Day(on, working, deed.why, source), deed)


def restore_day(system: System, on: date, deed: Deed) -> None:
    """The day as the libraries have it."""
    (day,) = (day for day in almanac.days_of(on.year) if day.date == on)
    _set(system, day, deed)


def recount(system: System, first: date, last: date, deed: Deed) -> None:
    """Has all deadlines that lie in these days, or run through them, worked out anew.

    For a change that isn't in the table, such as other working hours.
    """
    with system.engine.begin() as connection:
        _wait(connection, system)
        before = calendar.arrangement(connection, system.district.key)
        if before is None:
            return
        after = replace(before, version=before.version + 1, changed_at=system.clock())
        done = _record(connection, system, after.recounting(first, last), deed)
    tell(system, done)


def _set(system: System, day: Day, deed: Deed) -> None:
    load(system, deed.by)
    with system.engine.begin() as connection:
        _wait(connection, system)
        done = _change(connection, system, [day], deed)
    tell(system, done)


def _wait(connection: Connection, system: System) -> None:
    records.wait_turn(connection, system.district.key, [NAME])


def _change(
    connection: Connection, system: System, changed: Sequence[Day], deed: Deed
) -> list[Stamped]:
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
    if dates:
        after = after.recounting(min(dates), max(dates))
    return _record(connection, system, after, deed)


def _record(
    connection: Connection, system: System, after: Arrangement, deed: Deed
) -> list[Stamped]:
    act = Act(Kind.CALENDAR, NAME, deed.act, deed.by, deed.why, after.changed_at, after)
    return records.record(connection, system.district.key, [act])


def close(system: System, seen: Arrangement, deed: Deed) -> None:
    """All deadlines have followed, unless the calendar has changed meanwhile."""
    with system.engine.begin() as connection:
        _wait(connection, system)
        if calendar.arrangement(connection, system.district.key) != seen:
            return
        after = replace(seen.recounted(), changed_at=system.clock())
        done = _record(connection, system, after, deed)
    tell(system, done)
