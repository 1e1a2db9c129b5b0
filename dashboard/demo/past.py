"""The demo's last days, played into an empty database: all of them or none."""

import heapq
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from dashboard.actions import handler_table
from dashboard.actions.handle import act_in
from dashboard.actions.ingest import check
from dashboard.actions.sampling import keep_in
from dashboard.actions.supervising import look_in
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.demo.people import everybody
from dashboard.domain.alerts.turns import URGENT, moments
from dashboard.domain.case import Case
from dashboard.domain.changes import Act
from dashboard.domain.commands import Report
from dashboard.domain.duty.duty_commands import DutyCommand
from dashboard.domain.instructions.instruction_commands import InstructionCommand
from dashboard.domain.oversight_commands import OnIncident
from dashboard.domain.refusals import Refused
from dashboard.store.engines import Connection
from dashboard.system import System
from feeds.simulator import history, live
from feeds.simulator.town import Town

log = structlog.get_logger()
SEED = "206"
BURST_GRID = 206
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NUMBERS = 20
"""How many case numbers are reserved at a time."""
MINUTES_KEPT = 62
"""Every minute of the last hour, so that "an hour ago" is known from the start."""


def play_past(system: System, days: int, say: Callable[[str], object]) -> None:
    """Plays `days` days up to now, with a burst that still runs: all of them or none."""
    town = Town(system.district, system.pack.places, SEED)
    with system.engine.begin() as connection:
        past = _Past(system, connection, days, say)
        history.play_history(town, system.clock(), past.take, days=days, grid=BURST_GRID)
        past.end()


class _Past:
    """Records the past with the intake's handlers, within the transaction that it is given.

    The timers look every hour, every minute of the last hour, and when an urgent case's lamp turns,
    so that alerts, supervision and samples have a past too: the screens would have shown it then.
    """

    def __init__(
        self, system: System, connection: Connection, days: int, say: Callable[[str], object]
    ) -> None:
        self._now = self._ends = system.clock()
        self._looks = deque(_looks(self._ends, system.zone, days))
        self._turns: list[tuple[datetime, str, int]] = []
        self._said = _Progress(days, len(self._looks), say)
        self._system = replace(system, clock=lambda: self._now)
        self._persons = everybody(system.district)
        self._known: set[tuple[str, str]] = set()
        self._changed: list[live.State] = []
        self._connection = connection
        self._work = UnitOfWork(self._system, connection, self._now, batch=NUMBERS)
        self._told = 0

    def take(self, act: live.Act, at: datetime) -> list[live.State]:
        """Carries the act out as of then; returns all that has changed since the last call."""
        self._pass(at)
        self._now = self._work.now = at
        with suppress(Refused):  # a person who was refused plans again
            if isinstance(act, live.DeskOrder):
                self._do(act)
            else:
                self._receive(act)
        self._note(self._work.acts[self._told :])
        self._told = len(self._work.acts)
        changed, self._changed = self._changed, []
        return changed

    def _note(self, acts: Sequence[Act]) -> None:
        self._changed += [act.state for act in acts if isinstance(act.state, live.State)]
        for act in acts:
            if isinstance(act.state, Case) and act.state.urgency in URGENT:
                self._watch(act.state)

    def _watch(self, case: Case) -> None:
        """Notes when an urgent case's lamp turns and calls the centre, unless its incident does."""
        for moment in moments(case):
            if moment.at > self._now and not case.incident:
                heapq.heappush(self._turns, (moment.at, case.number, case.version))

    def _do(self, desk_order: live.DeskOrder) -> None:
        """Carries out a person's act.

        Ending an incident, a duty officer's sheet and instructions need everything in the database.
        """
        if isinstance(desk_order.order, OnIncident | DutyCommand | InstructionCommand):
            self._write()
        act_in(self._work, desk_order.order, self._persons[desk_order.login])

    def _receive(self, report: Report) -> None:
        identity = (report.source, report.id)
        checked = check(self._system, report)
        if identity in self._known or isinstance(checked, Refused):
            return
        self._known.add(identity)
        handler_table.hold_for(self._work, [report.command])
        key = handler_table.perform(self._work, checked[1])
        self._work.received_as(*identity, key)

    def _pass(self, at: datetime) -> None:
        """Moves time on to `at`; the timers look whenever it is due."""
        while self._looks and self._looks[0] <= at:
            regular = self._looks.popleft()
            self._look_at_turns(regular)
            self._look(regular)
            keep_in(self._system, self._connection)
            self._said.look()
        self._look_at_turns(at)

    def _look_at_turns(self, until: datetime) -> None:
        while self._turns and self._turns[0][0] <= until:
            at, number, version = heapq.heappop(self._turns)
            if self._work.cases[number].version == version:
                self._look(at)

    def _look(self, at: datetime) -> None:
        """Lets the timers look at what has been done until then."""
        self._write()
        self._now = self._work.now = at
        while look_in(self._work):
            self._note(self._work.acts)
            self._work = self._work.next(at)

    def end(self) -> None:
        """Ends the past: the timers look once more."""
        self._pass(self._ends)
        self._look(self._ends)
        self._write()

    def _write(self) -> None:
        self._work.write()
        self._work, self._told = self._work.next(self._now), 0


class _Progress:
    """Reports each tenth of the way, for a screen or a log."""

    def __init__(self, days: int, looks: int, say: Callable[[str], object]) -> None:
        self._looks, self._done, self._say = looks, 0, say
        say(f"An empty database: the demo's last {days} days are played into it, once.")

    def look(self) -> None:
        """Counts one more look of the timers."""
        before, self._done = self._done, self._done + 1
        tenths = 10 * self._done // self._looks
        if tenths > 10 * before // self._looks:
            self._say(f"  {tenths}0 %")


def _looks(now: datetime, zone: ZoneInfo, days: int) -> list[datetime]:
    """The full hours of the past and the full minutes of its last hour, in order."""
    hour = now.astimezone(zone).replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    minute = now.replace(second=0, microsecond=0)
    hours = (hour - back * HOUR for back in range(days * 24))
    return sorted({*hours, *(minute - back * MINUTE for back in range(MINUTES_KEPT))})
