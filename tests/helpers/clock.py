"""A clock that a test moves."""

from datetime import UTC, datetime, timedelta

from dashboard.system import real_clock

# A Monday, ten in the morning in Changchun.
MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


class MovableClock:
    """Stands still at `start` until it is moved; without a start it runs, moved from the real one.

    Takes steps back too, as a wrong time server makes them.
    """

    def __init__(self, start: datetime | None = MORNING) -> None:
        self._start = start
        self._moved = timedelta()

    def __call__(self) -> datetime:
        return (self._start or real_clock()) + self._moved

    def move(self, **by: float) -> None:
        """Moves it by `hours=…`, `minutes=…`, as timedelta counts them."""
        self._moved += timedelta(**by)
