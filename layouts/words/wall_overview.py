"""Words of the overview."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "wall.title.overview": ("运行总览", "Overview"),
    "screens.view.overview": ("总览", "Overview"),
    "late.title": ("最严重超期", "Worst overdue"),
    "recent.title": ("最新上报", "Latest reports"),
    "recent.today": ("今日", "Today"),
    "units.note": ("在办/承载", "open/cap."),
}

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    "busiest": ("最忙 {n} 单位", "Busiest {n}"),
    "busiest_none": ("最忙单位", "Busiest"),
    "no_room_units": ("{n} 个单位，此屏放不下", "units: {n}, no room on this screen"),
    "no_units": ("没有在办案卷", "No open cases"),
}
