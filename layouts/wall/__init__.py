"""The walls: a view for each question, in one frame. `/wall/load` is in `layouts/wall/load.py`."""

from collections.abc import Callable, Mapping
from importlib import import_module

from dash import html

from dashboard.domain.district import District
from dashboard.domain.wall_views import WITH_FILES
from layouts.wall.device_settings import WallSetting
from layouts.words import Lang

__all__ = ["LAYOUTS", "Layout", "WallSetting"]

Layout = Callable[[District, Lang, WallSetting], html.Main]
LAYOUTS: Mapping[str, Layout] = {
    name: import_module(f"{__name__}.{name}").layout for name in WITH_FILES
}
"""What each view and each part shows, without any live value."""
