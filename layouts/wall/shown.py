"""Which figures the walls have a place for."""

from collections.abc import Iterator, Sequence
from typing import Any

from dash.development.base_component import Component

from dashboard.domain.district import District
from dashboard.domain.figures import FIGURES
from dashboard.domain.wall_views import VIEWS
from layouts.wall import LAYOUTS, WallSetting
from layouts.wall.frame import FIGURE

IN_THE_STRIP = ("linked",)


def shown(district: District) -> Iterator[tuple[str, Sequence[str]]]:
    """Each figure with the views that show it."""
    found = {
        view: set(_figures(layout(district, "en", WallSetting())))
        for view, layout in LAYOUTS.items()
    }
    for name in FIGURES:
        yield name, [view for view, figures in found.items() if name in figures]
    for name in IN_THE_STRIP:
        yield name, [view.value for view in VIEWS]


def _figures(root: Any) -> Iterator[str]:
    """The figures that have a place in this part of a layout."""
    if isinstance(root, list | tuple):
        for part in root:
            yield from _figures(part)
    if not isinstance(root, Component):
        return
    name = getattr(root, "id", "")
    if isinstance(name, str) and name.startswith(f"{FIGURE}-"):
        yield name.removeprefix(f"{FIGURE}-")
    yield from _figures(getattr(root, "children", None))
