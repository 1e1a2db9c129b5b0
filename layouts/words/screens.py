"""Walls as devices: the desk's list of them, and why one can't be set or sent so."""

from collections.abc import Mapping

from layouts.words import metrics

WORDS: Mapping[str, tuple[str, str]] = {
    "screens.view.tour": ("轮播", "Tour"),
    "screens.title": ("屏幕", "Screens"),
    "screens.note": (
        "发送后，屏幕在一秒内改换画面。",
        "A screen changes within a second.",
    ),
    "screens.identify_all": ("全部标识", "Identify all"),
    "screens.desk_only": ("请在派遣台打开屏幕清单。", "Open the list of screens at the desk."),
    "screens.sent.show": ("{names}：已发送画面。", "{names}: view sent."),
    "screens.sent.case": ("{names}：已发送案卷。", "{names}: case sent."),
    "screens.sent.tour": ("{names}：轮播单已保存。", "{names}: playlist saved."),
    "screens.sent.identify": ("{names}：正在标识。", "{names}: identifying."),
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
        "“{screen}”对外展示：不显示单个案卷或网格，也不按单位、状态筛选。",
        "“{screen}” is for visitors: no single case, grid, unit or state is shown there.",
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

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    "screens.none": (
        "还没有登记屏幕；用命令 screen add 登记。",
        "There is no screen yet; `screen add` adds one.",
    ),
    "screens.inside": ("内部", "Inside"),
    "screens.visitors": ("参观", "Visitors"),
    "screens.unset": ("未登记，按参观档显示", "Not set: masked as for visitors"),
    "screens.as_linked": ("链接所指的画面", "As its link says"),
    "screens.told": ("应显示 {what}", "Told: {what}"),
    "screens.shows": ("现显示 {what}", "Shows: {what}"),
    "screens.live": ("实时", "Live"),
    "screens.stale": ("画面停在 {t} 前", "Picture {t} old"),
    "screens.offline": ("离线", "Offline"),
    "screens.offline_for": ("离线 {t}", "Offline for {t}"),
    "screens.old_build": ("旧版页面", "Old page"),
    "screens.several": ("{n} 个浏览器", "{n} browsers"),
    "screens.view": ("画面", "View"),
    "screens.show": ("显示", "Show"),
    "screens.filter": ("发送当前筛选", "Send the filter"),
    "screens.case": ("发送选中案卷", "Send the case"),
    "screens.identify": ("标识", "Identify"),
    "screens.tour": ("轮播单", "Playlist"),
    "screens.stop": ("第 {n} 站", "Stop {n}"),
    "screens.seconds": ("秒", "seconds"),
    "screens.up": ("上移", "Move up"),
    "screens.down": ("下移", "Move down"),
    "screens.drop": ("删去", "Remove"),
    "screens.add_stop": ("加一站", "Add a stop"),
    "screens.save": ("保存", "Save"),
    "screens.save_all": ("保存到所有屏幕", "Save for all screens"),
    "screens.no_case": ("请先在列表中选定一件案卷。", "Choose a case in the queue first."),
    **{
        key.replace("metric.", "screens.of."): pair
        for key, pair in metrics.WORDS.items()
        if not key.endswith(".counted")
    },
}
