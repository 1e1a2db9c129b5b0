"""Words of the wall of loads."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "wall.title.load": ("单位负荷", "Unit load"),
    "screens.view.load": ("负荷", "Load"),
    "load.help": ("需支援", "Needs help"),
    "load.help.rule": ("先超负荷，再超期，再 2 小时内到期", "over capacity, overdue, due in 2 h"),
    "load.legend.overdue": ("和红段 = 超期", "and red: overdue"),
    "load.legend.soon": ("细段 = 2 时内到期", "thin: due in 2 h"),
    "load.legend.full": ("竖线 = 满负荷", "line: full load"),
    "load.legend.beyond": ("线右 = 超出承载量", "past it: beyond"),
    "load.legend.frame": ("外框 = 超负荷", "frame: over"),
    "load.legend.people": ("人数 = 自报在岗", "p: on duty"),
    "load.day": ("近 24 小时", "24 hours"),
    "load.open": ("在办", "Open"),
    "load.arrived": ("新增", "In"),
    "load.closed": ("办结", "Out"),
}

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    "kind.utility": ("公共服务企业 {n}", "Utilities {n}"),
    "kind.department": ("部门 {n}", "Depts {n}"),
    "kind.street": ("街（乡）{n}", "Streets {n}"),
    "of_open": ("在办 {n}", "open {n}"),
    "of_capacity": ("承载量 {n}", "capacity {n}"),
    "of_units": ("共 {n} 单位", "of {n} units"),
    "can_take": ("可接新件", "can take more"),
    "longest": ("最久 {t}", "longest {t}"),
    "people": ("{n}人", "{n}p"),
    "strain.ROOM": ("有余力", "free"),
    "strain.FULL": ("满负荷", "full"),
    "strain.OVER": ("超负荷", "over"),
    "strain.BLOCKED": ("超负荷", "over"),
    "ahead": ("2 时内 {n}", "{n} in 2 h"),
    "was": ("昨日同时 {n}", "24 h ago {n}"),
    "at": ("{t} 的数据", "as of {t}"),
    "district": ("全区", "District"),
    "highest": ("最高 {n}", "peak {n}"),
    "highest_at": ("（{t} 时）", "at {t}:00"),
    "missing": ("缺{n}时", "−{n} h"),
    "no_hours": ("近 24 小时无记录", "no record of 24 h"),
    "no_help": ("没有单位需要支援", "No unit needs help"),
    "half_free": ("{n} 个单位尚有一半余力", "units half free: {n}"),
}
