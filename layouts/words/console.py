"""Words of the desk's page: bar, queue, facets."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "console.place": ("{district}指挥中心", "{district} command centre"),
    "console.desk": ("派遣台", "Desk"),
    "console.home": ("首页", "Home"),
    "console.wall": ("大屏", "Wall"),
    "console.figures": ("指标", "Figures"),
    "console.logout": ("退出", "Log out"),
    "case.title": ("案卷", "Case"),
    "case.as_of": ("{at} 的情况", "As of {at}"),
    "case.print": ("打印", "Print"),
    "console.search": ("查案卷、网格、单位，或输命令", "Case, grid, unit, or a command"),
}

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    "waiting": ("尚无数据 · 正在连接", "No data yet · connecting"),
    "live": ("实时 · {n} 秒前", "Live · {n} s ago"),
    "late": ("延迟 {n} 秒", "Delayed {n} s"),
    "lost": ("数据中断 {age} · 以下是 {time} 的数据", "Data lost {age} · as of {time}"),
    "refused": ("服务器拒绝连接 · 以下是 {time} 的数据", "Refused by server · as of {time}"),
    "refused_blank": ("服务器拒绝连接 · 正在重试", "Refused by server · retrying"),
    "age_s": ("{n} 秒", "{n} s"),
    "differs": ("画面与数据不符 · 请勿据此判断", "Screen differs from the data"),
    "away": ("消息通道中断 · 数据来自数据库，每秒更新", "Stream down · reading from database"),
    "late_worker": ("{names}程序 10 秒以上无心跳", "No heartbeat for 10 s: {names}"),
    "worker.intake": ("接收", "intake"),
    "worker.relay": ("传送", "relay"),
    "worker.timers": ("计时", "timers"),
    "list_separator": ("、", ", "),
    "date": ("{day} {weekday}", "{weekday} {day}"),
    "over": ("超 {t}", "over {t}"),
    "left": ("剩 {t}", "{t} left"),
    "minutes": ("0:{n}", "0:{n}"),
    "days": ("{n}天", "{n}d"),
}
