"""Words of the journal's page."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "journal.title": ("日志", "Journal"),
    "journal.note": (
        "只增不改；每条记录与前一条以摘要相连，`python -m dashboard check` 可以核对。",
        "Nothing is ever changed: each entry is chained to the one before; `check` verifies it.",
    ),
    "journal.resets": (
        "近 7 天由他人重置的密码（重置者可用其登录，请核实）：",
        "Passwords set by others within 7 days (who set one could enter by it; please verify):",
    ),
    "journal.at": ("时间", "Time"),
    "journal.kind": ("类别", "Kind"),
    "journal.key": ("编号", "Number"),
    "journal.act": ("操作", "Act"),
    "journal.by": ("操作人", "By"),
    "journal.why": ("说明", "Why"),
    "journal.every": ("全部", "All"),
    "journal.show": ("查看", "Show"),
    "journal.older": ("更早的记录", "Older entries"),
    "journal.empty": ("没有符合的记录。", "No such entries."),
    "journal.kind.case": ("案卷", "Case"),
    "journal.kind.incident": ("突发事件", "Incident"),
    "journal.kind.duty": ("在岗", "On duty"),
    "journal.kind.alert": ("告警", "Alert"),
    "journal.kind.person": ("账号", "Account"),
    "journal.kind.denied": ("被拒操作", "Denied act"),
    "journal.kind.calendar": ("日历", "Calendar"),
    "journal.kind.disclosed": ("查看反映人", "Reporter shown"),
    "journal.kind.screen": ("屏幕", "Screen"),
    "journal.kind.key": ("接口密钥", "API key"),
    "journal.kind.log": ("值班日志", "Duty log"),
    "journal.kind.shift": ("当班交接", "Shift"),
    "journal.kind.roster": ("值班表", "Roster"),
    "journal.act.add_key": ("新建密钥", "key made"),
    "journal.act.change_key": ("更改密钥权限", "key changed"),
    "journal.act.revoke_key": ("吊销密钥", "key revoked"),
}
