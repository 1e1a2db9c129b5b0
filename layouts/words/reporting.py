"""Words of reporting at the desk: a case, what a grid has settled itself, an incident."""

from collections.abc import Mapping

from layouts.words import detail

CHANNELS = ("PHONE", "GRID", "SERVICE_HALL", "MAYOR_LINE", "WEB", "PATROL", "OTHER")
WORDS: Mapping[str, tuple[str, str]] = {
    "act.report_case": ("上报", "Report a case"),
    "act.self_resolve": ("自处置", "Report as settled"),
    "act.report_incident": ("上报突发事件", "Report an incident"),
    "act.begin_drill": ("开始演练", "Begin a drill"),
    "field.grid": ("网格", "Grid"),
    "field.address": ("地址", "Address"),
    "field.channel": ("渠道", "Channel"),
    "field.reporter_name": ("反映人", "Reporter"),
    "field.reporter_phone": ("反映人电话", "Reporter's phone"),
    **{f"choice.channel.{code}": detail.WORDS[f"channel.{code}"] for code in CHANNELS},
    "done.report_case": ("已上报：{number}", "Reported: {number}"),
    "done.self_resolve": ("自处置已上报，待核查：{number}", "Reported as settled: {number}"),
    "done.report_incident": ("突发事件已上报：{number}", "Incident reported: {number}"),
    "done.begin_drill": ("演练已开始：{number}", "The drill has begun: {number}"),
    "reporting.begin_drill": ("演练", "Drill"),
    "refusal.INCIDENT_DRILL": (
        "{incident} 是演练，不能挂接案卷。",
        "{incident} is a drill: no case is linked to it.",
    ),
    "reporting.report_case": ("上报", "New case"),
    "reporting.self_resolve": ("自处置", "Settled"),
    "reporting.report_incident": ("突发事件", "Incident"),
    "reporting.title": ("上报", "Report"),
    "help.report": ("上报", "Reporting"),
}
