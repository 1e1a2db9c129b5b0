"""Words of the wall of one case."""

from collections.abc import Mapping

from layouts.words import case, detail

SHARED = (
    "did.",
    "role.",
    "state.",
    "channel.",
    "limit.",
    "supervision.",
    "used.",
    "now_at",
    "clock.",
)
_DESK = {**case.WORDS, **detail.WORDS, **detail.LIVE_WORDS}

WORDS: Mapping[str, tuple[str, str]] = {
    "wall.title.case": ("案卷", "Case"),
    "screens.view.case": ("案卷", "Case"),
    "case.wall.title": ("案卷", "Case"),
    "case.wall.unit": ("主办单位", "Unit"),
    "case.wall.place": ("街道", "Street"),
    "case.wall.grid": ("网格", "Grid"),
    "case.wall.reported": ("上报", "Reported"),
    "case.wall.supervision": ("督办", "Supervised"),
    "case.wall.helpers": ("会办", "Helping"),
    "case.wall.incident": ("突发事件", "Incident"),
    "case.wall.returns": ("反复", "Again"),
    "case.wall.newest": ("最新在上", "newest first"),
}

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    **{key: pair for key, pair in _DESK.items() if key.startswith(SHARED)},
    "supervision.1": ("一级督办", "level 1"),
    "supervision.2": ("二级督办", "level 2"),
    "supervision.3": ("三级督办", "level 3"),
    "role.timers": ("系统", "System"),
    "part.grid": ("{n} 网格", "grid {n}"),
    "post.grid_leader": ("{n} 网格长", "Grid {n} leader"),
    "due_at": ("{at} 到期，", "due {at}, "),
    "close_by": ("{at} 结案，", "close by {at}, "),
    "wait.return": ("退单待定", "Return?"),
    "wait.extension": ("延期待批", "Extend?"),
    "wait.suspension": ("挂账待批", "Suspend?"),
    "wait.proposal": ("待复核", "Confirm?"),
    "no_case": ("没有案卷 {no}", "There is no case {no}"),
    "no_number": ("没有指定案卷", "No case was named"),
    "no_unit": ("尚未派遣", "Unassigned"),
    "no_acts": ("没有记录", "Nothing on record"),
    "no_clock": ("此刻没有计时", "No clock is running"),
    "returned": ("退单 {n} 次", "returned {n}×"),
    "reworked": ("返工 {n} 次", "reworked {n}×"),
}
