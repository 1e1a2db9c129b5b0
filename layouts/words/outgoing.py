"""Words of chains of calls and outgoing messages."""

from collections.abc import Mapping

from dashboard.domain.duty.chain_rules import Matter

MATTERS = tuple(matter.value for matter in Matter)
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
        "请应答，或登录值班页确认告警，之后停止呼叫。",
        "Answer, or acknowledge the alert at the duty desk: that ends the calls.",
    ),
    "call.link": ("应答：{link}", "Answer: {link}"),
    "answer.title": ("应答呼叫", "Answer a call"),
    "answer.press": ("应答", "Answer"),
    "answer.note": (
        "按下即表示你已知悉并去处理；打开本页什么也不改变。",
        "Pressing says that you know and see to it; opening this page has changed nothing.",
    ),
    "answer.done": (
        "已记录是你应答的。请登录值班页处理。",
        "It is on record that you have answered. Log in at the duty desk to act.",
    ),
    "answer.duty": ("登录值班页", "To the duty desk"),
    "refusal.LINK_UNKNOWN": (
        "这个链接无效：不是本中心发出的，或不完整。",
        "This link isn't one of this centre's, or a part of it is missing.",
    ),
    "refusal.LINK_EXPIRED": (
        "这个链接已过期。请登录值班页应答。",
        "The time of this link is over. Log in at the duty desk to answer.",
    ),
    "refusal.LINK_BUSY": (
        "尝试过多，请等几秒再试。",
        "Too many attempts; wait some seconds and try again.",
    ),
    "refusal.LINK_ACCOUNT_OFF": (
        "这个链接的账号已停用。",
        "The account of this link is switched off.",
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
    "duty.calls": ("正在呼叫", "Calls under way"),
    "duty.done.answer_call": ("已应答。", "Answered."),
    "duty.done.send_again": ("已要求重发。", "It is sent again."),
    "dryrun.head": (
        "试呼（{at}，只查不打）：此后 {days} 天",
        "Dry run ({at}, nobody was called): the next {days} days",
    ),
    "dryrun.all": ("每一步都有人可达。", "Every step reaches somebody."),
    "dryrun.nobody": (
        "{since} 至 {until} 无人可达：{what}",
        "{since} to {until}: nobody is reached: {what}",
    ),
    "dryrun.steps": (
        "{since} 至 {until} 第 {steps} 步无人：{what}",
        "{since} to {until}: step {steps} reaches nobody: {what}",
    ),
    "dryrun.and": ("、", ", "),
    "dryrun.more": ("另有 {n} 段。", "More spans: {n}."),
    "dryrun.press": ("试呼", "Dry run"),
    "duty.done.dry_run": ("已试呼，结果在日志里。", "Done: what it found is in the log."),
    "refusal.NO_CHANNEL_HERE": (
        "这台机器上没有呼叫通道，无从试呼。",
        "There is no channel on this machine by which anybody is called.",
    ),
    "refusal.CHANNELS_UNREADABLE": (
        "通道文件读不了，请管理员查看。",
        "The file of the channels can't be read; an administrator has to see to it.",
    ),
    "did.answer_call": ("应答呼叫", "answered the call"),
    "did.send_again": ("重发消息", "sent a message again"),
}
LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    **{f"call.{name}": WORDS[f"call.{name}"] for name in MATTERS},
    "dryrun.press": WORDS["dryrun.press"],
    "call.and": ("、", ", "),
    "call.state.CALLING": ("呼叫中：第 {n} 步，共 {all} 步", "calling: step {n} of {all}"),
    "call.state.ANSWERED": ("已应答", "answered"),
    "call.state.UNANSWERED": (
        "无人应答，{all} 步已走完",
        "nobody has answered; steps taken: {all}",
    ),
    "call.round": ("（第 {n} 轮）", " (round {n})"),
    "call.next": ("{at} 无人应答则呼叫{post}", "without an answer {post} is called at {at}"),
    "call.next.nobody": ("{at} 后再无人可呼叫", "after {at} nobody is left to be called"),
    "call.next.late": (
        "▲ {at} 应到下一步，呼叫程序没有执行：请电话通知，并看系统状态",
        "▲ the next step was due at {at}, and nobody calls: phone them, and see to the system",
    ),
    "call.step": ("第 {n} 步 {at} 呼叫{post}", "step {n}, {at}: {post}"),
    "call.step.NOBODY": (
        "第 {n} 步 {at} {post}：无人在岗，已跳过",
        "step {n}, {at}: nobody holds {post}, skipped",
    ),
    "call.step.NO_CHANNEL": (
        "第 {n} 步 {at} {post}：没有通道可达，已跳过",
        "step {n}, {at}: no channel reaches {post}, skipped",
    ),
    "call.answered": ("{name} {at} 已应答", "{name} answered at {at}"),
    "call.message.ASKED": ("{channel}：已要求", "{channel}: asked"),
    "call.message.ACCEPTED": (
        "{channel}：我方已受理，第 {n} 次",
        "{channel}: accepted by us, try {n}",
    ),
    "call.message.CONFIRMED": ("✓ {channel}：{at} 对方已确认", "✓ {channel}: confirmed at {at}"),
    "call.message.FAILED": ("▲ {channel}：第 {n} 次失败", "▲ {channel}: try {n} failed"),
    "call.message.CALLED_OFF": ("{channel}：已撤回", "{channel}: called off"),
    "call.why": ("（{words}）", " ({words})"),
    "call.retry": ("，{at} 再试", ", tried again at {at}"),
    "call.given_up": ("，不再自动重试", ", not tried again by itself"),
    "call.answer": ("应答", "Answer"),
    "call.again": ("重发", "Send again"),
    "calls.more": ("另有 {n} 起呼叫", "more calls: {n}"),
}
