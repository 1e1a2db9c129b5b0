"""Words of chains of calls and outgoing messages."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "call.INCIDENT": ("突发事件待确认", "Incident to confirm"),
    "call.REPORT_DUE": ("信息报告将到期", "Report to the city due soon"),
    "call.REPORT_LATE": ("信息报告逾期未报", "Report to the city overdue"),
    "call.CRITICAL": ("特急案卷超时", "E1 case past its limit"),
    "call.HANDOVER": ("交班逾时未接", "Handover not accepted in time"),
    "call.subject": ("{district}：{matter}", "{district}: {matter}"),
    "call.line": (
        "{matter}：{of} {title}，时限 {due}。呼叫{post} {name}。",
        "{matter}: {of} {title}, due {due}. Calling {post} {name}.",
    ),
    "call.then": ("无人应答则 {at} 呼叫{post}。", "Without an answer {post} is called at {at}."),
    "call.many": ("{n} 条合并：", "{n} in one:"),
    "call.act": (
        "请登录值班页确认告警，确认后停止呼叫。",
        "Acknowledge the alert at the duty desk: that ends the calls.",
    ),
    "refusal.NO_SUCH_MESSAGE": ("没有这条外发消息。", "There is no such message."),
    "refusal.MESSAGE_NOT_FAILED": (
        "只有最终失败的消息才能重发。",
        "Only what has failed for good is sent again.",
    ),
    "refusal.NO_SUCH_CALL": ("没有这次呼叫。", "There is no such call."),
    "refusal.NOT_CALLED": ("只有被呼叫的人才能应答。", "Only who was called answers."),
    "refusal.CALL_OVER": ("呼叫的事由已消除。", "The cause of this call is gone."),
    "refusal.CALL_ANSWERED": ("你已应答这次呼叫。", "You have answered this call."),
    "did.answer_call": ("应答呼叫", "answered the call"),
    "did.send_again": ("重发消息", "sent a message again"),
}
