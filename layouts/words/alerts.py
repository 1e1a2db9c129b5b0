"""Words of alerts: what turned, how it is listed and rolled up, how fast they come, and sound."""

from collections.abc import Mapping

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    "turn.AMBER": ("将到期", "Due soon"),
    "turn.RED": ("超期", "Overdue"),
    "turn.SEVERE": ("严重超期", "Severely overdue"),
    "turn.CASE_RED": ("结案超期", "Case deadline passed"),
    "turn.UNACKNOWLEDGED": ("逾时未签收", "Not acknowledged in time"),
    "turn.REPLY_DUE": ("督办逾期未答复", "Supervision unanswered"),
    "turn.SUPERVISED": ("三级督办", "Level-3 supervision"),
    "turn.PING_PONG": ("两次退单", "Returned twice"),
    "turn.REWORK": ("三次返工", "Third rework"),
    "turn.INCIDENT": ("突发事件待确认", "Incident to confirm"),
    "turn.REPORT_DUE": ("信息报告将到期", "Report to the city due soon"),
    "turn.REPORT_LATE": ("信息报告逾期未报", "Report to the city overdue"),
    "alerts.title": ("告警", "Alerts"),
    "alerts.none": ("没有待处理的告警", "No alert stands"),
    "alerts.rate": ("告警 {n}/10 分 · {grade}", "Alerts {n}/10 min · {grade}"),
    "alerts.group": (
        "{unit} {n} 件告警（{mix}），最长 {t}",
        "{unit}: {n} alerts ({mix}), longest {t}",
    ),
    "alerts.mix": ("{urgency} {n}", "{urgency} {n}"),
    "alerts.nobody": ("尚无责任单位", "No unit yet"),
    "alerts.acknowledged": ("{name} 已确认，{time} 再提醒", "{name} acknowledged, back {time}"),
    "alerts.shelved": ("{name} 搁置至 {time}", "{name} shelved it until {time}"),
    "place.NOTICES": ("提示 {n}", "notices {n}"),
    "place.SHELF": ("搁置 {n}", "{n} shelved"),
    "place.LEDGER": ("长期超期 {n}", "{n} long overdue"),
    "flood": ("告警集中 · 按责任单位合并显示", "Flood of alerts · rolled up by unit"),
    "grade.ACCEPTABLE": ("轻松", "comfortable"),
    "grade.MANAGEABLE": ("可应对", "manageable"),
    "grade.OVER_DEMANDING": ("偏多", "over-demanding"),
    "grade.UNACCEPTABLE": ("过多，请增派席位", "unacceptable: call another seat"),
    "sound.on": ("声音开", "Sound on"),
    "sound.on.hint": ("点击静音 10 分钟", "Click for 10 minutes of silence"),
    "sound.muted": ("静音，{time} 自动恢复", "Silent until {time}"),
    "sound.muted.hint": ("点击恢复声音", "Click for sound"),
    "sound.blocked": ("无声：浏览器未放行，点任意处", "No sound: click anywhere"),
    "sound.blocked.hint": (
        "浏览器在操作页面之前不发声",
        "The browser gives no sound before somebody touches the page",
    ),
    "sound.elsewhere": ("声音在另一窗口", "Sound in another window"),
    "sound.elsewhere.hint": (
        "同一席位只有一个窗口发声",
        "Only one window of a position sounds",
    ),
    "sound.volume": ("音量", "Volume"),
}
WORDS: Mapping[str, tuple[str, str]] = {
    "refusal.NO_SUCH_ALERT": ("没有这条告警。", "There is no such alert."),
    "refusal.ALERT_GONE": ("告警的原因已消除。", "The cause of this alert is gone."),
    "refusal.ALERT_ACKNOWLEDGED": (
        "{by} 已确认这条告警。",
        "{by} has acknowledged this alert.",
    ),
    "refusal.ALERT_CRITICAL": (
        "特急案卷和突发事件的告警不能搁置。",
        "What is critical can't be shelved.",
    ),
    "refusal.ALERT_OF_CENTRE": (
        "特急告警由中心确认。",
        "What is critical is acknowledged at the centre.",
    ),
    "refusal.ALERT_OF_LEADER": (
        "这条告警由区领导确认。",
        "This alert is the district leader's to acknowledge.",
    ),
    "refusal.SHELF_TOO_LONG": (
        "这条告警最多搁置 {minutes} 分钟。",
        "This alert can be shelved for at most {minutes} minutes.",
    ),
    "trigger.AMBER": ("将到期，自动催办", "Due soon: urged automatically"),
    "trigger.RED": ("已超期，自动督办", "Overdue: supervised automatically"),
    "trigger.SEVERE": ("严重超期，自动升级督办", "Severely overdue: supervision raised"),
    "trigger.UNACKNOWLEDGED": ("逾时未签收，自动督办", "Not acknowledged: supervised"),
    "trigger.REWORK": ("返工，自动督办", "Reworked: supervised"),
    "trigger.REPLY_LATE": ("督办逾期未答复，自动升级", "No answer in time: supervision raised"),
    "trigger.RESUME_DATE": ("挂账期满，自动恢复", "Suspension ended: resumed"),
}
