"""Words of the queue: its columns, what is held back and why, what it is narrowed to."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "queue.label": ("案卷队列", "Queue of cases"),
    "queue.lamp": ("", ""),
    "queue.urgency": ("级", "Lvl"),
    "queue.no": ("案卷", "Case"),
    "queue.item": ("事项", "Item"),
    "queue.place": ("网格 社区", "Grid, community"),
    "queue.unit": ("主办", "Lead"),
    "queue.state": ("状态", "State"),
    "queue.due": ("时限", "Time"),
    "queue.used": ("已用", "Used"),
    "queue.looking": ("在看", "Viewing"),
}

CELLS: Mapping[str, tuple[str, str]] = {
    "unclassified": ("未分类", "Unclassified"),
    "gone": ("已离开", "Gone"),
    "due_at": ("{t} 到期", "Due {t}"),
    "provisional": ("日历待公布，暂按推算", "Calendar not published yet: provisional"),
    "lamp.unassigned": ("待派遣", "Unassigned"),
    "wait.return": ("退单待定", "Return?"),
    "wait.extension": ("延期待批", "Extend?"),
    "wait.suspension": ("挂账待批", "Suspend?"),
    "wait.proposal": ("待确认", "Confirm?"),
    "badge.supervision": ("{n} 级督办", "Supervision {n}"),
    "badge.incident": ("突发", "Incident"),
    "badge.rework": ("返工", "Rework"),
    "badge.child": ("子案", "Child"),
    "badge.children": ("有子案", "Parent"),
    "views": ("{name} 在看", "{name} is viewing"),
    "edits": ("{name} 在办理", "{name} is editing"),
    "minutes_wide": ("{n} 分", "{n} min"),
    "days_wide": ("{n} 天", "{n} days"),
}

BAR: Mapping[str, tuple[str, str]] = {
    "held.new": ("{n} 条新增", "{n} new"),
    "held.changed": ("{n} 条变化", "{n} changed"),
    "held.gone": ("{n} 条离开", "{n} gone"),
    "held.show": ("{what}，按 R 显示", "{what}: press R"),
    "held.urgent": ("新增 {n} 条 E1 特急：{names}", "{n} new E1: {names}"),
    "held.why": ("{why}，列表顺序已冻结 {t}", "{why}: order held {t}"),
    "hold.editing": ("你正在办理", "You are editing"),
    "hold.chosen": ("你已选中 {n} 件", "{n} chosen"),
    "hold.here": ("你已选中一行", "You have a row selected"),
    "hold.typing": ("你正在输入", "You are typing"),
    "hold.menu": ("菜单开着", "A menu is open"),
    "hold.pointing": ("鼠标在列表上", "The mouse is on the list"),
    "flowing": ("列表实时更新", "The list follows live"),
    "and_more": ("等另 {n} 件", " and {n} more"),
    "comma": ("，", ", "),
    "today.reported_today": ("今日上报 {n}", "Reported today {n}"),
    "today.closed_today": ("办结 {n}", "Closed {n}"),
    "today.open": ("在办 {n}", "Open {n}"),
}

FACETS: Mapping[str, tuple[str, str]] = {
    "facets": ("筛选", "Filters"),
    "facet.all": ("全部", "All"),
    "facet.lamp": ("灯态", "Lamp"),
    "facet.wait": ("待裁定", "To decide"),
    "facet.state": ("状态", "State"),
    "facet.urgency": ("级别", "Level"),
    "facet.street": ("街道", "Street"),
    "facet.unit": ("主办单位", "Lead unit"),
    "facet.item": ("事项", "Item"),
    "facet.grid": ("网格", "Grid"),
    "facet.incident": ("突发事件", "Incident"),
    "none.unit": ("未派单位", "No unit yet"),
    "none.street": ("街道不明", "Street unknown"),
    "none.item": ("未分类", "Unclassified"),
    "none.incident": ("未挂接", "Not linked"),
    "grid_no": ("{n} 网格", "Grid {n}"),
    "filter.clear": ("清除筛选", "Clear the filter"),
    "empty.all": ("没有在办案卷", "No open cases"),
    "empty.filtered": ("没有符合的案卷", "No case fits"),
    "empty.why": ("被筛选隐藏：{what}", "Hidden by: {what}"),
    "list.span": ("{all} 件中第 {from}–{to} 件", "{from}–{to} of {all}"),
    "order.lamp": (
        "排序：特急超期、严重、超期、将到期、待派遣、其余",
        "Order: late E1, severe, overdue, due soon, unassigned, rest",
    ),
    "order.by": ("排序：{by}", "Order: {by}"),
}

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    **CELLS,
    **BAR,
    **FACETS,
    **{f"col.{key.removeprefix('queue.')}": pair for key, pair in WORDS.items() if pair[0]},
}
