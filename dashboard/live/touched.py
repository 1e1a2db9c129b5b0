"""What was touched in a picture, kept for a while: a reader makes anew only what it has read."""

from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from dashboard.live.rows import Row

# A reader that is more than this many touches behind must compare everything.
TOUCHES_MAX = 10_000


class Touch(NamedTuple):
    """A case that was counted in or out, with where it was counted; or a unit alone."""

    case: str | None
    unit: str | None
    street: str | None = None
    grid: int | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """The keys of whatever may be counted or told differently."""

    cases: frozenset[str]
    units: frozenset[str]
    streets: frozenset[str]
    grids: frozenset[int]


class Touches:
    """The last touches, and how many there have been."""

    def __init__(self) -> None:
        self.count = 0
        self._last: deque[Touch] = deque(maxlen=TOUCHES_MAX)

    def note_row(self, row: Row) -> None:
        """A case has changed, or its lamp has turned."""
        self._note(Touch(row.number, row.unit, row.street, row.grid))

    def note_unit(self, unit: str) -> None:
        """A unit's handlers have changed."""
        self._note(Touch(None, unit))

    def _note(self, touch: Touch) -> None:
        self._last.append(touch)
        self.count += 1

    def since(self, count: int) -> Touched | None:
        """What was touched since `count` had this value; None if that isn't known any more."""
        new = self.count - count
        if new > len(self._last):
            return None
        found = list(islice(reversed(self._last), new))
        return Touched(
            frozenset([touch.case for touch in found if touch.case is not None]),
            frozenset([touch.unit for touch in found if touch.unit is not None]),
            frozenset([touch.street for touch in found if touch.street is not None]),
            frozenset([touch.grid for touch in found if touch.grid is not None]),
        )
