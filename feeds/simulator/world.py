"""What will be done in the town, and when; the same for the past and live."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from dashboard.domain.alerts import Alert
from dashboard.domain.case import Case
from dashboard.domain.incident import Incident
from feeds.simulator.acts import next_act
from feeds.simulator.board import Board
from feeds.simulator.duty import next_of_incident, next_word
from feeds.simulator.pace import Pace
from feeds.simulator.said import Act, DeskOrder, State
from feeds.simulator.town import Town

AGAIN = timedelta(minutes=10)
NEVER = datetime.max.replace(tzinfo=UTC)
Coming = Iterator[tuple[datetime, Act]]
"""Acts that happen without the centre, each with its instant."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An act and, if it answers a state, the key and version of that state.

    Without an act it is a second look at a case that an order hasn't changed.
    """

    act: Act | None
    key: str = ""
    version: int = 0


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
        for state in self._noted(states):
            self._plan_answer(state, now)

    def find(self, states: Iterable[State], now: datetime) -> None:
        """Plans for states that exist already, as if the simulator had never stopped."""
        for state in self._noted(states):
            self._plan_answer(state, _since(state, now) if isinstance(state, Case) else now)

    def _noted(self, states: Iterable[State]) -> list[State]:
        fresh = [state for state in states if self._is_new(state)]
        for state in fresh:
            self._board.note(state)
        return fresh

    def _plan_answer(self, state: State, since: datetime) -> None:
        act = self._answer(state, since)
        if act is not None:
            self.plan(act.time or since, Planned(act, _key(state), state.version))

    def _is_new(self, state: State) -> bool:
        key = _key(state)
        if self._versions.get(key, 0) >= state.version:
            return False
        self._versions[key] = state.version
        if not _goes_on(state):
            del self._versions[key]
        return True

    def _answer(self, state: State, now: datetime) -> Act | None:
        if isinstance(state, Case):
            return next_act(state, now, self._town, self._pace, self._board)
        if isinstance(state, Incident):
            return next_of_incident(state, now, self._town, self._pace)
        return next_word(state, now, self._town, self._pace) if isinstance(state, Alert) else None

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
            if planned.key and self._versions.get(planned.key) != planned.version:
                continue
            if planned.act is None:
                self._look_again(planned, now)
                continue
            if planned.key and isinstance(planned.act, DeskOrder):
                self.plan(now + AGAIN, replace(planned, act=None))
            return planned
        return None

    def _look_again(self, planned: Planned, now: datetime) -> None:
        """Plans again after a refusal."""
        case = self._board.case(planned.key)
        act = self._answer(case, now) if case else None
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
    return not isinstance(state, Case | Alert) or state.open


def _key(state: State) -> str:
    if isinstance(state, Case | Incident):
        return state.number
    return state.key if isinstance(state, Alert) else f"duty/{state.unit}"
