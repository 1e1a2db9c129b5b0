"""What a player knows when it is its turn."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from dashboard.domain.case import Case
from dashboard.domain.unit import DutyItem, Urgency
from feeds.simulator import words
from feeds.simulator.fate import Fate, fate
from feeds.simulator.pace import Pace
from feeds.simulator.town import Town

OPINIONS = "0905"
"""Where a person files what fits nowhere."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A case as it has stood since `since`; `chance` is this version's own."""

    case: Case
    since: datetime
    town: Town
    pace: Pace
    chance: Random

    @property
    def urgent(self) -> bool:
        """E1 and E2 run around the clock."""
        return self.case.urgency in (Urgency.E1, Urgency.E2)

    @property
    def begun_at(self) -> datetime:
        """When the clock of the present stage began."""
        return self.case.stage_at or self.case.reported_at

    @property
    def due_at(self) -> datetime:
        """The stage's deadline; one day, should it have none."""
        return self.case.due_at or self.begun_at + timedelta(days=1)

    @property
    def limit(self) -> timedelta:
        """From the beginning of the clock to the deadline, nights and holidays included."""
        return self.due_at - self.begun_at

    @property
    def fate(self) -> Fate:
        """The course of the case in its unit's hands."""
        return fate(self.town.chance("fate", self.case.number), self.case.unit, self.case.item)

    @property
    def item(self) -> DutyItem:
        """The case's item; for text alone the one that a person would choose."""
        items = self.town.district.items
        code = self.case.item or words.item_of(self.case.text) or OPINIONS
        return items.get(code) or next(iter(items.values()))

    def minutes(self, least: float, most: float) -> datetime:
        """Some minutes from `since`, at this pace."""
        return self.pace.after(self.since, timedelta(minutes=self.chance.uniform(least, most)))

    def by_day(self, at: datetime) -> datetime:
        """`at`, or when people are awake if the case can wait."""
        return at if self.urgent else self.pace.awake(self.since, at, self.chance, self.due_at)
