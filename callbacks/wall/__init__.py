"""What walls are told: a model for each view, made out of the picture."""

from collections.abc import Callable, Mapping

from callbacks.wall.asked import CASE, KIND, PREFIX, QUEUE, ROWS, Asked, known, read
from callbacks.wall.case import CaseShown
from callbacks.wall.common import Seen, View
from callbacks.wall.overview import overview
from callbacks.wall.queue import Queue
from callbacks.wall.rows import RowsBehind
from dashboard.live.follower import Follower
from dashboard.live.hub import Compared, Model, Show
from dashboard.system import System

__all__ = ["KIND", "PREFIX", "VIEWS", "Asked", "Walls"]

KEPT: Mapping[str, Callable[[System, Asked], View]] = {
    QUEUE: Queue,
    ROWS: RowsBehind,
    CASE: CaseShown,
}
"""By layout, what makes the models of one screen and remembers what it has seen of the picture."""


def _afresh(seen: Seen) -> Model:
    """A single model of such a view."""
    return KEPT[seen.asked.layout](seen.system, seen.asked)(seen)


VIEWS: Mapping[str, View] = {
    "overview": overview,
    "queue": _afresh,
    "case": _afresh,
}
"""The model of /wall/<view>."""


class Walls:
    """The screens of all walls of a web process."""

    def __init__(self, system: System, follower: Follower) -> None:
        self._system = system
        self._follower = follower
        self._known = known(system.district)

    def screen_of(self, question: str) -> str | None:
        """The hub's name of what a browser asks for; None if there is no such view."""
        asked = read(question, self._known)
        return asked.screen if asked and asked.view in VIEWS else None

    def show(self, which: str) -> Show:
        """What the hub tells under the name `wall:<which>`."""
        asked = Asked.of_screen(which)
        kept = KEPT.get(asked.layout)
        view = kept(self._system, asked) if kept else VIEWS[asked.view]
        return Compared(lambda: self.model(asked, view))

    def model(self, asked: Asked, view: View | None = None) -> Model:
        """A wall's model as it is now."""
        with self._follower.lock:
            return (view or VIEWS[asked.view])(Seen(self._system, self._follower, asked))
