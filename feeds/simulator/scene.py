"""What an actor knows when it is their turn."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from dashboard.districts import almanac
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.calendar import IN_DAYS, MS
from dashboard.domain.case import Case
from dashboard.domain.desk_commands import OnCase
from dashboard.domain.unit import DutyItem, LimitUnit, Urgency
from feeds.simulator import words
from feeds.simulator.board import Board
from feeds.simulator.course import Course, course
from feeds.simulator.orders import DeskOrder
from feeds.simulator.pace import FIRST_HOURS, Pace
from feeds.simulator.shifts import rests
from feeds.simulator.town import Town

OPINIONS = "0905"
"""The item for cases that fit nowhere else."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A case that has been unchanged since `since`; `chance` belongs to this version alone."""

    case: Case
    since: datetime
    town: Town
    pace: Pace
    chance: Random
    board: Board

    @property
    def urgent(self) -> bool:
        """Whether the case runs around the clock: E1 and E2."""
        return self.case.urgency in (Urgency.E1, Urgency.E2)

    @property
    def begun_at(self) -> datetime:
        """When the clock of the present stage began."""
        return self.case.stage_at or self.case.reported_at

    @property
    def due_at(self) -> datetime:
        """The stage's deadline; one day after its begin if it has none."""
        return self.case.due_at or self.begun_at + timedelta(days=1)

    @property
    def limit(self) -> timedelta:
        """From the start of the clock to the deadline, including nights and holidays."""
        return self.due_at - self.begun_at

    @property
    def course(self) -> Course:
        """The course of the case at its unit."""
        limit = self.case.limit
        days = limit is not None and limit.unit in IN_DAYS
        return course(self.drawn("fate"), self.case, days=days)

    @property
    def item(self) -> DutyItem:
        """The case's item; if it has only text, the one that a person would choose."""
        items = self.town.district.items
        code = self.case.item or words.item_of(self.case.text) or OPINIONS
        return items.get(code) or next(iter(items.values()))

    def minutes(self, least: float, most: float) -> datetime:
        """A random number of minutes after `since`, at this pace."""
        return self.pace.after(self.since, timedelta(minutes=self.chance.uniform(least, most)))

    def by_day(self, at: datetime) -> datetime:
        """`at`; if the case can wait, a time when people are awake."""
        return at if self.urgent else self.awake(at)

    def awake(self, at: datetime) -> datetime:
        """`at`, or a time when people are awake."""
        return self.pace.awake(self.since, at, self.chance, self.due_at)

    def at_work(self, at: datetime) -> datetime:
        """`at`; if the case can wait, a time when its unit's offices are open."""
        at = self.by_day(at)
        unit = self.town.district.units.get(self.case.unit or "")
        if self.urgent or self.pace.zone is None or self.pace.speed > 1 or not unit:
            return at
        calendar = almanac.calendar(self.town.district)
        if not rests(unit) or calendar.is_working(calendar.local(at).date()):
            return at
        morning = FIRST_HOURS * self.chance.random()
        return calendar.advance(at, morning // MS, LimitUnit.WORK_HOUR)

    def drawn(self, about: str) -> Random:
        """A random source of this case, the same at each of its versions."""
        return self.town.chance(about, self.case.number)

    def desk_order(self, login: str, at: datetime, order: CentreCommand) -> DeskOrder:
        """An act of somebody at a desk on this version of the case."""
        seen = self.case.version if isinstance(order, OnCase) else None
        return DeskOrder(login, at, order, seen)
