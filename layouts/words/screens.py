"""Walls as devices: why one can't be set or sent so."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "refusal.NO_SUCH_SCREEN": ("没有屏幕“{screen}”。", "There is no screen “{screen}”."),
    "refusal.NO_SCREENS": ("还没有登记屏幕。", "There is no screen yet."),
    "refusal.SCREEN_NAME": (
        "屏幕名须有 1–{most} 个字，首尾无空格。",
        "A screen's name has 1 to {most} characters, no space at either end.",
    ),
    "refusal.SCREEN_TAKEN": ("已有屏幕“{screen}”。", "There is a screen “{screen}” already."),
    "refusal.TOO_MANY_SCREENS": ("最多 {most} 块屏幕。", "There may be {most} screens at most."),
    "refusal.SCREEN_RANGE": (
        "{what} 须在 {least} 至 {most} 之间。",
        "{what} lies between {least} and {most}.",
    ),
    "refusal.NIGHT_HOURS": (
        "夜间时段写作 22-6：从几点到几点，0–23。",
        "Night runs from one hour to another, 0 to 23, as in 22-6.",
    ),
    "refusal.PLAYLIST_EMPTY": (
        "“{screen}”还没有轮播单。",
        "“{screen}” has no playlist yet.",
    ),
    "refusal.CASE_MISSING": ("请先选定一件案卷。", "Choose a case first."),
    "refusal.NOT_IN_REACH": (
        "只能回看最近 {days} 天，不能看将来。",
        "One may look back {days} days, and not ahead.",
    ),
    "refusal.NOT_FOR_VISITORS": (
        "“{screen}”对外展示：不显示单个案卷或网格。",
        "“{screen}” is for visitors: no single case or grid is shown there.",
    ),
    "refusal.TOO_MANY_STOPS": ("轮播最多 {most} 站。", "A tour has at most {most} stops."),
    "refusal.NO_STOP": (
        "轮播里不能放单个案卷，也不能再套轮播。",
        "A single case or another tour can't be a stop of a tour.",
    ),
    "refusal.STOP_SECONDS": (
        "每站须停 {least} 至 {most} 秒。",
        "A stop lasts {least} to {most} seconds.",
    ),
    "refusal.FILTER_LONG": ("筛选条件太长。", "The filter is too long."),
    "refusal.FILTER_UNREADABLE": (
        "筛选条件写作 street=S08&of=overdue。",
        "A filter looks like street=S08&of=overdue.",
    ),
    "refusal.FILTER_KEY": (
        "大屏不能按“{key}”筛选。",
        "A wall can't be narrowed by “{key}”.",
    ),
    "refusal.FILTER_ONE": (
        "大屏每项只能筛一个值：{key}。",
        "A wall is narrowed by one {key} at a time.",
    ),
    "refusal.FILTER_VALUE": ("没有这样的 {key}：{value}。", "There is no {key} {value}."),
}
