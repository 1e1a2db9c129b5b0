"""Words of the desk's page: bar, queue, facets."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "console.place": ("{district}指挥中心", "{district} command centre"),
    "console.desk": ("派遣台", "Desk"),
    "console.skip": ("跳到案卷列表", "Skip to the list"),
    "console.facets": ("筛选", "Narrowing the list"),
    "console.too_small": (
        "窗口太小：工作台至少需要宽 {w}、高 {h} 像素，现有",
        "This window is too small: the desk needs at least {w} × {h} pixels; there are",
    ),
    "console.side": ("案卷详情", "The selected case"),
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
    "age_s": ("{n} 秒", "{n} s"),
    "differs": ("画面与数据不符 · 请勿据此判断", "Screen differs from the data"),
    "away": ("消息通道中断 · 数据来自数据库，每秒更新", "Stream down · reading from database"),
    "late_worker": ("{names}程序 10 秒以上无心跳", "No heartbeat for 10 s: {names}"),
    "worker.intake": ("接收", "intake"),
    "worker.relay": ("传送", "relay"),
    "worker.timers": ("计时", "timers"),
    "undone.not": ("没有办成：{why}。", "Not done: {why}. "),
    "undone.unsure": (
        "不知道是否办成：{why}。请先看案卷有没有变化，再试一次。",
        "Not known to be done: {why}. See whether the case has changed, then try again. ",
    ),
    "undone.read": ("没有载入：{why}。请再选一次。", "Not loaded: {why}. Choose it again. "),
    "undone.kept": ("填写的内容还在。", "What you typed is still here."),
    "why.400": (
        "服务器不认这次请求（400），请刷新页面后再试",
        "the server doesn't take this request (400); reload the page",
    ),
    "why.403": ("服务器不允许（403）", "the server doesn't allow it (403)"),
    "why.429": ("请求太多（429），请等几秒再试", "too many requests (429); wait a few seconds"),
    "why.500": ("服务器出错（500）", "the server has failed (500)"),
    "why.502": ("服务器没有应答（502）", "the server doesn't answer (502)"),
    "why.503": ("服务器或数据库暂不可用（503）", "the server or its database is away (503)"),
    "why.504": ("服务器没有应答（504）", "the server doesn't answer (504)"),
    "why.other": ("服务器的答复看不懂（{n}）", "the server's answer makes no sense ({n})"),
    "why.network": ("网络不通，或连接被切断", "no network, or the line was cut"),
    "why.slow": ("{n} 秒没有答复", "no answer for {n} s"),
    "list_separator": ("、", ", "),
    "date": ("{day} {weekday}", "{weekday} {day}"),
    "over": ("超 {t}", "over {t}"),
    "left": ("剩 {t}", "{t} left"),
}
