"""What walls are told: a model for each view, made out of the picture."""

from collections.abc import Mapping

from callbacks.wall.asked import KIND, PREFIX, Asked, known, read
from callbacks.wall.common import Seen, View
from callbacks.wall.load import load
from callbacks.wall.overdue import overdue
from callbacks.wall.overview import overview
from dashboard.live.counts import FIGURES
from dashboard.live.follower import Follower
from dashboard.live.hub import Compared, Model, Show
from dashboard.system import System

__all__ = ["KIND", "PREFIX", "VIEWS", "Asked", "Walls"]

VIEWS: Mapping[str, View] = {
    "overview": overview,
    "overdue": overdue,
    "load": load,
}
"""The model of /wall/<view>."""


class Walls:
    """The screens of all walls of a web process."""

    def __init__(self, system: System, follower: Follower) -> None:
        self._system = system
        self._follower = follower
        self._known = known(system.district, frozenset(FIGURES))

    def screen_of(self, question: str) -> str | None:
        """The hub's name of what a browser asks for; None if there is no such view."""
        asked = read(question, self._known)
        return asked.screen if asked and asked.view in VIEWS else None

    def show(self, which: str) -> Show:
        """What the hub tells under the name `wall:<which>`."""
        asked = Asked.of_screen(which)
        return Compared(lambda: self.model(asked))

    def model(self, asked: Asked) -> Model:
        """A wall's model as it is now."""
        with self._follower.lock:
            return VIEWS[asked.view](Seen(self._system, self._follower, asked))
