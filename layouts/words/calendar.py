"""Words of the administrator's page of working days, and of what it refuses."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "calendar.title": ("工作日历", "Working calendar"),
    "calendar.certain": (
        "官方放假安排到 {last} 为止，此后按周末和法定节日暂定；装入新安排后时限自动重算。",
        "Official until {last}, then provisional; deadlines follow once the new list is loaded.",
    ),
    "calendar.recounting": (
        "{first} 至 {last} 有变更，未结案卷的时限正在重算。",
        "{first} to {last} has changed; open deadlines are being worked out anew.",
    ),
    "calendar.empty": (
        "日历表尚未装入，按放假安排库计算。",
        "The table is still empty; the libraries' days hold.",
    ),
    "calendar.hours": ("作息时间：{hours}", "Working hours: {hours}"),
    "calendar.day": ("日期", "Day"),
    "calendar.what": ("安排", "Arrangement"),
    "calendar.name": ("名称或原因", "Name or reason"),
    "calendar.source": ("来源", "Source"),
    "calendar.off": ("放假", "off"),
    "calendar.works": ("上班", "works"),
    "calendar.exception": ("本区例外", "local exception"),
    "calendar.provisional": ("暂定", "provisional"),
    "calendar.add": ("例外日（如暴雪停工）", "Exception, such as a storm day"),
    "calendar.reason": ("原因", "Reason"),
    "calendar.do_off": ("这一天不上班", "Nobody works that day"),
    "calendar.do_works": ("这一天上班", "People work that day"),
    "calendar.do_restore": ("撤销例外", "Take the exception back"),
    "calendar.done": ("已更改，相关案卷的时限随后重算。", "Changed; the deadlines follow."),
    "calendar.history": ("更改记录", "Changes"),
    "calendar.act.load_calendar": ("装入放假安排", "list loaded"),
    "calendar.act.except_day": ("设例外日", "exception made"),
    "calendar.act.restore_day": ("撤销例外日", "exception taken back"),
    "calendar.act.recount": ("要求重算", "recount asked for"),
    "calendar.act.recounted": ("时限已重算", "deadlines recounted"),
    "refusal.DAY_OUT_OF_REACH": (
        "日期须在 {first} 至 {last} 之间。",
        "The day must lie from {first} to {last}.",
    ),
    "refusal.REASON_MISSING": (
        "请写明原因，不超过 {longest} 字。",
        "Say why, in at most {longest} characters.",
    ),
    "refusal.NO_EXCEPTION": ("{day} 不是例外日。", "{day} is no exception."),
    "refusal.BAD_DAY": ("请选一个日期。", "Choose a day."),
    "refusal.BEYOND_CALENDAR": (
        "时间超出日历范围（{first}–{last} 年）。",
        "The time is beyond the calendar ({first} to {last}).",
    ),
}
