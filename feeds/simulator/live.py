"""The outside world, live: reports come as the simulated day goes, units and grid leaders act."""

import heapq
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Protocol

import structlog

from dashboard.domain.case import Case
from dashboard.domain.commands import Report
from feeds.simulator.acts import next_act
from feeds.simulator.arrivals import arrivals
from feeds.simulator.burst import bursts
from feeds.simulator.pace import Pace
from feeds.simulator.shifts import shifts
from feeds.simulator.town import Town

log = structlog.get_logger()
MORNING = time(9, 0)
"""The simulated day begins at nine, whatever the hour: then there is something to see."""
DAY = timedelta(days=1)
STEP_S = 0.25
BATCH_MAX = 12
"""With four steps a second never more than about fifty messages a second."""
AGAIN_S = 2.0


class DoorAway(Exception):
    """The centre can't be reached now; what was to be said is said again later."""


class Door(Protocol):
    """What the simulator knows of the centre."""

    def now(self) -> datetime:
        """The centre's clock, UTC."""

    def stopped(self, seconds: float = 0) -> bool:
        """Waits; true once the simulator shall end."""

    def send(self, reports: Iterable[Report]) -> None:
        """Takes messages in order; raises `DoorAway`."""

    def open_cases(self) -> list[Case]:
        """What is open now; may raise `DoorAway`."""

    def changes(self, seconds: float) -> list[Case]:
        """Cases that have changed since, within so many seconds; raises `DoorAway`."""


def run(door: Door, town: Town, speed: float) -> None:
    """Plays until the door says stop. A simulator that starts again repeats no act twice."""
    world = _World(town, door.now(), speed)
    while not door.stopped():
        try:
            world.look(door.open_cases(), door.now())
            while not door.stopped():
                world.look(door.changes(STEP_S), door.now())
                world.say(door)
        except DoorAway as away:
            log.warning("the centre is away", error=str(away)[:200])
            door.stopped(AGAIN_S)


class _World:
    """What is going to be said, and when."""

    def __init__(self, town: Town, start: datetime, speed: float) -> None:
        self._town = town
        self._pace = Pace(speed=speed)
        self._order = count()
        self._due: list[tuple[datetime, int, Report]] = []
        self._versions: dict[str, int] = {}
        self._coming = _outside(town, start, speed)
        self._next = next(self._coming)

    def look(self, cases: list[Case], now: datetime) -> None:
        """Each case that has changed gets its next act."""
        for case in cases:
            if self._versions.get(case.number, 0) >= case.version:
                continue
            self._versions[case.number] = case.version
            if not case.open:
                del self._versions[case.number]
                continue
            act = next_act(case, now, self._town, self._pace)
            if act and act.time:
                heapq.heappush(self._due, (act.time, next(self._order), act))

    def say(self, door: Door) -> None:
        """Sends what is due; what the door doesn't take stays due."""
        now = door.now()
        while self._next[0] <= now:
            heapq.heappush(self._due, (now, next(self._order), self._next[1]))
            self._next = next(self._coming)
        ready = [heapq.heappop(self._due) for _ in range(BATCH_MAX) if self._is_due(now)]
        try:
            if ready:
                door.send([_now(report, now) for _, _, report in ready])
        except DoorAway:
            for one in ready:
                heapq.heappush(self._due, one)
            raise

    def _is_due(self, now: datetime) -> bool:
        return bool(self._due) and self._due[0][0] <= now


def _now(report: Report, now: datetime) -> Report:
    """A message is sent as of now: the simulated day runs faster than the clock."""
    return Report(report.source, report.id, now, report.command)


def _outside(town: Town, start: datetime, speed: float) -> Iterator[tuple[datetime, Report]]:
    """What comes by itself, for ever, each with the real instant at which it comes."""
    local = start.astimezone(town.zone)
    morning = datetime.combine(local.date(), MORNING, town.zone).astimezone(UTC)
    begin = morning
    while True:
        end = begin + DAY
        day = heapq.merge(
            arrivals(town, begin, end),
            bursts(town, begin, end),
            shifts(town, begin, end),
            key=lambda report: report.time or begin,
        )
        for report in day:
            at = start + ((report.time or begin) - morning) / speed
            yield at, Report(report.source, f"{start:%Y%m%d%H%M%S}-{report.id}", at, report.command)
        begin = end
