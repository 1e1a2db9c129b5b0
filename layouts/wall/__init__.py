"""The walls: a view for each question, all in one frame."""

from collections.abc import Callable, Mapping

from dash import html

from dashboard.domain.district import District
from layouts.wall.case import case
from layouts.wall.device_settings import WallSetting
from layouts.wall.incidents import incidents
from layouts.wall.load import load
from layouts.wall.map import grid_map
from layouts.wall.overdue import overdue
from layouts.wall.overview import overview
from layouts.wall.queue import queue
from layouts.wall.rows import rows_behind
from layouts.words import Lang

__all__ = ["PARTS", "VIEWS", "WallSetting"]

Layout = Callable[[District, Lang, WallSetting], html.Main]
VIEWS: Mapping[str, Layout] = {
    "overview": overview,
    "overdue": overdue,
    "load": load,
    "incidents": incidents,
    "queue": queue,
    "case": case,
    "map": grid_map,
}
"""The layout of /wall/<view>, without any live value."""
PARTS: Mapping[str, Layout] = {
    "rows": rows_behind,
}
"""The layout of a view whose address asks for a part."""
