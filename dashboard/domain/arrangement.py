"""The working calendar in force, as the journal tells of it; its days have their own table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from dashboard.domain.calendar import Calendar, Day

NAME = "calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """放假安排: which list of days holds. `digest` is of the days, `version` counts the changes.

    `recount_from` to `recount_to` are the days whose change open deadlines still have to follow.
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
        """Whether deadlines have to be worked out anew."""
        return self.recount_from is not None

    def recounting(self, first: date, last: date) -> "Arrangement":
        """With these days to follow besides those that wait already."""
        return replace(
            self,
            recount_from=min(first, self.recount_from or first),
            recount_to=max(last, self.recount_to or last),
        )

    def recounted(self) -> "Arrangement":
        """With every deadline worked out."""
        return replace(self, version=self.version + 1, recount_from=None, recount_to=None)


def moved(before: Calendar, days: Iterable[Day]) -> list[date]:
    """The dates on which something else counts now, or it has become certain."""
    return [
        day.date
        for day in days
        if (day.working, day.provisional)
        != (before.day(day.date).working, before.day(day.date).provisional)
    ]


def new_days(known: Mapping[date, Day], told: Iterable[Day]) -> list[Day]:
    """The days that are told otherwise than known; what is official or local isn't given up."""
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
