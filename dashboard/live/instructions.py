"""The instructions in a picture: all that wait, and the newest of the others."""

from collections.abc import Iterable

from dashboard.domain.instructions.instruction import About, Instruction
from dashboard.store.instructions import CLOSED_SHOWN


class KnownInstructions:
    """Following changes and reading from SQL give the same. Owned by the picture's owner."""

    def __init__(self, found: Iterable[Instruction]) -> None:
        self.known = {one.number: one for one in found}
        self.touches = 0
        """How often any of them has changed: what was made of them is as good until then."""

    def apply(self, state: Instruction) -> bool:
        """Applies one change; false if it is not newer than the known state."""
        before = self.known.get(state.number)
        if before is not None and before.version >= state.version:
            return False
        self.touches += 1
        self.known[state.number] = state
        closed = sorted(number for number, one in self.known.items() if not one.open)
        for number in closed[:-CLOSED_SHOWN]:
            del self.known[number]
        return True

    def waiting(self) -> list[Instruction]:
        """Those that wait for their final answer, by time left."""
        found = (one for one in self.known.values() if one.open)
        return sorted(found, key=lambda one: (one.due_at, one.number))

    def newest(self) -> list[Instruction]:
        """Those that wait, by time left; then the others, the newest first."""
        closed = [one for one in self.known.values() if not one.open]
        return [*self.waiting(), *sorted(closed, key=lambda one: one.number, reverse=True)]

    def of(self, about: About, key: str) -> list[Instruction]:
        """Those about one thing, the newest first."""
        found = [one for one in self.known.values() if (one.about, one.of) == (about, key)]
        return sorted(found, key=lambda one: one.number, reverse=True)
