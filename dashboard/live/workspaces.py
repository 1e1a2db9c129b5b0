"""The work on incidents in a picture: what is to be done, how many are concerned, who commands."""

from collections import Counter
from collections.abc import Container, Mapping
from typing import Any

from dashboard.domain.workspace.command_seats import CommandRole, CommandSeat
from dashboard.domain.workspace.notes import IncidentNote
from dashboard.domain.workspace.numbers import Measure, SituationNumber
from dashboard.domain.workspace.resources import IncidentResource
from dashboard.domain.workspace.site_parties import SiteParty
from dashboard.domain.workspace.tasks import IncidentTask, by_time_left
from dashboard.store.reads import Snapshot

OnSite = CommandSeat | IncidentResource | SiteParty
OfWorkspace = IncidentNote | IncidentTask | SituationNumber | OnSite
Marker = tuple[int, int]


class Workspaces:
    """Open tasks of all incidents; last numbers, command and resources of the running ones.

    Following changes and reading from SQL give the same. Notes are only counted, as only the page
    of their incident shows them: see `live.incident_files`.
    """

    def __init__(self, found: Snapshot[Any]) -> None:
        self._tasks = {task.number: task for task in found.tasks}
        self._numbers: dict[str, dict[Measure, SituationNumber]] = {}
        self._seats: dict[str, dict[CommandRole, CommandSeat]] = {}
        self._resources: dict[str, dict[str, IncidentResource]] = {}
        self._parties: dict[str, SiteParty] = {}
        self._read_at = found.seq
        self._touched: Counter[str] = Counter()
        self.touches = 0
        """How often any of it has changed."""
        kept: list[OfWorkspace] = [*found.numbers, *found.seats, *found.resources]
        kept += found.parties
        for state in kept:
            self._put(state)

    def apply(self, state: OfWorkspace) -> bool:
        """Applies one change; the picture has sorted out those that it contains already."""
        self.touch(state.incident)
        if isinstance(state, IncidentTask):
            if state.open:
                self._tasks[state.number] = state
            else:
                self._tasks.pop(state.number, None)
        else:
            self._put(state)
        return True

    def _put(self, state: OfWorkspace) -> None:
        if isinstance(state, SituationNumber):
            self._keep(state)
        elif isinstance(state, CommandSeat):
            self._seats.setdefault(state.incident, {})[state.role] = state
        elif isinstance(state, IncidentResource):
            self._resources.setdefault(state.incident, {})[state.number] = state
        elif isinstance(state, SiteParty):
            self._parties.pop(state.number, None)
            if state.open:
                self._parties[state.number] = state

    def _keep(self, row: SituationNumber) -> None:
        known = self._numbers.setdefault(row.incident, {})
        last = known.get(row.measure)
        if last is None or last.number < row.number:
            known[row.measure] = row

    def touch(self, incident: str) -> None:
        """Notes that the incident, a case of it, or something in its workspace has changed."""
        self.touches += 1
        self._touched[incident] += 1

    def marker(self, incident: str) -> Marker:
        """Differs whenever anything of the incident may: for who keeps what they have read."""
        return self._read_at, self._touched[incident]

    def open_tasks(self) -> list[IncidentTask]:
        """Of all incidents, by time left."""
        return by_time_left(self._tasks.values())

    def tasks_of(self, incident: str) -> list[IncidentTask]:
        """The open tasks of one incident, by time left."""
        return by_time_left(one for one in self._tasks.values() if one.incident == incident)

    def numbers_of(self, incident: str) -> Mapping[Measure, SituationNumber]:
        """The last row of each measure of a running incident."""
        return self._numbers.get(incident, {})

    def seats_of(self, incident: str) -> Mapping[CommandRole, CommandSeat]:
        """The command of a running incident."""
        return self._seats.get(incident, {})

    def resources_of(self, incident: str) -> list[IncidentResource]:
        """The resources of a running incident, in the order of asking."""
        return sorted(self._resources.get(incident, {}).values(), key=lambda one: one.number)

    def on_site(self, incidents: Container[str]) -> list[SiteParty]:
        """The groups on site of these incidents, by number."""
        return [one for _, one in sorted(self._parties.items()) if one.incident in incidents]
