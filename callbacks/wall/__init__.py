"""What walls are told: a model for each view, made out of the picture.

What `/wall/load` is told is in `callbacks/wall/load.py`: how, in its `view_of`, and what of it
visitors are told, too, in its `MASKS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module

from callbacks.wall import masks
from callbacks.wall.address import DENIED, KIND, PREFIX, WallRequest, known, read
from callbacks.wall.common import ModelInput, Source, View, ViewMaker
from callbacks.wall.past import PastRefused, PastScreen
from dashboard.domain.minute import read_minute
from dashboard.domain.screens import Profile
from dashboard.domain.wall_views import VIEWS, WITH_FILES
from dashboard.live.follower import Follower
from dashboard.live.hub import ComparedModel, Model, ScreenModel
from dashboard.live.past import PastPictures
from dashboard.system import System, to_ms

__all__ = ["KIND", "MAKERS", "MASKS", "PREFIX", "WallRequest", "Walls"]

_MODULES = {name: import_module(f"{__name__}.{name}") for name in WITH_FILES}
MAKERS: Mapping[str, ViewMaker] = {name: module.view_of for name, module in _MODULES.items()}
"""By layout, what makes the view of one screen."""
MASKS: Mapping[str, masks.Masks] = {name: module.MASKS for name, module in _MODULES.items()}
"""By layout, what visitors are told of each section."""


def _nobody() -> None:
    """Does nothing: no screen waits."""


class Walls:
    """The screens of all walls of a web process."""

    def __init__(
        self, system: System, follower: Follower, tell: Callable[[], None] = _nobody
    ) -> None:
        """Calls `tell` when a past picture that a screen waits for is ready."""
        self._system = system
        self._follower = follower
        self._pasts = PastPictures(system, tell)
        self._known = known(system.district)

    def screen_of(self, question: str, profile: Profile, *, may_look_back: bool) -> str | None:
        """The hub's name of a requested screen; None if there is no such view for it."""
        asked = read(question, self._known)
        if asked is None or asked.view not in VIEWS:
            return None
        if asked.minute and not may_look_back:
            asked = replace(asked, minute=DENIED)
        if profile is Profile.VISITORS:
            asked = replace(masks.narrowed(asked, self._system.district), profile=profile)
        return asked.screen

    def show(self, which: str) -> ScreenModel:
        """What the hub sends under the name `wall:<which>`."""
        asked = WallRequest.of_screen(which)
        if not asked.minute:
            view = self._view(asked)
            return ComparedModel(lambda: self.model(asked, view=view))
        if asked.minute == DENIED:
            return PastRefused("PAST_DENIED")
        then = read_minute(asked.minute, self._system.district.timezone)
        if then is None:
            return PastRefused("NO_SUCH_MINUTE")
        return PastScreen(self._pasts, to_ms(then), lambda past: self.model(asked, past))

    def _view(self, asked: WallRequest) -> View:
        """A view that remembers what it has seen, masked for visitors."""
        view = MAKERS[asked.layout](self._system, asked)
        if asked.profile is not Profile.VISITORS:
            return view
        masking = masks.Masking(MASKS[asked.layout], self._system.district)
        return lambda seen: masking(view(seen))

    def model(
        self, asked: WallRequest, source: Source | None = None, view: View | None = None
    ) -> Model:
        """A wall's model of now, or of a past minute."""
        source = source or self._follower
        with source.lock:
            return (view or self._view(asked))(ModelInput(self._system, source, asked))
