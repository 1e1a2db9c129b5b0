"""The views of the walls, a line for each. A view's files have its name in every tree.

`/wall/load` is `layouts/wall/load.py`, `layouts/words/wall_load.py`, `callbacks/wall/load.py`,
`assets/js/wall/views/load.js` and `assets/css/wall/load.css`. Permissions, devices, the command
line, the desk's list of walls, the tour and the tests read the views from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewFacts:
    """What the rest of the program needs to know of a view."""

    tour: int = 0
    """Its place in the tour of an address; 0 if it is not a stop of that tour."""
    stop: bool = True
    """Whether it may be a stop of a playlist."""
    public: bool = True
    """Whether visitors may see it, masked."""
    keys: tuple[str, ...] = ()
    """Keys that narrow a wall and exist for this view alone."""
    part: str = ""
    """What is shown in its place if the address asks for a part; it has files of its own."""
    least_em: tuple[float, float] = (30.9, 17.4)
    """The width and height that it needs, in rows' type: below, something would be cut.

    What needs more than this says so in its style sheet, too.
    """


class WallView(StrEnum):
    """What a wall can show, in the order in which it is chosen from."""

    _value_: str
    facts: ViewFacts

    def __new__(cls, name: str, facts: ViewFacts = ViewFacts()) -> Self:
        """A view of this name."""
        view = str.__new__(cls, name)
        view._value_ = name
        view.facts = facts
        return view

    OVERVIEW = "overview", ViewFacts(tour=1)
    QUEUE = "queue", ViewFacts(tour=2, part="rows", least_em=(34.1, 17.4))
    OVERDUE = "overdue", ViewFacts(tour=3)
    MAP = "map", ViewFacts(tour=5, keys=("layer", "cell"))
    LOAD = "load", ViewFacts(tour=4)
    INCIDENTS = "incidents", ViewFacts(least_em=(34.1, 19.2))
    TOUR = "tour", ViewFacts(stop=False)
    CASE = "case", ViewFacts(stop=False, public=False, keys=("no",))


VIEWS = tuple(view for view in WallView if view is not WallView.TOUR)
"""The views with an address and files of their own; a tour only goes from one to another."""
PARTS: Mapping[str, WallView] = {view.facts.part: view for view in VIEWS if view.facts.part}
"""By a part's name: the view in whose place it is shown."""
WITH_FILES: Mapping[str, WallView] = {**{view.value: view for view in VIEWS}, **PARTS}
"""All that has files of its own, by name: views and parts."""
STOPS = tuple(sorted((v for v in VIEWS if v.facts.tour), key=lambda view: view.facts.tour))
"""The stops of the tour of an address."""
