"""Words of the wall of the overdue."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "overdue.title": ("超期清单", "Overdue"),
    "overdue.rule": ("特急、严重置顶，再按级别和超时", "critical, severe, then urgency, time"),
    "overdue.urgency": ("级", ""),
    "overdue.item": ("事项", "Item"),
    "overdue.place": ("网格", "Grid"),
    "overdue.owner": ("在谁手里", "In hands of"),
    "overdue.time": ("已超", "Over"),
    "overdue.level": ("督", "Lv"),
    "overdue.step": ("督办最近一步", "Last step"),
    "overdue.ages": ("已超多久", "For how long"),
    "overdue.age.0": ("1 小时内", "under 1 h"),
    "overdue.age.1": ("1–4 小时", "1–4 h"),
    "overdue.age.2": ("4–24 小时", "4–24 h"),
    "overdue.age.3": ("1–3 天", "1–3 days"),
    "overdue.age.4": ("3 天以上", "3 days on"),
    "overdue.hands": ("超期在谁手里", "In whose hands"),
    "overdue.next": ("30 分内到期", "Due in 30 min"),
    "overdue.severe": ("严重超期", "Severe"),
}

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    "seat.INTAKE": ("受理席", "Intake"),
    "seat.GRID": ("网格长", "Grid leader"),
    "seat.DISPATCH": ("派遣席", "Dispatch"),
    "seat.STATION": ("社区站", "Station"),
    "seat.FOREMAN": ("值班长", "Foreman"),
    "longest": ("最久 {t}", "longest {t}"),
    "shown": ("前 {n} / 共 {all}", "top {n} of {all}"),
    "step.none": ("未督办", "not supervised"),
    "step.1": ("{t} 待回复", "{t} awaited"),
    "step.2": ("{t} 送单位正职", "{t} to its head"),
    "step.3": ("{t} 送区领导", "{t} to leader"),
    "step.late": ("{t} 逾期未复", "{t} no reply"),
    "step.replied": ("{t} 已回复", "{t} replied"),
    "next_all": ("{n} 件，都在{who}", "{n} due: all {who}"),
    "next_most": ("{n} 件，其中 {m} 件在{who}", "{n} due: {m} {who}"),
    "next_unheard": ("{n} 件无人签收", "{n} not accepted"),
    "next_heard": ("没有待签收的", "all accepted"),
    "hand": ("{who} {n}", "{who} {n}"),
    "no_soon": ("30 分钟内没有到期的", "Nothing due in 30 min"),
    "no_hands": ("都没有超期", "Nobody has any"),
}
