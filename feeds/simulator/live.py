"""The outside world, live: reports come as the simulated day goes, units and grid leaders act."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Protocol

import structlog

from dashboard.domain.case import Case
from dashboard.domain.commands import Heartbeat, Report, ReportIncident
from feeds.simulator.acts import next_act
from feeds.simulator.arrivals import arrivals
from feeds.simulator.burst import bursts
from feeds.simulator.pace import Pace
from feeds.simulator.shifts import shifts
from feeds.simulator.town import SOURCE, Town

log = structlog.get_logger()
MORNING = time(9, 0)
"""The simulated day begins at nine, whatever the hour: then there is something to see."""
DAY = timedelta(days=1)
STEP_S = 0.25
RATE_MAX = 50.0
"""Messages a second, whatever the speed; what is above waits."""
BATCH_MAX = 12
HEARTBEAT = timedelta(seconds=30)
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


@dataclass(frozen=True, slots=True)
class _Planned:
    """A message and, if it is an act, the case and version that it answers."""

    report: Report
    number: str = ""
    version: int = 0


class _World:
    """What is going to be said, and when."""

    def __init__(self, town: Town, start: datetime, speed: float) -> None:
        self._town = town
        self._pace = Pace(speed=speed)
        self._order = count()
        self._due: list[tuple[datetime, int, _Planned]] = []
        self._versions: dict[str, int] = {}
        self._coming = _outside(town, start, speed)
        self._next = next(self._coming)
        self._allowed, self._allowed_at = 0.0, start
        self._beat_at = start

    def look(self, cases: list[Case], now: datetime) -> None:
        """Each case that has changed gets its next act; the one planned before is off."""
        for case in cases:
            if self._versions.get(case.number, 0) >= case.version:
                continue
            self._versions[case.number] = case.version
            if not case.open:
                del self._versions[case.number]
                continue
            act = next_act(case, now, self._town, self._pace)
            if act and act.time:
                self._plan(act.time, _Planned(act, case.number, case.version))

    def say(self, door: Door) -> None:
        """Sends what is due; what the door doesn't take stays due."""
        now = door.now()
        while self._next[0] <= now:
            self._plan(now, _Planned(self._next[1]))
            self._next = next(self._coming)
        if now >= self._beat_at:
            self._beat_at = now + HEARTBEAT
            beat = Report(SOURCE, f"beat-{now:%Y%m%d%H%M%S}", now, Heartbeat())
            self._plan(now, _Planned(beat))
        ready = self._ready(now)
        try:
            if ready:
                door.send([_as_of(planned.report, now) for planned in ready])
        except DoorAway:
            for planned in ready:
                self._plan(now, planned)
            raise

    def _plan(self, at: datetime, planned: _Planned) -> None:
        heapq.heappush(self._due, (at, next(self._order), planned))

    def _ready(self, now: datetime) -> list[_Planned]:
        """What is due and may be said within the rate; acts that came too late are dropped."""
        passed = max(0.0, (now - self._allowed_at).total_seconds())
        self._allowed = min(float(BATCH_MAX), self._allowed + passed * RATE_MAX)
        self._allowed_at = now
        ready: list[_Planned] = []
        while self._due and self._due[0][0] <= now and self._allowed >= 1:
            planned = heapq.heappop(self._due)[2]
            if not planned.number or self._versions.get(planned.number) == planned.version:
                ready.append(planned)
                self._allowed -= 1
        return ready


def _as_of(report: Report, at: datetime) -> Report:
    """The message as if it were sent at `at`: the simulated day has a clock of its own."""
    command = report.command
    if isinstance(command, ReportIncident) and command.known_at and report.time:
        command = replace(command, known_at=at - (report.time - command.known_at))
    return replace(report, time=at, command=command)


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
            yield at, replace(report, id=f"{start:%Y%m%d%H%M%S}-{report.id}")
        begin = end
