"""What everybody at the centre sees: open cases, running incidents, loads, who is on duty."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from dashboard.domain.case import Case
from dashboard.domain.changes import Strength
from dashboard.domain.district import District
from dashboard.domain.duty.shifts import Shift
from dashboard.domain.incident import Incident
from dashboard.domain.load import Load, capacity
from feeds.simulator.burst import COMPLAINTS, area, kind_of
from feeds.simulator.orders import State
from feeds.simulator.town import Town

SAME_WITHIN = timedelta(hours=12)
"""Two reports of one place within this time are taken for one matter."""
BURST_WITHIN = timedelta(hours=8)
MAINS = ("0112", "0104")
"""Items of a burst's main: the first linked case with one of them is the one the others join."""


class Board:
    """The present cases and incidents of the centre; `note` keeps them current."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._cases: dict[str, Case] = {}
        self._incidents: dict[str, Incident] = {}
        self._areas: dict[str, frozenset[int]] = {}
        self._places: dict[tuple[str | None, int, str], dict[str, datetime]] = defaultdict(dict)
        self._held: Counter[str] = Counter()
        self._on_duty: dict[str, Strength] = {}
        self.shift: Shift | None = None
        """The last one that anybody has begun."""

    def note(self, state: State) -> None:
        """Takes in the present version of a state."""
        if isinstance(state, Case):
            self._note_case(state)
        elif isinstance(state, Incident):
            self._incidents[state.number] = state
            if not state.open:
                del self._incidents[state.number]
        elif isinstance(state, Strength):
            self._on_duty[state.unit] = state
        elif isinstance(state, Shift) and (not self.shift or state.number >= self.shift.number):
            self.shift = state

    def _note_case(self, case: Case) -> None:
        before = self._cases.pop(case.number, None)
        if before is not None:
            self._held[before.unit or ""] -= 1
            self._places[_place(before)].pop(case.number, None)
        if case.open:
            self._cases[case.number] = case
            self._held[case.unit or ""] += 1
            self._places[_place(case)][case.number] = case.reported_at

    def incident(self, number: str) -> Incident | None:
        """A running incident in its present version; None if it is over."""
        return self._incidents.get(number)

    def load(self, district: District, code: str) -> Load:
        """A unit's open cases and capacity."""
        unit = district.units[code]
        return Load(self._held[code], capacity(unit, self._on_duty.get(code)))

    def same(self, case: Case) -> Case | None:
        """An earlier open case of the same matter: same item, same words for the place."""
        if case.item is None or not case.address or case.incident:
            return None
        others = self._places.get(_place(case), {})
        earlier = [
            (at, number)
            for number, at in others.items()
            if number != case.number and timedelta() <= case.reported_at - at <= SAME_WITHIN
        ]
        found = self._cases[min(earlier)[1]] if earlier else None
        return found if found and not found.incident and found.number < case.number else None

    def incident_of(self, case: Case) -> Incident | None:
        """The running burst that this complaint is about."""
        return next((one for one in self._incidents.values() if self._belongs(case, one)), None)

    def _belongs(self, case: Case, incident: Incident) -> bool:
        items = COMPLAINTS[kind_of(self._town, incident.known_at)]
        since = case.reported_at - incident.known_at
        return (
            case.item in items
            and timedelta() <= since <= BURST_WITHIN
            and case.grid in self._area(incident)
        )

    def _area(self, incident: Incident) -> frozenset[int]:
        if incident.number not in self._areas:
            self._areas[incident.number] = frozenset(
                area(self._town, incident.grid, kind_of(self._town, incident.known_at))
            )
        return self._areas[incident.number]

    def main_of(self, case: Case) -> Case | None:
        """The case of its incident into which the others are merged; None if it is that itself."""
        incident = self._incidents.get(case.incident or "")
        if incident is None:
            return None
        linked = list(self._linked(incident))
        main = next((one for one in linked if one.item in MAINS), linked[0] if linked else case)
        return None if main.number == case.number else main

    def _linked(self, incident: Incident) -> Iterator[Case]:
        return (self._cases[number] for number in incident.cases if number in self._cases)


def _place(case: Case) -> tuple[str | None, int, str]:
    return (case.item, case.grid, case.address)
