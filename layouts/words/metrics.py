"""The metric dictionary: what each figure is called, and what exactly it counts."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "metric.open": ("在办", "Open"),
    "metric.open.counted": (
        "尚未结案、不予受理、作废或并案的案卷，含挂账",
        "Cases not yet closed, rejected, voided or merged; suspended ones count",
    ),
    "metric.overdue": ("超期", "Overdue"),
    "metric.overdue.counted": (
        "在办案卷中，当前环节期限已过的（含严重超期；挂账不计时）",
        "Open cases whose present stage is past its deadline; severe ones count, suspended don't",
    ),
    "metric.severe": ("严重", "Severe"),
    "metric.severe.counted": (
        "超过期限达限时的一半，或达 3 个工作日",
        "Past the deadline by half of the limit, or by three working days",
    ),
    "metric.amber": ("将到期", "Due soon"),
    "metric.amber.counted": (
        "限时已用八成，或已进入最后一段，尚未超期",
        "Four fifths of the limit used, or its last stretch begun, and not yet overdue",
    ),
    "metric.soon": ("30 分内到期", "Due in 30 min"),
    "metric.soon.counted": (
        "当前环节 30 分钟内到期、尚未超期的在办案卷",
        "Open cases whose present stage falls due within 30 minutes",
    ),
    "metric.unassigned": ("待派遣", "Unassigned"),
    "metric.unassigned.counted": (
        "待受理、核实中、待派遣：尚无责任单位的在办案卷",
        "Reported, being checked or filed: open cases that no unit has yet",
    ),
    "metric.awaiting_verification": ("待核查", "To verify"),
    "metric.awaiting_verification.counted": (
        "单位已反馈、等待核查的案卷",
        "Cases whose unit has fed back a result that nobody has verified yet",
    ),
    "metric.suspended": ("挂账", "Suspended"),
    "metric.suspended.counted": (
        "经批准暂停计时、到日恢复的案卷",
        "Cases whose clock is stopped by approval until a date",
    ),
    "metric.awaiting_acknowledgement": ("待签收", "To acknowledge"),
    "metric.awaiting_acknowledgement.counted": (
        "已派遣、责任单位尚未签收的案卷",
        "Cases dispatched to a unit that hasn't acknowledged them yet",
    ),
    "metric.supervision_late": ("督办逾期未复", "Reply late"),
    "metric.supervision_late.counted": (
        "单位在办、督办答复期限已过而未答复的案卷",
        "Cases in a unit's hands whose supervision should have been answered by now",
    ),
    "metric.over_capacity": ("超负荷单位", "Over capacity"),
    "metric.over_capacity.counted": (
        "在办数超过承载量的责任单位",
        "Units with more open cases than their handlers can hold",
    ),
    "metric.district_load": ("全区负荷", "District load"),
    "metric.district_load.counted": (
        "各单位在办件数之和，占各单位承载量之和的百分比",
        "Open cases of all units, in per cent of what all of them can hold",
    ),
    "metric.half_free": ("尚有一半余力", "Half free"),
    "metric.half_free.counted": (
        "在办件数不超过承载量一半的单位",
        "Units with at most half as many open cases as they can hold",
    ),
    "metric.reported_today": ("今日上报", "Reported today"),
    "metric.reported_today.counted": (
        "本日零时起上报的案卷，不论现状",
        "Cases reported since midnight, whatever has become of them",
    ),
    "metric.closed_today": ("今日结案", "Closed today"),
    "metric.closed_today.counted": (
        "本日零时起结案的案卷",
        "Cases closed since midnight",
    ),
}
"""`metric.<key>` and `metric.<key>.counted`; the keys are those of the model's figures."""
