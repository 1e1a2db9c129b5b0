"""Words of a wall that looks back."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "past.label": ("回看 {day} {time} · 非实时", "Looking back at {day} {time} · not live"),
    "past.label_of_none": ("回看 · 非实时", "Looking back · not live"),
    "past.bar": ("回看的时刻", "The minute looked back at"),
    "past.minute": ("回看时刻", "Minute"),
    "past.step.-60": ("−1 小时", "−1 h"),
    "past.step.-10": ("−10 分", "−10 min"),
    "past.step.-1": ("−1 分", "−1 min"),
    "past.step.1": ("+1 分", "+1 min"),
    "past.step.10": ("+10 分", "+10 min"),
    "past.step.60": ("+1 小时", "+1 h"),
    "past.live": ("回到实时", "Back to live"),
}

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    "panel.past": ("{time}", "at {time}"),
    "past.coming": ("正在读取当时的记录…", "Reading the records of that time…"),
    "past.NO_SUCH_MINUTE": (
        "地址中的时间无法识别，应如 2026-11-25T17:42。",
        "The address names no minute; one looks like 2026-11-25T17:42.",
    ),
    "past.NOT_YET_PAST": ("该时刻尚未过去。", "That time isn't past yet."),
    "past.TOO_LONG_PAST": ("只能回看最近 {days} 天。", "Only the last {days} days can be shown."),
    "past.BEFORE_RECORDS": (
        "该时刻尚无记录；记录始于 {since}。",
        "Nothing was recorded yet; the records begin at {since}.",
    ),
    "past.PAST_BUSY": (
        "同时回看的人较多，稍后自动重试。",
        "Others are looking back too; it is tried again by itself.",
    ),
    "past.PAST_AWAY": (
        "暂时读不到记录，稍后自动重试。",
        "The records can't be read; it is tried again by itself.",
    ),
    "past.PAST_DENIED": ("你的岗位不能回看。", "Your post may not look back."),
}
