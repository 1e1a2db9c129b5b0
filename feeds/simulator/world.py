"""What will be done in the town, and when; the same for the past and live."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from dashboard.domain.alerts import Alert
from dashboard.domain.case import Case
from dashboard.domain.changes import Strength
from dashboard.domain.duty.shifts import Shift
from dashboard.domain.incident import Incident
from dashboard.domain.instructions.instruction import Instruction
from dashboard.domain.workspace.numbers import SituationNumber
from dashboard.domain.workspace.tasks import IncidentTask
from feeds.simulator.acts import next_act
from feeds.simulator.board import Board
from feeds.simulator.duty import next_of_incident, next_word
from feeds.simulator.duty_log import entry_about
from feeds.simulator.handover import at_the_desk, by_the_rota, first_shift, next_of_shift
from feeds.simulator.incident_work import next_in_work, work_about
from feeds.simulator.instructing import instruction_about, next_answer
from feeds.simulator.orders import Act, DeskOrder, State
from feeds.simulator.pace import Pace
from feeds.simulator.staff import ON_DUTY
from feeds.simulator.town import Town

LOOK_AGAIN_AFTER = timedelta(minutes=10)
LEFT = timedelta(minutes=10)
"""How long the duty desk's work is left to a person at a screen who has the shift."""
NEVER = datetime.max.replace(tzinfo=UTC)
Coming = Iterator[tuple[datetime, Act]]
"""Acts that nothing before them causes, each with its instant."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An act and, if it answers a state, that state.

    Without an act it is a second look at a state that an order hasn't changed: `refused` are those.
    `left` says that a person at a screen has had the time to do it.
    """

    act: Act | None
    to: State | None = None
    refused: tuple[DeskOrder, ...] = ()
    left: bool = False


class World:
    """Everybody's next acts in order of time."""

    def __init__(self, town: Town, pace: Pace, coming: Coming) -> None:
        self._town = town
        self._pace = pace
        self._board = Board(town)
        self._order = count()
        self._due: list[tuple[datetime, int, Planned]] = []
        self._versions: dict[str, int] = {}
        self._coming = coming
        self._next = next(coming, None)

    def look(self, states: Iterable[State], now: datetime) -> None:
        """Plans the next act for every changed state; earlier plans for it are dropped."""
        for before, state in self._noted(states):
            self._plan_answer(state, now)
            wanted = instruction_about(before, state, now, self._town, self._pace)
            if wanted is not None:
                self.plan(wanted.time, Planned(wanted))
            if isinstance(state, Incident):
                entry = entry_about(before, state, now, self._town, self._pace)
                if entry is not None:
                    self.plan(entry.time, Planned(entry))
                for order in work_about(before, state, now, self._town, self._pace):
                    self.plan(order.time, Planned(order))

    def begin(self, now: datetime) -> None:
        """Plans the very first shift of the duty desk, unless somebody has begun one."""
        if self._board.shift is None:
            self.plan(now, Planned(first_shift(self._town, now)))

    def find(self, states: Iterable[State], now: datetime) -> None:
        """Plans for states that exist already, as if the simulator had never stopped."""
        for _, state in self._noted(states):
            self._plan_answer(state, _since(state, now) if isinstance(state, Case) else now)

    def _noted(self, states: Iterable[State]) -> list[tuple[Incident | None, State]]:
        """The new ones; with an incident, how it stood before."""
        fresh = []
        for state in states:
            if self._is_new(state):
                fresh.append((self._board.incident(_key(state)), state))
                self._board.note(state)
        return fresh

    def _plan_answer(self, state: State, since: datetime) -> None:
        act = self._answer(state, since)
        if act is not None:
            # A number stays as it is: nothing tells that the next one has been given.
            to = None if isinstance(state, SituationNumber) else state
            self.plan(act.time or since, Planned(act, to))

    def _is_new(self, state: State) -> bool:
        key = _key(state)
        if self._versions.get(key, 0) >= state.version:
            return False
        self._versions[key] = state.version
        if not _goes_on(state):
            del self._versions[key]
        return True

    def _answer(
        self, state: State, now: datetime, refused: tuple[DeskOrder, ...] = ()
    ) -> Act | None:
        match state:
            case Case():
                return next_act(state, now, self._town, self._pace, self._board)
            case Incident():
                but = [desk_order.order for desk_order in refused]
                return next_of_incident(state, now, self._town, self._pace, but)
            case Shift():
                return next_of_shift(state, now, self._town)
            case Alert():
                return next_word(state, now, self._town, self._pace)
        return self._of_orders(state, now)

    def _of_orders(self, state: State, now: datetime) -> Act | None:
        """What follows an instruction, a task, a number."""
        if isinstance(state, Instruction):
            return next_answer(state, now, self._town, self._pace)
        if isinstance(state, IncidentTask | SituationNumber):
            return next_in_work(state, now, self._town, self._pace)
        return None

    def plan(self, at: datetime, planned: Planned) -> None:
        heapq.heappush(self._due, (at, next(self._order), planned))

    def next_at(self) -> datetime:
        """When there is something to do next."""
        comes = self._next[0] if self._next else NEVER
        return min(comes, self._due[0][0]) if self._due else comes

    def pop(self, now: datetime) -> Planned | None:
        """The next plan due by `now`; drops plans whose state has changed meanwhile."""
        while self._next and self._next[0] <= now:
            self.plan(self._next[0], Planned(self._next[1]))
            self._next = next(self._coming, None)
        while self._due and self._due[0][0] <= now:
            planned = heapq.heappop(self._due)[2]
            if planned.to and self._versions.get(_key(planned.to)) != planned.to.version:
                continue
            if planned.act is None:
                self._look_again(planned, now)
                continue
            if not isinstance(planned.act, DeskOrder):
                return planned
            ready = self._in_hand(planned, planned.act, now)
            if ready is not None:
                return ready
        return None

    def _in_hand(self, planned: Planned, desk_order: DeskOrder, now: datetime) -> Planned | None:
        """The order with the name of who gives it; None if a person at a screen may do it first."""
        if desk_order.login == ON_DUTY:
            shift = self._board.shift
            taken = shift is not None and not by_the_rota(shift, self._town)
            if taken and not planned.left:
                if planned.to:  # nobody else writes in the log for them
                    self.plan(now + LEFT, replace(planned, left=True))
                return None
            desk_order = replace(desk_order, login=at_the_desk(shift, self._town, now))
        if planned.to:
            again = replace(planned, act=None, refused=(*planned.refused, desk_order))
            self.plan(now + LOOK_AGAIN_AFTER, again)
        return replace(planned, act=desk_order)

    def _look_again(self, planned: Planned, now: datetime) -> None:
        """Plans again after a refusal."""
        if planned.to is None or isinstance(planned.to, Alert):
            return
        act = self._answer(planned.to, now, planned.refused)
        if act is not None:
            self.plan(act.time or now, replace(planned, act=act))


def _since(case: Case, now: datetime) -> datetime:
    """Since when the case has been unchanged, as far as its own times show."""
    known = (
        *(case.stage_at, case.accepted_at, case.dispatched_at, case.acknowledged_at),
        *(case.fed_back_at, case.verified_at, case.called_at, case.urged_at, case.resumed_at),
        case.supervision and case.supervision.at,
    )
    return max((at for at in known if at and at <= now), default=case.reported_at)


def _goes_on(state: State) -> bool:
    """Whether anybody may still act on it."""
    if isinstance(state, Incident):
        return state.at_hand
    if isinstance(state, Shift):
        return state.ended_at is None
    if isinstance(state, SituationNumber):
        return False
    return not isinstance(state, Case | Alert | IncidentTask | Instruction) or state.open


def _key(state: State) -> str:
    if isinstance(state, Case | Incident):
        return state.number
    return f"duty/{state.unit}" if isinstance(state, Strength) else state.key
