"""A robot's quota: below what its service takes before it silences the robot."""

from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

EACH_MINUTE = 15
RESERVE = 5
"""So many of these are kept for what is grave."""
MINUTE = timedelta(minutes=1)


class MinuteQuota:
    """Counts what went out in the last minute, whichever minute that is.

    `sent` are earlier instants, such as those before a restart.
    """

    def __init__(self, sent: Iterable[datetime] = ()) -> None:
        self._sent = deque(sorted(sent))

    def may(self, now: datetime, *, grave: bool) -> bool:
        """Whether one more may go out now."""
        while self._sent and self._sent[0] <= now - MINUTE:
            self._sent.popleft()
        return len(self._sent) < EACH_MINUTE - (0 if grave else RESERVE)

    def note(self, now: datetime) -> None:
        """One has gone out."""
        self._sent.append(now)
