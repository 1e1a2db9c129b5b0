"""What /wall/queue gets: what is new and waiting, and who must act next."""

from collections.abc import Callable, Mapping
from typing import Any

from callbacks.wall import masks
from callbacks.wall.address import WallRequest
from callbacks.wall.common import ModelInput, ViewMaker, by_id, frame, listed
from dashboard.domain.case import UNASSIGNED, CaseState
from dashboard.domain.unit import Urgency
from dashboard.live.figure_filters import WAITS, Key, by_waiting
from dashboard.live.hub import Model
from dashboard.live.picture import Picture
from dashboard.live.rows import Row
from dashboard.live.sections import CachedValue, ListSection
from dashboard.live.selection import Cursor, Selection
from dashboard.store.reads import NEWEST
from dashboard.system import System

SLOTS = 24
URGENCIES = tuple(urgency.value for urgency in Urgency)
MASKS: masks.Masks = {
    "stages": masks.whole,
    "waiting": masks.whole,
    "recent": masks.cases,
    "centre": masks.cases,
    "ack": masks.cases,
    "verify": masks.cases,
}


def _is(state: CaseState) -> Callable[[Row], bool]:
    return lambda row: row.state is state


STAGES: Mapping[str, Callable[[Row], bool]] = {
    **{
        state.value: _is(state)
        for state in (
            CaseState.REPORTED,
            CaseState.VERIFYING,
            CaseState.FILED,
            CaseState.DISPATCHED,
            CaseState.FEEDBACK,
        )
    },
    **WAITS,
}
"""Where cases wait: in a state, or for a decision on a request."""
PANELS: Mapping[str, Callable[[Row], bool]] = {
    "centre": lambda row: row.state in UNASSIGNED or any(asked(row) for asked in WAITS.values()),
    "ack": STAGES[CaseState.DISPATCHED.value],
    "verify": STAGES[CaseState.FEEDBACK.value],
}
"""Who must act next: the centre, a unit that hasn't acknowledged, a grid leader."""


class Queue:
    """The waiting cases by stage and by who must act; follows the touched cases."""

    def __init__(self, system: System, asked: WallRequest) -> None:
        def chosen(waits: Callable[[Row], bool]) -> Selection:
            district = system.district
            return Selection(lambda row, _: waits(row) and asked.shows(row, district), by_waiting)

        self._cursor = Cursor()
        self._stages = {name: chosen(waits) for name, waits in STAGES.items()}
        self._panels = {name: chosen(waits) for name, waits in PANELS.items()}
        self._counts = {name: CachedValue[dict[str, Any]]() for name in STAGES}
        self._lines = {name: ListSection(_shown, by_id) for name in PANELS}
        self._recent = ListSection(_shown, by_id)

    def __call__(self, seen: ModelInput) -> Model:
        picture = seen.picture
        self._follow(picture)
        recent = [(row, (0, "", -row.reported_at)) for row in picture.newest_reported(NEWEST)]
        return frame(seen) | {
            "stages": {name: self._count(name, chosen) for name, chosen in self._stages.items()},
            "waiting": {name: len(chosen) for name, chosen in self._panels.items()},
            "recent": self._recent.of(recent),
            **{name: self._first(picture, name) for name in self._panels},
        }

    def _follow(self, picture: Picture) -> None:
        touched = self._cursor.touched(picture)
        for chosen in (*self._stages.values(), *self._panels.values()):
            chosen.follow(picture, touched)

    def _count(self, name: str, chosen: Selection) -> dict[str, Any]:
        return self._counts[name].of(lambda: _counts(chosen), chosen.moves)

    def _first(self, picture: Picture, name: str) -> dict[str, Any]:
        chosen, rows = self._panels[name], picture.rows
        shown = [(rows[number], chosen.key(number)) for number in chosen.first(SLOTS)]
        return self._lines[name].of(shown)


def _shown(row: Row, place: Key) -> dict[str, Any]:
    return listed(row, place) | {"at": row.reported_at, "since": row.stage_at}


def _counts(chosen: Selection) -> dict[str, Any]:
    """How many wait, how many of them are late, and since when the oldest waits."""
    return {
        "count": len(chosen),
        "late": chosen.late,
        "oldest": chosen.least(URGENCIES),
    }


view_of: ViewMaker = Queue
