"""Major incidents in a picture: the running ones with their last acts, and the last ended ones."""

from collections.abc import Iterable

from dashboard.domain.accounts import Account
from dashboard.domain.act_lines import joined
from dashboard.domain.changes import Heading
from dashboard.domain.incident import Incident
from dashboard.live.rows import Row
from dashboard.store.incidents import ACTS, OVER, Story
from dashboard.system import to_ms


class Incidents:
    """Following changes and reading from SQL give the same. Owned by the picture's owner."""

    def __init__(self, running: Iterable[Incident], story: Story) -> None:
        self.running = {incident.number: incident for incident in running}
        self.acts = dict(story.acts)
        self.over = list(story.over)
        self.roles = dict(story.roles)
        self.touches = 0
        """How often an incident, or an open case of one, was touched; lamps that turn included."""
        self._linked: dict[str, set[str]] = {}

    def apply(self, state: Incident, heading: Heading | None) -> bool:
        """Applies one change; false if it is not newer than the known state."""
        known = self.running.get(state.number)
        if known is not None and known.version >= state.version:
            return False
        self.touches += 1
        if state.open:
            self.running[state.number] = state
            before = self.acts.get(state.number, ())
            if heading is not None:
                self.acts[state.number] = joined(before, heading)[-ACTS:]
        else:
            self.running.pop(state.number, None)
            self.acts.pop(state.number, None)
            self._close(state)
        return True

    def _close(self, state: Incident) -> None:
        others = [one for one in self.over if one.number != state.number]
        newest_first = sorted((*others, state), key=lambda one: one.number, reverse=True)
        self.over = newest_first[:OVER]

    def meet(self, account: Account) -> None:
        """Learns a person's role: an act shows the role that its author has now."""
        self.touches += 1
        self.roles[account.person.login] = account.person.role.value

    def link(self, row: Row, sign: int) -> None:
        """Counts an open case in (`sign` 1) or out (-1)."""
        if row.incident is None:
            return
        self.touches += 1
        cases = self._linked.setdefault(row.incident, set())
        if sign > 0:
            cases.add(row.number)
            return
        cases.discard(row.number)
        if not cases:
            del self._linked[row.incident]

    @property
    def linked(self) -> dict[str, frozenset[str]]:
        """The open cases of every incident that has any."""
        return {number: frozenset(cases) for number, cases in self._linked.items()}

    def cases(self, number: str) -> frozenset[str]:
        """The open cases that are linked to this incident."""
        return frozenset(self._linked.get(number, ()))

    def count(self, number: str) -> int:
        """How many open cases are linked to this incident."""
        return len(self._linked.get(number, ()))

    def in_order(self) -> list[Incident]:
        """The running incidents: declared levels first, gravest, then oldest first; drills last."""
        return sorted(
            self.running.values(),
            key=lambda i: (
                i.drill,
                i.response_level or i.event_level or 9,
                to_ms(i.known_at),
                i.number,
            ),
        )
