"""The walls: a view for each question, in one frame."""

from collections.abc import Callable, Mapping

from dash import html

from dashboard.domain.district import District
from layouts.wall.load import load
from layouts.wall.overdue import overdue
from layouts.wall.overview import overview
from layouts.wall.setting import WallSetting
from layouts.words import Lang

__all__ = ["VIEWS", "WallSetting"]

Layout = Callable[[District, Lang, WallSetting], html.Main]
VIEWS: Mapping[str, Layout] = {
    "overview": overview,
    "overdue": overdue,
    "load": load,
}
"""What /wall/<view> shows, without any live value."""
