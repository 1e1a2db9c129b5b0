"""The working calendar in force, as the journal records it; its days have their own table."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dashboard.domain.calendar import SATURDAY, Calendar, Day
from dashboard.domain.refusals import Refused

NAME = "calendar"
AHEAD = timedelta(days=400)
REASON_MAX = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """放假安排: which list of days is valid. `digest` is of the days, `version` counts the changes.

    `recount_from` to `recount_to` are the changed days for which open deadlines must still be
    recounted.
    """

    name: str = NAME
    version: int
    digest: str
    first: date
    last: date
    official_to: date
    """The last day that is known from an official list."""
    changed_at: datetime
    recount_from: date | None = None
    recount_to: date | None = None

    @property
    def pending(self) -> bool:
        """Whether deadlines must still be recounted."""
        return self.recount_from is not None

    def recounting(self, first: date, last: date) -> "Arrangement":
        """With these days to recount, besides those that wait already."""
        return replace(
            self,
            recount_from=min(first, self.recount_from or first),
            recount_to=max(last, self.recount_to or last),
        )

    def recounted(self) -> "Arrangement":
        """With every deadline recounted."""
        return replace(self, version=self.version + 1, recount_from=None, recount_to=None)


def moved(before: Calendar, days: Iterable[Day]) -> list[date]:
    """The dates on which something else counts now, or which have become certain."""
    return [
        day.date
        for day in days
        if (day.working, day.provisional)
        != (before.day(day.date).working, before.day(day.date).provisional)
    ]


def new_days(known: Mapping[date, Day], told: Iterable[Day]) -> list[Day]:
    """The days that differ from the known ones; official and local days are never replaced."""
    return [day for day in told if _is_news(known.get(day.date), day)]


def _is_news(known: Day | None, told: Day) -> bool:
    if known is None:
        return True
    if known.local or (told.provisional and not known.provisional):
        return False
    return (known.working, known.name, known.provisional) != (
        told.working,
        told.name,
        told.provisional,
    )


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row with the same arrangement; `day` is the first of them."""

    day: Day
    last: date


def runs(days: Iterable[Day]) -> Iterator[Run]:
    """The days that aren't plain weekdays or weekends, as runs in order."""
    run: Run | None = None
    for day in days:
        plain = not day.name and day.working == (day.date.weekday() < SATURDAY)
        if run and not plain and _goes_on(run, day):
            run = Run(run.day, day.date)
            continue
        if run:
            yield run
        run = None if plain else Run(day, day.date)
    if run:
        yield run


def _goes_on(run: Run, day: Day) -> bool:
    same = replace(run.day, date=day.date) == day
    return same and day.date - run.last == timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptDay:
    """A day of the district's own, such as a storm day; the reason becomes its name."""

    day: date
    working: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreDay:
    """An exception taken back: the day as the official list has it."""

    day: date
    reason: str


CalendarCommand = ExceptDay | RestoreDay


def check_change(command: CalendarCommand, today: date, known: Day | None) -> None:
    """Raises `Refused` for past days, which have been counted, and far ones, which have no list."""
    last = today + AHEAD
    if not today <= command.day <= last:
        words = f"The day must lie from {today} to {last}."
        raise Refused("DAY_OUT_OF_REACH", words, first=today, last=last)
    if not 0 < len(command.reason) <= REASON_MAX or not command.reason.isprintable():
        raise Refused("REASON_MISSING", "Say why, in a few words.", longest=REASON_MAX)
    if isinstance(command, RestoreDay) and not (known and known.local):
        raise Refused("NO_EXCEPTION", f"{command.day} is no exception.", day=command.day)
