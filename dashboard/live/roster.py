"""The standing roster in a picture, and its gaps, which are derived once for each change of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.domain.duty.duty_posts import DutyPost
from dashboard.domain.duty.gaps import AHEAD, Gap, Span, gaps_of
from dashboard.domain.duty.roster import TOUR_MAX, RosterEntry

BACK = TOUR_MAX
"""So long before today began a tour may have begun that runs today."""
DAY = timedelta(days=1)


class StandingRoster:
    """What isn't long over. Following changes and reading from SQL give the same."""

    def __init__(self, entries: Iterable[RosterEntry]) -> None:
        self._entries = {entry.number: entry for entry in entries}
        self._gaps: list[Gap] = []
        self._gaps_of: Span | None = None
        self.touches = 0
        """How often anything of it has changed: what was made of it is as good until then."""

    def apply(self, entry: RosterEntry) -> bool:
        """Applies one change; false if it is not newer than the known state."""
        known = self._entries.get(entry.number)
        if known is not None and known.version >= entry.version:
            return False
        if entry.taken_out:
            self._entries.pop(entry.number, None)
        else:
            self._entries[entry.number] = entry
        self._gaps_of = None
        self.touches += 1
        return True

    def begin_day(self, day_start: datetime) -> None:
        """Forgets what was over before: see `BACK`."""
        over = [n for n, entry in self._entries.items() if entry.ends_at <= day_start - BACK]
        for number in over:
            del self._entries[number]

    def between(self, since: datetime, until: datetime) -> list[RosterEntry]:
        """The entries that have an instant of this span, in order."""
        found = (entry for entry in self._entries.values() if entry.overlaps(since, until))
        return sorted(found, key=lambda entry: (entry.begins_at, entry.number))

    def gaps(self, posts: Mapping[str, DutyPost], day_start: datetime, zone: ZoneInfo) -> list[Gap]:
        """The gaps from yesterday until the last of the days ahead, in order.

        There are none while nobody has written a roster: then nobody has left a gap in it.
        """
        window = Span(day_start - BACK, day_start + AHEAD + DAY)
        if window != self._gaps_of:
            entries = self.between(window.begins_at, window.ends_at)
            found = [
                gap
                for post in (posts.values() if entries else ())
                for gap in gaps_of(post, entries, window, zone)
            ]
            self._gaps = sorted(found, key=lambda gap: gap.begins_at)
            self._gaps_of = window
        return self._gaps
