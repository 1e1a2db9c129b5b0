"""The district, live: reports arrive by the hour's rate, everybody acts at their pace."""

import heapq
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from dashboard.domain.commands import Heartbeat, Report, ReportIncident
from feeds.simulator.arrivals import arrivals
from feeds.simulator.burst import bursts
from feeds.simulator.duty_log import entries
from feeds.simulator.orders import Act, DeskOrder, State
from feeds.simulator.pace import Pace
from feeds.simulator.shifts import shifts
from feeds.simulator.town import SOURCE, Town
from feeds.simulator.weather import warnings
from feeds.simulator.world import Coming, Planned, World

__all__ = ["Act", "CentreGateway", "CentreUnreachable", "DeskOrder", "State", "run"]

log = structlog.get_logger()
DAY = timedelta(days=1)
STEP_S = 0.25
RATE_MAX = 50.0
"""Acts a second, whatever the speed; more than that wait."""
BATCH_MAX = 12
HEARTBEAT = timedelta(seconds=30)
RETRY_S = 2.0


class CentreUnreachable(Exception):
    """The centre can't be reached now; the same will be sent again later."""


class CentreGateway(Protocol):
    """What the simulator uses of the centre."""

    def now(self) -> datetime:
        """The centre's clock, UTC."""

    def stopped(self, seconds: float = 0) -> bool:
        """Waits; true when the simulator must end."""

    def send(self, reports: Iterable[Report]) -> None:
        """Takes messages in order; raises `CentreUnreachable`."""

    def do(self, desk_order: DeskOrder) -> None:
        """Carries out a person's act at a desk; ignores a refusal. Raises `CentreUnreachable`."""

    def standing(self) -> list[State]:
        """What is open now; may raise `CentreUnreachable`."""

    def changes(self, seconds: float) -> list[State]:
        """What has changed since the last call; waits at most `seconds`; may raise it, too."""


def run(gateway: CentreGateway, town: Town, speed: float) -> None:
    """Plays until `gateway` says stop. A restarted simulator repeats no act twice.

    At `speed` there are so many times as many reports, and everybody acts so many times as fast;
    the hour of the day is the real one.
    """
    sender = _Sender(town, gateway.now(), speed)
    while not gateway.stopped():
        try:
            sender.world.find(gateway.standing(), gateway.now())
            sender.world.begin(gateway.now())
            while not gateway.stopped():
                sender.world.look(gateway.changes(STEP_S), gateway.now())
                sender.send_due(gateway)
        except CentreUnreachable as away:
            log.warning("the centre is away", error=str(away)[:200])
            gateway.stopped(RETRY_S)


class _Sender:
    """Sends what is due, within a rate, and a sign of life."""

    def __init__(self, town: Town, start: datetime, speed: float) -> None:
        busy = replace(town, intensity=town.intensity * speed)
        pace = Pace(speed, town.zone, start)
        self.world = World(town, pace, _outside(busy, start, pace))
        self._allowed, self._allowed_at = 0.0, start
        self._beat_at = start

    def send_due(self, gateway: CentreGateway) -> None:
        """Sends and does what is due; what `gateway` doesn't take stays due."""
        now = gateway.now()
        if now >= self._beat_at:
            self._beat_at = now + HEARTBEAT
            beat = Report(SOURCE, f"beat-{now:%Y%m%d%H%M%S}", now, Heartbeat())
            self.world.plan(now, Planned(beat))
        ready = self._ready(now)
        try:
            said = [_as_of(p.act, now) for p in ready if isinstance(p.act, Report)]
            if said:
                gateway.send(said)
            ready = [planned for planned in ready if isinstance(planned.act, DeskOrder)]
            while ready:
                assert isinstance(ready[0].act, DeskOrder)  # noqa: S101 - the others have been sent
                gateway.do(ready[0].act)
                ready.pop(0)
        except CentreUnreachable:
            for planned in ready:
                self.world.plan(now, planned)
            raise

    def _ready(self, now: datetime) -> list[Planned]:
        """What is due and within the rate."""
        passed = max(0.0, (now - self._allowed_at).total_seconds())
        self._allowed = min(float(BATCH_MAX), self._allowed + passed * RATE_MAX)
        self._allowed_at = now
        ready: list[Planned] = []
        while self._allowed >= 1 and (planned := self.world.pop(now)) is not None:
            ready.append(planned)
            self._allowed -= 1
        return ready


def _as_of(report: Report, at: datetime) -> Report:
    """The message with `at` as its time, if it had to wait."""
    command = report.command
    if isinstance(command, ReportIncident) and command.known_at and report.time:
        command = replace(command, known_at=at - (report.time - command.known_at))
    return replace(report, time=at, command=command)


def _outside(town: Town, start: datetime, pace: Pace) -> Coming:
    """What happens by itself, endlessly, from now on."""
    begin = start
    while True:
        end = begin + DAY
        day: Iterable[Act] = heapq.merge(
            arrivals(town, begin, end),
            bursts(town, begin, end, pace),
            shifts(town, begin, end),
            entries(town, begin, end),
            warnings(town, begin, end),
            key=lambda act: act.time or begin,
        )
        for act in day:
            yield act.time or begin, act
        begin = end
