"""Words of warnings (预警). Colours are those of the Chinese signals, the rest is CAP's own."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "duty.warnings": ("生效中的预警", "Warnings in force"),
    "refusal.WARNING_SPAN": ("失效时间不在开始之后。", "It ends before it begins."),
    "refusal.WARNING_REFERENCES": (
        "更新或解除须写明所针对的预警（references）。",
        "An update or a cancellation names the warning that it changes (references).",
    ),
    "refusal.WARNING_WORDS": ("预警没有内容。", "The warning says nothing."),
    "refusal.WARNING_ITSELF": ("预警不能引用自己。", "The message refers to itself."),
    "refusal.WARNING_OTHER_SENDER": (
        "不能更新或解除其他发布单位的预警。",
        "It refers to another sender's warning.",
    ),
    "refusal.WARNING_IDENTITY": (
        "发布单位或编号含有 CAP 不允许的字符。",
        "Its sender or identifier has a character that CAP forbids.",
    ),
    "refusal.WARNING_NOT_ACTUAL": (
        "状态为 {status}，不是实际预警，不予显示。",
        "Its status is {status}: only an actual warning is shown.",
    ),
    "refusal.WARNING_NOT_PUBLIC": (
        "范围为 {scope}，不是公开预警，不予显示。",
        "Its scope is {scope}: only a public warning is shown.",
    ),
    "refusal.WARNING_OLD": (
        "这条预警是 {days} 天以前发出的。",
        "It was sent more than {days} days ago.",
    ),
    "refusal.WARNING_EXPIRED": ("这条预警已经失效。", "It has expired already."),
    "refusal.WARNING_ELSEWHERE": (
        "预警区域不涉及本区。",
        "None of its areas touches this district.",
    ),
    "refusal.WARNING_SHAPE": ("区域形状读不懂：{value}。", "An area can't be read: {value}."),
    "refusal.WARNINGS_FULL": ("已有 {most} 条生效的预警。", "{most} warnings stand already."),
    "did.publish_warning": ("发布预警", "published a warning"),
    "did.end_warning": ("预警被更新或解除", "ended a warning by another message"),
    "did.expire_warning": ("预警到期", "the warning expired"),
}
LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    "warning.language": ("zh", "en"),
    "warning.RED": ("{event}红色预警", "{event}: red warning"),
    "warning.ORANGE": ("{event}橙色预警", "{event}: orange warning"),
    "warning.YELLOW": ("{event}黄色预警", "{event}: yellow warning"),
    "warning.BLUE": ("{event}蓝色预警", "{event}: blue warning"),
    "warning.EXTREME": ("{event}预警（特别严重）", "{event}: extreme"),
    "warning.SEVERE": ("{event}预警（严重）", "{event}: severe"),
    "warning.MODERATE": ("{event}预警（较重）", "{event}: moderate"),
    "warning.MINOR": ("{event}预警（轻微）", "{event}: minor"),
    "warning.UNKNOWN": ("{event}预警", "{event}: warning"),
    "warning.source": ("来源 {name}", "by {name}"),
    "warning.until": ("有效至 {at}", "until {at}"),
    "warning.between": ("{from} 起，有效至 {at}", "from {from} until {at}"),
    "warning.more": ("另 {n} 条", "{n} more"),
    "warning.content": ("内容", "What it says"),
}
