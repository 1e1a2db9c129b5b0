"""Words of a case: its states, lamps, urgency, reasons, and who deals with it."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "state.REPORTED": ("待受理", "To accept"),
    "state.VERIFYING": ("核实中", "Being checked"),
    "state.FILED": ("待派遣", "To dispatch"),
    "state.DISPATCHED": ("待签收", "To acknowledge"),
    "state.PROCESSING": ("处置中", "Being handled"),
    "state.FEEDBACK": ("待核查", "To verify"),
    "state.VERIFIED": ("待回访", "To call back"),
    "state.SUSPENDED": ("挂账", "Suspended"),
    "state.CLOSED": ("已结案", "Closed"),
    "state.REJECTED": ("不予受理", "Not accepted"),
    "state.VOIDED": ("作废", "Voided"),
    "state.MERGED": ("已并案", "Merged"),
    "lamp.none": ("正常", "On time"),
    "lamp.soon": ("将到期", "Due soon"),
    "lamp.overdue": ("超期", "Overdue"),
    "lamp.severe": ("严重超期", "Severely overdue"),
    "lamp.suspended": ("挂账", "Suspended"),
    "urgency.E1": ("特急", "Critical"),
    "urgency.E2": ("紧急", "Urgent"),
    "urgency.E3": ("一般", "Normal"),
    "urgency.E4": ("复杂", "Complex"),
    "role.intake": ("受理员", "Intake"),
    "role.dispatcher": ("派遣员", "Dispatcher"),
    "role.foreman": ("值班长", "Shift foreman"),
    "role.supervisor": ("督办员", "Supervisor"),
    "role.grid_leader": ("网格长", "Grid leader"),
    "role.station": ("社区站", "Community station"),
    "role.street": ("街道中心", "Street centre"),
    "role.unit": ("单位联络员", "Unit liaison"),
    "role.unit_head": ("单位负责人", "Unit head"),
    "role.duty": ("值班员", "Duty officer"),
    "role.duty_leader": ("带班领导", "Leader on duty"),
    "role.director": ("中心主任", "Centre director"),
    "role.leader": ("区领导", "District leader"),
    "role.assessor": ("考评员", "Assessor"),
    "role.auditor": ("审计员", "Auditor"),
    "role.admin": ("管理员", "Administrator"),
}

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    key: pair for key, pair in WORDS.items() if key.startswith(("state.", "lamp.", "urgency."))
}
"""The same words, where the browser puts them."""
