"""Sends the rows of a jurisdiction that were touched: a change costs the same for any number.

It also counts them: the picture has the whole district's figures, a part is counted here.
"""

from dashboard.domain.figures import COUNTED
from dashboard.domain.persons import Area
from dashboard.domain.scope import Scope
from dashboard.live.counts import count
from dashboard.live.encoding import Raw, joined
from dashboard.live.picture import Picture
from dashboard.live.rows import Row, RowStanding


class Feed:
    """What one kind of desk has been sent. Its users hold one lock around every call."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._all = scope.area is Area.CENTRE
        self.forget()

    def forget(self) -> None:
        """Nobody listens any more: the next listener gets everything."""
        self.figures = dict.fromkeys(COUNTED, 0)
        self._told: dict[str, bytes] = {}
        self._standing: dict[str, RowStanding] = {}
        self._picture: Picture | None = None
        self._touches = 0

    def whole(self) -> Raw:
        """All rows as they were last sent, by number."""
        return joined(self._told)

    def news(self, picture: Picture) -> dict[str, Raw | None]:
        """Rows that differ from those last sent, None for removed ones; counts them as sent.

        If the picture is another one, or too many touches have passed, all rows are compared.
        """
        since = picture.touched_since(self._touches) if picture is self._picture else None
        touched = self._told.keys() | picture.rows.keys() if since is None else since.cases
        self._picture, self._touches = picture, picture.touches
        found: dict[str, Raw | None] = {}
        for number in touched:
            row = picture.rows.get(number)
            if row is not None and not self.scope.holds(row):
                row = None
            if not self._all:
                self._count(number, row, picture.now_ms)
            told = None if row is None else picture.told(row)
            if told != self._told.get(number):
                found[number] = None if told is None else Raw(told)
            self._keep(number, told)
        if self._all:
            self.figures = {name: picture.figures[name] for name in COUNTED}
        return found

    def holds(self, number: str) -> bool:
        """Whether this open case has been sent."""
        return number in self._told

    def _keep(self, number: str, told: bytes | None) -> None:
        """Also what is equal: all desks then share what the picture has."""
        if told is None:
            self._told.pop(number, None)
        else:
            self._told[number] = told

    def _count(self, number: str, row: Row | None, now_ms: int) -> None:
        before = self._standing.pop(number, None)
        if before is not None:
            count(self.figures, before, -1)
        if row is not None:
            now = self._standing[number] = row.standing(now_ms)
            count(self.figures, now, 1)
