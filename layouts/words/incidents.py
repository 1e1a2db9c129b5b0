"""Words of a running incident at the desk: what it is, what a person may declare of it."""

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, str]] = {
    "kind.NATURAL": ("自然灾害", "Natural disaster"),
    "kind.ACCIDENT": ("事故灾难", "Accident"),
    "kind.HEALTH": ("公共卫生", "Public health"),
    "kind.SECURITY": ("社会安全", "Public security"),
}
"""By `IncidentKind`."""
KINDS_IN_FULL: Mapping[str, tuple[str, str]] = {
    **KINDS,
    "kind.HEALTH": ("公共卫生事件", "Public health"),
    "kind.SECURITY": ("社会安全事件", "Public security"),
}
"""For a kind that is shown without the word "incident" beside it."""

WORDS: Mapping[str, tuple[str, str]] = {
    **{f"choice.{key}": pair for key, pair in KINDS.items()},
    "incident.title": ("突发事件 {number} · {title}", "Incident {number} · {title}"),
    "incident.state": ("状态", "State"),
    "incident.state.SUSPECTED": ("疑似，待确认", "Suspected, to be confirmed"),
    "incident.state.CONFIRMED": ("已确认", "Confirmed"),
    "incident.declared": ("{level}，{who} {at} 认定", "{level}, declared by {who} at {at}"),
    "incident.kind": ("类型", "Kind"),
    "incident.place": ("地点", "Place"),
    "incident.where": ("{street} {grid} 网格", "{street}, grid {grid}"),
    "incident.since": ("接报", "Known since"),
    "incident.ago": ("{at}（{ago}前），{who} 上报", "{at} ({ago} ago), reported by {who}"),
    "incident.text": ("情况", "What is known"),
    "incident.linked": ("案卷", "Cases"),
    "incident.counts": ("挂接 {all} 件，未结 {open} 件", "{all} linked, {open} open"),
    "incident.none": ("没有挂接案卷", "No case is linked"),
    "incident.show": ("在列表中看这些案卷", "Show them in the list"),
    "incident.level": ("级别标准", "Level"),
    "incident.warning": ("预警级别", "Warning level"),
    "incident.warning.declared": ("{level}，已宣布", "{level}, declared"),
    "incident.warning.suggested": (
        "建议 {level}：{what}（来源 {issuer}，有效至 {until}）",
        "{level} is suggested: {what} (by {issuer}, until {until})",
    ),
    "incident.warning.none": (
        "此处没有生效的预警，由你判断。",
        "No warning is in force here: it is yours to judge.",
    ),
    "warning.level.1": ("I 级（红色）", "level I (red)"),
    "warning.level.2": ("II 级（橙色）", "level II (orange)"),
    "warning.level.3": ("III 级（黄色）", "level III (yellow)"),
    "warning.level.4": ("IV 级（蓝色）", "level IV (blue)"),
    "act.declare_warning": ("宣布预警级别", "Declare the warning level"),
    "done.declare_warning": (
        "{incident}：预警级别已宣布",
        "{incident}: the warning level is declared",
    ),
    "incident.change_level": ("改定级别", "Declare another level"),
    "incident.for_roles": ("由{roles}决定", "Decided by: {roles}"),
    "incident.separator": ("、", ", "),
    "incident.close": ("关闭", "Close"),
    "incident.choose": ("（进行中 {n} 起）", "({n} in progress)"),
    "sure.confirm_incident": ("认定为 {level}？", "Declare {level}?"),
    "sure.confirm_incident.effect": (
        "各大屏、各席位立即显示；不能撤销，只能改定级别或结束。",
        "Every wall and desk shows it at once. Nothing takes it back; the level can be changed.",
    ),
    "sure.confirm_incident.do": ("认定为 {level}", "Declare {level}"),
    "sure.end_incident": ("结束突发事件？", "End the incident?"),
    "sure.end_incident.effect": (
        "从各大屏、各席位撤下，不能恢复；{open} 件未结案卷解除挂接，恢复原级别，按各自时限继续办。",
        "It leaves every wall and desk for good; its {open} open cases go on as before it.",
    ),
    "sure.end_incident.do": ("结束事件", "End it"),
    "sure.reason": ("理由：{why}", "Reason: {why}"),
    "sure.keep": ("先不办", "Not now"),
    "done.confirm_incident": ("{incident}：已认定为 {level}", "{incident}: declared {level}"),
    "done.correct_known_at": (
        "{incident}：接报时间已更正，原时间留在日志",
        "{incident}: known since corrected; the journal keeps both",
    ),
    "refusal.KNOWN_BEFORE": (
        "本系统 {at} 已接报，接报时间不能更晚。",
        "It was reported here at {at}: it can't be known since later.",
    ),
    "refusal.KNOWN_ALREADY": ("接报时间本来就是 {at}。", "It is known since {at} already."),
    "done.dismiss_incident": (
        "{incident}：已排除，案卷各自继续",
        "{incident}: dismissed, its cases go on",
    ),
    "done.end_incident": (
        "{incident}：已结束，案卷各自继续",
        "{incident}: ended, its cases go on",
    ),
    "refusal.NO_INCIDENT": ("没有进行中的突发事件。", "No incident is in progress."),
    "refusal.INCIDENT_NOT_RUNNING": (
        "突发事件 {incident} 已不在进行中。",
        "Incident {incident} isn't in progress any more.",
    ),
    "refusal.INCIDENT_CHANGED": (
        "{at} {who} 已对突发事件 {incident} 做了“{act}”，请看过再定。",
        "{who} did “{act}” on incident {incident} at {at}, before you.",
    ),
}
