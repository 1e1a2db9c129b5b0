"""What walls get: a model for each view, made from the picture."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from callbacks.wall import masks
from callbacks.wall.address import CASE, DENIED, KIND, PREFIX, QUEUE, ROWS, WallRequest, known, read
from callbacks.wall.case import CaseShown
from callbacks.wall.common import ModelInput, Source, View
from callbacks.wall.incidents import incidents
from callbacks.wall.load import load
from callbacks.wall.map import grid_map
from callbacks.wall.overdue import overdue
from callbacks.wall.overview import overview
from callbacks.wall.past import Back, PastRefused
from callbacks.wall.queue import Queue
from callbacks.wall.rows import RowsBehind
from dashboard.domain.minute import read_minute
from dashboard.domain.screens import Profile
from dashboard.live.follower import Follower
from dashboard.live.hub import Compared, Model, Show
from dashboard.live.past import Pasts
from dashboard.system import System, to_ms

__all__ = ["KIND", "PREFIX", "VIEWS", "WallRequest", "Walls"]

KEPT: Mapping[str, Callable[[System, WallRequest], View]] = {
    QUEUE: Queue,
    ROWS: RowsBehind,
    CASE: CaseShown,
}
"""By layout, makers of one screen's models that remember what they have seen of the picture."""


def _afresh(seen: ModelInput) -> Model:
    """One model of such a view."""
    return KEPT[seen.asked.layout](seen.system, seen.asked)(seen)


VIEWS: Mapping[str, View] = {
    "overview": overview,
    "overdue": overdue,
    "load": load,
    "incidents": incidents,
    "queue": _afresh,
    "case": _afresh,
    "map": grid_map,
}
"""The model of /wall/<view>."""


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
        self._pasts = Pasts(system, tell)
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

    def show(self, which: str) -> Show:
        """What the hub sends under the name `wall:<which>`."""
        asked = WallRequest.of_screen(which)
        if not asked.minute:
            view = self._view(asked)
            return Compared(lambda: self.model(asked, view=view))
        if asked.minute == DENIED:
            return PastRefused("PAST_DENIED")
        then = read_minute(asked.minute, self._system.district.timezone)
        if then is None:
            return PastRefused("NO_SUCH_MINUTE")
        return Back(self._pasts, to_ms(then), lambda past: self.model(asked, past))

    def _view(self, asked: WallRequest) -> View:
        kept = KEPT.get(asked.layout)
        return kept(self._system, asked) if kept else VIEWS[asked.view]

    def model(
        self, asked: WallRequest, source: Source | None = None, view: View | None = None
    ) -> Model:
        """A wall's model of now, or of a past minute."""
        source = source or self._follower
        with source.lock:
            model = (view or VIEWS[asked.view])(ModelInput(self._system, source, asked))
        if asked.profile is Profile.VISITORS:
            return masks.masked(model, self._system.district)
        return model
