"""How fast alerts reach a desk, and whether that is a flood (EEMUA 191, ISA-18.2).

Both are functions of the instants, so that a picture that has followed agrees with a fresh one.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from enum import StrEnum

WINDOW_MS = 10 * 60_000
BEGINS_ABOVE = 10
ENDS_BELOW = 5
MEMORY_MS = 2 * 60 * 60_000
"""Earlier alerts are not looked at: a flood of two hours without a lull is a flood."""


class Grade(StrEnum):
    """How many alerts one person can handle, by their rate over ten minutes."""

    ACCEPTABLE = "ACCEPTABLE"
    MANAGEABLE = "MANAGEABLE"
    OVER_DEMANDING = "OVER_DEMANDING"
    UNACCEPTABLE = "UNACCEPTABLE"


GRADES = ((1, Grade.ACCEPTABLE), (4, Grade.MANAGEABLE), (10, Grade.OVER_DEMANDING))


def grade(count: int) -> Grade:
    """The grade of this many alerts in ten minutes: one, one in 5 min, in 2 min, in one minute."""
    return next((word for most, word in GRADES if count <= most), Grade.UNACCEPTABLE)


def recent(reached: Iterable[int], now_ms: int) -> int:
    """How many of these instants (ms since 1970) lie in the last ten minutes."""
    return sum(now_ms - WINDOW_MS < at <= now_ms for at in reached)


def flood(reached: Sequence[int], now_ms: int) -> bool:
    """Whether there is a flood: it begins above 10 in ten minutes and ends below 5.

    `reached` are the instants of the last `MEMORY_MS`, in order, one for each alert that came.
    """
    on, window = False, deque[int]()
    for at in reached:
        if at > now_ms:
            break
        while window and window[0] < at - WINDOW_MS:
            window.popleft()
        # As few as there were just before this one came.
        on = on and len(window) >= ENDS_BELOW
        while window and window[0] == at - WINDOW_MS:
            window.popleft()
        window.append(at)
        on = on or len(window) > BEGINS_ABOVE
    return on and recent(window, now_ms) >= ENDS_BELOW
