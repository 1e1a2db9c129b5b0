"""Words of an incident's workspace: its record, its tasks, its numbers, its timeline."""

from collections.abc import Mapping

from layouts.words import case, incidents, report_clocks

MEASURES: Mapping[str, tuple[str, str]] = {
    "measure.DEAD": ("死亡", "Dead"),
    "measure.INJURED": ("受伤", "Injured"),
    "measure.MISSING": ("失联", "Missing"),
    "measure.AT_RISK": ("受威胁", "At risk"),
    "measure.EVACUATED": ("已转移", "Evacuated"),
    "measure.SHELTERED": ("已安置", "Sheltered"),
    "measure.WITHOUT_HEAT": ("停热住户", "Without heat"),
    "measure.WITHOUT_WATER": ("停水住户", "Without water"),
    "measure.WITHOUT_POWER": ("停电住户", "Without power"),
}
"""By `Measure`."""
PERSONS, HOUSEHOLDS = ("人", "persons"), ("户", "households")
UNITS: Mapping[str, tuple[str, str]] = {
    f"of.{key.partition('.')[2]}": HOUSEHOLDS if "WITHOUT" in key else PERSONS for key in MEASURES
}
TASKS: Mapping[str, tuple[str, str]] = {
    "task.status.OPEN": ("处置中", "in hand"),
    "task.status.DUE_SOON": ("将到期", "due soon"),
    "task.status.LATE": ("逾期", "overdue"),
    "task.status.ANSWERED": ("已答复", "answered"),
    "task.status.ANSWERED_LATE": ("迟答复 {t}", "answered {t} late"),
    "task.status.DROPPED": ("已撤销", "dropped"),
}
NOTES: Mapping[str, tuple[str, str]] = {
    "note.new": ("记一笔", "Add a note"),
    "note.words": ("发生了什么", "What happened"),
    "note.at": ("发生时间（补记时填）", "When (if entered late)"),
    "note.save": ("记入经过", "Add it"),
    "note.incident": ("哪起突发事件", "Of which incident"),
}
WORDS: Mapping[str, tuple[str, str]] = {
    **{f"workspace.{key}": pair for key, pair in MEASURES.items()},
    **{f"workspace.{key}": pair for key, pair in UNITS.items()},
    "incident.title_page": ("突发事件", "Incident"),
    "workspace.reports": ("信息报告", "Reports to the city"),
    "workspace.numbers": ("影响数字", "Situation numbers"),
    "workspace.numbers.note": (
        "每个数都有来源和时间；未知为 —",
        "each with source and time; — is unknown",
    ),
    "workspace.milestones": ("节点", "Milestones"),
    "workspace.cases": ("挂接案卷", "Linked cases"),
    "workspace.cases.note": ("各按各的时限", "each with its own clock"),
    "workspace.tasks": ("任务", "Tasks"),
    "workspace.tasks.note": ("按剩余时间", "by time left"),
    "workspace.timeline": ("经过", "Timeline"),
    "workspace.timeline.note": (
        "只增不改；按发生时间，最新在上",
        "only added to; by event time, the newest first",
    ),
    "workspace.acts": ("办理", "Acts"),
    "duty.done.note": ("已记入经过。", "It is in the timeline."),
    "duty.done.strike_note": ("已划去，原文保留。", "Struck through; its words stay."),
    "duty.done.task": ("已派任务。", "The task is given out."),
    "duty.done.answer_task": ("答复已登记。", "The answer is on record."),
    "duty.done.drop_task": ("任务已撤销。", "The task is dropped."),
    "duty.done.number": ("已填报，原数保留。", "On record; the earlier value stays."),
    "act.review_incident": ("复盘", "Review"),
    "field.review_text": (
        "复盘：做得好的、要改的，回车换行",
        "What went well, what to change (Enter: next line)",
    ),
    "done.review_incident": (
        "{incident}：已复盘，不再增改",
        "{incident}: reviewed, nothing is added any more",
    ),
    "refusal.NOT_ENDED": (
        "突发事件 {incident} 还没有结束。",
        "Incident {incident} hasn't ended yet.",
    ),
    "refusal.FINAL_UNSIGNED": (
        "突发事件 {incident} 的终报还没有签发。",
        "The final report on incident {incident} isn't signed yet.",
    ),
    "did.add_note": ("记事", "noted"),
    "did.strike_note": ("划去", "struck through"),
    "did.set_task": ("派任务", "gave out a task"),
    "did.answer_task": ("答复任务", "entered an answer"),
    "did.drop_task": ("撤销任务", "dropped a task"),
    "did.give_number": ("填报", "gave a number"),
    "field.answer": ("答复", "Answer"),
    "field.source": ("来源", "Source"),
    "refusal.ENTRY_TOO_OLD": (
        "不能早于接报（{at}）前一天。",
        "It can't be older than a day before the incident was known ({at}).",
    ),
    "refusal.INCIDENT_REVIEWED": (
        "突发事件 {incident} 已于 {at} 复盘，不再增改。",
        "Incident {incident} was reviewed at {at}: nothing is added any more.",
    ),
    "refusal.FILE_FULL": (
        "一起突发事件最多 {most} 条。",
        "An incident has at most {most} of these.",
    ),
    "refusal.NOTE_STRUCK": (
        "{who} 已于 {at} 划去。",
        "{who} has struck it through already, at {at}.",
    ),
    "refusal.LIMIT_PASSED": (
        "时限须晚于现在。",
        "Its limit has to be in the future.",
    ),
    "refusal.LIMIT_TOO_FAR": (
        "时限最长 {days} 天。",
        "A limit is at most {days} days ahead.",
    ),
    "refusal.NO_SUCH_OWNER": (
        "任务须派给一个单位或一个岗位。",
        "A task belongs to one unit, or to one post.",
    ),
    "refusal.NO_SUCH_TASK": ("没有这项任务。", "There is no such task."),
    "refusal.TASK_ANSWERED": (
        "{who} 已于 {at} 登记答复。",
        "{who} has entered its answer already, at {at}.",
    ),
    "refusal.TASK_DROPPED": (
        "{who} 已于 {at} 撤销这项任务。",
        "{who} has dropped it already, at {at}.",
    ),
    "refusal.NUMBER_CHANGED": (
        "{who} 已于 {at} 填报 {value}，请看过再填。",
        "{who} has entered {value} at {at}, before you: see it first.",
    ),
    "refusal.NO_SUCH_NUMBER": ("数字须在 0 到 {most} 之间。", "A number is from 0 to {most}."),
    "refusal.NUMBER_UNREADABLE": ("请填整数。", "Give a whole number."),
}
ACTS = tuple(
    f"did.{name}"
    for name in (
        *("report_incident", "escalate", "link_case", "confirm_incident", "dismiss_incident"),
        *(
            "end_incident",
            "review_incident",
            "correct_known_at",
            "note_milestone",
            "report_by_phone",
        ),
        *("file_report", "sign_report"),
    )
)
STATES = tuple(key for key in case.WORDS if key.startswith("state."))
LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    **MEASURES,
    **UNITS,
    **TASKS,
    **incidents.KINDS_IN_FULL,
    **{key: case.WORDS[key] for key in (*ACTS, *STATES)},
    "milestone.KNOWN": report_clocks.MILESTONES["milestone.KNOWN"],
    "head.gone": ("没有这起突发事件", "There is no such incident"),
    "head.gone.detail": ("请核对编号", "Check its number"),
    "head.reading": ("正在读取…", "Reading…"),
    "head.place": ("{place} · {kind} · {no}", "{place} · {kind} · {no}"),
    "head.declared": ("{at} {name} 定级", "level set by {name}, {at}"),
    "head.undeclared": ("未定级", "no level set"),
    "head.suspected": ("疑似，待确认", "suspected, to be confirmed"),
    "head.known": ("{at} 接报", "known since {at}"),
    "head.running": ("已 {t}", "{t} so far"),
    "head.lasted": ("历时 {t}", "lasted {t}"),
    "head.state.SUSPECTED": ("疑似", "Suspected"),
    "head.state.CONFIRMED": ("进行中", "In progress"),
    "head.state.ENDED": ("已结束", "Ended"),
    "head.state.DISMISSED": ("已排除", "Dismissed"),
    "head.reviewed": ("{at} {name} 复盘：{words}", "reviewed by {name} at {at}: {words}"),
    "head.outcome": ("{at} 结束：{words}", "ended at {at}: {words}"),
    "head.next": ("下一份 {report}", "next: {report}"),
    "head.no_next": ("没有应报的报告", "no report is owed"),
    "watch": ("{n} 人在看", "{n} looking"),
    "views": ("{name} 在看", "{name} is looking"),
    "edits": ("{name} 正在填", "{name} is writing"),
    "number.none": ("—", "—"),
    "number.given": ("{source} {at}", "{source}, {at}"),
    "number.late": ("{source} {at}（{entered} 补记）", "{source}, {at} (entered {entered})"),
    "number.unknown": ("尚无来源", "nobody has said"),
    "number.more": ("比上次报告 +{n}", "+{n} since the report"),
    "number.less": ("比上次报告 −{n}", "−{n} since the report"),
    "number.same": ("与上次报告相同", "as in the report"),
    "number.fresh": ("上次报告未报", "not in the report yet"),
    "number.enter": ("填报", "Give a number"),
    "number.measure": ("项目", "What"),
    "number.value": ("现在的数", "Present number"),
    "number.source": ("来源（谁说的）", "Source (who says so)"),
    "late": ("{at} 补记", "entered {at}"),
    "milestone.none": ("—", "—"),
    "case.open": (
        "未结 {n}，超期 {late}，已结 {closed}",
        "{n} open, {late} overdue, {closed} closed",
    ),
    "case.none": ("没有挂接案卷", "No case is linked"),
    "case.more": ("另有 {n} 件未列", "{n} more"),
    "case.nobody": ("尚无单位", "no unit yet"),
    "task.none": ("没有任务", "No task"),
    "task.count": (
        "未完 {open}，逾期 {late}，已答 {done}",
        "{open} open, {late} late, {done} answered",
    ),
    "task.gap": ("补记节点：{milestone}", "Note the milestone: {milestone}"),
    "task.gap.filled": ("{by} {at} 已补记", "noted by {by} at {at}"),
    "task.new": ("派任务", "Give out a task"),
    "task.words": ("做什么", "What is to be done"),
    "task.owner": ("谁负责", "Who answers for it"),
    "task.limit": ("时限", "Limit"),
    "task.due": ("或到几点", "Or by when"),
    "task.save": ("派出", "Give it out"),
    "task.answer": ("答复", "Answer"),
    "task.drop": ("撤销", "Drop"),
    "task.answered": ("答复（{by} {at}）：{words}", "answered ({by}, {at}): {words}"),
    "task.dropped": ("撤销（{by} {at}）：{words}", "dropped ({by}, {at}): {words}"),
    "task.given": ("{by} {at} 派", "set by {by} at {at}"),
    "task.post": ("岗位 · {name}", "post · {name}"),
    "task.answer_words": ("答复内容", "What came of it"),
    "task.drop_words": ("为什么撤销", "Why it isn't needed"),
    "limit.minutes": ("{n} 分", "{n} min"),
    "limit.hours": ("{n} 小时", "{n} h"),
    **NOTES,
    "entry.note": ("记事", "Note"),
    "entry.task": ("任务", "Task"),
    "entry.answer": ("答复", "Answer"),
    "entry.drop": ("撤任务", "Dropped"),
    "entry.number": ("数据", "Number"),
    "entry.task.words": ("{owner}：{words}", "{owner}: {words}"),
    "entry.answer.words": ("{owner}：{words}（{of}）", "{owner}: {words} ({of})"),
    "entry.number.words": (
        "{measure} {value} {of}（{source}）",
        "{measure}: {value} {of} ({source})",
    ),
    "entry.number.change": (
        "{measure} {before} → {value} {of}（{source}）",
        "{measure}: {before} → {value} {of} ({source})",
    ),
    "entry.linked": ("{n} 件", "{n}"),
    "entry.level": ("{level} 级", "level {level}"),
    "timeline.none": ("还没有记录", "Nothing is on record yet"),
    "timeline.left_out": ("更早的 {n} 条见日志", "{n} earlier ones are in the journal"),
}
