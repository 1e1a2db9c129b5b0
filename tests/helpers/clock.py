"""A clock that a test moves."""

from datetime import UTC, datetime, timedelta

from dashboard.system import real_clock

# Monday, ten in the morning in Changchun.
MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


class MovableClock:
    """Stands still at `start` until it is moved; without a start it runs, offset from the real one.

    It can also be moved back, as a wrong time server would do.
    """

    def __init__(self, start: datetime | None = MORNING) -> None:
        self._start = start
        self._moved = timedelta()

    def __call__(self) -> datetime:
        return (self._start or real_clock()) + self._moved

    def move(self, **by: float) -> None:
        """Moves it by `hours=…`, `minutes=…`, as timedelta counts them."""
        self._moved += timedelta(**by)
