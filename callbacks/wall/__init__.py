"""What walls are told: a model for each view, made out of the picture."""

from collections.abc import Mapping
from dataclasses import replace

from callbacks.wall import masks
from callbacks.wall.asked import KIND, PREFIX, Asked, known, read
from callbacks.wall.common import Seen, View
from callbacks.wall.overview import overview
from dashboard.domain.screens import Profile
from dashboard.live.counts import FIGURES
from dashboard.live.follower import Follower
from dashboard.live.hub import Compared, Model, Show
from dashboard.system import System

__all__ = ["KIND", "PREFIX", "VIEWS", "Asked", "Walls"]

VIEWS: Mapping[str, View] = {
    "overview": overview,
}
"""The model of /wall/<view>."""


class Walls:
    """The screens of all walls of a web process."""

    def __init__(self, system: System, follower: Follower) -> None:
        self._system = system
        self._follower = follower
        self._known = known(system.district, frozenset(FIGURES))

    def screen_of(self, question: str, profile: Profile) -> str | None:
        """The hub's name of what a browser asks for; None if there is no such view for it."""
        asked = read(question, self._known)
        if asked is None or asked.view not in VIEWS:
            return None
        if profile is Profile.VISITORS:
            asked = replace(masks.narrowed(asked, self._system.district), profile=profile)
        return asked.screen

    def show(self, which: str) -> Show:
        """What the hub tells under the name `wall:<which>`."""
        asked = Asked.of_screen(which)
        return Compared(lambda: self.model(asked))

    def model(self, asked: Asked) -> Model:
        """A wall's model as it is now."""
        with self._follower.lock:
            model = VIEWS[asked.view](Seen(self._system, self._follower, asked))
        if asked.profile is Profile.VISITORS:
            return masks.masked(model, self._system.district)
        return model
