"""Words of an incident's milestones and of its reports to the city: at the desk and on the wall."""

from collections.abc import Mapping

DIGITS = "一二三四五六七八九"
COUNTED = 99


def _numeral(n: int) -> str:
    """续报一, 续报十二."""
    tens, ones = divmod(n, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens - 1]}十"
    return ten + (DIGITS[ones - 1] if ones else "")


NUMERALS: Mapping[str, tuple[str, str]] = {
    f"numeral.{n}": (_numeral(n), str(n)) for n in range(1, COUNTED + 1)
}
MILESTONES: Mapping[str, tuple[str, str]] = {
    "milestone.OCCURRED": ("发生", "Occurred"),
    "milestone.KNOWN": ("接报", "Known"),
    "milestone.FIRST_REPORTED": ("首报", "Reported"),
    "milestone.ON_SITE": ("到场", "On site"),
    "milestone.CONTAINED": ("控制", "Contained"),
    "milestone.ENDED": ("结束", "Ended"),
}
STATUSES: Mapping[str, tuple[str, str]] = {
    "report.status.NOT_DUE": ("未到期", "not due"),
    "report.status.DUE_SOON": ("将到期", "due soon"),
    "report.status.DELIVERED": ("已报", "reported"),
    "report.status.LATE": ("迟报 {t}", "{t} late"),
    "report.status.OVERDUE": ("逾期未报", "overdue"),
    "report.status.UNSIGNED": ("待签发", "to be signed"),
}
ELEMENTS: Mapping[str, tuple[str, str]] = {
    "element.known": ("接报时间", "Known since"),
    "element.source": ("信息来源", "Source"),
    "element.occurred": ("发生时间", "Occurred"),
    "element.place": ("地点", "Place"),
    "element.nature": ("性质", "Nature"),
    "element.level": ("级别", "Level"),
    "element.cause": ("原因", "Cause"),
    "element.course": ("经过", "Course"),
    "element.harm": ("伤亡损失", "Harm and loss"),
    "element.scope": ("影响范围", "Scope"),
    "element.trend": ("趋势", "Trend"),
    "element.on_site": ("到场时间", "On site since"),
    "element.contained": ("控制时间", "Contained at"),
    "element.measures": ("已采取措施", "Measures taken"),
    "element.next": ("下一步及请求", "Next steps and requests"),
    "element.commander": ("现场指挥及电话", "Commander on site, phone"),
    "element.ended": ("结束时间", "Ended"),
    "element.outcome": ("结果", "Outcome"),
}
WORDS: Mapping[str, tuple[str, str]] = {
    **NUMERALS,
    **MILESTONES,
    **STATUSES,
    **ELEMENTS,
    "report.PHONE": ("电话报告", "Phone report"),
    "report.FIRST": ("初报", "First report"),
    "report.FOLLOW_UP": ("续报{n}", "Follow-up {n}"),
    "report.FINAL": ("终报", "Final report"),
    "report.gap": ("数据缺失", "data missing"),
    "report.line": ("{name}：{words}", "{name}: {words}"),
    "report.number": (
        "{measure} {value} {of}（{source} {at}）",
        "{measure} {value} {of} ({source}, {at})",
    ),
    "report.nothing_new": ("情况：无变化", "Course: no change"),
    "report.left": ("剩 {t}", "{t} left"),
    "report.over": ("超 {t}", "over {t}"),
    "report.due": ("{at} 前", "by {at}"),
    "report.out": ("{at} 报出", "out at {at}"),
    "report.signed": ("{who} 签发", "signed by {who}"),
    "report.written": ("{who} {at} 拟", "written by {who} at {at}"),
    "report.changed": ("有变化：{names}", "Changed: {names}"),
    "report.missing": ("数据缺失：{names}", "Missing: {names}"),
    "report.first_of_all": ("首次书面报告", "The first in writing"),
    "report.same": ("与上次报告相比没有变化", "Nothing has changed since the last report"),
    "incident.milestones": ("节点", "Milestones"),
    "incident.reports": ("信息报告", "Reports to the city"),
    "incident.late_entry": ("{at}（{entered} 补记）", "{at} (entered late, {entered})"),
    "incident.state.ENDED": ("已结束", "Ended"),
    "act.note_milestone": ("记录节点", "Note a milestone"),
    "act.report_by_phone": ("电话报告", "Report by phone"),
    "act.file_report": ("拟报", "Write the report"),
    "act.sign_report": ("签发", "Sign the report"),
    "field.milestone": ("节点", "Milestone"),
    "field.at": ("补记时间", "When, if entered late"),
    "field.told_whom": ("向谁报告，内容", "Told whom, and what"),
    "field.report_text": ("报告，回车换行", "Report (Enter: next line)"),
    "choice.milestone.OCCURRED": MILESTONES["milestone.OCCURRED"],
    "choice.milestone.ON_SITE": MILESTONES["milestone.ON_SITE"],
    "choice.milestone.CONTAINED": MILESTONES["milestone.CONTAINED"],
    "done.note_milestone": ("{incident}：已记录", "{incident}: noted"),
    "done.report_by_phone": ("{incident}：电话报告已登记", "{incident}: the call is on record"),
    "done.file_report": ("{incident}：已送签", "{incident}: waits for its signature"),
    "done.sign_report": ("{incident}：已签发", "{incident}: signed and out"),
    "sure.sign": (
        "签发后不可更改，只能再发续报。",
        "Once signed it never changes; what is new goes into a follow-up.",
    ),
    "sure.gaps": ("还缺：{names}", "Still missing: {names}"),
    "refusal.NOTHING_TO_SIGN": ("没有待签发的报告。", "No report waits for a signature."),
    "refusal.PHONE_REPORTED": ("{at} 已报告。", "It was reported at {at}."),
    "refusal.REPORTS_FULL": (
        "一起突发事件最多 {most} 份报告。",
        "An incident has at most {most} reports.",
    ),
    "refusal.REPORT_TOO_EARLY": (
        "时间不能早于 {at}。",
        "It can't be older than what it follows ({at}).",
    ),
    "refusal.MILESTONE_DERIVED": (
        "“{milestone}”由记录得出，不用手工填写。",
        "“{milestone}” follows from the record.",
    ),
    "refusal.MILESTONE_ORDER": (
        "“{earlier}”不能晚于“{later}”（{at}）。",
        "“{earlier}” can't be later than “{later}” ({at}).",
    ),
}
"""Names of reports and their elements are also written into the reports themselves."""

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    **NUMERALS,
    **STATUSES,
    **{key: MILESTONES[key] for key in MILESTONES if key not in ("milestone.KNOWN",)},
    "report.PHONE": ("电话报告", "By phone"),
    "report.FIRST": ("初报", "First report"),
    "report.FOLLOW_UP": ("续报{n}", "Follow-up {n}"),
    "report.FINAL": ("终报", "Final report"),
    "report.due": ("{at} 前", "by {at}"),
    "report.out": ("{at}", "at {at}"),
    "report.final": ("终报 {t}", "final report {t}"),
    "no_reports": ("没有应报的报告", "No report is owed"),
}
