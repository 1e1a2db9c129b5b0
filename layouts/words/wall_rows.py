"""Words of the wall of the rows behind a number."""

from collections.abc import Mapping

from layouts.words import case, metrics

WORDS: Mapping[str, tuple[str, str]] = {
    "wall.title.rows": ("清单", "List"),
    "rows.urgency": ("级", "Urg."),
    "rows.number": ("案卷", "Case"),
    "rows.item": ("事项", "Item"),
    "rows.place": ("网格", "Grid"),
    "rows.unit": ("主办", "Unit"),
    "rows.state": ("状态", "State"),
    "rows.time": ("时限", "Time"),
    "rows.supervision": ("督办", "Superv."),
    "rows.console": ("在派遣台打开", "Open on the desk"),
}

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    **metrics.WORDS,
    **{key: pair for key, pair in case.WORDS.items() if key.startswith("state.")},
    "none": ("没有这样的案卷：{what}", "No such cases: {what}"),
    "order.rank": ("超期在前，其余按到期", "late first, then as they fall due"),
    "order.newest": ("最新在前", "newest first"),
    "part.grid": ("{n} 网格", "grid {n}"),
    "wait.return": ("退单待定", "Return?"),
    "wait.extension": ("延期待批", "Extend?"),
    "wait.suspension": ("挂账待批", "Suspend?"),
    "wait.proposal": ("待复核", "Confirm?"),
}
