"""Words of entering what was written on paper."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "reentry.title": ("补录", "Enter from paper"),
    "reentry.note": (
        "停用期间写在纸上的，一行一件。时限从接报时间算起；同一号码只录一次。",
        "One case to a row. Limits count from the time on the paper; a form becomes one case.",
    ),
    "reentry.row": ("第 {n} 行", "Row {n}"),
    "reentry.form": ("表格号码", "Form number"),
    "reentry.at": ("接报时间", "Reported at"),
    "reentry.item": ("事项（小项代码）", "Item (its code)"),
    "reentry.grid": ("网格", "Grid"),
    "reentry.address": ("地址", "Address"),
    "reentry.text": ("情况", "What"),
    "reentry.channel": ("渠道", "Channel"),
    "reentry.urgency": ("紧急程度", "Urgency"),
    "reentry.by_item": ("按事项", "By the item"),
    "reentry.reporter": ("反映人", "Reporter"),
    "reentry.phone": ("反映人电话", "Reporter's phone"),
    "reentry.save": ("补录这些", "Enter these"),
    "reentry.done": ("{form} 已补录为 {case}", "{form} is case {case} now"),
    "reentry.known": ("{form} 此前已补录为 {case}", "{form} has been case {case} since before"),
    "reentry.some": (
        "已补录 {done} 件，{left} 行没有录，原因在各行。",
        "Entered: {done}. Not entered: {left}; each row says why.",
    ),
    "reentry.all": ("已补录 {done} 件。", "Entered: {done}."),
    "reentry.nothing": ("还没有填任何一行。", "No row is filled in."),
    "reentry.lost": (
        "没有送出，内容都还在；请稍后再按一次。",
        "Nothing was sent, and every row is still here; press again in a moment.",
    ),
    "field.form": ("表格号码", "Form number"),
    "field.reported_at": ("接报时间", "Reported at"),
    "refusal.REENTRY_TIME": ("请填写接报时间。", "Say when it was reported."),
    "refusal.REENTRY_GRID": ("网格应是编号。", "A grid is a number."),
    "refusal.REENTRY_CHOICE": ("{field}不在可选之中。", "{field}: none of the choices."),
    "refusal.REENTRY_AWAY": (
        "数据库暂不可用，这一行没有录，请再按一次。",
        "The database is away and this row isn't entered; press again.",
    ),
    "refusal.FORM_NUMBER": (
        "表格号码是大写字母、数字和连字符，最多 40 个。",
        "A form's number has capitals, digits and hyphens, 40 at most.",
    ),
    "refusal.FORM_ENTERED": (
        "{form} 已补录为 {case}，与这一行不同；请核对号码。",
        "{form} is case {case} already, which isn't this one; check the number.",
    ),
    "refusal.PAPER_IN_FUTURE": (
        "接报时间不能在以后。",
        "What is entered afterwards has happened already.",
    ),
    "refusal.PAPER_TOO_OLD": (
        "只能补录 {days} 天以内的。",
        "Paper may be entered for {days} days.",
    ),
}
