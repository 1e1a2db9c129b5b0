"""Every word a screen shows, Chinese and English side by side, so that neither can be missing."""

from collections.abc import Mapping
from typing import Literal

Lang = Literal["zh", "en"]

LANG_TAG: Mapping[Lang, str] = {"zh": "zh-CN", "en": "en-GB"}

WORDS: Mapping[str, tuple[str, str]] = {
    "shell.title": ("运行指挥中心", "Command centre"),
    "shell.missing": ("没有这个页面", "There is no such page"),
    "wall.title": ("运行总览", "Overview"),
    "wall.demo": ("演示", "Demo"),
    "figure.open": ("在办", "Open"),
    "figure.overdue": ("超期", "Overdue"),
    "figure.severe": ("严重", "Severe"),
    "figure.soon": ("30 分内到期", "Due in 30 min"),
    "figure.unassigned": ("待派遣", "Unassigned"),
    "map.title": ("{n} 网格", "{n} grids"),
    "map.north": ("以北见左图（老城）", "North of here: left map"),
    "map.schematic": ("示意边界", "schematic"),
    "map.legend": ("每格超期件数", "Overdue per cell"),
    "map.labels": ("街名旁 = 超期/在办", "By street: overdue/open"),
    "map.alt": (
        "网格示意图，颜色为每格超期件数",
        "Schematic map of the grids, coloured by the number overdue",
    ),
    "late.title": ("最严重超期", "Worst overdue"),
    "recent.title": ("最新上报", "Latest reports"),
    "recent.today": ("今日", "Today"),
    "units.note": ("在办/能力", "open/cap."),
}

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    "waiting": ("尚无数据 · 正在连接", "No data yet · connecting"),
    "live": ("实时 · {n} 秒前", "Live · {n} s ago"),
    "late": ("延迟 {n} 秒", "Delayed {n} s"),
    "lost": ("数据中断 {age} · 以下是 {time} 的数据", "Data lost {age} · as of {time}"),
    "refused": ("服务器拒绝连接 · 以下是 {time} 的数据", "Refused by server · as of {time}"),
    "refused_blank": ("服务器拒绝连接 · 正在重试", "Refused by server · retrying"),
    "age_s": ("{n} 秒", "{n} s"),
    "away": (
        "消息通道中断 · 数据来自数据库，每秒更新",
        "Stream down · reading from database",
    ),
    "late_worker": ("{names}程序 10 秒以上无心跳", "No heartbeat for 10 s: {names}"),
    "worker.intake": ("接收", "intake"),
    "worker.relay": ("传送", "relay"),
    "worker.timers": ("计时", "timers"),
    "list_separator": ("、", ", "),
    "date": ("{day} {weekday}", "{weekday} {day}"),
    "before": ("1 小时前 {n}", "1 h ago {n}"),
    "more": ("多 {n}", "+{n}"),
    "fewer": ("少 {n}", "−{n}"),
    "same": ("持平", "steady"),
    "worse": ("恶化", "worse"),
    "better": ("好转", "better"),
    "up": ("略升", "up"),
    "down": ("略降", "down"),
    "over": ("超{t}", "over {t}"),
    "left": ("剩{t}", "{t} left"),
    "over_wide": ("超 {t}", "over {t}"),
    "left_wide": ("剩 {t}", "{t} left"),
    "due": ("{label} {t}", "{label} · {t}"),
    "elapsed": ("已 {t}", "for {t}"),
    "minutes": ("{n}分", "{n}m"),
    "minutes_wide": ("{n} 分", "{n} min"),
    "days": ("{n}天", "{n}d"),
    "days_wide": ("{n} 天", "{n} days"),
    "top": ("前 {n} / 共 {all}", "top {n} of {all}"),
    "busiest": ("最忙 {n} 单位", "Busiest {n}"),
    "busiest_none": ("最忙单位", "Busiest"),
    "unit_over": ("超{n}", "{n}"),
    "scale": ("老城放大 {n} 倍 · ", "Old town × {n} · "),
    "unclassified": ("未分类", "Unclassified"),
    "state.REPORTED": ("待受", "new"),
    "state.VERIFYING": ("核实", "checking"),
    "state.FILED": ("待派", "to assign"),
    "state.DISPATCHED": ("待签", "sent"),
    "state.PROCESSING": ("处置", "handling"),
    "state.FEEDBACK": ("待核", "to verify"),
    "state.VERIFIED": ("待结", "to close"),
    "state.SUSPENDED": ("挂账", "on hold"),
    "state.CLOSED": ("办结", "closed"),
    "state.REJECTED": ("不受", "refused"),
    "state.VOIDED": ("作废", "void"),
    "state.MERGED": ("并案", "merged"),
    "level.1": ("特别重大", "Level I"),
    "level.2": ("重大", "Level II"),
    "level.3": ("较大", "Level III"),
    "level.4": ("一般", "Level IV"),
    "level.suspected": ("疑似", "Suspected"),
    "level.undecided": ("未定级", "Level not set"),
    "incident_place": ("{street} {grid} 网格", "{street}, grid {grid}"),
    "households": ("影响 {n} 户", "{n} households"),
    "linked": ("并案 {n}", "{n} linked"),
    "no_late": ("没有超期案卷", "Nothing overdue"),
    "last_closed": ("最近一件 {time} 办结", "Last one closed {time}"),
    "no_recent": ("尚无上报", "No reports yet"),
    "no_units": ("没有在办案卷", "No open cases"),
    "no_incident": ("无进行中的突发事件", "No incident in progress"),
}


def word(lang: Lang, key: str, **values: object) -> str:
    """The word in this language, its {places} filled; an unknown key is a KeyError."""
    return _pick(lang, WORDS[key]).format(**values)


def live_words(lang: Lang) -> dict[str, str]:
    """What the browser needs to put live values into words; {places} are filled there."""
    return {key: _pick(lang, pair) for key, pair in LIVE_WORDS.items()}


def _pick(lang: Lang, pair: tuple[str, str]) -> str:
    return pair[0] if lang == "zh" else pair[1]
